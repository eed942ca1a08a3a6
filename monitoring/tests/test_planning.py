"""Visits that are planned, moved, missed or called off."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.tests.factories import NOW, case_in
from monitoring import services
from monitoring.choices import VisitState
from monitoring.models import Visit


def url(name, *args):
    return reverse(f"monitoring:{name}", args=args)


@pytest.fixture
def case(worker, head):
    return case_in("intervention", worker=worker, head=head)


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


def test_a_visit_is_scheduled_for_a_day_and_hour(client, worker, case):
    client.force_login(worker)
    when = timezone.localtime() + timedelta(days=3)
    typed_in = {"planned_at": f"{when:%Y-%m-%dT%H:%M}", "purpose": "Lihat imunisasi."}
    page = client.post(url("schedule", case.pk), typed_in, follow=True).content.decode()

    visit = Visit.objects.get()
    assert visit.due_at == visit.planned_at
    assert "Kunjungan dijadwalkan" in page
    assert "Lihat imunisasi." in page


def test_a_visit_is_not_scheduled_in_the_past(client, worker, case):
    client.force_login(worker)
    past = {"planned_at": "2026-01-01T09:00", "purpose": "Lihat imunisasi."}
    page = client.post(url("schedule", case.pk), past).content.decode()

    assert "Waktu kunjungan tidak boleh sudah lewat." in page
    assert "Lihat imunisasi." in page
    assert not Visit.objects.exists()


def test_scheduling_again_moves_the_visit(worker, case):
    first = services.schedule_visit(case, by=worker, at=NOW, planned_at=NOW + timedelta(days=1))
    later = NOW + timedelta(days=4)
    again = services.schedule_visit(case, by=worker, at=NOW, planned_at=later, purpose="Sekolah.")

    assert again == first
    assert (again.planned_at, again.due_at, again.purpose) == (later, later, "Sekolah.")
    assert list(again.steps.values_list("name", flat=True)) == ["start", "reschedule"]


def take(client, visit, name, **words):
    address = url("step", visit.pk, name)
    return client.post(address, {"version": visit.version, "note": ""} | words, follow=True)


def test_a_missed_visit_is_made_up_within_three_days(client, worker, case):
    visit = services.schedule_visit(case, by=worker, at=timezone.now())
    client.force_login(worker)
    assert "Tulis alasannya." in take(client, visit, "miss").content.decode()
    take(client, visit, "miss", note="Tidak ada orang di rumah.")

    visit.refresh_from_db()
    assert visit.state == VisitState.MISSED
    assert (visit.due_at - visit.state_since).days == 3
    page = client.get(visit.get_absolute_url()).content.decode()
    assert "Jadwalkan ulang kunjungan" in page
    assert "Tidak ada orang di rumah." in page
    client.post(url("record", case.pk), typed())
    visit.refresh_from_db()
    assert visit.state == VisitState.DONE


def test_a_visit_can_be_called_off_with_a_reason(client, worker, head, case):
    visit = services.schedule_visit(case, by=worker, at=NOW)
    client.force_login(head)
    take(client, visit, "cancel", note="Keluarga pindah.")

    visit.refresh_from_db()
    assert (visit.state, visit.due_at) == (VisitState.CANCELLED, None)


def test_writing_a_visit_down_has_one_page(client, worker, case):
    visit = services.schedule_visit(case, by=worker, at=NOW)
    client.force_login(worker)

    assert client.get(url("step", visit.pk, "record")).url == url("record", case.pk)
