"""Nobody is sent from a page of the menu to one that does not exist for them."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from cases.tests.factories import open_case
from complaints.tests.factories import receive
from upksai.accounts.roles import STORED_ROLES
from upksai.accounts.tests.factories import UserFactory
from upksai.desk.menu import SIDEBAR

pytestmark = pytest.mark.usefixtures("clock")


def links(page) -> set[str]:
    """Where a page and its frame lead, within the office; a query asks for the same page."""
    whole = BeautifulSoup(page.content, "html.parser")
    found = {link["href"].partition("#")[0].partition("?")[0] for link in whole.select("a[href]")}
    return {address for address in found if address.startswith("/petugas/")}


@pytest.mark.parametrize("role", STORED_ROLES)
def test_every_link_of_every_page_in_the_menu_leads_somewhere(client, role):
    person = UserFactory(role=role)
    open_case(worker=person) if person.is_worker else open_case()
    receive()
    client.force_login(person)
    pages = [reverse(item.url_name) for group in SIDEBAR[role] for item in group.items]
    asked = set()
    for address in ["/petugas/", *pages]:
        page = client.get(address, follow=True)
        assert page.status_code == 200, address
        for link in links(page) - asked:
            asked.add(link)
            assert client.get(link).status_code in {200, 302, 405}, f"{address} → {link}"
