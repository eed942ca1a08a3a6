"""Whatever the office writes into its trail has words that a head understands."""

import ast

import pytest

from cases.parts import PARTS
from tests.test_conventions import CODE, nodes
from upksai.privacy.telling import ACTIONS, KINDS

#: The functions that say what a row is about; kind and part may also come by their place.
WRITING = {"about", "read", "remember", "read_case", "open_file", "open_for", "open_to_write"}


def said(name: str) -> set[str]:
    """What stands in the code for one part of a row."""
    calls = [call for path in CODE for call in nodes(path, ast.Call) if _name(call) in WRITING]
    told = [word.value for call in calls for word in call.keywords if word.arg == name]
    if name == "kind":
        told += [call.args[0] for call in calls if _name(call) == "about" and call.args]
    if name == "part":
        told += [call.args[2] for call in calls if len(call.args) > 2]
    return {value.value for value in told if isinstance(value, ast.Constant)}


def _name(call: ast.Call) -> str:
    return getattr(call.func, "attr", getattr(call.func, "id", ""))


@pytest.mark.parametrize(("name", "words"), [("action", ACTIONS), ("kind", KINDS), ("part", PARTS)])
def test_every_code_has_its_words(name, words):
    plain = {"surat rujukan", "releases", "plan", "snapshot"}  # words already, or of no case

    assert said(name) - words.keys() - plain == set()
    assert {"read", "case", "summary"} & said(name)
