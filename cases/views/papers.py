"""What people write down about a case: assessments, the plan, services, aid, notes, people."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases import services
from cases.forms import papers as forms
from cases.queries import just_written, plan_approval
from upksai.workflow.views import record_page

from .opening import for_readers, for_writers, open_file, open_to_write, typed


@dataclass(frozen=True)
class Paper:
    """One kind of paper that is added to a file: its form, its words, and where it belongs."""

    form: type[Any]
    part: str
    title: Any
    action: Any
    success: Any


def _adding(paper: Paper) -> Callable:
    """The page on which a paper of this kind is added."""

    @for_writers
    def add(request, pk):
        case = open_to_write(request, pk, paper.part)
        model = paper.form._meta.model
        before = just_written(case, model, by=request.user, at=timezone.now())
        form = paper.form(typed(request), just_written=before)
        return record_page(
            request,
            form,
            partial(services.write_down, case, model),
            template="cases/record_form.html",
            context=_words(case, paper),
            success=paper.success,
            then=_back(case, paper.part),
        )

    return add


def _words(case, paper) -> dict[str, Any]:
    back = _back(case, paper.part)
    return {"case": case, "title": paper.title, "action": paper.action, "back": back}


def _back(case, part: str) -> str:
    return reverse(f"cases:{'detail' if part == 'summary' else part}", args=[case.pk])


add_assessment = _adding(
    Paper(
        forms.AssessmentForm,
        "assessments",
        gettext_lazy("Catat asesmen"),
        gettext_lazy("Simpan asesmen"),
        gettext_lazy("Asesmen tersimpan. Bila sudah lengkap, lanjutkan tahapnya dari Ringkasan."),
    )
)
add_goal = _adding(
    Paper(
        forms.GoalForm,
        "plan",
        gettext_lazy("Tambah tujuan"),
        gettext_lazy("Simpan tujuan"),
        gettext_lazy("Tujuan tersimpan. Bila rencana lengkap, ajukan kepada Ketua."),
    )
)
add_service = _adding(
    Paper(
        forms.ServiceForm,
        "aid",
        gettext_lazy("Catat layanan"),
        gettext_lazy("Simpan layanan"),
        gettext_lazy("Layanan tersimpan."),
    )
)
add_aid = _adding(
    Paper(
        forms.AidForm,
        "aid",
        gettext_lazy("Catat bantuan"),
        gettext_lazy("Simpan bantuan"),
        gettext_lazy("Bantuan tersimpan. Unggah bukti terimanya di tab Dokumen."),
    )
)
add_note = _adding(
    Paper(
        forms.NoteForm,
        "summary",
        gettext_lazy("Tambah catatan"),
        gettext_lazy("Simpan catatan"),
        gettext_lazy("Catatan tersimpan dan tampil di perjalanan kasus."),
    )
)
add_person = _adding(
    Paper(
        forms.PersonForm,
        "profile",
        gettext_lazy("Tambah orang di sekitar anak"),
        gettext_lazy("Simpan orang ini"),
        gettext_lazy("Orang di sekitar anak tersimpan."),
    )
)
add_consent = _adding(
    Paper(
        forms.ConsentForm,
        "profile",
        gettext_lazy("Catat persetujuan atau dasar lain"),
        gettext_lazy("Simpan persetujuan"),
        gettext_lazy("Persetujuan tersimpan. Unggah suratnya di tab Dokumen."),
    )
)


@for_readers
def assessments(request, pk):
    """Every assessment, newest first; none replaces another."""
    case = open_file(request, pk, "assessments")
    found = case.assessments.select_related("by")
    context = {"case": case, "tab": "assessments", "assessments": found}
    return render(request, "cases/assessments.html", context)


@for_readers
def plan(request, pk):
    """The goals of the plan, and whether the head has approved it."""
    case = open_file(request, pk, "plan")
    goals = case.goals.select_related("provider")
    context = {"case": case, "tab": "plan", "goals": goals, "approval": plan_approval(case)}
    return render(request, "cases/plan.html", context)


@for_writers
def change_goal(request, pk, goal_pk):
    """Change a goal while the plan is being drawn up."""
    case = open_to_write(request, pk, "plan")
    goal = get_object_or_404(case.goals, pk=goal_pk)
    paper = Paper(
        forms.GoalEditForm, "plan", _("Ubah tujuan"), _("Simpan tujuan"), _("Tujuan diubah.")
    )
    return _change(request, case, goal, paper)


@for_writers
def set_goal_result(request, pk, goal_pk):
    """Say whether a goal was reached."""
    case = open_to_write(request, pk, "plan")
    goal = get_object_or_404(case.goals, pk=goal_pk)
    paper = Paper(
        forms.GoalResultForm, "plan", goal.goal, _("Simpan hasil"), _("Hasil tujuan tersimpan.")
    )
    return record_page(
        request,
        forms.GoalResultForm(typed(request), initial={"result": goal.result}),
        partial(services.set_goal_result, goal),
        template="cases/record_form.html",
        context=_words(case, paper),
        success=paper.success,
        then=_back(case, "plan"),
    )


def _change(request, case, record, paper: Paper):
    return record_page(
        request,
        paper.form(typed(request), instance=record),
        partial(services.change, record),
        template="cases/edit_form.html",
        context=_words(case, paper),
        success=paper.success,
        then=_back(case, paper.part),
    )


@for_readers
def aid(request, pk):
    """What the child received: services, and goods or money with their total."""
    case = open_file(request, pk, "aid")
    given = list(case.aid.select_related("by"))
    context = {
        "case": case,
        "tab": "aid",
        "services": case.services.select_related("provider", "by"),
        "given": given,
        "total": sum(gift.amount for gift in given),
    }
    return render(request, "cases/aid.html", context)
