"""Twelve signs that help to judge a child's risk; the officer decides and says why."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from cases.choices import Risk


@dataclass(frozen=True)
class Sign:
    """Something seen or told, and the risk it speaks for."""

    code: str
    text: object
    level: Risk

    def __str__(self) -> str:
        return f"{self.text} ({self.level.label.lower()})"


SIGNS = (
    Sign("access", _("Orang yang menyakiti serumah atau mudah mendatangi anak"), Risk.HIGH),
    Sign("injury", _("Luka berat, sakit parah, atau gizi buruk"), Risk.HIGH),
    Sign("sexual", _("Kekerasan seksual, terutama dalam 72 jam terakhir"), Risk.HIGH),
    Sign("self_harm", _("Anak ingin atau mencoba menyakiti diri"), Risk.HIGH),
    Sign("alone", _("Balita ditinggal tanpa penjaga"), Risk.HIGH),
    Sign("trafficked", _("Dijual, disekap, atau dipaksa bekerja"), Risk.HIGH),
    Sign("shelter", _("Tidak ada tempat aman untuk malam ini"), Risk.HIGH),
    Sign("repeated", _("Kekerasan atau penelantaran berulang"), Risk.MEDIUM),
    Sign("carer", _("Pengasuh sakit, mabuk, dipenjara, atau pergi"), Risk.MEDIUM),
    Sign("out_of_school", _("Anak putus sekolah, bekerja, atau di jalan"), Risk.MEDIUM),
    Sign("needs", _("Kebutuhan dasar, obat, atau alat bantu tidak terpenuhi"), Risk.MEDIUM),
    Sign("protected", _("Ada orang dewasa lain yang melindungi anak"), Risk.LOW),
)


def suggestion(codes) -> Risk | None:
    """The highest risk that the signs seen speak for; None when nothing was seen."""
    seen = {sign.level for sign in SIGNS if sign.code in codes}
    return next((level for level in Risk if level in seen), None)


def in_words(codes) -> str:
    """What was seen, for the history of the step."""
    return "; ".join(str(sign.text) for sign in SIGNS if sign.code in codes)
