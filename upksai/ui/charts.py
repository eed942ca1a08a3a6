"""Charts drawn as SVG on the server.

Presentation attributes only (no style, no script), so that one string serves the page under a
strict Content-Security-Policy and the PDF. Every chart carries a title and a description; the
page puts the same numbers in a table beneath it.
"""

import hashlib
import math
from collections.abc import Callable, Sequence
from decimal import Decimal
from html import escape

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from .numbers import Numeric, number

FONT = "Public Sans, DejaVu Sans, sans-serif"
INK, MUTED, GRID, TRACK = "#16222b", "#4a5963", "#dde3e7", "#e3e9ec"
BRAND, SOFT, TARGET = "#0f5f66", "#4f979d", "#a3480f"
TONES = {
    "brand": BRAND,
    "warn": "#b86b00",
    "danger": "#b3261e",
    "ok": "#1b6b3a",
    "muted": "#7b8a94",
}
WIDTH, HEIGHT, TOP, BOTTOM = 400, 210, 18, 26
LETTER = 0.6  # the width of a digit, as a part of the font size

Values = Sequence[Numeric | None]


def columns(
    labels: Sequence[str],
    values: Values,
    *,
    title: str,
    desc: str,
    links: Sequence[str | None] = (),
    highlight_last: bool = True,
) -> SafeString:
    """Draw one column for each label, the value written on top; a column may be a link."""
    known = [value for value in values if value is not None]
    if not known:
        return _nothing(title, desc)
    ticks = nice_ticks(max(known))
    left, y = _axis(ticks)
    slot = (WIDTH - left - 4) / len(values)
    width = min(slot * 0.62, 56)
    every, last = _label_step(labels, slot), len(values) - 1
    written = _written(known, slot)
    body = _grid(ticks, left, 4, y)
    for i, (label, value) in enumerate(zip(labels, values, strict=True)):
        x, mine = left + slot * (i + 0.5), highlight_last and i == last
        if value is not None:
            shown = max(value, 0)
            fill = BRAND if mine or not highlight_last else SOFT
            column = [
                f'<rect x="{x - width / 2:.1f}" y="{y(shown):.1f}" width="{width:.1f}" '
                f'height="{y(0) - y(shown):.1f}" rx="2" fill="{fill}"/>'
            ]
            if value in written:
                column.append(_text(x, y(shown) - 4, number(value), INK, weight=600))
            link = links[i] if i < len(links) else None
            body.append(_linked(link, f"{label}: {number(value)}", x, slot, y(0), column))
        if i % every == last % every:
            body.append(
                _text(x, HEIGHT - 8, label, INK if mine else MUTED, weight=600 if mine else 0)
            )
    return _wrap(title, desc, body, has_links=any(map(_is_local, links)))


def pace(
    labels: Sequence[str],
    values: Values,
    target: Numeric,
    *,
    title: str,
    desc: str,
) -> SafeString:
    """Draw a running total against the even pace to a target; `values` may stop before `labels`."""
    known = [value for value in values if value is not None]
    if not known or not labels:
        return _nothing(title, desc)
    ticks = nice_ticks(max(*known, target or 0, 0))
    left, y = _axis(ticks)
    count, words = len(labels), number(known[-1])
    # The last value is written to the right of its point, where the line never is.
    right = 14 if len(values) < count - 1 else 14 + len(words) * 13 * LETTER
    span = WIDTH - left - right

    def x(i: int) -> float:
        return left + (span * i / (count - 1) if count > 1 else span / 2)

    body = _grid(ticks, left, right, y)
    if target:
        start = Decimal(str(target)) / count
        body.append(
            f'<path d="M{x(0):.1f} {y(start):.1f}L{x(count - 1):.1f} {y(target):.1f}" fill="none" '
            f'stroke="{TARGET}" stroke-width="2" stroke-dasharray="5 4"/>'
        )
        aim = _("Target %(n)s") % {"n": number(target)}
        body.append(_text(x(count - 1), y(target) - 7, aim, TARGET, anchor="end", weight=600))
    points = [(x(i), y(max(v, 0))) for i, v in enumerate(values[:count]) if v is not None]
    body += _line(points, y(0))
    end_x, end_y = points[-1]
    below = end_y + 18 < y(0) - 4
    body.append(_text(end_x, end_y + (18 if below else -9), words, INK, 13, "start", 700))
    every, now = _label_step(labels, span / max(count - 1, 1)), len(values) - 1
    for i, label in enumerate(labels):
        if i % every == now % every:
            mine = i == now
            body.append(
                _text(x(i), HEIGHT - 8, label, INK if mine else MUTED, weight=600 if mine else 0)
            )
    return _wrap(title, desc, body)


def bar(percent: Numeric, *, mark: Numeric | None = None, tone: str = "brand") -> SafeString:
    """Draw a level bar for a table cell, 0–100 wide; `mark` draws a line, e.g. the target."""
    width = min(max(float(percent), 0), 100)
    line = ""
    if mark is not None:
        at = min(max(float(mark), 0.6), 99.4)
        line = f'<rect x="{at - 0.6:g}" width="1.2" height="10" fill="{INK}"/>'
    return mark_safe(  # noqa: S308 -- numbers and our own colours only
        '<svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">'
        f'<rect y="2" width="100" height="6" fill="{TRACK}"/>'
        f'<rect y="2" width="{width:g}" height="6" fill="{TONES[tone]}"/>{line}</svg>'
    )


