"""Cases brought to any stage by the same steps people take."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from cases import services
from cases.choices import CaseState
from cases.models import (
    AidGiven,
    Assessment,
    Case,
    Consent,
    Goal,
    RelatedPerson,
    ServiceGiven,
)
from upksai.accounts.roles import Role
from upksai.accounts.tests.factories import UserFactory

NOW = datetime(2026, 11, 23, 9, tzinfo=ZoneInfo("Asia/Jakarta"))
ASSESSMENT = {
    "kind": "awal",
    "done_on": date(2026, 11, 20),
    "safety": "Aman bersama nenek.",
    "basic_needs": "Perlu susu.",
    "family": "Ibu bekerja di luar kota.",
    "conclusion": "Perlu pengasuhan tetap.",
    "risk_level": "sedang",
    "functioning": 2,
}
GOAL = {
    "need": "Dokumen",
    "goal": "Akta kelahiran terbit",
    "service": "L17",
    "target_on": date(2026, 12, 20),
}


def open_case(*, worker=None, head=None, at=NOW, children=None, **facts) -> Case:
    """A case that was just opened and given to a worker."""
    head = head or UserFactory(role=Role.HEAD)
    worker = worker or UserFactory(role=Role.WORKER)
    facts = {
        "problem": "penelantaran",
        "ppks_category": "PPKS-02",
        "risk_level": "sedang",
        "presenting_problem": "Sering sendirian di rumah.",
    } | facts
    children = children or [
        {"full_name": "Anak Contoh", "sex": "P", "birth_date": date(2019, 3, 1)}
    ]
    return services.open_case(
        children=children, worker=worker, source="Pengaduan P-2026-001", by=head, at=at, **facts
    )


def case_in(state: str, *, worker=None, head=None, at=NOW, **facts) -> Case:
    """A case that has come as far as `state`, all its papers in order."""
    head = head or UserFactory(role=Role.HEAD)
    worker = worker or UserFactory(role=Role.WORKER)
    case = open_case(worker=worker, head=head, at=at, **facts)
    for reached, walk in STAGES:
        if case.state == state:
            break
        walk(case, worker, head, at)
        assert case.state == reached
    return case


def _assess(case, worker, head, at):
    consent = {"basis": "persetujuan", "given_on": at.date(), "given_by": "Ibu Contoh"}
    services.write_down(case, Consent, by=worker, at=at, **consent)
    services.take_step(case, "start_assessment", by=worker, at=at)


def _plan(case, worker, head, at):
    services.write_down(case, Assessment, by=worker, at=at, **ASSESSMENT)
    facts = {"risk_level": "sedang", "ppks_category": "PPKS-02"}
    services.take_step(case, "finish_assessment", by=worker, at=at, **facts)


def _submit(case, worker, head, at):
    services.write_down(case, Goal, by=worker, at=at, **GOAL)
    services.take_step(case, "submit_plan", by=worker, at=at)


def _approve(case, worker, head, at):
    services.take_step(case, "approve_plan", by=head, at=at)


def _monitor(case, worker, head, at):
    from monitoring.services import record_visit

    service = {"kind": "L06", "given_on": at.date()}
    services.write_down(case, ServiceGiven, by=worker, at=at, **service)
    aid = {
        "kind": "permakanan",
        "description": "Paket dua minggu",
        "amount": 250_000,
        "funding": "apbd_rehsos",
        "given_on": at.date(),
        "received_by": "Nenek Contoh",
    }
    services.write_down(case, AidGiven, by=worker, at=at, **aid)
    carer = {"name": "Nenek Contoh", "relation": "kakek_nenek", "is_caregiver": True}
    services.write_down(case, RelatedPerson, by=worker, at=at, **carer)
    record_visit(case, by=worker, at=at, kind="kunjungan_rumah", **visited(at))
    services.take_step(case, "start_monitoring", by=worker, at=at)


def visited(at) -> dict:
    """What a worker writes down about a visit."""
    return {
        "visited_on": at.date(),
        "way": "rumah",
        "met": "Nenek Contoh",
        "safety": "aman",
        "observations": "Anak sehat dan ceria.",
        "advice": "lanjut",
    }


def _propose(case, worker, head, at):
    from monitoring.services import evaluate

    for goal in case.goals.all():
        services.set_goal_result(goal, result="tercapai", by=worker, at=at)
    outcome = {
        "done_on": at.date(),
        "functioning_before": 1,
        "functioning_after": 3,
        "what_changed": "Anak diasuh nenek.",
    }
    evaluate(case, by=worker, at=at, **outcome)
    closing = {"closing_reason": "T01", "closing_summary": "Tujuan tercapai."}
    services.take_step(case, "propose_closure", by=worker, at=at, **closing)


def _close(case, worker, head, at):
    services.take_step(case, "close", by=head, at=at)


def _aftercare(case, worker, head, at):
    services.take_step(case, "start_aftercare", by=worker, at=at)


def _complete(case, worker, head, at):
    services.take_step(case, "finish_aftercare", by=worker, at=at)


STAGES = [
    (CaseState.ASSESSMENT, _assess),
    (CaseState.PLANNING, _plan),
    (CaseState.PLAN_REVIEW, _submit),
    (CaseState.INTERVENTION, _approve),
    (CaseState.MONITORING, _monitor),
    (CaseState.CLOSURE_REVIEW, _propose),
    (CaseState.CLOSED, _close),
    (CaseState.AFTERCARE, _aftercare),
    (CaseState.COMPLETED, _complete),
]
__all__ = ["NOW", "case_in", "open_case", "visited"]
