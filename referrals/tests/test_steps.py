"""A referral from draft to its end, by all its ways."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.choices import CaseState
from cases.services import take_step as take_case_step
from cases.tests.factories import case_in
from referrals import services
from referrals.choices import ReferralState
from upksai.workflow.engine import StepRefused

from .factories import ANSWER, NOW, agree_to_share, draft, partner, referral_in


@pytest.fixture
def case(worker, head):
    return case_in("intervention", worker=worker, head=head)


def step_url(referral, name):
    return reverse("referrals:step", args=[referral.pk, name])


def take(client, referral, name, **typed):
    typed = {"version": referral.version, "note": ""} | typed
    return client.post(step_url(referral, name), typed, follow=True)


def test_a_referral_runs_from_draft_to_closed_in_the_browser(client, worker, head, case):
    referral = draft(case=case, worker=worker)
    today = timezone.localdate().isoformat()
    way = [
        (worker, "submit", {}, ReferralState.REVIEW),
        (head, "approve", {}, ReferralState.SENT),
        (worker, "accept", {"answered_on": today, "answer": "Ya."}, ReferralState.ACCEPTED),
        (worker, "feedback", {"feedback_on": today, "feedback": "Baik."}, ReferralState.FEEDBACK),
        (worker, "close", {}, ReferralState.CLOSED),
    ]
    for person, name, typed, state in way:
        client.force_login(person)
        response = take(client, referral, name, **typed)
        referral.refresh_from_db()
        assert referral.state == state
        assert str(referral.workflow[name].done) in response.content.decode()
    assert referral.letter_number.startswith("SR-")
    assert referral.due_at is None


def test_only_the_head_approves(client, worker, head, case):
    referral = referral_in("review", case=case, worker=worker, head=head)
    client.force_login(worker)

    assert client.get(step_url(referral, "approve")).status_code == 404
    assert take(client, referral, "approve").status_code == 404
    referral.refresh_from_db()
    assert referral.state == ReferralState.REVIEW


def test_sharing_by_consent_needs_a_consent_for_this_partner(client, worker, case):
    referral = draft(case=case, worker=worker, ground="persetujuan")
    client.force_login(worker)
    page = client.get(referral.get_absolute_url()).content.decode()
    refused = take(client, referral, "submit").content.decode()

    assert "Belum ada persetujuan berbagi data dengan Puskesmas setempat." in page
    assert "Belum ada persetujuan berbagi data dengan Puskesmas setempat." in refused
    agree_to_share(case, partner(), by=worker)
    take(client, referral, "submit")
    referral.refresh_from_db()
    assert referral.state == ReferralState.REVIEW


def test_the_head_returns_a_draft_with_a_reason(client, worker, head, case):
    referral = referral_in("review", case=case, worker=worker, head=head)
    client.force_login(head)
    refused = take(client, referral, "return").content.decode()
    assert "Tulis alasannya." in refused
    take(client, referral, "return", note="Ringkasan terlalu panjang.")

    referral.refresh_from_db()
    assert referral.state == ReferralState.DRAFT
    client.force_login(worker)
    page = client.get(referral.get_absolute_url()).content.decode()
    assert "Ringkasan terlalu panjang." in page


def test_an_answer_cannot_lie_in_the_future(client, worker, head, case):
    referral = referral_in("sent", case=case, worker=worker, head=head)
    client.force_login(worker)
    tomorrow = (timezone.localdate() + timedelta(days=2)).isoformat()
    page = take(client, referral, "accept", answered_on=tomorrow, answer="Diterima.")

    assert "Tanggal ini tidak boleh setelah hari ini." in page.content.decode()
    assert "Diterima." in page.content.decode()
    referral.refresh_from_db()
    assert referral.state == ReferralState.SENT


def test_a_double_click_on_a_step_counts_once(client, worker, case):
    referral = draft(case=case, worker=worker)
    client.force_login(worker)
    take(client, referral, "submit")
    second = take(client, referral, "submit")

    assert "sudah tersimpan" in second.content.decode()
    assert referral.steps.filter(name="submit").count() == 1


def test_a_stale_page_is_told_what_happened_meanwhile(client, worker, head, case):
    referral = referral_in("review", case=case, worker=worker, head=head)
    services.take_step(referral, "withdraw", by=worker, at=NOW, note="Keluarga pindah.")
    client.force_login(head)
    page = client.post(
        step_url(referral, "approve"), {"version": referral.version - 1, "note": "Setuju."}
    ).content.decode()

    assert "sudah mengubah catatan ini menjadi “Ditarik”" in page
    assert "Setuju." in page


@pytest.mark.parametrize("state", ["declined", "expired"])
def test_a_partner_that_does_not_help_leaves_the_way_to_another(client, worker, head, case, state):
    referral = referral_in(state, case=case, worker=worker, head=head)
    client.force_login(worker)
    page = client.get(referral.get_absolute_url()).content.decode()

    assert "Rujuk ke mitra lain" in page
    assert "Cari mitra lain atau tutup rujukan" in page


def test_a_late_answer_still_counts(worker, head, case):
    referral = referral_in("expired", case=case, worker=worker, head=head)
    services.take_step(referral, "accept", by=worker, at=NOW, **ANSWER)

    assert referral.state == ReferralState.ACCEPTED


def test_a_withdrawn_referral_asks_nothing_more(client, worker, head, case):
    referral = referral_in("withdrawn", case=case, worker=worker, head=head)
    client.force_login(worker)
    page = client.get(referral.get_absolute_url()).content.decode()

    assert "Tidak ada langkah untuk Anda sekarang." in page
    assert referral.due_at is None


@pytest.mark.parametrize(("risk", "days"), [("tinggi", 1), ("sedang", 3), ("rendah", 3)])
def test_the_partner_of_a_child_at_high_risk_answers_within_a_working_day(head, worker, risk, days):
    case = case_in("intervention", worker=worker, head=head)
    case.risk_level = risk
    case.save()
    referral = referral_in("sent", case=case, worker=worker, head=head)

    assert (referral.due_at.date() - NOW.date()).days == days


@pytest.mark.parametrize("state", ["draft", "review", "sent"])
def test_an_unanswered_referral_keeps_the_case_from_monitoring(worker, head, state):
    case = case_in("intervention", worker=worker, head=head)
    referral_in(state, case=case, worker=worker, head=head)
    with pytest.raises(StepRefused, match="Rujukan ke Puskesmas setempat belum dijawab"):
        take_case_step(case, "start_monitoring", by=worker, at=NOW)


@pytest.mark.parametrize("state", ["draft", "sent", "accepted"])
def test_an_open_referral_keeps_the_case_from_closing(worker, head, state):
    case = case_in("monitoring", worker=worker, head=head)
    referral_in(state, case=case, worker=worker, head=head)
    closing = {"closing_reason": "T05", "closing_summary": "Atas permintaan wali."}
    with pytest.raises(StepRefused, match="Rujukan ke Puskesmas setempat masih berjalan"):
        take_case_step(case, "propose_closure", by=worker, at=NOW, **closing)


@pytest.mark.parametrize("state", ["feedback", "closed", "declined", "expired", "withdrawn"])
def test_a_finished_referral_does_not(worker, head, state):
    case = case_in("monitoring", worker=worker, head=head)
    referral_in(state, case=case, worker=worker, head=head)
    closing = {"closing_reason": "T05", "closing_summary": "Atas permintaan wali."}
    take_case_step(case, "propose_closure", by=worker, at=NOW, **closing)

    assert case.state == CaseState.CLOSURE_REVIEW


def hand_over(client, referral, method="post"):
    return getattr(client, method)(
        reverse("referrals:hand_over", args=[referral.pk]), follow=True
    ).content.decode()


def test_the_head_hands_a_case_over_to_the_partner_that_took_it(client, worker, head, case):
    referral = referral_in("accepted", case=case, worker=worker, head=head, kind="pelimpahan")
    client.force_login(head)
    assert "Alihkan kasus" in client.get(referral.get_absolute_url()).content.decode()
    assert "tidak lagi ditangani UPKSAI" in hand_over(client, referral, "get")
    page = hand_over(client, referral)

    case.refresh_from_db()
    assert case.state == CaseState.TRANSFERRED
    assert referral.number in case.steps.last().note
    assert "Kasus dialihkan" in page


def test_a_case_is_handed_over_once(client, worker, head, case):
    referral = referral_in("accepted", case=case, worker=worker, head=head, kind="pelimpahan")
    client.force_login(head)
    for _click in range(2):
        page = hand_over(client, referral)

    assert "Kasus ini tidak menunggu pengalihan." in page
    assert case.steps.filter(name="transfer").count() == 1


@pytest.mark.parametrize(
    ("state", "kind"), [("accepted", "rujukan"), ("sent", "pelimpahan"), ("closed", "pelimpahan")]
)
def test_nothing_else_moves_a_case(client, worker, head, case, state, kind):
    referral = referral_in(state, case=case, worker=worker, head=head, kind=kind)
    client.force_login(head)
    hand_over(client, referral)

    case.refresh_from_db()
    assert case.state == CaseState.INTERVENTION
    with pytest.raises(StepRefused):
        services.hand_over_case(referral, by=head, at=NOW)


def test_a_worker_does_not_hand_a_case_over(client, worker, head, case):
    referral = referral_in("accepted", case=case, worker=worker, head=head, kind="pelimpahan")
    client.force_login(worker)

    assert client.get(reverse("referrals:hand_over", args=[referral.pk])).status_code == 404
