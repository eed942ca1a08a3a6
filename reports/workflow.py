"""SOP 5, pelayanan data dan informasi (UU 14/2008 art. 22, 35–36); releasing statistics."""

from django.utils.translation import gettext_lazy as _

from upksai.accounts.roles import Role
from upksai.workflow import Duty, Limit, Step, Workflow

from .choices import ReleaseState, RequestState
from .guards import (
    correction_is_published,
    in_objection_period,
    not_extended_before,
    objection_period_is_over,
)

S = RequestState
OFFICER = frozenset({Role.DATA_OFFICER})
HEAD = frozenset({Role.HEAD})
DECIDED = frozenset({S.GRANTED, S.PARTLY, S.REFUSED, S.NOT_HELD})
UNANSWERED = frozenset({S.SUBMITTED, S.REVIEW, S.DECISION}) | DECIDED

INFORMATION = Workflow(
    name="information-request",
    title=_("SOP Pelayanan Data dan Informasi"),
    states=RequestState,
    initial=S.SUBMITTED,
    steps=(
        Step(
            name="review",
            label=_("Mulai telaah"),
            done=_("Telaah dimulai"),
            source=frozenset({S.SUBMITTED}),
            target=S.REVIEW,
            by=OFFICER,
        ),
        Step(
            name="propose",
            label=_("Ajukan usulan jawaban"),
            done=_("Usulan jawaban diajukan"),
            source=frozenset({S.REVIEW}),
            target=S.DECISION,
            by=OFFICER,
            fill=("answer",),
            optional=("refusal_ground",),
        ),
        Step(
            name="extend",
            label=_("Perpanjang waktu"),
            done=_("Waktu diperpanjang"),
            source=frozenset({S.REVIEW}),
            target=S.REVIEW,
            by=OFFICER,
            fill=("extension_reason",),
            guards=(not_extended_before,),
            help=_("Satu kali, paling lama tujuh hari kerja, dengan alasan tertulis."),
        ),
        Step(
            name="grant",
            label=_("Kabulkan"),
            done=_("Dikabulkan"),
            source=frozenset({S.DECISION}),
            target=S.GRANTED,
            by=HEAD,
        ),
        Step(
            name="grant_partly",
            label=_("Kabulkan sebagian"),
            done=_("Dikabulkan sebagian"),
            source=frozenset({S.DECISION}),
            target=S.PARTLY,
            by=HEAD,
            fill=("refusal_ground",),
        ),
        Step(
            name="refuse",
            label=_("Tolak"),
            done=_("Ditolak"),
            source=frozenset({S.DECISION}),
            target=S.REFUSED,
            by=HEAD,
            fill=("refusal_ground",),
            is_drastic=True,
        ),
        Step(
            name="not_held",
            label=_("Nyatakan tidak dikuasai"),
            done=_("Dinyatakan tidak dikuasai"),
            source=frozenset({S.DECISION}),
            target=S.NOT_HELD,
            by=HEAD,
        ),
        Step(
            name="return",
            label=_("Kembalikan ke pengelola data"),
            done=_("Usulan dikembalikan"),
            source=frozenset({S.DECISION}),
            target=S.REVIEW,
            by=HEAD,
            needs_note=True,
        ),
        Step(
            name="deliver",
            label=_("Sampaikan jawaban"),
            done=_("Jawaban disampaikan"),
            source=DECIDED,
            target=S.DELIVERED,
            by=OFFICER,
            help=_("Jawaban tampil di halaman pelacakan pemohon."),
        ),
        Step(
            name="object",
            label=_("Keberatan pemohon"),
            done=_("Pemohon keberatan"),
            source=frozenset({S.DELIVERED}),
            target=S.OBJECTION,
            by=frozenset({Role.CITIZEN}),
            fill=("objection",),
            guards=(in_objection_period,),
        ),
        Step(
            name="answer_objection",
            label=_("Jawab keberatan"),
            done=_("Keberatan dijawab"),
            source=frozenset({S.OBJECTION}),
            target=S.DONE,
            by=HEAD,
            fill=("objection_answer",),
        ),
        Step(
            name="finish",
            label=_("Selesaikan"),
            done=_("Diselesaikan"),
            source=frozenset({S.DELIVERED}),
            target=S.DONE,
            by=OFFICER,
            guards=(objection_period_is_over,),
        ),
    ),
    limits={
        S.OBJECTION: Limit.working_days(30),  # art. 36(2)
    },
    clocks={
        # Art. 22(7) and (8): ten working days from receipt, seven more with a written reason.
        "answer": (_("menjawab, dihitung sejak diterima"), Limit.working_days(10)),
        "answer_extended": (_("menjawab setelah diperpanjang"), Limit.working_days(17)),
        # Art. 36(1). The requester's time, not ours: nobody is late while it runs.
        "objection_period": (_("masa keberatan pemohon"), Limit.working_days(30)),
    },
    duties={
        S.SUBMITTED: Duty(_("Telaah permintaan data"), Role.DATA_OFFICER),
        S.REVIEW: Duty(_("Siapkan jawaban permintaan data"), Role.DATA_OFFICER),
        S.DECISION: Duty(_("Putuskan permintaan data"), Role.HEAD),
        S.GRANTED: Duty(_("Sampaikan jawaban"), Role.DATA_OFFICER),
        S.PARTLY: Duty(_("Sampaikan jawaban"), Role.DATA_OFFICER),
        S.REFUSED: Duty(_("Sampaikan penolakan"), Role.DATA_OFFICER),
        S.NOT_HELD: Duty(_("Sampaikan pemberitahuan"), Role.DATA_OFFICER),
        S.DELIVERED: Duty(_("Tutup setelah masa keberatan"), Role.DATA_OFFICER),
        S.OBJECTION: Duty(_("Jawab keberatan"), Role.HEAD),
    },
)

R = ReleaseState

RELEASE = Workflow(
    name="statistics-release",
    title=_("SOP Rilis Statistik"),
    states=ReleaseState,
    initial=R.PROPOSED,
    steps=(
        Step(
            name="publish",
            label=_("Terbitkan"),
            done=_("Diterbitkan"),
            source=frozenset({R.PROPOSED}),
            target=R.PUBLISHED,
            by=HEAD,
            help=_("Siapa pun dapat membacanya. Yang sudah terbit tidak dapat dihapus lagi."),
        ),
        Step(
            name="reject",
            label=_("Tolak usulan"),
            done=_("Usulan ditolak"),
            source=frozenset({R.PROPOSED}),
            target=R.REJECTED,
            by=HEAD,
            needs_note=True,
        ),
        Step(
            name="withdraw",
            label=_("Tarik dari halaman"),
            done=_("Ditarik dari halaman"),
            source=frozenset({R.PUBLISHED}),
            target=R.WITHDRAWN,
            by=HEAD,
            needs_note=True,
            is_drastic=True,
            help=_("Angka yang pernah terbit tetap dianggap diketahui orang."),
        ),
        Step(
            name="correct",
            label=_("Ganti dengan koreksi"),
            done=_("Diganti dengan koreksi"),
            source=frozenset({R.PUBLISHED}),
            target=R.CORRECTED,
            by=HEAD,
            guards=(correction_is_published,),
        ),
    ),
    duties={R.PROPOSED: Duty(_("Putuskan usulan rilis statistik"), Role.HEAD)},
)
