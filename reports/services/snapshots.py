"""Freezing what is known, so that everything published is counted from something that stays."""

import json
from datetime import datetime

from django.db import connection, transaction
from django.utils import timezone

from reports.anonymise import anonymous_records
from reports.disclosure import Snapshot
from reports.models import StatSnapshot
from reports.periods import last_finished
from upksai.privacy import reading
from upksai.privacy.keyring import ring

#: Whoever adds a snapshot or a release waits here for whoever is doing so (any fixed number).
LEDGER_LOCK = 7_202_611


def lock_ledger() -> None:
    """One at a time until the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LEDGER_LOCK])


@transaction.atomic
def take_snapshot(*, at: datetime) -> StatSnapshot:
    """The cases of finished half years as they are now, under keys that mean nothing elsewhere; the
    last snapshot if nothing has changed since.

    The keys come from the first root, so that a case has the same one in all snapshots.
    """
    lock_ledger()
    taken = last_finished(timezone.localdate(at))
    with reading.unwatched():
        records = list(anonymous_records(ring().lasting_key("statistics")))
    records = [record for record in records if record.semester <= taken]
    last = StatSnapshot.objects.order_by("-number").first()
    if last:
        before = last.records()
        if before.taken == taken and before.records == tuple(sorted(records)):
            return last
    return _keep(Snapshot.of(records, number=last.number + 1 if last else 1, taken=taken))


def _keep(snapshot: Snapshot) -> StatSnapshot:
    kept = StatSnapshot(
        number=snapshot.number,
        taken=snapshot.taken,
        content=json.dumps(snapshot.as_data(), sort_keys=True, separators=(",", ":")),
        sha256=snapshot.sha256,
    )
    kept.full_clean()
    kept.save()
    return kept


def snapshot_of(at: datetime) -> StatSnapshot:
    """The newest snapshot since the last half year ended; a new one if there is none yet.

    Fewer snapshots mean fewer differences to hide; an officer may ask for a new one.
    """
    taken = last_finished(timezone.localdate(at))
    last = StatSnapshot.objects.order_by("-number").first()
    return last if last and last.taken == taken else take_snapshot(at=at)
