"""What people do with a page: fill in, press, go somewhere. Always by the words they read."""

import re

from django.apps import apps
from playwright.sync_api import Locator, Page, expect

from upksai.workflow.models import WorkflowModel

from .watching import PHONE, accessible, shoot

PASSWORD = "contoh-upksai-2026"  # noqa: S105 -- of invented people


def reads(words: str) -> re.Pattern[str]:
    """A label with just these words, or an optional one."""
    return re.compile(rf"^\s*{re.escape(words)}(\s+\(opsional\))?\s*$")


def answer(page: Page | Locator, answers: dict[str, str | list[str]]) -> None:
    """Give each answer where its label says so: type, choose or tick it."""
    for label, value in answers.items():
        group = page.get_by_role("group", name=reads(label))
        control = page.get_by_label(reads(label))
        group.or_(control).first.wait_for(state="attached")  # the page may still be on its way
        if group.count():
            for option in [value] if isinstance(value, str) else value:
                group.get_by_label(reads(option)).check()
            continue
        kind = control.evaluate("control => control.type")
        if kind == "select-one":
            control.select_option(label=value)
        elif kind == "checkbox":
            control.check()
        else:
            control.fill(str(value))


def take_time(page: Page) -> None:
    """Nobody tells a story in less; a program that does is asked to send it once more."""
    page.wait_for_timeout(2100)


def press(page: Page | Locator, name: str) -> None:
    """Press the button with this name."""
    page.get_by_role("button", name=name, exact=True).click()


def follow(page: Page | Locator, name: str | re.Pattern[str]) -> None:
    """Follow the link with this name."""
    page.get_by_role("link", name=name, exact=True).click()


def go_to(page: Page, name: str) -> None:
    """Choose an entry of the staff menu."""
    if page.viewport_size == PHONE:
        press(page, "Buka menu")
    menu = page.get_by_role("navigation", name="Menu utama")
    menu.get_by_role("link", name=re.compile(f"^{name}")).click()


def open_tab(page: Page, name: str) -> None:
    """Open a part of the case file."""
    parts = page.get_by_role("navigation", name="Bagian kasus")
    parts.get_by_role("link", name=re.compile(f"^{name}")).click()


def sign_in(page: Page, username: str, password: str = PASSWORD) -> None:
    """Sign in on the sign-in page, where the browser already is or goes to."""
    if "/masuk/" not in page.url:
        page.goto("/masuk/")
    answer(page, {"Nama pengguna": username, "Kata sandi": password})
    press(page, "Masuk")
    expect(page).not_to_have_url(re.compile("/masuk/"))
    page.wait_for_load_state()  # keys do nothing before the scripts are there


def take(page: Page, step: str, answers: dict[str, str] | None = None) -> None:
    """Take a step of an SOP from the page of its record; the office says what was done."""
    page.get_by_role("main").get_by_role("link", name=step, exact=True).click()
    titled(page, step)
    answer(page, answers or {})
    press(page, step)
    told(page, f"{done(step)}.")


def told(page: Page, words: str) -> None:
    """The page has just said this."""
    expect(page.get_by_role("status").filter(has_text=words)).to_be_visible()


def done(label: str) -> str:
    """What the office's history says once a step is taken: "Rencana diajukan"."""
    flows = [m.workflow for m in apps.get_models() if issubclass(m, WorkflowModel)]
    return next(str(s.done) for flow in flows for s in flow.steps if str(s.label) == label)


def titled(page: Page, heading: str | re.Pattern[str], shot: str = "") -> None:
    """This is the page with this heading."""
    expect(page.get_by_role("heading", level=1, name=heading)).to_be_visible()
    shoot(page, shot)


def seen(page: Page, heading: str | re.Pattern[str], shot: str = "") -> None:
    """This is the page with this heading, and nothing bars anybody from it."""
    titled(page, heading)
    accessible(page, shot)
