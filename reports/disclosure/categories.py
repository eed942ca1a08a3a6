"""The public categories of UPKSAI's cases, from the finest to the coarsest (see `recodes`)."""

from django.utils.translation import gettext_lazy as _

from cases.choices import ClosureReason, Ppks
from complaints.choices import Channel

from .recodes import Dimension, Label, Recode, joined

UNKNOWN = "?"

_TYPE = Dimension(
    "type",
    _("Jenis"),
    (*Ppks.values, UNKNOWN),
    (
        Recode(
            "8",
            {
                **{
                    str(kind.value): (kind.label, frozenset({kind.value}))
                    for kind in Ppks
                    if kind != Ppks.PROTECTION
                },
                "PPKS-07": (
                    _("Anak yang memerlukan perlindungan khusus, atau belum tercatat"),
                    frozenset({Ppks.PROTECTION.value, UNKNOWN}),
                ),
            },
        ),
        joined(
            "5",
            neglect=(_("Telantar"), "PPKS-01 PPKS-02"),
            street=(_("Anak jalanan"), "PPKS-04"),
            law=(_("Berhadapan dengan hukum"), "PPKS-03"),
            violence=(_("Korban kekerasan"), "PPKS-06"),
            special=(_("Kedisabilitasan, perlindungan khusus, lainnya"), "PPKS-05 PPKS-07 ?"),
        ),
        joined(
            "3",
            neglect=(_("Telantar dan anak jalanan"), "PPKS-01 PPKS-02 PPKS-04"),
            harm=(_("Korban kekerasan dan berhadapan dengan hukum"), "PPKS-03 PPKS-06"),
            special=(_("Kedisabilitasan, perlindungan khusus, lainnya"), "PPKS-05 PPKS-07 ?"),
        ),
        joined(
            "2",
            need=(
                _("Telantar, jalanan, kedisabilitasan, perlindungan khusus, lainnya"),
                "PPKS-01 PPKS-02 PPKS-04 PPKS-05 PPKS-07 ?",
            ),
            harm=(_("Korban kekerasan dan berhadapan dengan hukum"), "PPKS-03 PPKS-06"),
        ),
    ),
)

_AGE = Dimension(
    "age",
    _("Kelompok usia"),
    ("0-5", "6-11", "12-14", "15-17", UNKNOWN),
    (
        joined(
            "4",
            a0=(_("0–5 tahun"), "0-5"),
            a6=(_("6–11 tahun"), "6-11"),
            a12=(_("12–14 tahun"), "12-14"),
            a15=(_("15–17 tahun, atau belum tercatat"), "15-17 ?"),
        ),
        joined(
            "3",
            a0=(_("0–5 tahun"), "0-5"),
            a6=(_("6–11 tahun"), "6-11"),
            a12=(_("12–17 tahun, atau belum tercatat"), "12-14 15-17 ?"),
        ),
        joined(
            "2",
            a0=(_("0–11 tahun"), "0-5 6-11"),
            a12=(_("12–17 tahun, atau belum tercatat"), "12-14 15-17 ?"),
        ),
    ),
)

_SEX = Dimension(
    "sex",
    _("Jenis kelamin"),
    ("L", "P", UNKNOWN),
    (joined("2", L=(_("Laki-laki"), "L"), P=(_("Perempuan, atau belum tercatat"), "P ?")),),
)

#: The kecamatan by their official codes, in zones of four.
ZONES = {
    "tengah": (_("Tengah, atau belum tercatat"), "33.74.01 33.74.03 33.74.07 33.74.08 ?"),
    "timur": (_("Utara dan Timur"), "33.74.02 33.74.04 33.74.05 33.74.06"),
    "selatan": (_("Selatan"), "33.74.09 33.74.10 33.74.11 33.74.12"),
    "barat": (_("Barat"), "33.74.13 33.74.14 33.74.15 33.74.16"),
}
DISTRICT_NAMES = {
    "33.74.01": "Semarang Tengah",
    "33.74.02": "Semarang Utara",
    "33.74.03": "Semarang Timur",
    "33.74.04": "Gayamsari",
    "33.74.05": "Genuk",
    "33.74.06": "Pedurungan",
    "33.74.07": "Semarang Selatan",
    "33.74.08": "Candisari",
    "33.74.09": "Gajahmungkur",
    "33.74.10": "Tembalang",
    "33.74.11": "Banyumanik",
    "33.74.12": "Gunungpati",
    "33.74.13": "Semarang Barat",
    "33.74.14": "Mijen",
    "33.74.15": "Ngaliyan",
    "33.74.16": "Tugu",
}


