"""Pages of statistics: who reads, who plans, who decides, and for whom they do not exist."""

import pytest

from reports.models import LedgerEntry, StatRelease
from reports.tests.statistics import LIST, NEW, proposed, published
from upksai.privacy.models import AuditEntry

pytestmark = pytest.mark.usefixtures("cases", "clock")


def addresses() -> list[str]:
    """Every page of the office about statistics."""
    release = published()
    return [LIST, release.plan.get_absolute_url(), release.get_absolute_url()]


@pytest.mark.parametrize("who", ["head", "data_officer", "auditor"])
def test_head_data_officer_and_auditor_read_what_was_released(client, request, who):
    pages = addresses()
    client.force_login(request.getfixturevalue(who))

    assert [client.get(page).status_code for page in pages] == [200] * 3


@pytest.mark.parametrize("who", ["intake", "worker", "admin"])
def test_to_others_these_pages_do_not_exist(client, request, who):
    pages = addresses()
    client.force_login(request.getfixturevalue(who))

    assert [client.get(page).status_code for page in [*pages, NEW]] == [404] * 4


def test_a_stranger_is_asked_to_sign_in(stranger):
    assert [stranger.get(page).status_code for page in [*addresses(), NEW]] == [302] * 4


@pytest.mark.parametrize("who", ["head", "auditor"])
def test_only_the_data_officer_plans(client, request, who):
    release = published()
    client.force_login(request.getfixturevalue(who))

    assert client.get(NEW).status_code == 404
    assert client.post(f"{LIST}potret/").status_code == 404
    assert client.get(f"{release.get_absolute_url()}koreksi/").status_code == 404
    client.post(release.plan.get_absolute_url(), {"option": "0", "purpose": "laman"})
    assert StatRelease.objects.count() == 1


@pytest.mark.parametrize("who", ["data_officer", "auditor"])
def test_only_the_head_decides(client, request, who):
    release = proposed()
    client.force_login(request.getfixturevalue(who))

    for name in ("publish", "reject", "withdraw"):
        address = f"{release.get_absolute_url()}langkah/{name}/"
        assert client.post(address, {"version": 1, "note": "Ya."}).status_code == 404
    assert not LedgerEntry.objects.exists()


def test_who_opens_a_release_is_remembered(client, auditor):
    release = published()
    client.force_login(auditor)

    client.get(release.get_absolute_url())
    client.get(LIST)

    kinds = [(entry.kind, entry.record) for entry in AuditEntry.objects.filter(actor=auditor)]
    assert ("statistics release", release.pk) in kinds
    assert ("statistics", None) in kinds
