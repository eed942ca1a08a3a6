"""Rules of this codebase that no linter knows."""

import ast
import re
from pathlib import Path
from uuid import uuid4

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.test import Client
from django.urls import URLPattern, get_resolver

from upksai.accounts.roles import STORED_ROLES
from upksai.accounts.tests.factories import UserFactory
from upksai.workflow.models import WorkflowModel

ROOT = Path(settings.BASE_DIR)
OURS = ("upksai", "cases", "complaints", "referrals", "monitoring", "reports")
CODE = [
    path
    for app in OURS
    for path in (ROOT / app).rglob("*.py")
    if "tests" not in path.parts and "migrations" not in path.parts
]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
MODELS = [
    model
    for model in apps.get_models()
    if model.__module__.split(".")[0] in OURS and not model.__name__.startswith("Historical")
]
WORKFLOW_MODELS = [model for model in MODELS if issubclass(model, WorkflowModel)]
#: Pages anyone may open without signing in. A new one is a decision, so it is made here too.
PUBLIC = {
    "public:landing",
    "public:about",
    "public:privacy",
    "public:contact",
    "public:accessibility",
    "account_login",
    "mfa_authenticate",
    "complaints:report",
    "complaints:report_first",
    "complaints:report_step",
    "complaints:report_check",
    "complaints:report_sent",
    "complaints:leave",
    "complaints:left",
    "complaints:quick_exit",
    "complaints:track",
    "complaints:follow",
    "reports:check",
    "reports:statistics",
    "reports:statistics_year",
    "reports:release_csv",
    "reports:release_json",
    "reports:info_request",
    "reports:info_request_check",
    "reports:info_request_sent",
    "reports:info_request_track",
    "reports:info_request_object",
}


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def nodes(path, kind):
    return [node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, kind)]


def pages():
    """Every page as (name, address), with made-up ids where the address has some."""
    found = []

    def walk(patterns, namespace, prefix):
        for pattern in patterns:
            route = prefix + str(pattern.pattern)
            if isinstance(pattern, URLPattern):
                name = f"{namespace}:{pattern.name}" if namespace else str(pattern.name)
                found.append((name, "/" + example(route)))
            else:
                walk(pattern.url_patterns, pattern.namespace or namespace, route)

    walk(get_resolver().url_patterns, "", "")
    return sorted(found)


def example(route: str) -> str:
    route = re.sub(r"<uuid:\w+>", str(uuid4()), route)
    route = re.sub(r"<int:\w+>", "1", route)
    return re.sub(r"<(?:slug|str):\w+>|<\w+>", "x", route)


def test_only_the_engine_moves_records():
    """`record.state = ...` anywhere else would skip the SOP's checks."""
    writers = {
        relative(path)
        for path in CODE
        for node in nodes(path, ast.Attribute)
        if node.attr == "state" and isinstance(node.ctx, ast.Store)
    }

    assert writers == {"upksai/workflow/engine.py"}


VIEWS = [path for path in CODE if path.name == "views.py" or "views" in path.parts]


@pytest.mark.parametrize("path", VIEWS, ids=relative)
def test_views_ask_only_for_what_the_user_may_see(path):
    """In a view, `.objects` is always followed by `.visible_to(...)`."""
    if path.parent.name in {"workflow", "ui"}:
        return  # the engine's own pages get their record from an app's view
    text = re.sub(r"\s+", "", path.read_text())

    assert text.count(".objects") == text.count(".objects.visible_to(")


def test_history_is_not_bypassed():
    """`update` and `bulk_*` write no history; the audit trail and counted guesses have none."""
    bypasses = {
        relative(path)
        for path in CODE
        for node in nodes(path, ast.Call)
        if getattr(node.func, "attr", "") in {"bulk_create", "bulk_update"}
        or (
            getattr(node.func, "attr", "") == "update"
            and isinstance(node.func.value, ast.Call | ast.Attribute)
            and "objects" in ast.dump(node.func.value)
        )
    }

    assert bypasses == {"upksai/privacy/audit.py", "upksai/accounts/guessing.py"}


