"""SOP 2, penanganan kasus, as data."""

from django.utils.translation import gettext_lazy as _

from upksai.accounts.roles import Role
from upksai.workflow import Duty, Limit, Step, Workflow

from .choices import CaseState, Risk
from .closing import nothing_unfinished, ready_for_monitoring
from .guards import has_a_basis, has_a_plan, has_a_worker, has_an_assessment, success_is_shown

S = CaseState
WORKER = frozenset({Role.ASSIGNED})
HEAD = frozenset({Role.HEAD})

HANDLING = Workflow(
    name="case-handling",
    title=_("SOP Penanganan Kasus"),
    states=CaseState,
    initial=S.OPENED,
    steps=(
        Step(
            name="start_assessment",
            label=_("Mulai asesmen"),
            done=_("Asesmen dimulai"),
            source=frozenset({S.OPENED}),
            target=S.ASSESSMENT,
            by=WORKER,
            guards=(has_a_worker, has_a_basis),
            help=_("Catat dahulu persetujuan layanan atau dasar hukum lain di tab Profil."),
        ),
        Step(
            name="finish_assessment",
            label=_("Selesaikan asesmen"),
            done=_("Asesmen selesai"),
            source=frozenset({S.ASSESSMENT}),
            target=S.PLANNING,
            by=WORKER,
            fill=("risk_level", "ppks_category"),
            optional=("special_protection",),
            guards=(has_an_assessment,),
        ),
        Step(
            name="submit_plan",
            label=_("Ajukan rencana"),
            done=_("Rencana diajukan"),
            source=frozenset({S.PLANNING}),
            target=S.PLAN_REVIEW,
            by=WORKER,
            guards=(has_a_plan,),
        ),
        Step(
            name="approve_plan",
            label=_("Setujui rencana"),
            done=_("Rencana disetujui"),
            source=frozenset({S.PLAN_REVIEW}),
            target=S.INTERVENTION,
            by=HEAD,
        ),
        Step(
            name="return_plan",
            label=_("Kembalikan rencana"),
            done=_("Rencana dikembalikan"),
            source=frozenset({S.PLAN_REVIEW}),
            target=S.PLANNING,
            by=HEAD,
            needs_note=True,
        ),
        Step(
            name="start_monitoring",
            label=_("Lanjut ke monitoring"),
            done=_("Monitoring dimulai"),
            source=frozenset({S.INTERVENTION}),
            target=S.MONITORING,
            by=WORKER,
            guards=(ready_for_monitoring,),
        ),
        Step(
            name="revise_plan",
            label=_("Revisi rencana"),
            done=_("Rencana direvisi"),
            source=frozenset({S.INTERVENTION, S.MONITORING}),
            target=S.PLANNING,
            by=WORKER,
            needs_note=True,
        ),
        Step(
            name="propose_closure",
            label=_("Usulkan penutupan"),
            done=_("Penutupan diusulkan"),
            source=frozenset({S.ASSESSMENT, S.PLANNING, S.INTERVENTION, S.MONITORING}),
            target=S.CLOSURE_REVIEW,
            by=WORKER,
            fill=("closing_reason", "closing_summary"),
            guards=(success_is_shown, nothing_unfinished),
            help=_("Ketua memeriksa usulan sebelum kasus ditutup."),
        ),
        Step(
            name="return_closure",
            label=_("Kembalikan usulan penutupan"),
            done=_("Usulan penutupan dikembalikan"),
            source=frozenset({S.CLOSURE_REVIEW}),
            target=S.MONITORING,
            by=HEAD,
            needs_note=True,
        ),
        Step(
            name="close",
            label=_("Tutup kasus"),
            done=_("Kasus ditutup"),
            source=frozenset({S.CLOSURE_REVIEW}),
            target=S.CLOSED,
            by=HEAD,
            guards=(nothing_unfinished,),
            is_drastic=True,
        ),
        Step(
            name="start_aftercare",
            label=_("Mulai bimbingan lanjut"),
            done=_("Bimbingan lanjut dimulai"),
            source=frozenset({S.CLOSED}),
            target=S.AFTERCARE,
            by=WORKER | HEAD,
        ),
        Step(
            name="finish_aftercare",
            label=_("Selesaikan bimbingan lanjut"),
            done=_("Bimbingan lanjut selesai"),
            source=frozenset({S.AFTERCARE}),
            target=S.COMPLETED,
            by=WORKER | HEAD,
        ),
        Step(
            name="transfer",
            label=_("Alihkan kasus"),
            done=_("Kasus dialihkan"),
            source=frozenset({S.ASSESSMENT, S.PLANNING, S.INTERVENTION, S.MONITORING}),
            target=S.TRANSFERRED,
            by=HEAD,
            needs_note=True,
            is_drastic=True,
        ),
        Step(
            name="reopen",
            label=_("Buka kembali"),
            done=_("Kasus dibuka kembali"),
            source=frozenset({S.CLOSED, S.AFTERCARE, S.COMPLETED, S.TRANSFERRED}),
            target=S.ASSESSMENT,
            by=HEAD,
            guards=(has_a_worker,),
            needs_note=True,
        ),
    ),
    limits={
        S.OPENED: {
            Risk.HIGH: Limit.hours(4),
            Risk.MEDIUM: Limit.hours(24),
            Risk.LOW: Limit.days(3),
        },
        S.ASSESSMENT: {
            Risk.HIGH: Limit.days(7),
            Risk.MEDIUM: Limit.days(14),
            Risk.LOW: Limit.days(14),
        },
        S.PLANNING: Limit.days(10),
        S.PLAN_REVIEW: Limit.working_days(2),
        S.INTERVENTION: Limit.days(90),
        S.MONITORING: Limit.days(90),
        S.CLOSURE_REVIEW: Limit.working_days(3),
        S.CLOSED: Limit.days(30),
        S.AFTERCARE: Limit.days(180),
    },
    duties={
        S.OPENED: Duty(_("Hubungi keluarga dan mulai asesmen"), Role.ASSIGNED),
        S.ASSESSMENT: Duty(_("Selesaikan asesmen"), Role.ASSIGNED),
        S.PLANNING: Duty(_("Susun dan ajukan rencana intervensi"), Role.ASSIGNED),
        S.PLAN_REVIEW: Duty(_("Setujui rencana intervensi"), Role.HEAD),
        S.INTERVENTION: Duty(_("Jalankan rencana, lalu lanjut ke monitoring"), Role.ASSIGNED),
        S.MONITORING: Duty(_("Pantau, lalu usulkan penutupan"), Role.ASSIGNED),
        S.CLOSURE_REVIEW: Duty(_("Setujui penutupan kasus"), Role.HEAD),
        S.CLOSED: Duty(_("Mulai bimbingan lanjut"), Role.ASSIGNED),
        S.AFTERCARE: Duty(_("Selesaikan bimbingan lanjut"), Role.ASSIGNED),
    },
)
