"""What stands in the way of a step of case handling, in words for the worker."""

from django.utils.translation import gettext as _

from .choices import REACHED, CaseState


def has_a_worker(case, at):
    if not case.current_assignments().exists():
        yield _("Kasus belum punya pekerja sosial.")


def has_a_basis(case, at):
    """UU 27/2022 art. 20–25: consent, or another legal basis that is written down."""
    if not case.consents.in_force().exists():
        yield _("Persetujuan layanan atau dasar pemrosesan lain belum dicatat.")


def has_an_assessment(case, at):
    if not case.assessments.filter(episode=case.episode).exists():
        yield _("Asesmen belum dicatat.")


def has_a_plan(case, at):
    if not case.goals.filter(episode=case.episode).exists():
        yield _("Rencana intervensi belum berisi tujuan.")


def success_is_shown(case, at):
    """Only monitoring can show that goals were reached; other reasons may come earlier."""
    if case.closing_reason in REACHED and case.state not in {
        CaseState.MONITORING,
        CaseState.CLOSURE_REVIEW,
    }:
        yield _("Alasan ini hanya dapat dipilih dari tahap Monitoring.")
