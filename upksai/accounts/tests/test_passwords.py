"""A password is long and not made of words that everybody would try."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from upksai.accounts.services import new_password
from upksai.accounts.tests.factories import UserFactory


@pytest.mark.parametrize(
    "weak",
    [
        "contoh-upksai-2026",
        "UPKSAI-Semarang-2026!",
        "dinassosialsemarang",
        "qwertyuiopasdfgh",
        "Selamat.Pagi.Semarang.1",
        "s3marangs3marang",
        "p@ssw0rdp@ssw0rd",
        "bismillah123456789",
        "aaaaaaaaaaaaaaaab",
        "123456789012345678",
        "1990-01-01-2000-12-31",
        "kartika.handayani.77",
        "ilovesemarang-12345",
        "abcdefghijklmnop",
        "ponmlkjihgfedcba",
        "1q2w3e4r5t6y7u8i",
        "qazwsxedcrfvtgb",
        "asdfghjkl;zxcvbnm",
        "poiuytrewqlkjhgf",
        "bismillahirrahmanirrahim",
        "indonesiarayamerdeka",
        "sayangkamuselamanya",
        "Indonesia Tanah Airku 45",
        "balonkuadalimarupawarnanya",
        "gotong-royong-2026-maju",
        "gerobakgerobakgerobak",
        "gerobak1gerobak2gerobak3",
        "kluwak-kluwak-kluwak",
    ],
)
def test_common_words_and_digits_are_refused_in_one_sentence(weak):
    person = UserFactory.build(username="ketua", full_name="Kartika Handayani")

    with pytest.raises(ValidationError) as refused:
        validate_password(weak, person)

    assert any("mudah ditebak" in sentence for sentence in refused.value.messages)


@pytest.mark.parametrize(
    "good",
    [
        "tujuh-kucing-di-atas-genteng",
        "gerobak oranye menanjak pelan",
        "hujan turun di pasar kemarin sore",
        "xK9vTq2mWb7RpLz",
        "ndilalah sepurane mlaku dewe",
        "kupu-kupu hinggap di jemuran tetangga",
        "payung bocor dijemur dekat sumur",
        "rel bengkok menuju dermaga sepi",
        "laci meja penuh kelereng retak",
    ],
)
def test_a_sentence_of_one_s_own_needs_no_digits_or_signs(good):
    validate_password(good, UserFactory.build())


def test_fourteen_characters_are_too_few():
    with pytest.raises(ValidationError, match="15"):
        validate_password("gerobak oranye", UserFactory.build())


def test_initial_passwords_are_never_refused():
    for _time in range(50):
        validate_password(new_password(), UserFactory.build())


def test_passwords_are_kept_with_argon2id(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    person = UserFactory(password="gerobak oranye menanjak")

    assert person.password.startswith("argon2$argon2id$")