def test_nobody_asks_for_a_role_by_hand():
    """Who may do what is data: roles in a page's `open_to`, in an SOP, in a QuerySet."""
    by_hand = [
        f"{relative(path)}: {match}"
        for path in [*VIEWS, *TEMPLATES]
        for match in re.findall(r"user\.role\s*(?:==|!=|in\b).*", path.read_text())
    ]

    assert by_hand == []


@pytest.mark.parametrize("model", WORKFLOW_MODELS, ids=lambda model: model.__name__)
def test_records_keep_history_and_know_who_may_see_them(model):
    assert hasattr(model, "history")
    assert hasattr(model.objects, "visible_to")


def test_sop_pages_say_what_the_code_does():
    call_command("render_sops", check=True)


def test_files_are_named_after_what_is_in_them():
    nameless = {"utils", "helpers", "misc", "mixins", "common"}

    assert [relative(path) for path in CODE if nameless & {path.stem, *path.parts}] == []


def test_files_are_short_enough_to_read_at_one_go():
    long = [relative(path) for path in CODE if len(path.read_text().splitlines()) > 300]

    assert long == []


def test_no_style_or_script_stands_in_a_page():
    """The Content-Security-Policy would refuse it, and a page would be broken."""
    inline = re.compile(r"style=\"|<style|<script(?![^>]*\bsrc=)|\bon\w+=\"|hx-on|javascript:")

    assert [relative(path) for path in TEMPLATES if inline.search(path.read_text())] == []


def test_the_public_pages_are_these():
    """A page without sign-in is a decision."""
    outside = {name for name, address in pages() if not address.startswith("/petugas/")}

    assert outside - {"account_logout"} == PUBLIC


def test_who_only_looks_at_a_public_page_gets_no_cookie():
    """On a shared device nothing shows that somebody was here; only the team signs in (ADR 10)."""
    looked_at = {name: address for name, address in pages() if name in PUBLIC - {"account_login"}}

    assert len(looked_at) == len(PUBLIC) - 1
    given = {name: list(Client().get(address).cookies) for name, address in looked_at.items()}
    assert {name for name, cookies in given.items() if cookies} == set()


def test_every_page_of_the_office_asks_to_sign_in(client):
    inside = [address for _name, address in pages() if address.startswith("/petugas/")]

    assert len(inside) > 40
    for address in inside:
        for response in (client.get(address), client.post(address)):
            assert response.status_code == 302, address
            assert response.url == f"/masuk/?next={address}", address


@pytest.mark.parametrize("role", STORED_ROLES)
def test_a_made_up_id_is_the_same_404_on_every_page(client, role):
    """And no page falls over: pages without an id open, or do not exist for this role."""
    client.force_login(UserFactory(role=role))
    for name, address in pages():
        if name in {"account_logout", "complaints:quick_exit"}:
            continue  # they end the visit
        status = client.get(address).status_code
        if re.search(r"[0-9a-f]{8}-", address):
            assert status == 404, address
        else:
            assert status in {200, 302, 404, 405}, address


def test_only_tests_in_a_browser_ask_for_its_page():
    """One that has a parameter of that name is run among them, and they empty the tables."""
    misled = [
        f"{relative(path)}: {node.name}"
        for path in ROOT.glob("**/tests/**/test_*.py")
        if ".venv" not in path.parts and "browser" not in path.parts
        for node in nodes(path, ast.FunctionDef)
        if node.name.startswith("test_") and "page" in {one.arg for one in node.args.args}
    ]

    assert misled == []


def test_tests_that_commit_bring_the_reference_data_back():
    """Else the tests after them have no kecamatan."""
    forgetful = [
        relative(path)
        for path in ROOT.glob("**/tests/**/test_*.py")
        if ".venv" not in path.parts
        and re.search(r"django_db\(transaction=True\)", path.read_text())
    ]

    assert forgetful == []
