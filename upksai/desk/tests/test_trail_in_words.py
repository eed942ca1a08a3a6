"""Whatever the office does stands in the trail in words; a code says nothing to an auditor."""

import ast
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

from upksai.accounts.need_to_know import Verdict
from upksai.privacy.telling import ACTIONS, KINDS

OURS = ("upksai", "cases", "complaints", "referrals", "monitoring", "reports")
#: Calls that write a row, or say what a page shows.
TELLING = {"remember", "about", "read", "read_case", "Subject"}


def calls():
    for path in (file for app in OURS for file in (Path(settings.BASE_DIR) / app).rglob("*.py")):
        if "tests" in path.parts or "demo" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call):
                called = node.func
                name = getattr(called, "attr", getattr(called, "id", ""))
                if name in TELLING:
                    yield name, node


def said(word: str) -> set[str]:
    """What is written for `word` somewhere in the code."""
    told = {
        keyword.value.value
        for _name, call in calls()
        for keyword in call.keywords
        if keyword.arg == word and isinstance(keyword.value, ast.Constant)
    }
    first = {
        call.args[0].value
        for name, call in calls()
        if name in {"about", "Subject"} and call.args and isinstance(call.args[0], ast.Constant)
    }
    return told | (first if word == "kind" else set())


def test_every_action_has_words():
    verdicts = {f"review_{verdict}" for verdict in Verdict.values}
    found = said("action")

    assert {"vault", "seal", "break_glass"} <= found
    assert found | verdicts <= set(ACTIONS)


def test_every_kind_of_record_has_words():
    found = said("kind")

    assert {"statistics", "document", "hints"} <= found
    assert found <= set(KINDS)


@pytest.mark.parametrize(
    "model", ["cases.Case", "complaints.Complaint", "referrals.IncomingReferral"]
)
def test_so_has_every_record_whose_names_are_shown(model):
    assert apps.get_model(model)._meta.model_name in KINDS
