"""What cannot be unseen or taken back asks again who sits there, on cases and complaints too."""

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cases.models import OriginalOpened
from cases.services import attach_document, seal_case
from cases.tests.factories import open_case
from cases.tests.papers import pdf
from cases.uploads import clean_upload
from complaints import opening
from complaints.models import VaultRequest
from complaints.tests.factories import receive
from upksai.accounts.models import Seal
from upksai.accounts.tests.office_hours import PASSWORD, minutes, sign_in

AGAIN = "/petugas/akun/konfirmasi/"
KNOWN = {"reporter_mode": "boleh_dihubungi", "reporter": {"name": "Ibu Sari Contoh"}}
WHY = "Perlu menanyakan alamat anak, pesan tidak dijawab."


@pytest.fixture(autouse=True)
def clock(now):
    with time_machine.travel(now, tick=False) as clock:
        yield clock


@pytest.fixture
def late(client, head, clock):
    """The head, ten busy minutes after signing in."""
    sign_in(client, head)
    clock.shift(minutes(9))
    client.get("/petugas/")
    clock.shift(minutes(1.1))
    return client


def test_an_original_stays_shut_until_confirmed_and_then_goes_out(late, head, worker, now):
    case = open_case(worker=worker, head=head)
    original = pdf()
    upload = clean_upload(SimpleUploadedFile("kk.pdf", original, content_type="application/pdf"))
    document = attach_document(case, upload=upload, kind="foto", by=worker, at=now)
    address = reverse("cases:original", args=[case.pk, document.pk])
    assert late.get(address).status_code == 200

    asked = late.post(address, {"ground": "pengadilan", "reason": WHY})
    assert asked.url.startswith(AGAIN)
    assert not OriginalOpened.objects.exists()
    given = late.post(asked.url, {"password": PASSWORD, "next": address})

    assert OriginalOpened.objects.get().by == head
    assert given.content == original


def test_nobody_decides_on_a_reporter_s_name_or_reads_it_unconfirmed(late, head, intake, now):
    asked = opening.ask_to_open(receive(**KNOWN), motivation=WHY, by=intake, at=now)
    mine = opening.ask_to_open(receive(**KNOWN), motivation=WHY, by=head, at=now)
    opening.decide(mine, is_approved=True, by=intake, at=now)

    for address, typed in (
        (reverse("complaints:vault_request", args=[asked.pk]), {"is_approved": "ya"}),
        (reverse("complaints:vault_opened", args=[mine.pk]), {}),
        (reverse("complaints:vault_ask", args=[asked.complaint.pk]), {"motivation": WHY}),
    ):
        assert late.post(address, typed).url.startswith(AGAIN), address

    assert VaultRequest.objects.get(pk=asked.pk).decision == ""


def test_a_record_is_not_opened_to_somebody_again_unconfirmed(late, head, worker, intake, now):
    case = open_case(worker=worker, head=head)
    [seal] = seal_case(case, person=intake, reason=WHY, by=worker, at=now)

    asked = late.post(reverse("cases:lift_seal", args=[case.pk, seal.pk]))

    assert asked.url.startswith(AGAIN)
    assert Seal.objects.standing().exists()
