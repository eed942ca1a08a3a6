"""What has to be in order before a case moves on to monitoring, or closes."""

from datetime import timedelta

import pytest

from cases import closing, services
from cases.choices import CaseState
from cases.closing import Check, gate_before
from cases.models import RelatedPerson, ServiceGiven
from cases.tests.factories import case_in


def lines(case, at):
    gate = gate_before(case, at)
    return {check.label: check.is_done for check in gate.checks}


def test_the_gate_to_monitoring_asks_for_a_service_a_carer_and_a_visit(worker, now):
    case = case_in(CaseState.INTERVENTION, worker=worker, at=now)
    assert lines(case, now) == {
        "Sudah ada layanan atau bantuan": False,
        "Pengasuh utama ditetapkan": False,
        "Semua rujukan dijawab": True,
        "Kunjungan rumah dicatat": False,
    }

    services.write_down(case, ServiceGiven, by=worker, at=now, kind="L06", given_on=now.date())
    carer = {"name": "Nenek", "relation": "kakek_nenek", "is_caregiver": True}
    services.write_down(case, RelatedPerson, by=worker, at=now, **carer)

    gate = gate_before(case, now)
    assert gate.done == 3
    assert gate.missing == 1
    assert gate.reasons == ["Belum ada kunjungan yang dicatat."]


def test_closing_asks_for_results_a_fresh_visit_and_an_evaluation(worker, now):
    case = case_in(CaseState.MONITORING, worker=worker, at=now)

    assert lines(case, now) == {
        "Hasil setiap tujuan rencana dicatat": False,
        "Tidak ada rujukan terbuka": True,
        "Kunjungan terakhir tidak lebih dari 30 hari": True,
        "Evaluasi dicatat": False,
    }
    assert not lines(case, now + timedelta(days=31))["Kunjungan terakhir tidak lebih dari 30 hari"]


def test_a_case_ready_to_close_has_nothing_unfinished(now):
    case = case_in(CaseState.CLOSURE_REVIEW, at=now)

    assert all(lines(case, now).values())
    assert closing.nothing_unfinished(case, now) == []


@pytest.mark.parametrize("state", [CaseState.OPENED, CaseState.PLANNING, CaseState.CLOSED])
def test_elsewhere_there_is_no_gate(state, now):
    assert gate_before(case_in(state, at=now), now) is None


def test_a_later_app_adds_its_own_line(monkeypatch, now):
    monkeypatch.setattr(closing, "closing_checks", [])

    @closing.closing_check("Bulan purnama")
    def moon(case, at):
        yield "Tunggu bulan purnama."

    assert closing.nothing_unfinished(None, now) == ["Tunggu bulan purnama."]
    assert closing.checklist(closing.closing_checks, None, now) == [
        Check("Bulan purnama", ("Tunggu bulan purnama.",))
    ]


@pytest.mark.parametrize(
    ("group", "confidentiality"),
    [
        ("AMPK-B", "sangat_terbatas"),
        ("AMPK-G", "sangat_terbatas"),
        ("AMPK-L", "terbatas"),
        ("", "terbatas"),
    ],
)
def test_the_law_s_groups_make_a_case_strictly_confidential(now, group, confidentiality):
    case = case_in(CaseState.OPENED, at=now, special_protection=group)

    assert case.confidentiality == confidentiality


def test_a_carer_written_in_another_case_does_not_count(worker, now):
    case = case_in(CaseState.INTERVENTION, worker=worker, at=now)
    case_in(CaseState.MONITORING, worker=worker, at=now)

    assert not lines(case, now)["Pengasuh utama ditetapkan"]
