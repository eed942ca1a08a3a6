"""What the case itself asks for before it moves on to monitoring or closes."""

from django.db.models import Exists, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from upksai.accounts.handing_over import before_another_role

from .choices import GoalResult
from .closing import closing_check, monitoring_check, success_is_claimed
from .models import Case


@monitoring_check(gettext_lazy("Sudah ada layanan atau bantuan"))
def something_was_given(case, at):
    given = Exists(case.services.all()), Exists(case.aid.all())
    if not type(case).objects.filter(Q(given[0]) | Q(given[1]), pk=case.pk).exists():
        yield _("Belum ada layanan atau bantuan yang dicatat.")


@monitoring_check(gettext_lazy("Pengasuh utama ditetapkan"))
def somebody_cares(case, at):
    if not case.related_people.filter(is_caregiver=True).exists():
        yield _("Pengasuh utama belum dicatat di tab Profil.")


@closing_check(gettext_lazy("Hasil setiap tujuan rencana dicatat"))
def every_goal_has_a_result(case, at):
    if not success_is_claimed(case):
        return
    open_goals = case.goals.filter(episode=case.episode, result=GoalResult.OPEN).count()
    if open_goals:
        yield _("%(count)d tujuan rencana belum punya hasil.") % {"count": open_goals}


@before_another_role
def cases_are_handed_over(person):
    """A case whose worker is no worker any more would wait for nobody."""
    if carried := Case.objects.assigned_to(person).count():
        told = {"name": person, "n": carried}
        yield (
            _(
                "%(name)s masih memegang %(n)s kasus. Minta Ketua menyerahkannya dahulu: satu "
                "per satu dengan Ganti petugas, atau sekaligus di halaman Petugas berhenti."
            )
            % told
        )
