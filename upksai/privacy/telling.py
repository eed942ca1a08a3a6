"""The rows of the audit trail in words: what was done, which fields were opened, on what ground."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from .models import AuditEntry

ACTIONS: dict[str, Any] = {
    "read": _("Membuka"),
    "reveal": _("Menampilkan nama"),
    "conceal": _("Menyamarkan nama lagi"),
    "vault": _("Membuka brankas"),
    "open_original": _("Membuka berkas asli"),
    "break_glass": _("Membuka akses darurat"),
    "break_glass_missed": _("Mencoba akses darurat, nomornya tidak ditemukan"),
    "review_beralasan": _("Menilai akses darurat beralasan"),
    "review_tidak_beralasan": _("Menilai akses darurat tidak beralasan"),
    "seal": _("Menutup dari seseorang"),
    "unseal": _("Membuka kembali untuk seseorang"),
    "dossier": _("Berkas kebocoran dibuat"),
    "begin_anew": _("Pembanding jejak dimulai lagi"),
}
KINDS: dict[str, Any] = {
    "case": _("Kasus"),
    "visit": _("Kunjungan"),
    "referral": _("Rujukan"),
    "incoming referral": _("Rujukan masuk"),
    "incomingreferral": _("Rujukan masuk"),
    "document": _("Dokumen"),
    "reporter": _("Identitas pelapor"),
    "vault request": _("Permintaan membuka identitas"),
    "seal": _("Catatan tertutup"),
    "complaint": _("Pengaduan"),
    "receipt": _("Tanda terima"),
    "hints": _("Kemungkinan sama"),
    "meeting": _("Rapat"),
    "emergency access": _("Akses darurat"),
    "information request": _("Permintaan data"),
    "statistics": _("Statistik"),
    "statistics plan": _("Rencana rilis statistik"),
    "statistics release": _("Rilis statistik"),
    "search": _("Pencarian"),
    "list": _("Daftar"),
    "audit": _("Jejak"),
}
#: What is opened without being a field of a model: the vault's whole.
FIELDS: dict[str, Any] = {
    "name": _("Nama"),
    "phone": _("Telepon"),
    "relation": _("Hubungan dengan anak"),
    "safe_contact": _("Cara aman menghubungi"),
    "original": _("Berkas asli"),
}
GROUNDS: dict[str, Any] = {
    "assigned": _("Menangani kasus ini"),
    "emergency": _("Akses darurat"),
    "head": _("Ketua"),
    "role": _("Tugas perannya"),
}


@dataclass(frozen=True)
class Told:
    """One row with its words; a code without words is shown as it is."""

    entry: AuditEntry
    parts: Mapping[str, Any] = field(default_factory=dict)

    @property
    def action(self) -> str:
        return str(ACTIONS.get(self.entry.action, self.entry.action))

    @property
    def kind(self) -> str:
        return str(KINDS.get(self.entry.kind, self.entry.kind))

    @property
    def part(self) -> str:
        return str(self.parts.get(self.entry.part, self.entry.part))

    @property
    def ground(self) -> str:
        return str(GROUNDS.get(self.entry.ground, self.entry.ground))

    @property
    def fields(self) -> list[str]:
        """The names of the fields that were opened, each once."""
        return sorted({field_in_words(name) for name in self.entry.fields.split()})


def field_in_words(name: str) -> str:
    """A field as people call it: `cases.child.full_name` is "Nama lengkap"."""
    if name in FIELDS:
        return str(FIELDS[name])
    label, _dot, field_name = name.rpartition(".")
    try:
        return str(capfirst(apps.get_model(label)._meta.get_field(field_name).verbose_name))
    except (LookupError, ValueError, FieldDoesNotExist):
        return name
