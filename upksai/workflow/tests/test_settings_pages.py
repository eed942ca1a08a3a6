"""Who may open which settings page, and that every page stays small."""

from datetime import date

import pytest
from django.urls import reverse

from upksai.accounts.roles import STORED_ROLES, Role
from upksai.accounts.tests.factories import UserFactory
from upksai.directory import services
from upksai.directory.models import Institution, YearFigure

BOTH = {Role.HEAD, Role.ADMIN}
PAGES = {
    "limits": BOTH,
    "limit": BOTH,
    "limit_reset": BOTH,
    "calendar": BOTH,
    "day_new": BOTH,
    "day_remove": BOTH,
    "partners": BOTH,
    "partner_new": BOTH,
    "partner": BOTH,
    "figures": {Role.HEAD},
    "figure_new": {Role.HEAD},
    "figure": {Role.HEAD},
    "staff": {Role.ADMIN},
    "staff_new": {Role.ADMIN},
    "staff_member": {Role.ADMIN},
    "staff_deactivate": {Role.ADMIN},
    "staff_activate": {Role.ADMIN},
    "staff_password": {Role.ADMIN},
}


@pytest.fixture
def addresses(now, head, worker):
    """The address of every settings page."""
    services.add_day(day=date(2026, 12, 28), is_working=False, reason="Libur", by=head, at=now)
    args = {
        "limit": ["complaint-intake.verified"],
        "limit_reset": ["complaint-intake.verified"],
        "day_remove": [date(2026, 12, 28)],
        "partner": [Institution.objects.first().pk],
        "figure": [YearFigure.objects.first().pk],
    }
    args |= {name: [worker.pk] for name in PAGES if name.startswith("staff_")}
    args["staff_new"] = []
    return {name: reverse(f"workflow:{name}", args=args.get(name, [])) for name in PAGES}


@pytest.mark.parametrize("role", STORED_ROLES)
def test_each_role_opens_its_own_settings_and_no_others(client, addresses, role):
    client.force_login(UserFactory(role=role))

    for name, roles in PAGES.items():
        status = client.get(addresses[name]).status_code
        assert status == (200 if role in roles else 404), name


def test_a_stranger_is_asked_to_sign_in(stranger, addresses):
    for address in addresses.values():
        assert stranger.get(address).url.startswith("/masuk/")


def test_no_settings_page_needs_more_than_fifteen_queries(client, addresses, asks_at_most):
    for role in (Role.HEAD, Role.ADMIN):
        client.force_login(UserFactory(role=role))
        for name, roles in PAGES.items():
            if role in roles:
                with asks_at_most(15):
                    client.get(addresses[name])
