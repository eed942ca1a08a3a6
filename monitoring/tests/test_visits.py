"""Visits: planned, made, missed, and what the pages say about them."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from cases.choices import CaseState
from cases.models import CaseDocument
from cases.services import take_step as take_case_step
from cases.tests.factories import NOW, case_in, visited
from monitoring import services
from monitoring.choices import VisitKind, VisitState
from monitoring.models import Visit
from upksai.privacy.models import AuditEntry
from upksai.workflow.engine import StepRefused


def url(name, *args):
    return reverse(f"monitoring:{name}", args=args)


def typed(**changes):
    return {
        "visited_on": timezone.localdate().isoformat(),
        "way": "rumah",
        "met": ["anak", "kerabat"],
        "met_other": "",
        "safety": "aman",
        "observations": "Anak ceria dan sehat.",
        "school_and_health": "",
        "advice": "lanjut",
        "follow_up": "",
        "hours": "1.5",
    } | changes


@pytest.fixture
def case(worker, head):
    return case_in("intervention", worker=worker, head=head)


def test_a_first_visit_is_written_down_and_the_next_one_planned(client, worker, case):
    client.force_login(worker)
    response = client.post(url("record", case.pk), typed(), follow=True)

    made, planned = Visit.objects.done().get(), Visit.objects.planned().get()
    assert made.met == "Anak, Wali atau kerabat lain"
    assert planned.kind == VisitKind.HOME
    assert (planned.due_at - made.state_since).days == 14
    page = response.content.decode()
    assert "Kunjungan tersimpan. Kunjungan rumah berikutnya" in page


@pytest.mark.parametrize(("risk", "days"), [("tinggi", 7), ("sedang", 14), ("rendah", 30)])
def test_the_rhythm_follows_the_risk(worker, case, risk, days):
    case.risk_level = risk
    case.save()
    services.record_visit(case, by=worker, at=NOW, kind="kunjungan_rumah", **visited(NOW))

    assert Visit.objects.planned().get().due_at == NOW + timedelta(days=days)


def test_a_planned_visit_is_the_one_that_is_written_down(client, worker, case):
    planned = services.schedule_visit(
        case, by=worker, at=NOW, planned_at=NOW + timedelta(days=2), purpose="Lihat pola makan."
    )
    client.force_login(worker)
    assert "Lihat pola makan." in client.get(url("record", case.pk)).content.decode()
    client.post(url("record", case.pk), typed())

    planned.refresh_from_db()
    assert planned.state == VisitState.DONE
    assert planned.purpose == "Lihat pola makan."
    assert Visit.objects.count() == 2


def test_a_double_click_writes_one_visit_down(client, worker, case):
    client.force_login(worker)
    first = typed(form_key="11111111-1111-4111-8111-111111111111")
    second = typed(form_key="22222222-2222-4222-8222-222222222222")
    for visit in (first, first, second, second):
        response = client.post(url("record", case.pk), visit, follow=True)
        assert response.redirect_chain[0][0] == url("case_tab", case.pk)

    assert Visit.objects.done().count() == 2
    assert Visit.objects.planned().count() == 1
    assert "sudah tersimpan; tidak dicatat dua kali" in response.content.decode()


def test_bad_input_keeps_what_was_typed_and_changes_nothing(client, worker, case):
    client.force_login(worker)
    tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()
    page = client.post(
        url("record", case.pk), typed(visited_on=tomorrow, safety="", met=[], hours="-1")
    ).content.decode()

    assert "Ada yang perlu diperbaiki" in page
    assert "Tanggal kunjungan tidak boleh setelah hari ini." in page
    assert "Pilih keamanan anak." in page
    assert "Pilih siapa yang ditemui." in page
    assert "Anak ceria dan sehat." in page
    assert not Visit.objects.exists()


def test_somebody_else_who_was_met_is_named(client, worker, case):
    client.force_login(worker)
    page = client.post(url("record", case.pk), typed(met=["anak", "lain"])).content.decode()
    assert "Tulis siapa orang lain yang ditemui." in page
    client.post(url("record", case.pk), typed(met=["anak", "lain"], met_other="Kader posyandu"))

    assert Visit.objects.done().get().met == "Anak, Kader posyandu"


@pytest.mark.parametrize("alarm", [{"safety": "tidak_aman"}, {"advice": "eskalasi"}])
def test_an_unsafe_child_is_said_to_be_told_to_the_head(client, worker, case, alarm):
    client.force_login(worker)
    page = client.post(url("record", case.pk), typed(**alarm), follow=True).content.decode()
    visit = client.get(Visit.objects.done().get().get_absolute_url()).content.decode()

    assert "Beri tahu Ketua sekarang juga." in page
    assert "meminta keputusan Ketua segera" in visit


def photo(kind="JPEG", name="IMG_Anak_Contoh.jpg"):
    drawn = BytesIO()
    Image.new("RGB", (40, 30), "teal").save(drawn, kind)
    return SimpleUploadedFile(name, drawn.getvalue())


def test_a_photo_goes_to_the_papers_of_the_case(client, worker, case):
    client.force_login(worker)
    client.post(url("record", case.pk), typed(photo=photo()))

    kept = CaseDocument.objects.get()
    assert (kept.case, kept.kind, kept.content_type) == (case, "foto", "image/jpeg")
    assert "Contoh" not in kept.title


def test_a_file_that_is_no_photo_is_refused_and_the_words_are_kept(client, worker, case):
    client.force_login(worker)
    wrong = SimpleUploadedFile("foto.jpg", b"bukan foto")
    page = client.post(url("record", case.pk), typed(photo=wrong)).content.decode()

    assert "Pilih berkas PDF, JPG, PNG, atau DOCX." in page
    assert "Anak ceria dan sehat." in page
    assert not Visit.objects.exists()
    assert not CaseDocument.objects.exists()


@pytest.mark.parametrize("name", ["case_tab", "record", "schedule", "evaluate"])
def test_other_workers_do_not_find_the_case(client, other_worker, intake, auditor, case, name):
    for person in (other_worker, intake, auditor):
        client.force_login(person)
        assert client.get(url(name, case.pk)).status_code == 404


@pytest.mark.parametrize("name", ["record", "schedule", "evaluate"])
def test_the_head_reads_but_does_not_write(client, head, case, name):
    client.force_login(head)

    assert client.get(url("case_tab", case.pk)).status_code == 200
    assert client.get(url(name, case.pk)).status_code == 404


def test_a_stranger_is_asked_to_sign_in(client, worker, case):
    visit = services.schedule_visit(case, by=worker, at=NOW)
    for address in (
        url("list"),
        url("meetings"),
        url("case_tab", case.pk),
        url("record", case.pk),
        visit.get_absolute_url(),
    ):
        assert client.get(address).url == f"/masuk/?next={address}"


def test_other_workers_do_not_find_a_visit(client, worker, other_worker, case):
    visit = services.schedule_visit(case, by=worker, at=NOW)
    client.force_login(other_worker)
    for address in (visit.get_absolute_url(), url("step", visit.pk, "miss")):
        assert client.get(address).status_code == 404
    assert not AuditEntry.objects.exists()


def test_reading_a_visit_is_remembered(client, worker, head, case):
    visit = services.schedule_visit(case, by=worker, at=NOW)
    client.force_login(head)
    client.get(visit.get_absolute_url())

    reading = AuditEntry.objects.get()
    assert (reading.actor, reading.part) == (head, "monitoring")


def test_no_page_names_the_child(client, worker, head):
    case = case_in("monitoring", worker=worker, head=head)
    client.force_login(worker)
    for address in (
        url("list"),
        url("list") + "?tampil=sudah",
        url("case_tab", case.pk),
        url("record", case.pk),
    ):
        assert "Anak Contoh" not in client.get(address).content.decode()


def test_a_transferred_case_waits_for_no_visit(client, worker, head, case):
    services.record_visit(case, by=worker, at=NOW, kind="kunjungan_rumah", **visited(NOW))
    take_case_step(case, "transfer", by=head, at=NOW, note="Dilimpahkan.")
    client.force_login(worker)

    assert case.number not in client.get(url("list") + "?tampil=semua").content.decode()
    assert not Visit.objects.waiting_for(worker).exists()
    with pytest.raises(StepRefused, match="sudah selesai"):
        services.record_visit(case, by=worker, at=NOW, kind="kunjungan_rumah", **visited(NOW))
    with pytest.raises(StepRefused, match="sudah selesai"):
        services.schedule_visit(case, by=worker, at=NOW)


def test_after_closing_a_visit_is_aftercare(client, worker, head):
    case = case_in("aftercare", worker=worker, head=head)
    client.force_login(worker)
    page = client.post(url("record", case.pk), typed(), follow=True).content.decode()

    assert Visit.objects.done().latest("state_since").kind == VisitKind.AFTERCARE
    assert "Bimbingan lanjut berikutnya" in page
    assert case.state == CaseState.AFTERCARE


def test_another_worker_writes_nothing_down(other_worker, case):
    with pytest.raises(StepRefused):
        services.record_visit(case, by=other_worker, at=NOW, kind="kunjungan_rumah", **visited(NOW))
    assert not Visit.objects.exists()
