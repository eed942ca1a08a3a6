"""How a released table looks on a page, in a chart, on paper and as CSV: drawn from it alone."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from upksai.ui import charts
from upksai.ui.numbers import number

from .disclosure import HIDDEN, Certificate, Release, Row
from .disclosure.certificate import Interval
from .disclosure.release import SEMESTER
from .periods import period_words

#: More columns than this are read better as lines, one below the other.
MOST_COLUMNS = 6


@dataclass(frozen=True)
class Line:
    """A figure in words."""

    labels: tuple[str, ...]
    text: str
    value: int | None
    percent: int | None

    @property
    def percent_text(self) -> str:
        """The share as it may be read: hidden with its count, never without."""
        return HIDDEN if self.percent is None else f"{self.percent}%"


def drawn(releases: Sequence[Release], left_behind: Mapping[int, int]) -> list["Released"]:
    """Releases as people see them; each that a correction leaves behind says so."""
    return [Released(one, corrected_by=left_behind.get(one.number)) for one in releases]


def left_behind(releases: Sequence[Release], corrections: Sequence[Release]) -> dict[int, int]:
    """Which releases a correction leaves behind, wherever it stands, and which correction."""
    found = {one.number: _corrected_by(one, corrections) for one in releases}
    return {number: newer for number, newer in found.items() if newer}


def _corrected_by(release: Release, corrections: Sequence[Release]) -> int | None:
    """The newest correction from later cases of the same time; the tables need not add up."""
    later = [
        other.number
        for other in corrections
        if other.number > release.number
        and other.snapshot != release.snapshot
        and set(other.table.period) & set(release.table.period)
    ]
    return max(later, default=None)


class Released:
    """One release as people see it."""

    def __init__(self, release: Release, *, corrected_by: int | None = None) -> None:
        self.release = release
        #: The number of a later release that counts some of its cases anew.
        self.corrected_by = corrected_by
        self.number = release.number
        self.table = release.table

    @cached_property
    def title(self) -> str:
        """What the cases are told apart by."""
        names = [self._lower(axis.label) for axis in self.table.axes]
        if not names:
            return _("Jumlah kasus")
        return _("Kasus menurut %(names)s") % {"names": _(" dan ").join(names)}

    @staticmethod
    def _lower(label: str) -> str:
        return label[:1].lower() + label[1:]

    @cached_property
    def period(self) -> str:
        """The half years it counts, in words."""
        return period_words(self.table.period)

    @property
    def shape(self) -> str:
        """How it is drawn: a single number, a list with bars, a grid, or plain lines."""
        if not self.table.axes:
            return "number"
        if len(self.table.axes) == 1:
            return "list"
        fits = len(self.table.axes) == 2 and len(self.table.axes[1].groups) <= MOST_COLUMNS
        return "grid" if fits else "lines"

    def _line(self, row: Row) -> Line:
        text = number(row.value) if row.value is not None else self.table.text(row)
        return Line(self.table.label(row), text, row.value, self.table.percent(row))

    @cached_property
    def notes(self) -> list[str]:
        """What has to be known of a table beside others: on a page, on paper and in a sheet."""
        notes = []
        if self.release.corrects:
            words = {"number": self.release.corrects}
            notes.append(_("Koreksi atas rilis nomor %(number)d.") % words)
        if self.corrected_by:
            words = {"number": self.corrected_by}
            notes.append(
                _(
                    "Dihitung sebelum koreksi pada rilis nomor %(number)d; jumlahnya dapat berbeda "
                    "dari tabel itu."
                )
                % words
            )
        return notes

    @cached_property
    def lines(self) -> list[Line]:
        """Every figure but the total, in the order of the categories, never of the counts."""
        whole = (None,) * len(self.table.axes)
        return [self._line(row) for row in self.table.rows if row.cell != whole]

    @cached_property
    def total(self) -> Line | None:
        """All cases of the table."""
        whole = (None,) * len(self.table.axes)
        found = [row for row in self.table.rows if row.cell == whole]
        return self._line(found[0]) if found else None

    @property
    def columns(self) -> list[str]:
        """The headings of a grid."""
        return [group.label for group in self.table.axes[1].groups]

    @property
    def grid(self) -> Iterator[tuple[str, list[Line]]]:
        """The rows of a grid with their margin, the margin of all last."""
        first, second = self.table.axes
        across = [*(group.code for group in second.groups), None]
        down: list[tuple[str | None, str]] = [(g.code, g.label) for g in first.groups]
        for code, label in [*down, (None, _("Jumlah"))]:
            yield label, [self._line(self.table.row((code, other))) for other in across]

    @cached_property
    def largest(self) -> int:
        """The largest shown figure of a list, for drawing bars."""
        return max((line.value for line in self.lines if line.value), default=0)

    @property
    def has_hidden(self) -> bool:
        """Whether the symbol stands anywhere in it."""
        return any(row.value is None and row.below is None for row in self.table.rows)

    @property
    def summary(self) -> str:
        """The table in one sentence, for who cannot see the chart."""
        said = [f"{', '.join(line.labels)}: {line.text}" for line in self.lines]
        return "; ".join(said)

    @property
    def chart(self):
        """Columns over time; other tables carry their bars in the table."""
        if self.shape != "list" or self.table.axes[0].dimension != SEMESTER:
            return None
        return charts.columns(
            [line.labels[0] for line in self.lines],
            [line.value for line in self.lines],
            title=f"{self.title}, {self.period}",
            desc=self.summary,
            highlight_last=False,
        )

    def proven(self, certificate: Certificate) -> list[tuple[str, int, int]]:
        """Between what every hidden figure of the table may lie, as far as anybody can tell."""
        return [
            (", ".join(self.table.label(Row(one.cell, None))), one.low, one.high)
            for one in certificate.intervals
        ]

    @property
    def as_csv(self) -> str:
        """All figures for a spreadsheet."""
        written = io.StringIO()
        sheet = csv.writer(written, lineterminator="\r\n")
        axes = [axis.label for axis in self.table.axes]
        sheet.writerow([_("Rilis"), _("Periode"), *axes, _("Kasus"), _("Persen"), _("Catatan")])
        notes = " ".join(self.notes)
        for line in [*self.lines, *([self.total] if self.total else [])]:
            share = HIDDEN if line.percent is None else line.percent
            sheet.writerow([self.number, self.period, *line.labels, line.text, share, notes])
        return written.getvalue()


def years_chart(lines):
    """A column for each year; None where no number of a whole year is shown."""
    told = [(str(line.year), line.cases) for line in lines if line.is_counted]
    if not any(cases is not None for _year, cases in told):
        return None
    said = [f"{label}: {HIDDEN if cases is None else number(cases)}" for label, cases in told]
    return charts.columns(
        [label for label, _cases in told],
        [cases for _label, cases in told],
        title=_("Kasus baru tiap tahun"),
        desc="; ".join(said),
        highlight_last=False,
    )


def certificate_of(data: dict[str, Any]) -> Certificate:
    """A stored certificate."""
    intervals = tuple(Interval(tuple(i["cell"]), i["low"], i["high"]) for i in data["intervals"])
    kept = data | {"intervals": intervals, "attackers": tuple(data["attackers"])}
    return Certificate(**kept)
