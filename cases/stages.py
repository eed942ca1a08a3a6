"""The six stages people speak of, drawn over every case: where it stands and when it got there."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .choices import CaseState

Words = str | Promise

S = CaseState
#: Each stage, and the steps that end it.
STAGES: tuple[tuple[Words, frozenset[str]], ...] = (
    (_("Pengaduan"), frozenset({"start"})),
    (_("Asesmen"), frozenset({"finish_assessment"})),
    (_("Rencana"), frozenset({"approve_plan"})),
    (_("Penanganan"), frozenset({"start_monitoring"})),
    (_("Monitoring"), frozenset({"propose_closure"})),
    (_("Terminasi"), frozenset({"close", "transfer"})),
)
#: For each state, the stage it belongs to and what to say about it.
PLACES: dict[str, tuple[int, Words]] = {
    S.OPENED: (1, _("belum dimulai")),
    S.ASSESSMENT: (1, _("berjalan")),
    S.PLANNING: (2, _("disusun")),
    S.PLAN_REVIEW: (2, _("menunggu persetujuan")),
    S.INTERVENTION: (3, _("berjalan")),
    S.MONITORING: (4, _("berjalan")),
    S.CLOSURE_REVIEW: (5, _("menunggu persetujuan")),
    S.CLOSED: (5, _("ditutup")),
    S.AFTERCARE: (5, _("bimbingan lanjut")),
    S.COMPLETED: (5, _("selesai")),
    S.TRANSFERRED: (5, _("dialihkan")),
}
ENDED = len(STAGES)
REVIEWS = frozenset({S.PLAN_REVIEW, S.CLOSURE_REVIEW})


@dataclass(frozen=True)
class Stage:
    """One stage of one case: done, current or still to come; `at` says when it was done."""

    label: Words
    words: Words
    is_done: bool
    is_current: bool
    at: datetime | None = None


def place_of(state: str) -> int:
    """How many stages lie behind a case: 0 to 6, for the little bar in lists."""
    return ENDED if state in _FINAL else PLACES[state][0]


def stage_label(state: str) -> Words:
    """The stage a case is in."""
    return STAGES[PLACES[state][0]][0]


def leads_on(step, state: str) -> bool:
    """Whether a step is the way forward from a state, or one of a review's two answers."""
    if state in REVIEWS:
        return True
    return 0 <= place_of(step.target) - place_of(state) <= 1


def stages_of(case, steps: Iterable[Any]) -> list[Stage]:
    """The six stages of a case, from its steps (oldest first) since it was last opened."""
    done_at = {"start": case.opened_at}
    for step in steps:
        if step.name == "reopen":
            done_at = {"start": case.opened_at}
        done_at[step.name] = step.at
    here, words = PLACES[case.state]
    return [
        _stage(position, here, words, done_at, is_over=case.state in _FINAL)
        for position in range(len(STAGES))
    ]


_FINAL = frozenset({S.CLOSED, S.AFTERCARE, S.COMPLETED, S.TRANSFERRED})


def _stage(position: int, here: int, words: Words, done_at, *, is_over: bool) -> Stage:
    label, ends = STAGES[position]
    if position > here:
        return Stage(label, _("belum"), is_done=False, is_current=False)
    at = max((done_at[name] for name in ends & done_at.keys()), default=None)
    if position == here:
        return Stage(label, words, is_done=is_over, is_current=True, at=at if is_over else None)
    words = _("selesai") if at else _("dilewati")
    return Stage(label, words, is_done=True, is_current=False, at=at)
