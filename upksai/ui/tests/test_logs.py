import logging

import pytest
from django.http import HttpRequest

from upksai.ui.logs import WithoutPeople, describe, new_reference

POISON = "RAHASIA"


def written(msg, *args, error=None, **extra):
    """What the handler would write for a record."""
    info = (type(error), error, error.__traceback__) if error else None
    record = logging.LogRecord("django.request", logging.ERROR, "x.py", 1, msg, args, info)
    record.__dict__.update(extra)
    assert WithoutPeople().filter(record)
    return logging.Formatter().format(record)


def raised():
    name = POISON
    try:
        try:
            raise KeyError(name)
        except KeyError as inner:
            raise ValueError(f"tidak ada {name}") from inner
    except ValueError as error:
        return error


def test_an_error_is_logged_by_kind_and_place_only():
    text = written("%s: %s", "Internal Server Error", f"/kasus/{POISON}/", error=raised())

    assert POISON not in text
    assert "builtins.ValueError" in text
    assert "builtins.KeyError" in text
    assert "upksai/ui/tests/test_logs.py:" in text


def test_the_log_has_the_code_that_the_person_was_shown():
    request = HttpRequest()
    request.reference = "7KQ4-M2XD"

    text = written("%s: %s", "a", "b", error=raised(), request=request, status_code=500)

    assert "(500) [7KQ4-M2XD]" in text


@pytest.mark.parametrize(
    "message",
    [
        f"Not Found: /kasus/{POISON}/",
        f"GET https://upksai.example/cari?q={POISON}",
        "surel ibu.rahasia@example.org",
        "NIK 3374106112129001",
        "telepon 0812-3456-7890",
        "kunci 0b3a4c1e-3d5f-4a6b-8c7d-9e0f1a2b3c4d",
        f"gagal\nDETAIL: Key (nama)=({POISON})",
    ],
)
def test_what_slips_into_a_message_is_taken_out(message):
    text = written(message)

    assert POISON not in text
    assert not any(
        part in text for part in ("rahasia", "33741061", "0812", "0b3a4c1e", "9e0f1a2b3c4d")
    )


def test_arguments_are_dropped_whatever_they_are():
    assert written("Masuk gagal: %s (%d dari %.1f%%)", POISON, 3, 9.5) == (
        "Masuk gagal: … (… dari …%)"
    )
    assert written("%(nama)s hilang", {"nama": POISON}) == "… hilang"


def test_a_message_that_is_no_text_is_only_named():
    assert written(ValueError(POISON)) == "ValueError"


def test_the_request_does_not_stay_on_the_record():
    record = logging.LogRecord("x", logging.ERROR, "x.py", 1, "m", (), None)
    record.request = HttpRequest()

    WithoutPeople().filter(record)

    assert not hasattr(record, "request")


def test_an_error_that_hides_its_context_shows_no_context():
    def hides():
        try:
            raise KeyError(POISON)
        except KeyError:
            raise LookupError("tidak ada") from None

    with pytest.raises(LookupError, match="tidak ada") as caught:
        hides()

    assert "KeyError" not in describe(caught.value)


def test_a_reference_can_be_read_over_the_telephone():
    codes = [new_reference() for _ in range(50)]

    assert len(set(codes)) == 50
    assert not {"0", "O", "1", "I", "L"} & set("".join(codes))
