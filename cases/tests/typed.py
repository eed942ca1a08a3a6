"""What people type into each form of a case, and the papers they hand in."""

from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Model
from django.urls import reverse
from django.utils import timezone

from cases.models import (
    AidGiven,
    Assessment,
    Case,
    CaseDocument,
    Consent,
    Goal,
    ProgressNote,
    RelatedPerson,
    ServiceGiven,
)
from cases.tests.papers import PDF


def today() -> str:
    """As a date field sends it."""
    return timezone.localdate().isoformat()


def papers() -> dict[str, tuple[type[Model], dict[str, str]]]:
    """For each form: the model, and what people type."""
    return {
        "add_assessment": (
            Assessment,
            {
                "kind": "awal",
                "done_on": today(),
                "safety": "Aman bersama nenek.",
                "basic_needs": "Perlu susu.",
                "family": "Ibu bekerja di luar kota.",
                "conclusion": "Perlu pengasuhan tetap.",
                "risk_level": "sedang",
                "functioning": "2",
            },
        ),
        "add_goal": (
            Goal,
            {
                "need": "Dokumen",
                "goal": "Akta terbit",
                "service": "L17",
                "target_on": (timezone.localdate() + timedelta(days=30)).isoformat(),
            },
        ),
        "add_service": (ServiceGiven, {"kind": "L06", "given_on": today(), "hours": "1.5"}),
        "add_aid": (
            AidGiven,
            {
                "kind": "permakanan",
                "description": "Paket dua minggu",
                "amount": "250000",
                "funding": "baznas",
                "given_on": today(),
                "received_by": "Nenek",
            },
        ),
        "add_note": (
            ProgressNote,
            {"happened_on": today(), "title": "Bertemu nenek", "text": "Anak sehat."},
        ),
        "add_person": (
            RelatedPerson,
            {"name": "Nenek Contoh", "relation": "kakek_nenek", "phone": "0812 3456 7890"},
        ),
        "add_consent": (
            Consent,
            {
                "basis": "persetujuan",
                "given_on": today(),
                "given_by": "Ibu Contoh",
                "relation": "ibu",
            },
        ),
    }


def address(name: str, case: Case, *more) -> str:
    """Where a form of a case is."""
    return reverse(f"cases:{name}", args=[case.pk, *more])


def upload(name="Kartu keluarga Anak Contoh.pdf", data=PDF, kind="application/pdf"):
    """A file as the browser sends it."""
    return SimpleUploadedFile(name, data, kind)


def hand_in(client, case: Case, **typed):
    """Send the form for a paper, and see where it leads."""
    return client.post(address("add_document", case), {"kind": "kk"} | typed, follow=True)


def kept(client, case: Case, **file) -> CaseDocument:
    """A paper that was handed in just now."""
    hand_in(client, case, file=upload(**file))
    return CaseDocument.objects.get()
