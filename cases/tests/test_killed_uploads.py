"""A process that dies while a paper is taken in leaves no paper without its bytes, and no bytes
that nobody takes away.
"""

import os
import signal
import subprocess
import sys
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from cases.models import CaseDocument
from cases.sweeping import sweep_files
from cases.tests.factories import open_case
from cases.tests.typed import hand_in, upload
from upksai.privacy import sealed_files

#: Sends the form for a paper as a second process, and stops for ever at one moment of it.
HAND_IN = """
import sys, time, django
django.setup()
from pathlib import Path
from django.conf import settings
from django.db import connection
connection.settings_dict["NAME"] = sys.argv[1]
settings.VAR_DIR, settings.KEY_DIR = Path(sys.argv[2]), Path(sys.argv[3])
settings.KEYS_ON_DISK, settings.ALLOWED_HOSTS = False, ["testserver"]
from django.test import Client
from cases import services
from cases.models import Case, CaseDocument
from cases.tests.typed import hand_in, upload
from upksai.accounts.models import User
from upksai.privacy import keyring
moment = sys.argv[4]
def stop(*_facts, **_more):
    print("there", flush=True)
    time.sleep(120)
if moment == "cleaned":
    services.sealed_files.keep = stop
elif moment == "half written":
    def half(path, content):
        path.with_name(f".{path.name}.1.ab").write_bytes(content[: len(content) // 2])
        stop()
    keyring.replace = half
elif moment == "not committed":
    save = CaseDocument.save
    CaseDocument.save = lambda *facts, **more: (save(*facts, **more), stop())
client = Client()
client.force_login(User.objects.get(pk=sys.argv[6]))
hand_in(client, Case.objects.get(pk=sys.argv[5]), file=upload())
"""
#: At each moment, how many files lie there that no paper refers to.
MOMENTS = {"cleaned": 0, "half written": 1, "not committed": 2}


@pytest.mark.slow
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
@pytest.mark.parametrize("moment", MOMENTS)
def test_a_kill_while_a_paper_is_taken_in_leaves_nothing_half_kept(
    client, own_keys, worker, tmp_path, settings, moment
):
    settings.VAR_DIR = tmp_path
    case = open_case(worker=worker)
    told = [connection.settings_dict["NAME"], str(tmp_path), str(own_keys), moment]
    told += [str(case.pk), str(worker.pk)]
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "upksai.settings_test"}
    dying = subprocess.Popen(  # noqa: S603 -- our own code
        [sys.executable, "-c", HAND_IN, *told], env=environment, stdout=subprocess.PIPE
    )
    assert dying.stdout.readline() == b"there\n"
    dying.send_signal(signal.SIGKILL)
    dying.wait(30)
    dying.stdout.close()

    assert not CaseDocument.objects.exists()
    left = list(sealed_files.left_since(float("inf")))
    assert len(left) == MOMENTS[moment]
    assert not any(b"%PDF" in path.read_bytes() for path in left)
    assert sweep_files(before=timezone.now() + timedelta(seconds=9)) == len(left)
    assert list(sealed_files.left_since(float("inf"))) == []

    client.force_login(worker)
    hand_in(client, case, file=upload())
    assert CaseDocument.objects.get().open_copy().read().startswith(b"%PDF-")
