"""A reporter whom the vault keeps, and the pages on which it is asked for and opened."""

from django.urls import reverse

from complaints.models import Complaint, VaultRequest

SARI = {
    "name": "Ibu Sari Contoh",
    "phone": "+6281234567890",
    "relation": "tetangga_warga",
    "safe_contact": "Pesan saja, sore",
}
KNOWN = {"reporter_mode": "boleh_dihubungi", "reporter": SARI}
SECRETS = ("Ibu Sari Contoh", "81234567890", "Tetangga atau warga", "Pesan saja, sore")
WHY = "Perlu menanyakan alamat anak, pesan tidak dijawab."


def ask_page(complaint: Complaint) -> str:
    """Where somebody asks to open the vault."""
    return reverse("complaints:vault_ask", args=[complaint.pk])


def open_page(request: VaultRequest) -> str:
    """Where the vault is opened."""
    return reverse("complaints:vault_opened", args=[request.pk])


def shows_reporter(response) -> bool:
    """Whether anything about the reporter stands on a page."""
    return any(secret in response.text for secret in SECRETS)
