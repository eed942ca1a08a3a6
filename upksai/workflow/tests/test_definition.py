"""A table that contradicts itself cannot be imported; a sound one says what follows from it."""

import pytest
from django.db import models

from upksai.accounts.roles import Role
from upksai.workflow import Duty, Limit, Step, Workflow


class Door(models.TextChoices):
    OPEN = "open", "Terbuka"
    AJAR = "ajar", "Setengah terbuka"
    SHUT = "shut", "Tertutup"


def step(name, source, target, **more):
    facts = {
        "label": name.capitalize(),
        "done": f"{name} done",
        "by": frozenset({Role.HEAD}),
    } | more
    return Step(name=name, source=frozenset(source), target=target, **facts)


PUSH = step("push", {"open"}, "ajar", fill=("reason",))
CLOSE = step("close", {"ajar", "open"}, "shut", fill=("reason", "by_whom"))


def door(*steps, **more) -> Workflow:
    facts = {"name": "door", "title": "Pintu", "states": Door, "initial": "open"} | more
    return Workflow(steps=steps or (PUSH, CLOSE), **facts)


@pytest.mark.parametrize(
    ("contradiction", "told"),
    [
        ({"steps": (PUSH, CLOSE, step("push", {"open"}, "shut"))}, "share a name"),
        ({"steps": (PUSH, CLOSE, step("fly", {"open"}, "roof"))}, "unknown states"),
        ({"steps": (PUSH, CLOSE, step("fly", {"roof"}, "open"))}, "unknown states"),
        ({"steps": (step("close", {"open"}, "shut"),)}, "no step leads to"),
        ({"initial": "roof"}, "unknown states"),
        ({"limits": {"roof": Limit.days(1)}}, "unknown states"),
        ({"limits": {"shut": Limit.days(1)}}, "a final state has a time limit"),
        ({"duties": {"roof": Duty("Tutup", Role.HEAD)}}, "unknown states"),
        ({"duties": {"open": Duty("Tutup", Role.WORKER)}}, "nobody can do their duty"),
        ({"duties": {"shut": Duty("Buka", Role.HEAD)}}, "nobody can do their duty"),
        ({"clocks": {"open": ("Pintu", Limit.days(1))}}, "share a name"),
    ],
)
def test_a_table_that_contradicts_itself_is_refused(contradiction, told):
    steps = contradiction.pop("steps", ())

    with pytest.raises(ValueError, match=told):
        door(*steps, **contradiction)


def test_a_sound_table_knows_where_it_ends():
    assert door().final == {"shut"}
    assert [leaving.name for leaving in door().leaving("open")] == ["push", "close"]
    assert door()["close"] is CLOSE


def test_what_every_way_to_a_state_fills_in_is_filled_in_there():
    assert door().filled_in == {
        "open": frozenset(),
        "ajar": {"reason"},
        "shut": {"reason", "by_whom"},
    }


def test_a_way_back_counts_too():
    back = step("back", {"ajar"}, "open")

    assert door(PUSH, CLOSE, back).filled_in["open"] == frozenset()


def test_a_shortcut_that_fills_nothing_loosens_what_is_required():
    assert door(PUSH, CLOSE, step("slam", {"open"}, "shut")).filled_in["shut"] == frozenset()


def test_a_limit_may_differ_by_risk():
    limits = {"open": {"tinggi": Limit.hours(4), "rendah": Limit.days(3)}, "ajar": Limit.days(1)}
    table = door(limits=limits)

    assert table.limit_for("open", "rendah") == ("door.open.rendah", Limit.days(3))
    assert table.limit_for("open", "lain") == ("door.open.tinggi", Limit.hours(4))
    assert table.limit_for("ajar", "tinggi") == ("door.ajar", Limit.days(1))
    assert table.limit_for("shut", "") is None
    assert [key for key, *_rest in table.all_limits()] == [
        "door.open.tinggi",
        "door.open.rendah",
        "door.ajar",
    ]


def test_a_clock_has_a_key_of_its_own():
    table = door(clocks={"repair": ("Perbaikan", Limit.working_days(2))})

    assert table.clock("repair") == ("door.repair", Limit.working_days(2))


def test_a_limit_says_itself_in_words():
    assert str(Limit.working_days(2)) == "2 hari kerja"
    assert str(Limit.hours(4)) == "4 jam"


def test_the_column_and_the_constraint_come_from_the_table():
    field = door().state_field()

    assert field.default == "open"
    assert not field.editable
    assert [value for value, _label in field.choices] == ["open", "ajar", "shut"]
    assert "ajar" in str(door().state_constraint().condition)