def _districts() -> Recode:
    groups: dict[str, tuple[Label, frozenset[str]]] = {
        code: (name, frozenset({code})) for code, name in DISTRICT_NAMES.items()
    }
    groups["33.74.01"] = (
        _("Semarang Tengah, atau belum tercatat"),
        frozenset({"33.74.01", UNKNOWN}),
    )
    return Recode("16", groups)


_DISTRICT = Dimension(
    "district",
    _("Wilayah"),
    (*DISTRICT_NAMES, UNKNOWN),
    (
        _districts(),
        joined("4", **ZONES),
        joined(
            "2",
            timur=(
                _("Tengah, Utara dan Timur, atau belum tercatat"),
                f"{ZONES['tengah'][1]} {ZONES['timur'][1]}",
            ),
            barat=(_("Selatan dan Barat"), f"{ZONES['selatan'][1]} {ZONES['barat'][1]}"),
        ),
    ),
)

_REMOTE = "telepon whatsapp email surat media_sosial web_upksai pemberitaan_media"
_LINES = "lapor_semar_sp4n call_center_112 sapa_129"
_NEAR = "jppa_kelurahan rt_rw sekolah faskes"
_OFFICES = "polisi rujukan_opd rujukan_lsm_lksa"

_CHANNEL = Dimension(
    "channel",
    _("Sumber pengaduan"),
    (*Channel.values, UNKNOWN),
    (
        joined(
            "5",
            visit=(_("Datang langsung atau penjangkauan"), "datang_langsung penjangkauan"),
            remote=(_("Telepon, pesan, surat, situs, media, atau belum tercatat"), f"{_REMOTE} ?"),
            lines=(_("Saluran aduan kota dan nasional"), _LINES),
            near=(_("Lingkungan, sekolah, faskes"), _NEAR),
            offices=(_("Polisi, perangkat daerah, LSM atau LKSA"), _OFFICES),
        ),
        joined(
            "3",
            visit=(_("Datang langsung atau penjangkauan"), "datang_langsung penjangkauan"),
            remote=(_("Dari jauh, atau belum tercatat"), f"{_REMOTE} {_LINES} ?"),
            others=(_("Melalui lingkungan atau lembaga"), f"{_NEAR} {_OFFICES}"),
        ),
        joined(
            "2",
            direct=(
                _("Langsung, dari jauh, atau belum tercatat"),
                f"datang_langsung penjangkauan {_REMOTE} {_LINES} ?",
            ),
            others=(_("Melalui lingkungan atau lembaga"), f"{_NEAR} {_OFFICES}"),
        ),
    ),
)

OPEN = "open"
_OUTCOME = Dimension(
    "outcome",
    _("Hasil"),
    (*ClosureReason.values, OPEN),
    (
        joined(
            "4",
            reached=(_("Tujuan tercapai atau kembali ke keluarga"), "T01 T02 T11"),
            handed=(_("Dialihkan, pindah, atau dewasa"), "T03 T04 T06"),
            other=(_("Berakhir dengan alasan lain"), "T05 T07 T08 T09 T10 T99"),
            open=(_("Masih ditangani"), OPEN),
        ),
        joined(
            "3",
            reached=(_("Tujuan tercapai atau kembali ke keluarga"), "T01 T02 T11"),
            other=(_("Berakhir dengan alasan lain"), "T03 T04 T06 T05 T07 T08 T09 T10 T99"),
            open=(_("Masih ditangani"), OPEN),
        ),
        joined(
            "2",
            closed=(_("Sudah berakhir"), "T01 T02 T11 T03 T04 T06 T05 T07 T08 T09 T10 T99"),
            open=(_("Masih ditangani"), OPEN),
        ),
    ),
)

#: All dimensions but time, in the order of `StatRecord.path`.
DIMENSIONS: dict[str, Dimension] = {
    dimension.name: dimension for dimension in (_TYPE, _AGE, _SEX, _DISTRICT, _CHANNEL, _OUTCOME)
}
SEMESTER = "semester"
