"""Every page of every role, in an office with years of work behind it."""

import time

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client, RequestFactory
from django.urls import resolve
from django.utils import timezone

from upksai.accounts.models import User
from upksai.desk.demo import mix
from upksai.ui import views

from .addresses import ELSEWHERE, addresses_for, every_name
from .furnishing import furnish
from .hands import press
from .watching import PHONE, WIDE, barriers, barriers_at_both, ready, too_wide

pytestmark = [
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]
PEOPLE = ("peksos1", "ketua", "pengaduan1", "data1", "pemeriksa", "admin", "")
#: Pages on which everything that opens is opened, too.
FOLDED = {"desk:home", "cases:list", "cases:detail", "reports:dashboard", "complaints:detail"}
SHOTS = {
    "desk:home": "work",
    "desk:approvals": "approvals-demo",
    "cases:list": "case-list-demo",
    "cases:detail": "case-demo",
    "complaints:queue": "queue-demo",
    "complaints:detail": "complaint-demo",
    "reports:dashboard": "dashboard-demo",
    "reports:preview": "report-preview-demo",
    "reports:statistics_year": "statistics",
    "monitoring:list": "monitoring-list",
    "monitoring:case_tab": "case-monitoring-demo",
    "cases:profile": "case-profile-demo",
    "cases:assessments": "case-assessments-demo",
    "cases:plan": "case-plan-demo",
    "cases:aid": "case-aid-demo",
    "cases:documents": "case-documents-demo",
    "cases:history": "case-history-demo",
    "referrals:case_tab": "case-referrals-demo",
    "referrals:detail": "referral-demo",
    "workflow:limits": "limits",
    "workflow:staff": "staff",
    "account_login": "sign-in",
}


class Walk:
    """Who has been where, what was wrong there, and how long it took."""

    def __init__(self, watch):
        self.watch = watch
        self.names: set[str] = set()
        self.steps: set[str] = set()
        self.wrong: list[str] = []
        self.seconds: list[tuple[float, str]] = []

    def through(self, page, who: str, client: Client, addresses) -> None:
        """Visit each address that opens for this person."""
        known, here = set(self.names), set()
        for address in dict.fromkeys(addresses):
            name = resolve(address.partition("?")[0]).view_name
            if self._is_known(name, address, known & here) or not _opens(client, address):
                continue
            start = time.monotonic()
            self._look(page, f"{who or 'anybody'} {address}", name, address)
            self.seconds.append((time.monotonic() - start, address))
            self.names.add(name)
            here.add(name)

    def _is_known(self, name: str, address: str, elsewhere: set[str]) -> bool:
        """A step's form is the same for everyone; one record in every state is enough of them."""
        if not name.endswith("step"):
            return name in elsewhere and "?" not in address
        step = f"{name} {address.rstrip('/').rpartition('/')[2]}"
        known = step in self.steps
        self.steps.add(step)
        return known

    def _look(self, page, where: str, name: str, address: str) -> None:
        page.goto(address)
        found = self._again(page) if name in self.names else self._first(page, name)
        found += self.watch.troubles
        self.watch.troubles = []
        self.wrong += [f"{where}: {line}" for line in found]

    def _first(self, page, name: str) -> list[str]:
        page.set_viewport_size(WIDE)
        found = barriers_at_both(page, SHOTS.get(name, ""))
        if name in FOLDED:
            page.evaluate(
                "document.querySelectorAll('details').forEach(one => { one.open = true; })"
            )
            # An open menu hides a part of what is under it, until it is closed.
            opened = barriers_at_both(page, without=("target-size",))
            found += [f"opened: {line}" for line in opened]
        return found

    def _again(self, page) -> list[str]:
        """Another record or reader: the colours are the same, and a desk has room for more."""
        page.set_viewport_size(PHONE)
        return barriers(page, without=("color-contrast",)) + too_wide(page)

    def slowest(self) -> str:
        """Where most of the time went."""
        lines = [f"{took:.1f} s {address}" for took, address in sorted(self.seconds)[-5:]]
        total = sum(took for took, _address in self.seconds)
        return f"{len(self.seconds)} pages in {total:.0f} s, the slowest:\n" + "\n".join(lines)


def _opens(client: Client, address: str) -> bool:
    answer = client.get(address)
    return answer.status_code == 200 and answer["Content-Type"].startswith("text/html")


def signed_in(username: str, open_browser, live_server):
    """A test client and a page that are both signed in as this person."""
    client, page = Client(), ready(open_browser(WIDE))
    if username:
        client.force_login(User.objects.get(username=username))
        cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
        name = settings.SESSION_COOKIE_NAME
        page.context.add_cookies([{"name": name, "value": cookie, "url": live_server.url}])
    return client, page


def test_every_page_of_every_role(
    open_browser, live_server, watch, settings, monkeypatch, record_property
):
    settings.DEMO = True
    # Two years of half the work are enough here; the rest looks the same.
    this_year = timezone.localdate().year
    monkeypatch.setattr(mix, "FIRST_YEAR", this_year - 1)
    monkeypatch.setattr(mix, "CASES", {this_year - 1: 14, this_year: 14})
    call_command("load_demo", verbosity=0)
    furnish(timezone.now())
    walk = Walk(watch)
    for username in PEOPLE:
        user = User.objects.filter(username=username).first()
        client, page = signed_in(username, open_browser, live_server)
        walk.through(page, username, client, addresses_for(user))
        page.context.close()
    record_property("slowest pages", walk.slowest())
    assert not walk.wrong, f"{len(walk.wrong)}:\n" + "\n".join(walk.wrong)
    assert set(every_name()) - walk.names == set(ELSEWHERE)


def test_what_is_not_there_is_said_plainly(page, watch):
    page.goto("/tidak-ada/")
    assert not barriers_at_both(page, "404")
    watch.expect("status of 404")


def test_a_form_left_open_too_long_is_said_plainly(page, watch):
    page.goto("/masuk/")
    page.context.clear_cookies()
    press(page, "Masuk")
    assert not barriers_at_both(page, "403")
    watch.expect("status of 403")


@pytest.mark.parametrize("view", [views.not_allowed, views.too_many, views.went_wrong])
def test_what_goes_wrong_is_said_plainly(page, view):
    body = view(RequestFactory().get("/")).content.decode()
    page.route("**/galat/", lambda route: route.fulfill(body=body, content_type="text/html"))
    page.goto("/galat/")
    assert page.get_by_role("heading", level=1).count() == 1
    assert not barriers_at_both(page)
