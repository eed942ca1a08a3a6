"""What is expected of every page that a browser shows, whoever looks at it."""

import os
import re
from pathlib import Path
from urllib.parse import urlsplit

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import ConsoleMessage, Page, Request

WIDE = {"width": 1366, "height": 900}
PHONE = {"width": 390, "height": 844}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
#: Where pictures of the screens are put, for somebody to look at; nowhere unless asked for.
SHOTS = os.environ.get("SHOTS_DIR", "")
#: On every page after the first Chromium takes the typeface from the page before, and says this.
FONT_KEPT = "was preloaded using link preload but not used"
#: A form that came back with what is wrong in it.
FORM_REFUSED = "server responded with a status of 422"


class Watch:
    """Notes what goes wrong behind a page: in the console, in scripts, on the network."""

    def __init__(self, host: str):
        self.host = host
        self.troubles: list[str] = []

    def over(self, page: Page) -> Page:
        """Watch this page from now on."""
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.troubles.append(f"script: {error}"))
        page.on("request", self._asked)
        page.on("requestfailed", self._failed)
        return page

    def expect(self, pattern: str) -> None:
        """Something that is meant to go wrong must have, and is then forgotten."""
        met = [trouble for trouble in self.troubles if re.search(pattern, trouble)]
        assert met, f"expected {pattern!r}, but there was only {self.troubles}"
        self.troubles = [trouble for trouble in self.troubles if trouble not in met]

    def _heard(self, message: ConsoleMessage) -> None:
        expected = FONT_KEPT in message.text or FORM_REFUSED in message.text
        if message.type in {"error", "warning"} and not expected:
            where = message.location.get("url", "")
            self.troubles.append(f"console {message.type}: {message.text} ({where})")

    def _asked(self, request: Request) -> None:
        if urlsplit(request.url).netloc != self.host:
            self.troubles.append(f"a request to another host: {request.url}")

    def _failed(self, request: Request) -> None:
        # Downloads, and what is still loading when somebody goes on, count as aborted.
        if request.failure != "net::ERR_ABORTED":
            self.troubles.append(f"failed: {request.url} ({request.failure})")


def accessible(page: Page, shot: str = "") -> None:
    """Nothing on a desk or in a hand that axe-core calls a barrier, no scrolling sideways."""
    assert not (found := barriers_at_both(page, shot)), f"{page.url}\n" + "\n".join(found)


def barriers_at_both(page: Page, shot: str = "", without: tuple[str, ...] = ()) -> list[str]:
    """The barriers on a wide and on a narrow screen, and a picture of each."""
    size, found = page.viewport_size, []
    for other in sorted((WIDE, PHONE), key=lambda one: one != size):
        page.set_viewport_size(other)
        shoot(page, shot)
        lines = barriers(page, without) + too_wide(page)
        found += [f"{other['width']} px: {line}" for line in lines]
    page.set_viewport_size(size)
    return found


def ready(page: Page) -> Page:
    """A page whose every document holds axe-core from the beginning."""
    page.add_init_script(AXE_SCRIPT)
    return page


def barriers(page: Page, without: tuple[str, ...] = ()) -> list[str]:
    """What axe-core objects to, a line each; `without` some rules."""
    if not page.evaluate("Boolean(window.axe)"):
        page.evaluate(AXE_SCRIPT)
    options = {
        "runOnly": {"type": "tag", "values": RULES},
        "rules": {rule: {"enabled": False} for rule in without},
        "resultTypes": ["violations"],
        "preload": False,
    }
    violations = page.evaluate("async options => (await axe.run(options)).violations", options)
    return [f"{one['id']}: {one['help']}: {_where(one)}" for one in violations]


#: What sticks out to the right, the innermost last.
STICKING_OUT = """() => [...document.querySelectorAll('body *')]
    .filter(one => one.getBoundingClientRect().right > window.innerWidth + 1)
    .map(one => `${one.tagName} ${one.className} ${one.textContent.trim().slice(0, 40)}`)
    .slice(-3).join(' | ')"""


def too_wide(page: Page) -> list[str]:
    """Whether one must scroll sideways, and because of what."""
    wide, shown = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    if wide <= shown:
        return []
    return [f"scrolls sideways: {wide} px wide at {shown} px: {page.evaluate(STICKING_OUT)}"]


def _where(violation) -> str:
    return "; ".join(
        f"{' '.join(str(part) for part in node['target'])} {node['html'][:120]}"
        for node in violation["nodes"][:3]
    )


def shoot(page: Page, name: str) -> None:
    """A picture of the whole page, where somebody has asked for pictures."""
    if SHOTS and name:
        width = page.viewport_size["width"]  # type: ignore[index]  # every page of ours has a size
        page.screenshot(path=Path(SHOTS) / f"{name}-{width}.png", full_page=True)
