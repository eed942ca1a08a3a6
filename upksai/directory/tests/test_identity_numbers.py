"""What a NIK, a family card and a telephone number say, and which cannot be."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from upksai.directory.identity_numbers import clean_family_card, clean_phone, parse_nik

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("text", "sex", "born"),
    [
        ("3374106112129001", "P", date(2012, 12, 21)),
        ("3374112103159002", "L", date(2015, 3, 21)),
        ("3374 1061 1212 9001", "P", date(2012, 12, 21)),
        ("3374.11.210315.9002", "L", date(2015, 3, 21)),
        ("3374112902249004", "L", date(2024, 2, 29)),
        ("3374112103279002", "L", date(1927, 3, 21)),
    ],
)
def test_a_nik_tells_sex_and_date_of_birth(text, sex, born):
    nik = parse_nik(text, today=TODAY)

    assert (nik.sex, nik.birth_date) == (sex, born)
    assert nik.digits.isdigit()
    assert len(nik.digits) == 16


@pytest.mark.parametrize(
    "text",
    [
        "3374013102139003",  # 31 February
        "3374107202109006",  # day 72
        "3374100000109007",  # day 00
        "3374112902239004",  # 29 February of a common year
        "3374114013129001",  # month 13
    ],
)
def test_a_nik_without_a_day_of_birth_is_refused(text):
    with pytest.raises(ValidationError, match="bukan tanggal lahir"):
        parse_nik(text, today=TODAY)


@pytest.mark.parametrize(
    "text",
    [
        "337410611212900",
        "33741061121290011",
        "",
        "337410611212900X",
        "３３７４１０６１１２１２９００１",
    ],
)
def test_a_nik_has_sixteen_digits(text):
    with pytest.raises(ValidationError, match="16 angka"):
        parse_nik(text, today=TODAY)


def test_a_nik_s_serial_begins_at_one():
    with pytest.raises(ValidationError, match="0000"):
        parse_nik("3374106112120000", today=TODAY)


def test_a_nik_may_come_from_another_city():
    assert parse_nik("3374106112129001", today=TODAY).is_from_semarang
    assert not parse_nik("3273106112129001", today=TODAY).is_from_semarang


def test_a_family_card_is_sixteen_digits_or_nothing():
    assert clean_family_card("3374 1012 0315 9001") == "3374101203159001"
    assert clean_family_card("") == ""
    with pytest.raises(ValidationError, match="nomor KK 16 angka"):
        clean_family_card("3374")


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("0812 3456 7890", "+6281234567890"),
        ("+62 812-3456-7890", "+6281234567890"),
        ("(024) 7654321", "+62247654321"),
        ("  ", ""),
    ],
)
def test_a_telephone_number_is_kept_in_one_form(text, clean):
    assert clean_phone(text) == clean


@pytest.mark.parametrize("text", ["12", "abc", "0812", "0" * 30])
def test_a_telephone_number_that_cannot_be_is_refused(text):
    with pytest.raises(ValidationError, match="Tulis nomor telepon seperti"):
        clean_phone(text)
