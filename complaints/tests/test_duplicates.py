"""Two reports about the same child belong to the same case, whichever came to a decision first."""

from complaints import services
from complaints.tests.factories import complaint_in, receive


def test_a_report_merged_before_the_decision_follows_the_first_into_its_case(
    intake, head, worker, now
):
    first = complaint_in("verified", intake=intake, at=now)
    second = receive(at=now)
    services.take_step(second, "merge", by=intake, at=now, duplicate_of=first)
    services.take_step(first, "accept", by=head, at=now, worker=worker)
    second.refresh_from_db()
    assert second.case == first.case is not None


def test_a_report_merged_after_the_decision_joins_the_case(intake, head, worker, now):
    first = complaint_in("case", intake=intake, head=head, worker=worker, at=now)
    second = receive(at=now)
    services.take_step(second, "merge", by=intake, at=now, duplicate_of=first)
    second.refresh_from_db()
    assert second.case == first.case is not None
