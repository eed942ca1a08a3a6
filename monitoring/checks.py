"""What monitoring asks for before a case moves on or closes."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.closing import closing_check, monitoring_check, success_is_claimed

from .models import Evaluation, Visit

#: The last visit before a case closes may not be older than this.
FRESH = timedelta(days=30)


@monitoring_check(gettext_lazy("Kunjungan rumah dicatat"))
def somebody_went_there(case, at):
    if not Visit.objects.filter(case=case).done().exists():
        yield _("Belum ada kunjungan yang dicatat.")


@closing_check(gettext_lazy("Kunjungan terakhir tidak lebih dari 30 hari"))
def last_visit_is_fresh(case, at):
    if not success_is_claimed(case):
        return
    last = Visit.objects.filter(case=case).done().order_by("-visited_on").first()
    if last is None or last.visited_on < timezone.localdate(at) - FRESH:
        yield _("Kunjungan terakhir sudah lebih dari 30 hari. Catat kunjungan baru.")


@closing_check(gettext_lazy("Evaluasi dicatat"))
def it_was_evaluated(case, at):
    if not success_is_claimed(case):
        return
    if not Evaluation.objects.filter(case=case, episode=case.episode).exists():
        yield _("Evaluasi sebelum dan sesudah penanganan belum dicatat.")
