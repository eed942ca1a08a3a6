"""What is typed as a name at sign-in is compared here, never in the database."""

import pytest
from django.contrib.auth import authenticate

from upksai.accounts.tests.factories import UserFactory

PASSWORD = "contoh-upksai-2026"  # noqa: S105 -- of invented people


@pytest.mark.parametrize("typed", ["peksos1", "Peksos1"])
def test_the_right_name_signs_in_whatever_its_capitals(typed):
    person = UserFactory(username="peksos1")

    assert authenticate(None, username=typed, password=PASSWORD) == person


def test_two_names_that_differ_by_capitals_only_sign_nobody_in():
    UserFactory(username="peksos1")
    UserFactory(username="PEKSOS1")

    assert authenticate(None, username="peksos1", password=PASSWORD) is None


def test_a_password_typed_as_a_name_is_in_no_statement(django_assert_num_queries):
    UserFactory()

    with django_assert_num_queries(1) as asked:
        assert authenticate(None, username="rahasia-besar-sekali", password="x") is None

    assert "rahasia" not in asked.captured_queries[0]["sql"]
