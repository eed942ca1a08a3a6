"""Numbers that name a person: NIK, family card, telephone; what they say, if they can be."""

from dataclasses import dataclass
from datetime import date

import phonenumbers
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

SEMARANG = "3374"
#: A woman's day of birth is written with this added (Dukcapil's rule for the NIK).
FEMALE_DAY_OFFSET = 40


@dataclass(frozen=True)
class Nik:
    """What a national identity number says about its bearer."""

    digits: str
    sex: str
    birth_date: date

    @property
    def is_from_semarang(self) -> bool:
        return self.digits.startswith(SEMARANG)


def parse_nik(text: str, *, today: date) -> Nik:
    """Read a child's NIK: 16 digits, region, date of birth (day + 40 for girls), serial.

    Raises ValidationError with a sentence that says what to do.
    """
    digits = "".join(ch for ch in text if ch not in " .-")
    if not (digits.isascii() and digits.isdigit() and len(digits) == 16):
        raise ValidationError(_("Tulis NIK 16 angka, tanpa huruf."))
    day, month, year = int(digits[6:8]), int(digits[8:10]), int(digits[10:12])
    is_female = day > FEMALE_DAY_OFFSET
    century = 2000 if year <= today.year % 100 else 1900
    try:
        born = date(century + year, month, day - FEMALE_DAY_OFFSET * is_female)
    except ValueError:
        raise ValidationError(
            _("Periksa NIK: angka ke-7 sampai ke-12 bukan tanggal lahir.")
        ) from None
    if digits[12:] == "0000":
        raise ValidationError(_("Periksa NIK: empat angka terakhir tidak mungkin 0000."))
    return Nik(digits, "P" if is_female else "L", born)


def clean_family_card(text: str) -> str:
    """The 16 digits of a family card number (KK)."""
    digits = "".join(ch for ch in text if ch not in " .-")
    if digits and not (digits.isascii() and digits.isdigit() and len(digits) == 16):
        raise ValidationError(_("Tulis nomor KK 16 angka, tanpa huruf."))
    return digits


def clean_phone(text: str) -> str:
    """A telephone number in the international form (+62…)."""
    if not text.strip():
        return ""
    try:
        number = phonenumbers.parse(text, "ID")
    except phonenumbers.NumberParseException:
        number = None
    if number is None or not phonenumbers.is_possible_number(number):
        raise ValidationError(_("Tulis nomor telepon seperti 0812 3456 7890."))
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
