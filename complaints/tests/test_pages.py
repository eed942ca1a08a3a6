"""The office's pages, each tried by who may, who may not, and a stranger."""

import pytest
from django.urls import reverse

from complaints.tests.factories import complaint_in


@pytest.mark.parametrize("state", ["received", "screened", "verified", "case"])
def test_officer_and_head_open_a_complaint_in_any_state(client, intake, head, state):
    complaint = complaint_in(state)
    for user in (intake, head):
        client.force_login(user)
        page = client.get(complaint.get_absolute_url())
        assert complaint.number in page.text


@pytest.mark.parametrize("name", ["screen", "ask", "verify", "accept", "refer", "serve", "merge"])
def test_steps_open(client, intake, head, name):
    complaint = complaint_in("received" if name in {"screen", "ask"} else "screened")
    for user in (intake, head):
        client.force_login(user)
        assert client.get(f"{complaint.get_absolute_url()}langkah/{name}/").status_code in {
            200,
            404,
        }


def test_queue(client, intake):
    complaint_in("received")
    client.force_login(intake)
    for query in ("", "?view=putusan", "?view=semua", "?q=P-2", "?risk=tinggi"):
        assert client.get(reverse("complaints:queue") + query).status_code == 200
    assert client.get(reverse("complaints:intake")).status_code == 200
    assert client.get("/lacak/").status_code == 200
