"""When the demo office may be loaded, and what its texts must be like."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import override_settings

from upksai.accounts.models import User
from upksai.desk.demo import words
from upksai.desk.demo.office import hire
from upksai.desk.management.commands import load_demo

#: The blanks that texts may have.
SLOTS = (
    *("anak", "Anak", "tempat", "sejak", "wali", "Wali", "sapaan", "luar"),
    *("kebutuhan", "mitra", "layanan"),
)


def test_without_demo_nothing_is_loaded():
    with pytest.raises(CommandError, match="DEMO=1"):
        call_command("load_demo")
    assert not User.objects.exists()


def test_without_demo_nobody_is_hired():
    with pytest.raises(RuntimeError):
        hire()
    assert not User.objects.exists()


@override_settings(DEMO=True)
def test_an_office_with_people_is_left_alone(head, monkeypatch):
    monkeypatch.setattr(load_demo, "load_office", None)
    call_command("load_demo", "--if-empty")
    with pytest.raises(CommandError, match="sudah berisi"):
        call_command("load_demo")
    assert list(User.objects.all()) == [head]


@override_settings(DEMO=True)
def test_the_command_says_where_to_look(monkeypatch, capsys):
    class Loaded:
        edges = {"bayi temuan tanpa nama": ["K-2024-011"]}

    monkeypatch.setattr(
        load_demo, "load_office", lambda *, now, tell: tell("2021: 18 kasus") or Loaded
    )
    said = StringIO()
    call_command("load_demo", stdout=said)
    assert "2021: 18 kasus" in said.getvalue()
    assert "- bayi temuan tanpa nama: K-2024-011" in said.getvalue()


@pytest.mark.parametrize("file", sorted(path.stem for path in words.TEXTS.glob("*.txt")))
def test_every_text_can_be_said(file):
    slots = dict.fromkeys(SLOTS, "–")
    for section, lines in words.sections(file).items():
        assert lines, section
        for line in lines:
            assert words.AGES.sub("", line, count=1).format(**slots)


def test_words_come_back_only_when_all_were_said():
    drawn = words.Words("benih")
    number = len(words.sections("intake")["happened"])
    first = [drawn.say("intake", "happened") for _ in range(number)]
    assert len(set(first)) == number
    again = words.Words("benih")
    assert [again.say("intake", "happened") for _ in range(number)] == first


def test_words_fit_the_age():
    drawn = words.Words("benih")
    told = [drawn.say("handling", "school_and_health", age=2) for _ in range(20)]
    assert not [line for line in told if "sekolah" in line]
