"""A field without a privacy class fails here, and so does one that is to be shut and is not."""

import re

import pytest
from django.db.models import (
    AutoField,
    BinaryField,
    BooleanField,
    CharField,
    DateField,
    DateTimeField,
    DecimalField,
    FileField,
    IntegerField,
    JSONField,
    Model,
    TextField,
    UUIDField,
)
from django.test.utils import isolate_apps

from upksai.privacy.fields import SealedField, SealedTextField

from .test_conventions import MODELS

#: Fields without a class, as the machine alone fills them, and why they tell nothing of anybody.
BY_THE_MACHINE = {
    "version": "counts the changes of a record, so that a stale form is noticed",
    "episode": "counts the times a case was opened again",
    "changed_in": "the database's own number of a transaction",
    "Budget.spent": "counts tries of everybody together",
    "TryCount.failures": "counts tries under a fingerprint",
    "AuditEntry.seq": "the number of a row of the trail",
    "AuditEntry.root": "says which root linked a row of the trail",
    "AuditEntry.hash": "links a row of the trail to the one before it",
    "AuditHead.id": "always the same: there is one end of the trail",
    "AuditHead.seq": "the number of the last row of the trail",
    "AuditHead.hash": "the link of the last row of the trail",
    "VaultEntry.sealed": "sealed by the vault itself, as one whole",
}
#: How a moment is called that the machine writes down; one that people name has a class.
MOMENT = re.compile(r"(\w+_)?(at|since|until)|last_login|date_joined|expire_date")
#: Ends like one of the machine's, but people choose it.
CHOSEN = {"planned_at"}


def needs_class(field) -> bool:
    """Whether somebody may write into a field more than one of a few given answers."""
    known = {field.name, f"{field.model.__name__}.{field.name}"} & BY_THE_MACHINE.keys()
    if field.is_relation or field.choices or field.name == "state" or known:
        return False
    if isinstance(field, DateTimeField) and field.name not in CHOSEN:
        return not MOMENT.fullmatch(field.name)
    return not isinstance(field, BooleanField | UUIDField | AutoField)


def class_faults(model) -> list[str]:
    """What is wrong with the privacy classes of a model."""
    privacy = getattr(model, "Privacy", None)
    names, confidential, is_open = (
        set(getattr(privacy, kind, ())) for kind in ("names", "confidential", "open")
    )
    shut = names | confidential
    fields = {field.name: field for field in model._meta.concrete_fields}
    sealed = {name for name, field in fields.items() if isinstance(field, SealedField)}
    needed = {name for name, field in fields.items() if needs_class(field)}
    faults = {
        "two classes": names & confidential | shut & is_open,
        "no such field": (shut | is_open) - fields.keys(),
        "no class": needed - shut - is_open,
        "not sealed": (shut - sealed) & fields.keys(),
        "sealed and yet open": sealed - shut,
    }
    return [f"{name}: {fault}" for fault, found in faults.items() for name in sorted(found)]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_everything_people_write_has_a_privacy_class(model):
    """It names somebody or is confidential, and then is sealed, or it is open on purpose."""
    assert class_faults(model) == []


def test_what_the_machine_fills_in_alone_is_really_there():
    there = {field for model in MODELS for field in model._meta.concrete_fields}
    names = {field.name for field in there}
    names |= {f"{field.model.__name__}.{field.name}" for field in there}

    assert BY_THE_MACHINE.keys() <= names


UNCLASSED = [
    BinaryField(),
    CharField(max_length=9),
    DateField(),
    DateTimeField(),
    DecimalField(max_digits=5, decimal_places=1),
    FileField(),
    IntegerField(),
    JSONField(),
    TextField(),
    SealedTextField(),
]


@pytest.fixture
def invented():
    """A model with one field, as somebody might add it tomorrow."""

    def invent(field, **classes):
        field = field.clone()
        body = {
            "__module__": "cases.models",
            "told": field,
            "Privacy": type("Privacy", (), classes),
        }
        with isolate_apps("cases"):
            return type("Invented", (Model,), body)

    return invent


@pytest.mark.parametrize("field", UNCLASSED, ids=lambda field: type(field).__name__)
def test_a_field_of_any_kind_without_a_class_fails(invented, field):
    assert "told: no class" in class_faults(invented(field))


@pytest.mark.parametrize("kind", ["names", "confidential"])
def test_what_is_to_be_shut_and_is_not_sealed_fails(invented, kind):
    assert class_faults(invented(TextField(), **{kind: {"told"}})) == ["told: not sealed"]
    assert class_faults(invented(SealedTextField(), **{kind: {"told"}})) == []


def test_what_is_sealed_is_not_called_open(invented):
    assert class_faults(invented(SealedTextField(), open={"told"})) == ["told: sealed and yet open"]
    assert class_faults(invented(DateField(), open={"told"})) == []
