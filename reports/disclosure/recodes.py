"""The finest public categories and how they may be put together (the recode lattice).

Each dimension has recodes from fine to coarse; every recode is a partition of the finest values
and every coarser one joins groups of the finer one. The last is always "all": the dimension is
left out. What is not recorded ("?") is never a row of its own, for its zero would have to be
hidden like any other; it is counted with the group whose label says so.

A release carries the groups it used, so that renaming or regrouping later changes nothing of
what was said; `renamed` lets old snapshots speak of today's categories.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.functional import Promise

Label = str | Promise


@dataclass(frozen=True)
class Recode:
    """A partition of a dimension's finest values: group code → (label, values)."""

    name: str
    groups: Mapping[str, tuple[Label, frozenset[str]]]


@dataclass(frozen=True)
class Dimension:
    """One public attribute of a case, with its recodes from fine to coarse ("all" left out)."""

    name: str
    label: Label
    values: tuple[str, ...]
    recodes: tuple[Recode, ...]
    renamed: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        finer: list[frozenset[str]] = [frozenset({value}) for value in self.values]
        for recode in self.recodes:
            parts = [values for _label, values in recode.groups.values()]
            if sorted(value for part in parts for value in part) != sorted(self.values):
                raise ValueError(f"{self.name}/{recode.name} is not a partition")
            if not all(any(fine <= part for part in parts) for fine in finer):
                raise ValueError(f"{self.name}/{recode.name} does not join finer groups")
            finer = parts

    def current(self, value: str) -> str:
        """Today's name of a category that was renamed."""
        return self.renamed.get(value, value)

    def recode(self, name: str) -> Recode:
        """The recode of that name."""
        return next(recode for recode in self.recodes if recode.name == name)


def joined(name: str, **groups: tuple[Label, str]) -> Recode:
    parts = {code: (label, frozenset(values.split())) for code, (label, values) in groups.items()}
    return Recode(name, parts)
