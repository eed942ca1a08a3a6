"""SOP 4, rujukan, as data: one table for what goes out, one for what comes in."""

from django.utils.translation import gettext_lazy as _

from cases.choices import Risk
from upksai.accounts.roles import Role
from upksai.workflow import Duty, Limit, Step, Workflow

from .choices import IncomingState, ReferralState
from .guards import consent_covers_the_partner

S = ReferralState
I = IncomingState  # noqa: E741 -- reads well in the table below
WORKER = frozenset({Role.ASSIGNED})
HEAD = frozenset({Role.HEAD})

OUTGOING = Workflow(
    name="referral",
    title=_("SOP Rujukan (keluar)"),
    states=ReferralState,
    initial=S.DRAFT,
    steps=(
        Step(
            name="submit",
            label=_("Ajukan rujukan"),
            done=_("Rujukan diajukan"),
            source=frozenset({S.DRAFT}),
            target=S.REVIEW,
            by=WORKER,
            guards=(consent_covers_the_partner,),
        ),
        Step(
            name="approve",
            label=_("Setujui dan kirim"),
            done=_("Rujukan disetujui dan dikirim"),
            source=frozenset({S.REVIEW}),
            target=S.SENT,
            by=HEAD,
            guards=(consent_covers_the_partner,),
            help=_("Surat rujukan mendapat nomor dan siap dicetak."),
        ),
        Step(
            name="return",
            label=_("Kembalikan ke pekerja sosial"),
            done=_("Rujukan dikembalikan"),
            source=frozenset({S.REVIEW}),
            target=S.DRAFT,
            by=HEAD,
            needs_note=True,
        ),
        Step(
            name="accept",
            label=_("Catat: diterima mitra"),
            done=_("Diterima"),
            source=frozenset({S.SENT, S.EXPIRED}),
            target=S.ACCEPTED,
            by=WORKER,
            fill=("answered_on", "answer"),
            optional=("first_service_on",),
        ),
        Step(
            name="decline",
            label=_("Catat: ditolak mitra"),
            done=_("Ditolak"),
            source=frozenset({S.SENT, S.EXPIRED}),
            target=S.DECLINED,
            by=WORKER,
            fill=("answered_on", "answer"),
        ),
        Step(
            name="expire",
            label=_("Catat: tidak dijawab"),
            done=_("Tidak dijawab"),
            source=frozenset({S.SENT}),
            target=S.EXPIRED,
            by=WORKER,
            needs_note=True,
        ),
        Step(
            name="feedback",
            label=_("Catat umpan balik"),
            done=_("Umpan balik dicatat"),
            source=frozenset({S.ACCEPTED}),
            target=S.FEEDBACK,
            by=WORKER,
            fill=("feedback_on", "feedback"),
        ),
        Step(
            name="close",
            label=_("Tutup rujukan"),
            done=_("Rujukan ditutup"),
            source=frozenset({S.FEEDBACK, S.DECLINED, S.EXPIRED}),
            target=S.CLOSED,
            by=WORKER,
        ),
        Step(
            name="withdraw",
            label=_("Tarik rujukan"),
            done=_("Rujukan ditarik"),
            source=frozenset({S.DRAFT, S.REVIEW, S.SENT, S.ACCEPTED}),
            target=S.WITHDRAWN,
            by=WORKER | HEAD,
            needs_note=True,
            is_drastic=True,
        ),
    ),
    limits={
        S.DRAFT: Limit.working_days(3),
        S.REVIEW: Limit.working_days(1),
        S.SENT: {
            Risk.HIGH: Limit.working_days(1),
            Risk.MEDIUM: Limit.working_days(3),
            Risk.LOW: Limit.working_days(3),
        },
        S.ACCEPTED: Limit.days(14),
        S.FEEDBACK: Limit.days(7),
        S.DECLINED: Limit.working_days(3),
        S.EXPIRED: Limit.working_days(3),
    },
    duties={
        S.DRAFT: Duty(_("Ajukan rujukan"), Role.ASSIGNED),
        S.REVIEW: Duty(_("Setujui rujukan"), Role.HEAD),
        S.SENT: Duty(_("Tanyakan jawaban mitra"), Role.ASSIGNED),
        S.ACCEPTED: Duty(_("Minta umpan balik mitra"), Role.ASSIGNED),
        S.FEEDBACK: Duty(_("Tutup rujukan"), Role.ASSIGNED),
        S.DECLINED: Duty(_("Cari mitra lain atau tutup rujukan"), Role.ASSIGNED),
        S.EXPIRED: Duty(_("Cari mitra lain atau tutup rujukan"), Role.ASSIGNED),
    },
)

INCOMING = Workflow(
    name="incoming-referral",
    title=_("SOP Rujukan (masuk)"),
    states=IncomingState,
    initial=I.RECEIVED,
    steps=(
        Step(
            name="accept",
            label=_("Terima dan buka kasus"),
            done=_("Diterima"),
            source=frozenset({I.RECEIVED}),
            target=I.ACCEPTED,
            by=HEAD,
            fill=("problem", "ppks_category", "risk_level"),
        ),
        Step(
            name="decline",
            label=_("Kembalikan ke mitra"),
            done=_("Ditolak"),
            source=frozenset({I.RECEIVED}),
            target=I.DECLINED,
            by=HEAD,
            fill=("answer",),
            is_drastic=True,
        ),
        Step(
            name="give_feedback",
            label=_("Kirim umpan balik"),
            done=_("Umpan balik dikirim"),
            source=frozenset({I.ACCEPTED}),
            target=I.ANSWERED,
            by=frozenset({Role.ASSIGNED, Role.HEAD}),
            fill=("answer",),
        ),
    ),
    limits={I.RECEIVED: Limit.working_days(3), I.ACCEPTED: Limit.days(30)},
    duties={
        I.RECEIVED: Duty(_("Putuskan rujukan masuk"), Role.HEAD),
        I.ACCEPTED: Duty(_("Kirim umpan balik ke mitra"), Role.ASSIGNED),
    },
)
