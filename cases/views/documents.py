"""Papers and pictures of a case, handed out only to those who may read the case."""

from functools import partial

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from cases import services
from cases.forms.papers import DocumentForm
from cases.queries import download_name
from upksai.workflow.views import record_page

from .opening import for_readers, for_writers, open_file, typed


@for_readers
def documents(request, pk):
    """Every paper of the case."""
    case = open_file(request, pk, "documents")
    context = {"case": case, "tab": "documents", "documents": case.documents.select_related("by")}
    return render(request, "cases/documents.html", context)


@for_writers
def add_document(request, pk):
    """Attach a paper or a picture."""
    case = open_file(request, pk, "documents")
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
    """Hand out one paper, under a name that says nothing about the child."""
    case = open_file(request, pk, "download")
    document = get_object_or_404(case.documents, pk=document_pk)
    return FileResponse(
        _opened(document),
        as_attachment=True,
        filename=download_name(case, document),
        content_type=document.content_type,
        headers={"X-Content-Type-Options": "nosniff"},
    )


def _opened(document):
    try:
        return document.file.open()
    except FileNotFoundError:
        raise Http404 from None
