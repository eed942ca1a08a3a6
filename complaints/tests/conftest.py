"""A complaint whose reporter lies in the vault, and a request to open it."""

import pytest

from complaints import opening
from complaints.models import Complaint, VaultRequest
from complaints.tests.factories import receive
from complaints.tests.vault import KNOWN, WHY
from upksai.accounts.models import User
from upksai.accounts.roles import Role
from upksai.accounts.tests.factories import UserFactory


@pytest.fixture
def colleague() -> User:
    """A second complaint officer."""
    return UserFactory(role=Role.INTAKE)


@pytest.fixture
def complaint() -> Complaint:
    return receive(**KNOWN)


@pytest.fixture
def asked(complaint, intake, now) -> VaultRequest:
    return opening.ask_to_open(complaint, motivation=WHY, by=intake, at=now)


@pytest.fixture
def approved(asked, head, now) -> VaultRequest:
    return opening.decide(asked, is_approved=True, by=head, at=now)
