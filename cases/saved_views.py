"""The lists of cases that people come back to: a tab each above the list.

Later apps add their own, as they add closing checks, so `cases` need not know who comes after it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .choices import CaseState

Narrow = Callable[[Any, datetime], Any]


@dataclass(frozen=True)
class SavedView:
    """One tab: its name in the address, its words, its place, and the cases it keeps."""

    name: str
    label: str | Promise
    place: int
    narrow: Narrow
    is_for_head: bool = False


_saved: dict[str, SavedView] = {}


def saved_view(name: str, label, *, place: int, is_for_head: bool = False):
    """Register a function that takes cases and a moment and keeps those of one tab."""

    def register(narrow: Narrow) -> Narrow:
        _saved[name] = SavedView(name, label, place, narrow, is_for_head)
        return narrow

    return register


def saved_views(user) -> list[SavedView]:
    """The tabs this person has, in order; the first one is where they start."""
    offered = [view for view in _saved.values() if user.is_head or not view.is_for_head]
    return sorted(offered, key=lambda view: view.place)


@saved_view("aktif", _("Aktif"), place=10)
def active(cases, at):
    return cases.in_progress()


@saved_view("terlambat", _("Terlambat"), place=20)
def late(cases, at):
    return cases.in_progress().overdue(at)


@saved_view("persetujuan", _("Menunggu persetujuan"), place=40)
def waiting_for_approval(cases, at):
    return cases.filter(state__in=[CaseState.PLAN_REVIEW, CaseState.CLOSURE_REVIEW])


@saved_view("tanpa-petugas", _("Belum ada petugas"), place=50, is_for_head=True)
def without_worker(cases, at):
    return cases.unassigned()


@saved_view("ditutup", _("Ditutup"), place=60)
def ended(cases, at):
    return cases.ended()


@saved_view("semua", _("Semua"), place=70)
def everything(cases, at):
    return cases
