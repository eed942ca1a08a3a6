"""SOP 1, pengaduan, as data."""

from django.utils.translation import gettext_lazy as _

from upksai.accounts.roles import Role
from upksai.workflow import Duty, Limit, Step, Workflow

from .choices import ComplaintState
from .guards import (
    in_our_authority,
    not_its_own_duplicate,
    police_were_told,
    verified_unless_urgent,
)

S = ComplaintState
INTAKE_OFFICER = frozenset({Role.INTAKE})
HEAD = frozenset({Role.HEAD})
UNDECIDED = frozenset({S.RECEIVED, S.NEEDS_INFO, S.SCREENED, S.VERIFIED})

INTAKE = Workflow(
    name="complaint-intake",
    title=_("SOP Pengaduan"),
    states=ComplaintState,
    initial=S.RECEIVED,
    steps=(
        Step(
            name="screen",
            label=_("Simpan skrining"),
            done=_("Diskrining"),
            source=frozenset({S.RECEIVED, S.NEEDS_INFO, S.SCREENED}),
            target=S.SCREENED,
            by=INTAKE_OFFICER,
            fill=("problem", "ppks_category", "risk_level", "risk_reason", "in_authority"),
            optional=("child_name", "child_sex", "child_birth_date", "subdistrict"),
            help=_("Tiga hal dinilai: jenis kasus, risiko, dan kewenangan."),
        ),
        Step(
            name="ask",
            label=_("Tanya pelapor"),
            done=_("Pelapor ditanya"),
            source=frozenset({S.RECEIVED, S.SCREENED}),
            target=S.NEEDS_INFO,
            by=INTAKE_OFFICER,
            needs_note=True,
            help=_(
                "Pertanyaan Anda tampil di ponsel atau komputer pelapor dan bisa terbaca orang "
                "lain. Jangan sebut nama anak."
            ),
        ),
        Step(
            name="answer",
            label=_("Jawaban pelapor"),
            done=_("Pelapor menjawab"),
            source=frozenset({S.NEEDS_INFO}),
            target=S.RECEIVED,
            by=frozenset({Role.CITIZEN, Role.INTAKE}),
        ),
        Step(
            name="verify",
            label=_("Simpan verifikasi"),
            done=_("Diverifikasi"),
            source=frozenset({S.SCREENED}),
            target=S.VERIFIED,
            by=frozenset({Role.INTAKE, Role.WORKER}),
            fill=("verification",),
            help=_("Lewat telepon balik, RT/RW, kelurahan, atau kunjungan."),
        ),
        Step(
            name="accept",
            label=_("Buka kasus"),
            done=_("Kasus dibuka"),
            source=frozenset({S.SCREENED, S.VERIFIED}),
            target=S.CASE,
            by=HEAD,
            guards=(in_our_authority, verified_unless_urgent),
            help=_("Kasus dibuka dan langsung diberikan kepada seorang pekerja sosial."),
        ),
        Step(
            name="refer",
            label=_("Rujuk langsung"),
            done=_("Dirujuk langsung"),
            source=frozenset({S.SCREENED, S.VERIFIED}),
            target=S.REFERRED,
            by=HEAD,
            fill=("referred_to", "outcome"),
            guards=(police_were_told,),
        ),
        Step(
            name="serve",
            label=_("Catat layanan tanpa kasus"),
            done=_("Dilayani tanpa kasus"),
            source=frozenset({S.SCREENED, S.VERIFIED}),
            target=S.SERVED,
            by=HEAD,
            fill=("outcome",),
            guards=(police_were_told,),
            help=_("Misalnya alat bantu atau informasi; tidak harus menjadi kasus."),
        ),
        Step(
            name="merge",
            label=_("Gabungkan duplikat"),
            done=_("Digabungkan"),
            source=UNDECIDED,
            target=S.DUPLICATE,
            by=INTAKE_OFFICER | HEAD,
            fill=("duplicate_of",),
            guards=(not_its_own_duplicate,),
        ),
        Step(
            name="decline",
            label=_("Nyatakan bukan kewenangan"),
            done=_("Bukan kewenangan"),
            source=frozenset({S.SCREENED, S.VERIFIED}),
            target=S.OUT_OF_AUTHORITY,
            by=HEAD,
            fill=("outcome",),
            guards=(police_were_told,),
            is_drastic=True,
        ),
        Step(
            name="unproven",
            label=_("Nyatakan tidak terbukti"),
            done=_("Tidak terbukti"),
            source=frozenset({S.VERIFIED}),
            target=S.UNPROVEN,
            by=HEAD,
            fill=("outcome",),
            guards=(police_were_told,),
            is_drastic=True,
        ),
        Step(
            name="cancel",
            label=_("Batalkan pengaduan"),
            done=_("Dibatalkan"),
            source=UNDECIDED,
            target=S.CANCELLED,
            by=HEAD,
            guards=(police_were_told,),
            needs_note=True,
            is_drastic=True,
        ),
    ),
    limits={
        S.RECEIVED: {"biasa": Limit.hours(24), "darurat": Limit.hours(1)},
        S.NEEDS_INFO: Limit.days(7),
        S.SCREENED: {
            "tinggi": Limit.hours(4),
            "sedang": Limit.working_days(3),
            "rendah": Limit.working_days(3),
        },
        S.VERIFIED: Limit.working_days(1),
    },
    # UU 12/2022 art. 41(3): a report of sexual violence goes to the police within 3×24 hours.
    clocks={"police": (_("lapor polisi pada kekerasan seksual"), Limit.hours(72))},
    duties={
        S.RECEIVED: Duty(_("Skrining pengaduan"), Role.INTAKE),
        S.NEEDS_INFO: Duty(_("Tunggu atau hubungi pelapor"), Role.INTAKE),
        S.SCREENED: Duty(_("Verifikasi pengaduan"), Role.INTAKE),
        S.VERIFIED: Duty(_("Putuskan pengaduan"), Role.HEAD),
    },
)
