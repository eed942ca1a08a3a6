"""Tags and filters that every page may use: icons, dates, numbers, bars, links to the same list."""

import re
from functools import cache
from importlib.resources import files
from io import BytesIO
from zipfile import ZipFile

from django import template
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from upksai.ui import charts, dates, numbers
from upksai.ui.paging import CURSORS

register = template.Library()

for written in (
    dates.long_date,
    dates.short_date,
    dates.day_date,
    dates.clock,
    dates.moment,
    numbers.number,
    numbers.percent,
    numbers.rupiah,
):
    register.filter(written.__name__, written)
register.simple_tag(dates.date_range, name="date_range")
register.simple_tag(charts.columns, name="columns_chart")
register.simple_tag(charts.pace, name="pace_chart")


@cache
def _icons() -> ZipFile:
    return ZipFile(BytesIO((files("lucide") / "lucide.zip").read_bytes()))


@register.simple_tag
@cache
def icon(name: str) -> SafeString:
    """Draw a lucide icon as decoration; the words beside it carry the meaning."""
    drawn = _icons().read(f"{name}.svg").decode()
    inner = re.search(r"<svg[^>]*>(.*)</svg>", drawn, re.DOTALL)
    strokes = re.sub(r"\s+", " ", inner[1] if inner else "").replace("> <", "><").strip()
    return mark_safe(  # noqa: S308 -- comes from the package
        '<svg class="icon" viewBox="0 0 24 24" fill="none" stroke="currentColor" '
        f'aria-hidden="true" focusable="false">{strokes}</svg>'
    )


@register.filter
def initials(name) -> str:
    """`RW` for Ratna Wulandari."""
    words = [word for word in str(name or "").split() if word[0].isalpha()]
    chosen = [words[0], words[-1]] if len(words) > 1 else words
    return "".join(word[0].upper() for word in chosen)


@register.filter
def age_years(born_on) -> int | str:
    """Whole years of age today; nothing when the birth date isn't known."""
    today = timezone.localdate(timezone=dates.JAKARTA)
    return dates.age_years(dates.day_of(born_on), today) if born_on else ""


@register.inclusion_tag("ui/due.html")
def due(when, now=None):
    """Show a deadline: late, today, tomorrow, each with its date, or only the date."""
    return {"due": dates.due(when, now or timezone.now()) if when else None}


@register.inclusion_tag("ui/time.html")
def time_tag(when, style="moment"):
    """Write a moment as `<time>`; `style` is the name of a date filter."""
    writers = {"moment", "long_date", "short_date", "day_date", "clock"}
    words = getattr(dates, style)(when) if style in writers else ""
    return {"words": words, "iso": dates.iso(when) if when else ""}


@register.simple_tag
def moment_now() -> str:
    """Write the moment at which the page was drawn, for what is printed."""
    return dates.moment(timezone.now())


@register.simple_tag
def bar_cell(value, maximum, mark=None, tone="brand") -> SafeString:
    """Draw a value as a part of the largest one; `mark` is in the same unit."""
    whole = float(maximum or 0) or 1.0
    at = None if mark is None else float(mark) / whole * 100
    return charts.bar(float(value or 0) / whole * 100, mark=at, tone=tone)


@register.simple_tag(takes_context=True)
def query_with(context, **changes) -> str:
    """Return this page's query string with some values changed; None takes one out."""
    query = _query_here(context)
    for name, value in changes.items():
        query.pop(name, None)
        if value is not None and value != "":
            query[name] = str(value)
    return "?" + query.urlencode()


@register.simple_tag(takes_context=True)
def query_without(context, name, value=None) -> str:
    """Return this page's query string without a parameter, or without one of its values."""
    query = _query_here(context)
    rest = [] if value is None else [kept for kept in query.getlist(name) if kept != str(value)]
    query.setlist(name, rest)
    return "?" + query.urlencode()


def _query_here(context):
    query = context["request"].GET.copy()
    for cursor in CURSORS:
        query.pop(cursor, None)
    return query


@register.inclusion_tag("ui/sort_header.html", takes_context=True)
def sort_header(context, name, label, default="", css=""):
    """Make a column heading that sorts the list by `?sort=`; a second press turns it round."""
    now = context["request"].GET.get("sort") or default
    state = {name: "ascending", f"-{name}": "descending"}.get(now, "")
    asked = f"-{name}" if state == "ascending" else name
    return {"label": label, "state": state, "href": query_with(context, sort=asked), "css": css}


@register.simple_tag
def error_prefix(*forms) -> str:
    """Begin the page's title with "Galat: " when a form on it was refused."""
    return _("Galat: ") if any(form and error_links(form) for form in forms) else ""


@register.filter
def error_links(form) -> list[dict[str, str]]:
    """List every error of a form or formset with the control it belongs to, for the summary."""
    if hasattr(form, "forms"):
        top = [{"target": "form-errors", "message": error} for error in form.non_form_errors()]
        return top + [link for part in form.forms for link in error_links(part)]
    top = [{"target": "form-errors", "message": error} for error in form.non_field_errors()]
    return top + [
        {"target": _control(field), "message": error} for field in form for error in field.errors
    ]


def _control(field) -> str:
    if field.is_hidden:
        return "form-errors"
    # A group of choices has no control of its own name: the first choice stands for it.
    if field.use_fieldset and field.subwidgets:
        return field.subwidgets[0].id_for_label or field.id_for_label
    return field.id_for_label
