"""In an emergency a colleague reads a case for an hour; somebody else always looks at it after."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from cases import services
from cases.choices import CaseState
from cases.models import Case, ProgressNote
from cases.tests.factories import case_in
from monitoring.models import Visit
from upksai.accounts import break_glass as grants
from upksai.accounts.models import BreakGlass
from upksai.accounts.roles import Role
from upksai.accounts.tests.factories import UserFactory
from upksai.desk.work import work_of
from upksai.privacy.models import AuditEntry
from upksai.workflow.engine import StepRefused

DOOR = "/petugas/akses-darurat/"
WHY = {
    "category": "bahaya",
    "reason": "Anak di rumah sakit dan petugasnya tidak dapat dihubungi.",
}


@pytest.fixture
def case(worker, head):
    return case_in(CaseState.MONITORING, worker=worker, head=head)


def told(case, **changed):
    return WHY | {"number": case.number, "password": "contoh-upksai-2026"} | changed


def opened_by(person, case, **facts) -> BreakGlass:
    return services.break_glass(number=case.number, by=person, at=timezone.now(), **(WHY | facts))


@pytest.mark.parametrize("role", [Role.WORKER, Role.INTAKE])
def test_it_opens_a_case_to_read_for_an_hour(
    client, case, role, head, django_capture_on_commit_callbacks
):
    head.email = "ketua@contoh.example"
    head.save()
    person = UserFactory(role=role)
    client.force_login(person)
    assert client.get(case.get_absolute_url()).status_code == 404
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(DOOR, told(case))

    assert answer.url == case.get_absolute_url()
    page = client.get(answer.url).content.decode()
    assert "Akses darurat sampai" in page
    assert client.get(Visit.objects.filter(case=case).first().get_absolute_url()).status_code == 200
    [message] = mail.outbox
    assert message.to == ["ketua@contoh.example"]
    assert case.number not in message.subject + message.body
    assert case.pseudonym not in message.subject + message.body
    entry = AuditEntry.objects.get(action="break_glass")
    assert (entry.actor, entry.case_id) == (person, case.pk)
    reads = AuditEntry.objects.filter(action="read", actor=person, case_id=case.pk)
    assert set(reads.values_list("ground", flat=True)) == {"emergency"}


def test_the_page_speaks_of_mail_only_if_mail_goes_out(client, case, head, settings):
    def said(address, backend=settings.EMAIL_BACKEND):
        settings.EMAIL_BACKEND, head.email = backend, address
        head.save()
        client.force_login(UserFactory())
        return client.post(DOOR, told(case), follow=True).content.decode()

    assert "dikirimi surel" in said("ketua@contoh.example")
    for silent in (said(""), said("ketua@contoh.example", grants.CONSOLE)):
        assert "dikirimi surel" not in silent
        assert "tidak ada surel yang dikirim: telepon Ketua sekarang" in silent


def test_a_head_who_may_not_know_of_the_case_is_not_told(
    case, head, other_worker, django_capture_on_commit_callbacks
):
    kept_out = UserFactory(role=Role.HEAD)
    for number, person in enumerate((head, kept_out)):
        person.email = f"ketua{number}@contoh.example"
        person.save()
    services.seal_case(
        case, person=kept_out, reason="Keluarga sendiri.", by=head, at=timezone.now()
    )
    with django_capture_on_commit_callbacks(execute=True):
        opened = opened_by(other_worker, case)

    assert [message.to for message in mail.outbox] == [["ketua0@contoh.example"]]
    with pytest.raises(ValidationError, match="orang lain"):
        grants.review(opened, verdict="beralasan", finding="x", by=kept_out, at=timezone.now())


def test_it_ends_after_an_hour(case, other_worker):
    opened = opened_by(other_worker, case)
    assert opened.until - opened.at == timedelta(minutes=60)
    assert Case.objects.visible_to(other_worker).get() == case
    opened.until = timezone.now() - timedelta(seconds=1)
    opened.save()

    assert not Case.objects.visible_to(other_worker).exists()


def test_it_is_for_reading_only(client, case, other_worker):
    opened_by(other_worker, case)
    note = {"happened_on": timezone.localdate(), "title": "x", "text": "x"}
    with pytest.raises(StepRefused):
        services.write_down(case, ProgressNote, by=other_worker, at=timezone.now(), **note)
    client.force_login(other_worker)
    for name, args in (("referrals:new", [case.pk]), ("monitoring:record", [case.pk])):
        assert client.get(reverse(name, args=args)).status_code == 404
    step = reverse("cases:step", args=[case.pk, "propose_closure"])
    assert client.post(step, {}).status_code == 404
    profile = client.get(reverse("cases:profile", args=[case.pk]))
    assert b"Tambah saudara" not in profile.content


@pytest.mark.parametrize("wrong", ["K-2026-999", "bukan nomor", "K" * 300, "'; --"])
def test_sealed_unknown_and_malformed_numbers_get_one_sentence(
    client, case, worker, other_worker, wrong
):
    services.seal_case(
        case, person=other_worker, reason="Keluarga sendiri.", by=worker, at=timezone.now()
    )
    client.force_login(other_worker)
    sealed = client.post(DOOR, told(case)).context["form"].errors
    unknown = client.post(DOOR, told(case, number=wrong)).context["form"].errors

    assert sealed == unknown == {"__all__": sealed["__all__"]}
    assert not BreakGlass.objects.exists()
    missed = AuditEntry.objects.filter(action="break_glass_missed")
    rows = [(row.actor, row.kind, row.record, row.case_id) for row in missed]
    assert rows == [(other_worker, "case", None, None)] * 2


def test_a_refusal_for_the_day_says_nothing_of_the_number(client, case, worker, head, other_worker):
    sealed = case_in(CaseState.MONITORING, worker=worker, head=head)
    services.seal_case(
        sealed, person=other_worker, reason="Keluarga sendiri.", by=head, at=timezone.now()
    )
    for _time in range(3):
        opened_by(other_worker, case)
    client.force_login(other_worker)
    numbers = (case.number, sealed.number, "K-2026-999")
    answers = [client.post(DOOR, told(case, number=number)) for number in numbers]

    assert {answer.status_code for answer in answers} == {422}
    refusals = {answer.context["form"].non_field_errors()[0] for answer in answers}
    assert refusals == {"Akses darurat hari ini sudah dicoba tiga kali. Hubungi Ketua sekarang."}
    assert not AuditEntry.objects.filter(action="break_glass_missed").exists()


def test_a_number_that_leads_nowhere_is_one_of_the_three_tries(client, case, other_worker):
    client.force_login(other_worker)
    for _time in range(3):
        answer = client.post(DOOR, told(case, number="K-2026-999"))
        assert answer.status_code == 422
        assert WHY["reason"] in answer.text
    assert "sudah dicoba tiga kali" in client.post(DOOR, told(case)).text
    assert not BreakGlass.objects.exists()
    tomorrow = timezone.now() + timedelta(days=1)
    assert services.break_glass(number=case.number, by=other_worker, at=tomorrow, **WHY)


def test_it_asks_who_sits_there_and_why(client, case, other_worker):
    client.force_login(other_worker)
    for field, wrong in (("password", "salah"), ("reason", "x" * 29), ("category", "")):
        assert field in client.post(DOOR, told(case, **{field: wrong})).context["form"].errors
    assert not BreakGlass.objects.exists()


def test_guesses_at_the_password_wait_as_at_the_door_and_keep_what_was_typed(
    client, case, other_worker, clock
):
    client.force_login(other_worker)
    for _guess in range(5):
        assert client.post(DOOR, told(case, password="salah-sekali-2026")).status_code == 422
    early = client.post(DOOR, told(case))

    assert early.status_code == 429
    assert "Terlalu banyak percobaan. Coba lagi dalam" in early.text
    assert WHY["reason"] in early.text
    assert not BreakGlass.objects.exists()
    clock.shift(timedelta(seconds=31))
    assert client.post(DOOR, told(case)).url == case.get_absolute_url()


@pytest.mark.parametrize("role", [Role.HEAD, Role.DATA_OFFICER, Role.AUDITOR, Role.ADMIN])
def test_others_have_no_such_page(client, role):
    client.force_login(UserFactory(role=role))
    assert client.get(DOOR).status_code == 404


def test_three_a_day_and_none_while_one_waits_too_long(case, other_worker):
    for _time in range(3):
        opened_by(other_worker, case)
    with pytest.raises(ValidationError, match="tiga kali"):
        opened_by(other_worker, case)
    later = timezone.now() + timedelta(days=12)
    again = {"number": case.number, "by": other_worker} | WHY
    with pytest.raises(ValidationError, match="belum ditinjau"):
        services.break_glass(at=later, **again)
    head = UserFactory(role=Role.HEAD)
    for opened in BreakGlass.objects.all():
        grants.review(opened, verdict="beralasan", finding="Baik.", by=head, at=later)
    assert services.break_glass(at=later, **again)


def test_the_head_reviews_it_from_the_work_list(client, case, head, other_worker):
    opened = opened_by(other_worker, case)
    [task] = [task for task in work_of(head, timezone.now()).week if "darurat" in task.title] or [
        task for task in work_of(head, timezone.now()).today if "darurat" in task.title
    ]
    client.force_login(head)
    assert WHY["reason"] in client.get(task.url).content.decode()
    assert client.post(task.url, {"verdict": "beralasan"}).status_code == 422
    client.post(task.url, {"verdict": "beralasan", "finding": "Memang mendesak."})

    opened.refresh_from_db()
    assert (opened.verdict, opened.reviewed_by) == ("beralasan", head)
    assert AuditEntry.objects.filter(action="review_beralasan").exists()
    assert b"Memang mendesak." in client.get(task.url).content
    again = client.post(task.url, {"verdict": "tidak_beralasan", "finding": "Lain."})
    assert "sudah ditinjau" in again.content.decode()


def test_nobody_reviews_their_own(client, case, other_worker, worker):
    opened = opened_by(other_worker, case)
    other_worker.role = Role.HEAD
    other_worker.save()
    with pytest.raises(ValidationError, match="orang lain"):
        grants.review(opened, verdict="beralasan", finding="x", by=other_worker, at=timezone.now())
    client.force_login(other_worker)
    door = reverse("cases:emergency_review", args=[opened.pk])
    assert client.get(door).status_code == 404
    client.force_login(worker)
    assert client.get(door).status_code == 404


def test_what_a_head_broke_the_auditor_reviews_without_case_content(
    client, case, other_worker, auditor, head
):
    opened = opened_by(other_worker, case)
    door = reverse("cases:emergency_review", args=[opened.pk])
    client.force_login(auditor)
    assert client.get(door).status_code == 404
    other_worker.role = Role.HEAD
    other_worker.save()
    page = client.get(door).content.decode()
    assert case.number not in page
    assert WHY["reason"] not in page
    client.force_login(head)
    assert client.get(door).status_code == 404
    client.force_login(auditor)
    client.post(door, {"verdict": "tidak_beralasan", "finding": "Tidak mendesak."})
    opened.refresh_from_db()
    assert opened.verdict == "tidak_beralasan"
    assert "Tidak mendesak." in client.get(door).text
    client.force_login(UserFactory(role=Role.AUDITOR))
    page = client.get(door).text
    assert "Tidak beralasan" in page
    assert "Tidak mendesak." not in page


def test_what_a_head_has_found_no_auditor_reads_when_the_colleague_becomes_head(
    client, case, other_worker, auditor, head
):
    opened = opened_by(other_worker, case)
    told = {"verdict": "beralasan", "finding": "Anak Contoh dirawat.", "at": timezone.now()}
    grants.review(opened, by=head, **told)
    other_worker.role = Role.HEAD
    other_worker.save()
    client.force_login(auditor)
    page = client.get(reverse("cases:emergency_review", args=[opened.pk]))

    assert page.status_code == 200
    assert "Anak Contoh dirawat." not in page.text
    row = AuditEntry.objects.filter(actor=auditor, kind="emergency access").latest("seq")
    assert "finding" not in row.fields
