"""Somebody at a browser: opens pages, fills in every box of a form, sends it."""

import http.client
import io
import re
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode, urljoin, urlsplit

import lxml.html
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.utils import timezone

from .words import Words

TYPED = {"text", "tel", "email", "search", "textarea"}
#: What the public forms say to programs, and to people who are that fast.
ONCE_MORE = b"sekali lagi"


class Answer:
    """What came back."""

    def __init__(self, status: int, headers, body: bytes):
        self.status, self.headers, self.body = status, headers, body

    @property
    def page(self):
        return lxml.html.fromstring(self.body)

    @property
    def went_to(self) -> str:
        return urlsplit(self.headers.get("Location", "")).path

    def complaints(self) -> str:
        """What the page says is wrong with a form, for whoever mends this test."""
        found = self.page.xpath("//*[contains(@class,'invalid-feedback') or @role='alert']")
        said = [" ".join(one.text_content().split()) for one in found]
        heading = [" ".join(h.text_content().split()) for h in self.page.xpath("//h1")]
        return f"{self.status} {heading} {said}"


class Visitor:
    """One person's browser."""

    def __init__(self, port: int, words: Words, who: str):
        self.port, self.words, self.who = port, words, who
        self.cookies: dict[str, str] = {}
        self.had: set[str] = set()  # every value of a cookie that this browser was ever given

    def _ask(self, method: str, address: str, body: bytes = b"", kind: str = "") -> Answer:
        headers = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        if kind:
            headers |= {"Content-Type": kind, "Origin": f"http://127.0.0.1:{self.port}"}
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request(method, address, body, headers)
        response = connection.getresponse()
        answer = Answer(response.status, response.headers, response.read())
        connection.close()
        for line in response.headers.get_all("Set-Cookie", []):
            for name, morsel in SimpleCookie(line).items():
                self.cookies[name] = morsel.value
                self.had.add(morsel.value)
        return answer

    def look(self, address: str) -> Answer:
        """Ask for a page, and follow it nowhere."""
        return self._ask("GET", address)

    def get(self, address: str) -> Answer:
        """Open a page, wherever it leads."""
        answer = self._ask("GET", address)
        while answer.status in {301, 302, 303}:
            answer = self._ask("GET", urljoin(address, answer.headers["Location"]))
        return answer

    def option(self, address: str, name: str, label: str) -> str:
        """What a list on a page sends for the entry with these words."""
        same = f"//select[@name='{name}']/option[contains(.,'{label}')]/@value"
        return str(self.get(address).page.xpath(same)[0])

    def links(self, address: str, part: str) -> list[str]:
        """The addresses on a page that hold this part and name one record."""
        found = self.get(address).page.xpath("//main//a/@href")
        return [link for link in found if part in link and "/baru/" not in link]

    def post(self, address: str, fields: list[tuple[str, Any]] | dict[str, Any]) -> Answer:
        """Send fields, with files if there are any."""
        pairs = list(fields.items()) if isinstance(fields, dict) else fields
        pairs = [pair for pair in pairs if pair[0] != "csrfmiddlewaretoken"]
        if "csrf" in self.cookies:
            pairs.append(("csrfmiddlewaretoken", self.cookies["csrf"]))
        if not any(hasattr(value, "read") for _name, value in pairs):
            kind = "application/x-www-form-urlencoded"
            return self._ask("POST", address, urlencode(pairs).encode(), kind)
        many: dict[str, list] = {}
        for name, value in pairs:
            many.setdefault(name, []).append(value)
        return self._ask("POST", address, encode_multipart(BOUNDARY, many), MULTIPART_CONTENT)

    def fill_in(self, address: str, /, *, status: int = 302, **answers: Any) -> Answer:
        """Open a page, type into every box of its form, choose what is asked, and send it."""
        shown = self.get(address)
        assert shown.status == 200, f"{self.who} {address}: {shown.status}"
        answer = self.send(shown, address, answers)
        if answer.status == 422 and ONCE_MORE in answer.body:
            answer = self.send(answer, address, answers)
        assert answer.status == status, f"{self.who} {address}: {answer.complaints()}"
        return answer

    def send(self, shown: Answer, address: str, answers: dict[str, Any], to: str = "") -> Answer:
        """Fill in the form of a page that is open, and send it (`to`: the one that goes there)."""
        forms = shown.page.xpath("//main//form[translate(@method,'POST','post')='post']")
        assert forms, f"{self.who} {address}: no form; {shown.complaints()}"
        forms = [form for form in forms if to in (form.get("action") or "")]
        wanted = [form for form in forms if answers.keys() & set(form.fields.keys())] or forms
        form = max(wanted, key=lambda one: len(one.inputs.keys()))
        self.sent = self._filled(form, address, answers)
        target = urljoin(address, form.get("action") or "")
        return self.post(target, self.sent)

    def _filled(self, form, address: str, answers: dict[str, Any]) -> list[tuple[str, Any]]:
        place = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "…", address)
        pairs: list[tuple[str, Any]] = []
        done: set[str] = set()
        for control in form.xpath(".//input[@name]|.//select[@name]|.//textarea[@name]"):
            name = control.get("name")
            if name in done or control.get("disabled") is not None:
                continue
            done.add(name)
            if name in answers:
                given = answers[name]
                given = given if isinstance(given, list) else [given]
                pairs += [(name, value) for value in given if value is not None]
                continue
            value = self._chosen(form, control, name, f"{self.who}: {name} at {place}")
            if value is not None:
                pairs.append((name, value))
        unknown = {name for name, value in answers.items() if value is not None} - done
        assert not unknown, f"{self.who} {address}: no {unknown} among {sorted(done)}"
        return pairs

    def _chosen(self, form, control, name: str, about: str) -> str | None:
        kind = control.tag if control.tag != "input" else (control.get("type") or "text")
        if name == "website":  # the trap for programs
            return ""
        if kind in {"radio", "checkbox"}:
            same = [one for one in form.xpath(f".//input[@name='{name}']") if one.get("value")]
            ticked = [one.get("value") for one in same if one.get("checked") is not None]
            needs = kind == "radio" and control.get("required") is not None
            return ticked[0] if ticked else (same[0].get("value") if needs else None)
        if kind == "select":
            chosen = control.value or ""
            if not chosen and control.get("required") is not None:
                return next(value for value in control.value_options if value)
            return chosen
        if kind in TYPED:
            typed = self.words.for_control(name, about)
            # Stories and reasons must have some length.
            typed += " menurut keterangan yang didengar" if kind == "textarea" else ""
            longest = int(control.get("maxlength") or 10**6)
            return typed if len(typed) <= longest else ""
        if kind in {"date", "number"} and not control.get("value"):
            is_needed = control.get("required") is not None
            day = timezone.localdate().isoformat()
            return (day if kind == "date" else "1") if is_needed else ""
        return None if kind in {"file", "submit"} else control.get("value", "")


def file_named(name: str, content: bytes) -> io.BytesIO:
    """A file as a browser sends it, under a name of the person's own."""
    made = io.BytesIO(content)
    made.name = name
    return made
