"""Goals are changed while the plan is drawn up; then the head decides, and results follow."""

from django.urls import reverse
from django.utils import timezone

from cases.choices import CaseState
from cases.tests.factories import case_in, open_case
from cases.tests.typed import address, papers


def test_goals_are_changed_while_the_plan_is_drawn_up_and_not_after(client, worker, head):
    case = case_in(CaseState.PLANNING, worker=worker, head=head)
    client.force_login(worker)
    client.post(address("add_goal", case), papers()["add_goal"][1])
    goal = case.goals.get()
    url = address("change_goal", case, goal.pk)
    seen = client.get(url).context["form"]["seen"].value()
    client.post(url, papers()["add_goal"][1] | {"goal": "Akta dan KIA terbit", "seen": seen})
    goal.refresh_from_db()
    assert goal.goal == "Akta dan KIA terbit"
    client.post(reverse("cases:step", args=[case.pk, "submit_plan"]), {"version": case.version})

    seen = client.get(url).context["form"]["seen"].value()
    page = client.post(url, papers()["add_goal"][1] | {"seen": seen}).content.decode()

    assert "Rencana sudah diajukan." in page
    goal.refresh_from_db()
    assert goal.goal == "Akta dan KIA terbit"


def test_no_goal_slips_into_an_approved_plan(client, worker):
    case = case_in(CaseState.INTERVENTION, worker=worker)
    client.force_login(worker)

    page = client.post(address("add_goal", case), papers()["add_goal"][1]).content.decode()

    assert "Rencana sudah diajukan." in page
    assert case.goals.count() == 1


def test_the_result_of_a_goal_is_written_down(client, worker):
    case = case_in(CaseState.INTERVENTION, worker=worker)
    client.force_login(worker)
    goal = case.goals.get()

    page = client.post(address("goal_result", case, goal.pk), {"result": "tercapai"}, follow=True)

    goal.refresh_from_db()
    assert (goal.result, goal.result_on) == ("tercapai", timezone.localdate())
    assert "Hasil tujuan tersimpan." in page.content.decode()


def test_a_goal_of_another_case_is_not_there(client, worker, other_worker):
    other = case_in(CaseState.INTERVENTION, worker=other_worker)
    mine = open_case(worker=worker)
    client.force_login(worker)

    assert client.get(address("goal_result", mine, other.goals.get().pk)).status_code == 404


def test_the_plan_tells_what_the_head_decided(client, worker, head, now):
    case = case_in(CaseState.PLANNING, worker=worker, head=head)
    client.force_login(worker)
    plan = address("plan", case)
    assert "Rencana belum diajukan." in client.get(plan).content.decode()
    client.post(address("add_goal", case), papers()["add_goal"][1])
    step = "cases:step"
    client.post(reverse(step, args=[case.pk, "submit_plan"]), {"version": case.version})
    assert "menunggu persetujuan Ketua" in client.get(plan).content.decode()

    client.force_login(head)
    sent_back = {"version": case.version + 1, "note": "Tambahkan layanan kesehatan."}
    client.post(reverse(step, args=[case.pk, "return_plan"]), sent_back)

    page = client.get(plan).content.decode()
    assert "Rencana dikembalikan" in page
    assert "Tambahkan layanan kesehatan." in page
