"""Two people who publish at the same moment, and a process that dies while it publishes."""

import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from reports import disclosure, services
from reports.models import LedgerEntry, StatRelease
from reports.services import ledger
from reports.tests.statistics import NOW, planned, proposed
from upksai.accounts.roles import Role
from upksai.accounts.tests.factories import UserFactory
from upksai.workflow.engine import StepRefused

pytestmark = pytest.mark.usefixtures("cases")

#: Publishes as a second process, and waits with the entry written and nothing committed.
PUBLISH = """
import sys, time, django
django.setup()
from pathlib import Path
from django.conf import settings
from django.db import connection
connection.settings_dict["NAME"], settings.KEY_DIR = sys.argv[1], Path(sys.argv[2])
from reports.models import StatRelease
from reports.services import ledger
from reports.tests.statistics import NOW
from upksai.accounts.models import User
enter = ledger._enter
def enters_and_waits(*facts, **more):
    enter(*facts, **more)
    print("entered", flush=True)
    time.sleep(120)
ledger._enter = enters_and_waits
release, head = StatRelease.objects.get(pk=sys.argv[3]), User.objects.get(pk=sys.argv[4])
ledger.publish(release, by=head, at=NOW)
"""


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_two_people_at_the_same_moment_never_publish_on_the_same_ledger(monkeypatch):
    """Two real connections: each holds a certificate for the empty ledger; one has to ask anew."""
    waiting = [proposed("sex"), proposed("age")]
    heads = [UserFactory(role=Role.HEAD) for _release in waiting]
    start, asked = Barrier(2), []
    monkeypatch.setattr(
        ledger, "audit", lambda *a, **kw: asked.append(a[1].sha256) or disclosure.audit(*a, **kw)
    )

    def publish(pair):
        release, head = pair
        mine = StatRelease.objects.get(pk=release.pk)
        start.wait(10)
        try:
            services.publish(mine, by=head, at=NOW)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(publish, zip(waiting, heads, strict=True)))

    first, second = LedgerEntry.objects.order_by("number")
    assert asked == [second.before]
    assert first.before != second.before == second.certificate["ledger"]


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_two_people_at_the_same_moment_propose_a_table_once():
    plan, start = planned("sex"), Barrier(2)
    people = [UserFactory(role=Role.DATA_OFFICER) for _one in range(2)]

    def propose(person):
        start.wait(10)
        try:
            services.propose_release(plan, option=0, by=person, at=NOW)
        except StepRefused as refused:
            return refused.reasons
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        refused = [one for one in pool.map(propose, people) if one]

    assert refused == [["Tabel yang sama sudah diusulkan dan menunggu Ketua."]]
    assert StatRelease.objects.count() == 1


@pytest.mark.slow
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_kill_in_the_middle_of_publishing_leaves_nothing_behind(own_keys, head):
    release = proposed("sex")
    told = [connection.settings_dict["NAME"], str(own_keys), str(release.pk), str(head.pk)]
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "upksai.settings_test"}
    publisher = subprocess.Popen(  # noqa: S603 -- our own code
        [sys.executable, "-c", PUBLISH, *told], env=environment, stdout=subprocess.PIPE
    )
    assert publisher.stdout.readline() == b"entered\n"
    publisher.send_signal(signal.SIGKILL)
    publisher.wait(30)
    publisher.stdout.close()

    release.refresh_from_db()
    assert (release.state, release.steps.count()) == ("proposed", 1)
    assert not LedgerEntry.objects.exists()

    services.publish(release, by=head, at=NOW)
    assert LedgerEntry.objects.get().number == 1
