"""Publishing: the only way into the ledger, one at a time, never past the auditor."""

import logging
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from reports.choices import ReleaseState
from reports.disclosure import Ledger, Refused, Release, Rules, audit
from reports.models import LedgerEntry, StatRelease
from upksai.workflow import engine

from .snapshots import lock_ledger

log = logging.getLogger(__name__)

#: How long the auditor may take, in seconds; after that nothing is proven, and nothing published.
PATIENCE = 20.0


def whole_ledger() -> Ledger:
    """Every release ever made, withdrawn and corrected ones too, in order, with its snapshots."""
    entries = LedgerEntry.objects.select_related("release__snapshot").order_by("number")
    releases, snapshots = [], {}
    for entry in entries:
        releases.append(entry.published)
        kept = entry.release.snapshot
        if kept.pk not in snapshots:
            snapshots[kept.pk] = kept.records()
    return Ledger(tuple(releases), tuple(snapshots.values()))


def take_step(release: StatRelease, name: str, *, by, at: datetime, **filled: Any):
    """Take one step of a release, or raise `StepRefused` and change nothing."""
    if name == "publish":
        return publish(release, by=by, at=at, **filled)
    return engine.take(release, name, by=by, at=at, **filled)


@transaction.atomic
def publish(release: StatRelease, *, by, at: datetime, **filled: Any):
    """Publish a proposal, if it is safe together with everything published until this moment."""
    if by == release.proposed_by:
        raise engine.StepRefused(
            [_("Anda yang mengusulkan rilis ini; orang lain yang menerbitkannya.")]
        )
    lock_ledger()
    release.refresh_from_db()
    if release.state != ReleaseState.PROPOSED:
        return engine.take(release, "publish", by=by, at=at, **filled)  # which says why not
    before = _ledger_now()
    made, certificate = _certified(release, before)
    if twin := said_before(made):
        words = {"number": twin.number}
        raise _refused(
            _("Tabel yang sama sudah terbit: rilis %(number)d. Tolak usulan ini.") % words
        )
    step = engine.take(release, "publish", by=by, at=at, **filled)
    _enter(release, made, certificate, before, by=by, at=at)
    if release.corrects and release.corrects.is_published:
        engine.take(release.corrects, "correct", by=by, at=at)
    return step


def said_before(release: Release) -> LedgerEntry | None:
    """The published entry with the very same table, if there is one."""
    period = release.table.period
    for entry in LedgerEntry.objects.published().within(period[0], period[-1]):
        if entry.published.table == release.table:
            return entry
    return None


def _ledger_now() -> Ledger:
    try:
        return whole_ledger()
    except ValueError as broken:
        log.exception("the ledger cannot be read")
        raise _refused(
            _("Buku rilis tidak cocok dengan sidiknya. Tidak ada yang terbit; beri tahu admin.")
        ) from broken


def _certified(release: StatRelease, ledger: Ledger) -> tuple[Release, dict[str, Any]]:
    """The release as it will stand in the ledger, with the proof; raises `StepRefused`."""
    try:
        made, snapshot = release.proposed, release.snapshot.records()
        if made.snapshot != snapshot.sha256:
            raise ValueError("the release was counted from another snapshot")
        if _still_holds(release.certificate, made, ledger):
            return made, release.certificate
        made = replace(made, number=ledger.next_number)
        known = ledger.with_snapshot(snapshot)
        rules = Rules(settings.STATISTICS_K)
        return made, audit(made, known, rules=rules, time_limit=PATIENCE).as_data()
    except Refused as refused:
        raise _refused(
            _(
                "Sejak usulan ini dibuat, rilis lain sudah terbit. Bersama angka itu, tabel ini "
                "dapat membuka jumlah kecil. Tolak usulan ini, lalu minta rencana baru."
            )
        ) from refused
    except ValueError as broken:
        raise _refused(
            _("Isi usulan atau potret datanya tidak cocok dengan sidiknya. Tidak diterbitkan.")
        ) from broken
    except Exception as failed:
        log.exception("the auditor failed")
        raise _refused(_("Pemeriksaan gagal, jadi tidak diterbitkan. Beri tahu admin.")) from failed


def _still_holds(certificate: dict[str, Any], made: Release, ledger: Ledger) -> bool:
    """Whether a certificate is about this release on top of this very ledger."""
    said = (certificate["release"], certificate["snapshot"], certificate["ledger"])
    return (
        said == (made.sha256, made.snapshot, ledger.sha256)
        and certificate["k"] >= settings.STATISTICS_K
        and made.number == ledger.next_number
    )


def _refused(sentence: str) -> engine.StepRefused:
    return engine.StepRefused([sentence])


def _enter(release, made: Release, certificate, before: Ledger, *, by, at: datetime) -> None:
    entry = LedgerEntry(
        number=made.number,
        release=release,
        at=at,
        by=by,
        starts=made.table.period[0],
        ends=made.table.period[-1],
        content=made.json,
        sha256=made.sha256,
        before=before.sha256,
        certificate=certificate,
    )
    entry.full_clean()
    entry.save(force_insert=True)
