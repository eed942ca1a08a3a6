from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from cases.models import Case
from cases.tests.factories import open_case
from complaints.tests.factories import receive
from upksai.accounts.roles import Role
from upksai.accounts.tests.factories import UserFactory


def test_the_benchmark_never_runs_on_a_real_office():
    with pytest.raises(CommandError, match="kantor contoh"):
        call_command("benchmark")


def test_an_empty_demo_has_nothing_to_measure(settings):
    settings.DEMO = True
    UserFactory(username="ketua", role=Role.HEAD)

    with pytest.raises(CommandError, match="load_demo"):
        call_command("benchmark")


def test_the_benchmark_compares_few_rows_with_many_and_leaves_none_behind(settings):
    settings.DEMO = True
    head = UserFactory(username="ketua", role=Role.HEAD)
    open_case(head=head)
    receive()

    call_command("benchmark", copies=3, stdout=(out := StringIO()))

    assert "1 kasus" in out.getvalue()
    assert "4 kasus" in out.getvalue()
    assert "pekerjaan saya" in out.getvalue()
    assert Case.objects.count() == 1
