"""Released statistics for everyone: pages, CSV and JSON of the same objects."""

from collections.abc import Sequence
from http import HTTPStatus

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from reports.disclosure import HIDDEN, Release
from reports.figures import headline, year_by_year
from reports.models import LedgerEntry
from reports.periods import FIRST_YEAR, year
from reports.released import Released, drawn, left_behind, years_chart


@login_not_required
@require_safe
def years(request):
    """How many cases each year had, and where its tables are."""
    entries = LedgerEntry.objects.visible_to(None).order_by("number")
    lines = year_by_year([entry.published for entry in entries], timezone.localdate().year)
    # A year of which nothing is published yet has nothing to lead to.
    while lines and not lines[-1].tables:
        lines.pop()
    context = {"lines": lines, "chart": years_chart(lines), "symbol": HIDDEN}
    return render(request, "reports/statistics_years.html", context)


@login_not_required
@require_safe
def show(request, number):
    """The released tables about a year, alone or together with others."""
    published = LedgerEntry.objects.visible_to(None)
    years = range(timezone.localdate().year, FIRST_YEAR - 1, -1)
    entries = published.touching(f"{number}-1", f"{number}-2") if number in years else []
    releases = [entry.published for entry in entries]
    context = {"year": number, "years": years, "tables": _drawn(releases) if releases else []}
    if releases:
        context["headline"] = headline(year(number), releases)
    return render(request, "reports/statistics.html", context)


@login_not_required
@require_safe
def release_csv(request, number):
    """One released table for a spreadsheet."""
    entry = _published(number)
    if entry is None:
        return _corrected(request, number)
    (shown,) = _drawn([entry.published])
    return _file(shown.as_csv.encode("utf-8-sig"), number, "csv", "text/csv; charset=utf-8")


@login_not_required
@require_safe
def release_json(request, number):
    """One release as it stands in the ledger; its SHA-256 is the one shown beside the table."""
    entry = _published(number)
    if entry is None:
        return _corrected(request, number)
    return _file(entry.published.json.encode(), number, "json", "application/json")


def _drawn(releases: Sequence[Release]) -> list[Released]:
    """Releases beside all corrections, also those that stand with another year."""
    corrections = LedgerEntry.objects.visible_to(None).corrections()
    return drawn(releases, left_behind(releases, corrections))


def _published(number):
    return LedgerEntry.objects.visible_to(None).filter(number=number).first()


def _corrected(request, number):
    """Where an old address leads: never to other figures unasked, under a number that was cited."""
    newest = LedgerEntry.objects.visible_to(None).now_in_place_of(number)
    if newest is None:
        raise Http404
    context = {"number": number, "newest": newest}
    return render(request, "reports/corrected.html", context, status=HTTPStatus.GONE)


def _file(content: bytes, number: int, kind: str, content_type: str) -> HttpResponse:
    name = f"statistik-upksai-rilis-{number}.{kind}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=content_type, headers=headers)