def nice_ticks(top: Numeric, wanted: int = 4) -> list[float]:
    """Choose round steps (1, 2, 2.5, 5 × a power of ten) that reach `top`, from 0."""
    top = float(top)
    if top < 1e-6:
        return [0, 1]
    raw = top / wanted
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(s * power for s in (1, 2, 2.5, 3, 5, 10) if s * power >= raw * 0.9999)
    if top >= 1:
        step = max(math.ceil(step) if step < 10 else step, 1)
    return [step * i for i in range(math.ceil(top / step - 1e-9) + 1)]


def _axis(ticks: list[float]) -> tuple[float, Callable[[Numeric], float]]:
    """Return the room that the numbers at the left need, and the height of a value."""
    left = 12 + max(len(number(tick, 3)) for tick in ticks) * 12 * LETTER
    return left, lambda v: TOP + (HEIGHT - TOP - BOTTOM) * (1 - float(v) / ticks[-1])


def _grid(ticks: list[float], left: float, right: float, y: Callable) -> list[str]:
    lines = []
    for tick in ticks:
        at = f"{y(tick):.1f}"
        lines.append(
            f'<line x1="{left:.1f}" x2="{WIDTH - right:g}" y1="{at}" y2="{at}" stroke="{GRID}"/>'
        )
        lines.append(_text(left - 6, y(tick) + 4, number(tick, 3), size=12, anchor="end"))
    return lines


def _line(points: list[tuple[float, float]], floor: float) -> list[str]:
    path = "L".join(f"{a:.1f} {b:.1f}" for a, b in points)
    (first, _first_y), (last, last_y) = points[0], points[-1]
    return [
        f'<path d="M{first:.1f} {floor:.1f}L{path}L{last:.1f} {floor:.1f}Z" fill="{SOFT}" '
        'fill-opacity=".16"/>',
        f'<path d="M{path}" fill="none" stroke="{BRAND}" stroke-width="2.5" '
        'stroke-linejoin="round"/>',
        f'<circle cx="{last:.1f}" cy="{last_y:.1f}" r="4.5" fill="{BRAND}" stroke="#fff" '
        'stroke-width="1.5"/>',
    ]


def _linked(
    link: str | None, name: str, x: float, slot: float, floor: float, drawn: list[str]
) -> str:
    if not _is_local(link):
        return "".join(drawn)
    target = (
        f'<rect x="{x - slot / 2:.1f}" y="{TOP}" width="{slot:.1f}" height="{floor - TOP:.1f}" '
        'fill="#fff" fill-opacity="0"/>'
    )
    href, words = escape(str(link)), escape(name)
    return (
        f'<a href="{href}" aria-label="{words}"><title>{words}</title>{target}{"".join(drawn)}</a>'
    )


def _is_local(link: str | None) -> bool:
    return bool(link) and str(link)[0] in "/?#"


def _written(known: list[Numeric], slot: float) -> set[Numeric]:
    """Return which values have room to be written: all, or only the largest and the last."""
    longest = max(len(number(value)) for value in known)
    return set(known) if longest * 11 * LETTER <= slot + 2 else {max(known), known[-1]}


def _label_step(labels: Sequence[str], slot: float) -> int:
    longest = max((len(str(label)) for label in labels), default=1)
    return max(1, math.ceil((longest * 11 * LETTER + 4) / slot))


def _text(
    x: float,
    y: float,
    words: str,
    fill: str = MUTED,
    size: int = 11,
    anchor: str = "middle",
    weight: int = 0,
) -> str:
    bold = f' font-weight="{weight}"' if weight else ""
    if anchor == "middle":  # keep the words inside the picture
        half = len(str(words)) * size * LETTER / 2
        x = min(max(x, half), WIDTH - half)
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" text-anchor="{anchor}" '
        f'fill="{fill}"{bold}>{escape(str(words))}</text>'
    )


def _nothing(title: str, desc: str) -> SafeString:
    return _wrap(title, desc, [_text(WIDTH / 2, HEIGHT / 2, _("Belum ada data"), size=14)])


def _wrap(title: str, desc: str, body: list[str], *, has_links: bool = False) -> SafeString:
    drawn = "".join(body)
    # The same chart always has the same ids, so that a page or a PDF is the same twice.
    key = "chart-" + hashlib.blake2s(f"{title}{desc}{drawn}".encode(), digest_size=5).hexdigest()
    role = "group" if has_links else "img"
    return mark_safe(  # noqa: S308 -- every word in it was escaped
        f'<svg class="chart" viewBox="0 0 {WIDTH} {HEIGHT}" role="{role}" '
        f'aria-labelledby="{key}-t" aria-describedby="{key}-d" font-family="{FONT}">'
        f'<title id="{key}-t">{escape(str(title))}</title>'
        f'<desc id="{key}-d">{escape(str(desc))}</desc>{drawn}</svg>'
    )
