"""SOP 3, monitoring dan evaluasi, as data."""

from django.utils.translation import gettext_lazy as _

from cases.choices import Risk
from upksai.accounts.roles import Role
from upksai.workflow import Duty, Limit, Step, Workflow

from .choices import VisitState

S = VisitState
WORKER = frozenset({Role.ASSIGNED})

VISITING = Workflow(
    name="monitoring",
    title=_("SOP Monitoring dan Evaluasi"),
    states=VisitState,
    initial=S.SCHEDULED,
    steps=(
        Step(
            name="record",
            label=_("Catat kunjungan"),
            done=_("Kunjungan dicatat"),
            source=frozenset({S.SCHEDULED, S.MISSED}),
            target=S.DONE,
            by=WORKER,
            fill=("visited_on", "way", "met", "safety", "observations", "advice"),
            optional=("kind", "school_and_health", "follow_up", "hours"),
        ),
        Step(
            name="reschedule",
            label=_("Ubah jadwal"),
            done=_("Dijadwalkan ulang"),
            source=frozenset({S.SCHEDULED, S.MISSED}),
            target=S.SCHEDULED,
            by=WORKER,
            fill=("planned_at",),
            optional=("purpose",),
        ),
        Step(
            name="miss",
            label=_("Catat tidak terlaksana"),
            done=_("Tidak terlaksana"),
            source=frozenset({S.SCHEDULED}),
            target=S.MISSED,
            by=WORKER,
            needs_note=True,
        ),
        Step(
            name="cancel",
            label=_("Batalkan jadwal"),
            done=_("Jadwal dibatalkan"),
            source=frozenset({S.SCHEDULED, S.MISSED}),
            target=S.CANCELLED,
            by=frozenset({Role.ASSIGNED, Role.HEAD}),
            needs_note=True,
            is_drastic=True,
        ),
    ),
    # A visit is due this long after the one before: weekly, every two weeks, monthly by risk.
    limits={
        S.SCHEDULED: {
            Risk.HIGH: Limit.days(7),
            Risk.MEDIUM: Limit.days(14),
            Risk.LOW: Limit.days(30),
        },
        S.MISSED: Limit.days(3),
    },
    duties={
        S.SCHEDULED: Duty(_("Lakukan dan catat kunjungan"), Role.ASSIGNED),
        S.MISSED: Duty(_("Jadwalkan ulang kunjungan"), Role.ASSIGNED),
    },
)
