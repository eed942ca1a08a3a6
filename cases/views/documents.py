"""Papers and pictures of a case, handed out only to those who may read the case."""

from functools import partial

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cases import services
from cases.forms.papers import DocumentForm, OriginalForm
from cases.queries import download_name
from upksai.accounts.stepup import confirmed_to_write
from upksai.ui.form_pages import form_page
from upksai.workflow.views import record_page

from .handing_out import handed_out
from .opening import (
    answers_for,
    for_readers,
    for_writers,
    open_file,
    open_for,
    open_to_write,
    typed,
)


@for_readers
def documents(request, pk):
    """Every paper of the case."""
    case = open_file(request, pk, "documents")
    context = {"case": case, "tab": "documents", "documents": case.documents.select_related("by")}
    context["may_open_originals"] = answers_for(case, request.user)
    return render(request, "cases/documents.html", context)


@for_writers
def add_document(request, pk):
    """Attach a paper or a picture."""
    case = open_to_write(request, pk, "documents")
    back = reverse("cases:documents", args=[case.pk])
    return record_page(
        request,
        DocumentForm(typed(request), request.FILES or None),
        partial(services.attach_document, case),
        template="cases/document_form.html",
        context={
            "case": case,
            "title": _("Tambah dokumen"),
            "action": _("Simpan dokumen"),
            "back": back,
        },
        success=_("Dokumen tersimpan. Keterangan lokasi dan kamera pada foto sudah dibuang."),
        then=back,
    )


@for_readers
def download(request, pk, document_pk):
    """Hand out the harmless copy of one paper, or some bytes of it."""
    case = open_file(request, pk, "download", kind="document", record=document_pk)
    document = get_object_or_404(case.documents, pk=document_pk)
    return handed_out(
        request,
        document.open_copy,
        name=download_name(case, document),
        content_type=document.content_type,
    )


@for_readers
@confirmed_to_write
def original(request, pk, document_pk):
    """Hand out the original of one paper, once a reason is written down.

    To those who answer for the case: in an emergency the harmless copy is enough.
    """
    case = open_for(request, pk, "original", kind="document", record=document_pk)
    document = get_object_or_404(case.documents, pk=document_pk)
    form = OriginalForm(typed(request))
    if request.method == "POST" and form.is_valid():
        return _handed_out_original(request, case, document, form)
    context = {"case": case, "document": document, "form": form}
    return form_page(request, "cases/original.html", context)


def _handed_out_original(request, case, document, form):
    told = form.cleaned_data | {"by": request.user, "at": timezone.now()}
    return handed_out(
        request,
        partial(services.open_original, document, **told),
        name=download_name(case, document, is_original=True),
        content_type=document.original_type,
    )
