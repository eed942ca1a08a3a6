"""The pages of outgoing referrals: who may open them, what they say, what they refuse."""

import pytest
from django.urls import reverse

from cases.tests.factories import case_in
from referrals.choices import ReferralState
from referrals.models import Referral
from upksai.privacy.models import AuditEntry

from .factories import DRAFT, agree_to_share, draft, partner, referral_in


@pytest.fixture
def case(worker, head):
    return case_in("intervention", worker=worker, head=head)


def url(name, *args):
    return reverse(f"referrals:{name}", args=args)


def new_referral(**changes):
    return DRAFT | {"institution": partner().pk} | changes


def text_of(response) -> str:
    return response.content.decode()


def test_a_worker_writes_a_referral_and_is_led_to_it(client, worker, case):
    client.force_login(worker)
    response = client.post(url("new", case.pk), new_referral(), follow=True)

    referral = Referral.objects.get()
    assert referral.case == case
    assert referral.state == ReferralState.DRAFT
    assert response.redirect_chain == [(referral.get_absolute_url(), 302)]
    assert "Draf rujukan tersimpan" in text_of(response)


def test_the_form_shows_what_each_partner_gives(client, worker, case):
    client.force_login(worker)
    page = text_of(client.get(url("new", case.pk)))

    assert "RSUD Kota Semarang: layanan medis, konselor psikolog" in page
    assert "Belum ada persetujuan berbagi data dengan mitra mana pun" in page


def test_the_form_names_the_partners_the_family_agreed_to(client, worker, case):
    agree_to_share(case, partner("DINKES"), by=worker)
    client.force_login(worker)

    page = text_of(client.get(url("new", case.pk)))

    assert "Persetujuan berbagi data sudah dicatat untuk" in page


def test_a_partner_we_no_longer_work_with_cannot_be_chosen(client, worker, case):
    gone = partner("RDRM")
    gone.is_active = False
    gone.save()
    client.force_login(worker)

    client.post(url("new", case.pk), new_referral(institution=gone.pk))

    assert not Referral.objects.exists()


def test_bad_input_keeps_what_was_typed_and_changes_nothing(client, worker, case):
    client.force_login(worker)
    response = client.post(url("new", case.pk), new_referral(institution="", ground=""))

    page = text_of(response)
    assert "Ada yang perlu diperbaiki" in page
    assert "Pilih lembaga mitra." in page
    assert "Pilih dasar pengungkapan data." in page
    assert DRAFT["summary"] in page
    assert not Referral.objects.exists()


def test_a_double_click_writes_one_referral(client, worker, case):
    client.force_login(worker)
    key = {"form_key": "11111111-1111-4111-8111-111111111111"}
    for _click in range(2):
        response = client.post(url("new", case.pk), new_referral(**key), follow=True)

    assert Referral.objects.count() == 1
    assert "tidak dicatat dua kali" in text_of(response)
    assert response.redirect_chain[0][0] == Referral.objects.get().get_absolute_url()


def test_a_finished_case_is_referred_to_nobody(client, worker, head):
    case = case_in("closed", worker=worker, head=head)
    client.force_login(worker)
    response = client.post(url("new", case.pk), new_referral())

    assert "Hanya pekerja sosial kasus aktif ini" in text_of(response)
    assert not Referral.objects.exists()


def test_a_returned_draft_can_be_rewritten(client, worker, case):
    referral = draft(case=case, worker=worker)
    client.force_login(worker)
    changed = new_referral(summary="Ringkasan baru.", version=referral.version)
    client.post(url("edit", referral.pk), changed)

    referral.refresh_from_db()
    assert referral.summary == "Ringkasan baru."
    assert referral.history.first().history_user == worker


def test_two_windows_do_not_overwrite_each_other(client, worker, case):
    referral = draft(case=case, worker=worker)
    client.force_login(worker)
    stale = referral.version
    client.post(url("edit", referral.pk), new_referral(summary="Pertama.", version=stale))
    response = client.post(url("edit", referral.pk), new_referral(summary="Kedua.", version=stale))

    referral.refresh_from_db()
    assert referral.summary == "Pertama."
    assert "sudah berubah sejak Anda membukanya" in text_of(response)
    assert "Kedua." in text_of(response)


def test_what_the_head_reads_is_no_longer_rewritten(client, worker, head, case):
    referral = referral_in("review", case=case, worker=worker, head=head)
    client.force_login(worker)

    assert client.get(url("edit", referral.pk)).status_code == 404


def test_the_page_of_a_referral_leaves_a_line_in_the_read_log(client, worker, case):
    referral = draft(case=case, worker=worker)
    client.force_login(worker)
    client.get(referral.get_absolute_url())

    reading = AuditEntry.objects.get()
    assert (reading.case_id, reading.actor, reading.part) == (case.pk, worker, "referrals")


@pytest.mark.parametrize("name", ["detail", "edit", "letter"])
def test_other_workers_do_not_find_a_referral(client, worker, other_worker, intake, case, name):
    referral = draft(case=case, worker=worker)
    for person in (other_worker, intake):
        client.force_login(person)
        assert client.get(url(name, referral.pk)).status_code == 404
    assert not AuditEntry.objects.exists()


@pytest.mark.parametrize("name", ["case_tab", "new"])
def test_other_workers_do_not_find_the_tab_of_a_case(
    client, other_worker, data_officer, case, name
):
    for person in (other_worker, data_officer):
        client.force_login(person)
        assert client.get(url(name, case.pk)).status_code == 404


def test_a_stranger_is_asked_to_sign_in(client, worker, case):
    referral = draft(case=case, worker=worker)
    addresses = [
        url("list"),
        url("incoming"),
        url("case_tab", case.pk),
        url("new", case.pk),
        url("detail", referral.pk),
        url("letter", referral.pk),
    ]
    for address in addresses:
        assert client.get(address).url == f"/masuk/?next={address}"


def test_the_head_reads_but_does_not_write_a_referral(client, worker, head, case):
    client.force_login(head)

    assert client.get(url("case_tab", case.pk)).status_code == 200
    assert client.get(url("new", case.pk)).status_code == 404


def test_no_page_of_a_referral_names_the_child(client, worker, head, case):
    referral = referral_in("sent", case=case, worker=worker, head=head)
    client.force_login(worker)
    for address in (
        url("list"),
        url("case_tab", case.pk),
        url("new", case.pk),
        url("detail", referral.pk),
        url("step", referral.pk, "accept"),
    ):
        assert "Anak Contoh" not in text_of(client.get(address))
