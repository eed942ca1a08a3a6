"""Asking the planner what may be published, and keeping what it answered."""

import logging
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from reports import disclosure
from reports.choices import ReleaseState
from reports.disclosure import Certificate, Ledger, Release, Utility
from reports.disclosure.categories import DIMENSIONS
from reports.disclosure.release import SEMESTER
from reports.models import LedgerEntry, StatPlan, StatRelease, StatSnapshot
from reports.periods import Period, read_period
from upksai.privacy.keyring import ring
from upksai.workflow import engine

from .ledger import said_before, whole_ledger
from .snapshots import lock_ledger, snapshot_of, take_snapshot

log = logging.getLogger(__name__)


def plan_release(
    *,
    dimensions: Sequence[str],
    period: Period,
    by,
    at: datetime,
    corrects: StatRelease | None = None,
    alternatives: int = 3,
) -> StatPlan:
    """What may be published about a period, finest first, or why nothing may; always kept."""
    told = None if corrects else told_from(period)
    snapshot = told or snapshot_of(at)
    ledger = whole_ledger()
    answer = _ask(dimensions, period, snapshot, ledger, corrects, alternatives)
    plan = StatPlan(
        by=by,
        asked_at=at,
        dimensions=" ".join(dimensions),
        period=period.slug,
        title=title_of(dimensions, period),
        snapshot=snapshot,
        ledger=ledger.sha256,
        corrects=corrects,
        options=_options(answer),
        reasons=list(answer.reasons),
    )
    plan.full_clean()
    plan.save()
    return plan


def told_from(period: Period) -> StatSnapshot | None:
    """The snapshot from which a period was published last: its next table is counted from it too.

    So all tables of a year fit together, and nothing is told by what has changed in between.
    """
    halves = {"starts": period.semesters[0], "ends": period.semesters[-1]}
    last = LedgerEntry.objects.filter(**halves).order_by("-number").first()
    return last.release.snapshot if last else None


def plan_correction(release: StatRelease, *, by, at: datetime) -> StatPlan:
    """The same table from the cases as they are now; what was published stays known."""
    if not release.is_published:
        raise engine.StepRefused([_("Hanya rilis yang terbit yang dapat dikoreksi.")])
    take_snapshot(at=at)
    return plan_release(
        dimensions=release.plan.dimensions.split(),
        period=read_period(release.plan.period, today=timezone.localdate(at)),
        corrects=release,
        by=by,
        at=at,
    )


def title_of(dimensions: Sequence[str], period: Period) -> str:
    """What is asked for, in words."""
    names = [str(_("Semester") if d == SEMESTER else DIMENSIONS[d].label) for d in dimensions]
    return f"{_(' dan ').join(names)}, {period.label}"


def _ask(
    dimensions: Sequence[str],
    period: Period,
    snapshot: StatSnapshot,
    ledger: Ledger,
    corrects: StatRelease | None,
    alternatives: int,
) -> disclosure.Plan:
    """The planner's answer; if it fails in any way, nothing may be published."""
    try:
        return disclosure.plan(
            "-".join(dimensions),
            dimensions,
            period.semesters,
            snapshot.records(),
            ledger,
            secret=ring().lasting_key("release"),
            rules=disclosure.Rules(settings.STATISTICS_K),
            corrects=corrects.entry.number if corrects else None,
            alternatives=alternatives,
        )
    except Exception:  # whatever it is: what cannot be proven is not published
        log.exception("the planner failed")
        words = _("Perhitungan gagal, jadi tidak ada yang dapat diterbitkan. Beri tahu admin.")
        return disclosure.Plan(None, None, None, (words,), (), 0.0)


def _options(answer: disclosure.Plan) -> list[dict[str, Any]]:
    if not (answer.release and answer.certificate and answer.utility):
        return []
    found = [_option(answer.release, answer.certificate, answer.utility, answer.reasons)]
    found += [
        _option(other.release, other.certificate, other.utility, other.reasons)
        for other in answer.alternatives
    ]
    return found


def _option(
    release: Release, certificate: Certificate, useful: Utility, reasons: Sequence[str]
) -> dict[str, Any]:
    return {
        "content": release.json,
        "sha256": release.sha256,
        "certificate": certificate.as_data(),
        "words": certificate.in_words(),
        "shown": round(100 * useful.nonzero_shown),
        "covered": round(100 * useful.cases_covered),
        "reasons": list(reasons),
    }


@transaction.atomic
def propose_release(plan: StatPlan, *, option: int, by, at: datetime, **facts: Any) -> StatRelease:
    """Propose one of the tables of a plan; who proposes it will not decide about it."""
    if not by.is_data_officer:
        raise engine.StepRefused([_("Hanya pengelola data yang mengusulkan rilis.")])
    chosen = plan.options[option]
    lock_ledger()
    made = Release.from_json(chosen["content"], sha256=chosen["sha256"])
    if before := said_before(made):
        words = {"number": before.number}
        raise engine.StepRefused([_("Tabel yang sama sudah terbit: rilis %(number)d.") % words])
    waiting = StatRelease.objects.filter(state=ReleaseState.PROPOSED)
    if any(Release.from_json(one.content).table == made.table for one in waiting):
        raise engine.StepRefused([_("Tabel yang sama sudah diusulkan dan menunggu Ketua.")])
    release = StatRelease(
        plan=plan,
        title=plan.title,
        snapshot=plan.snapshot,
        content=chosen["content"],
        sha256=chosen["sha256"],
        certificate=chosen["certificate"],
        reasons=chosen["reasons"],
        proposed_by=by,
        corrects=plan.corrects,
        **facts,
    )
    engine.start(release, by=by, at=at)
    return release
