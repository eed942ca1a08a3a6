"""The shape of a menu; which entries a person gets is written in the app that knows the roles."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from django.urls import NoReverseMatch, get_urlconf, reverse


@dataclass(frozen=True)
class Item:
    """One entry: the name of its page, its icon, its words, and how many things wait behind it.

    `count` is asked only when the menu is drawn; `badge_tag` is the word read out after the
    number ("baru"). `exact` keeps the entry from standing for all the pages below its address.
    """

    url_name: str
    icon: str
    label: Any
    badge_tag: Any = None
    count: Callable[[Any], int | None] | None = None
    exact: bool = False


@dataclass(frozen=True)
class Group:
    """Entries under one heading."""

    label: Any
    items: tuple[Item, ...] | list[Item]


class Entry:
    """An item as one person sees it on one page."""

    def __init__(self, item: Item, url: str, user):
        self.item, self.url, self.user = item, url, user
        self.icon, self.label, self.badge_tag = item.icon, item.label, item.badge_tag
        self.current = ""

    @cached_property
    def count(self) -> int | None:
        """How many things wait, or nothing to show."""
        return self.item.count(self.user) if self.item.count else None


@dataclass(frozen=True)
class Section:
    """A group of entries as one person sees it."""

    label: Any
    items: list[Entry]


def placed_groups(groups: Iterable[Group], path: str, user) -> list[Section]:
    """Turn groups into entries with addresses, the one of this page marked; empty groups vanish."""
    placed = [Section(group.label, _entries(group.items, user)) for group in groups]
    _mark_current([entry for section in placed for entry in section.items], path)
    return [section for section in placed if section.items]


def placed_items(items: Iterable[Item], path: str, user) -> list[Entry]:
    """Turn items into entries with addresses, the one of this page marked."""
    entries = _entries(items, user)
    _mark_current(entries, path)
    return entries


def _entries(items: Iterable[Item], user) -> list[Entry]:
    pages = get_urlconf()
    return [Entry(item, url, user) for item in items if (url := _address(item.url_name, pages))]


@cache
def _address(url_name: str, urlconf: str | None) -> str | None:
    try:
        return reverse(url_name, urlconf)
    except NoReverseMatch:  # a page that is not built yet has no entry
        return None


def _mark_current(entries: list[Entry], path: str) -> None:
    above = [entry for entry in entries if _stands_for(entry, path)]
    if above:
        nearest = max(above, key=lambda entry: len(entry.url))
        nearest.current = "page" if nearest.url == path else "true"


def _stands_for(entry: Entry, path: str) -> bool:
    if entry.item.exact or entry.url == "/":
        return path == entry.url
    return path.startswith(entry.url)
