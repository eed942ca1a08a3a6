"""The profile: the only part of a file that shows names. Children, people, consents."""

from functools import partial

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from cases import services
from cases.forms.child import ChildEditForm, ChildForm
from cases.forms.papers import PersonEditForm, WithdrawalForm
from upksai.workflow.identity_views import ask_why, conceal_page, reveal_page
from upksai.workflow.views import record_page

from .opening import for_readers, for_writers, open_file, open_to_write, typed


@for_readers
def profile(request, pk):
    """Who it is about, who is around them, and on what ground we work."""
    case = open_file(request, pk, "profile")
    context = {
        "case": case,
        "tab": "profile",
        "links": case.case_children.select_related("child__subdistrict__district"),
        "people": case.related_people.order_by("-is_caregiver", "pk"),
        "consents": case.consents.select_related("recipient"),
    }
    return render(request, "cases/profile.html", context)


@for_readers
def reveal(request, pk):
    """Say why names are needed; they are shown for ten minutes."""
    case = open_file(request, pk, "identity")
    return reveal_page(request, case, template="cases/reveal.html")


@for_readers
def conceal(request, pk):
    """Mask the names again."""
    return conceal_page(request, open_file(request, pk, "identity"))


@for_writers
def add_child(request, pk):
    """Add a sister or brother."""
    case = open_to_write(request, pk, "profile")
    form = ChildForm(typed(request))
    write = partial(services.add_child, case)
    return _child_page(request, case, form, write, _("Tambah anak"), _("Anak ditambahkan."))


@for_writers
def change_child(request, pk, child_pk):
    """Change what is known about a child."""
    case = open_to_write(request, pk, "profile")
    child = get_object_or_404(case.children, pk=child_pk)
    if shut := ask_why(request, case):
        return shut
    form = ChildEditForm(typed(request), instance=child)
    write = partial(services.change, child, case=case)
    return _child_page(request, case, form, write, _("Ubah data anak"), _("Data anak diubah."))


def _child_page(request, case, form, write, title, success):
    back = reverse("cases:profile", args=[case.pk])
    return record_page(
        request,
        form,
        write,
        template="cases/child_form.html",
        context={"case": case, "title": title, "action": _("Simpan data anak"), "back": back},
        success=success,
        then=back,
    )


@for_writers
def change_person(request, pk, person_pk):
    """Change what is known about somebody around the child."""
    case = open_to_write(request, pk, "profile")
    person = get_object_or_404(case.related_people, pk=person_pk)
    if shut := ask_why(request, case):
        return shut
    back = reverse("cases:profile", args=[case.pk])
    title, action = _("Ubah orang di sekitar anak"), _("Simpan orang ini")
    return record_page(
        request,
        PersonEditForm(typed(request), instance=person),
        partial(services.change, person),
        template="cases/edit_form.html",
        context={"case": case, "title": title, "action": action, "back": back},
        success=_("Data orang di sekitar anak diubah."),
        then=back,
    )


@for_writers
def withdraw_consent(request, pk, consent_pk):
    """Write down that a consent was withdrawn."""
    case = open_to_write(request, pk, "profile")
    consent = get_object_or_404(case.consents.in_force(), pk=consent_pk)
    back = reverse("cases:profile", args=[case.pk])
    return record_page(
        request,
        WithdrawalForm(typed(request)),
        partial(services.withdraw_consent, consent),
        template="cases/withdraw.html",
        context={"case": case, "consent": consent, "back": back},
        success=_("Penarikan tercatat. Data anak tidak lagi diproses atas dasar ini."),
        then=back,
    )
