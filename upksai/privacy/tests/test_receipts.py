"""Receipt codes: easy to copy from paper, impossible to guess, and kept only as a hash."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from upksai.privacy import receipts
from upksai.privacy.receipts import ALPHABET, check_character, new_receipt, opens, typed_code
from upksai.ui.refusals import TooMany


@pytest.fixture(scope="module")
def receipt():
    return new_receipt()


#: Letters that are not ours, or become several ones.
STRANGE = ["ſßŉ\U0001f600", "\u0661" * 21, "\ufdfa" * 200]


def wide(code):
    """As a phone set to Japanese or Chinese writes it."""
    return "".join("\u3000" if letter == " " else chr(ord(letter) + 0xFEE0) for letter in code)


def fits(receipt, typed):
    code = typed_code(typed)
    return code.finder == receipt.finder and opens(code, receipt.secret_hash)


def test_a_code_is_four_groups_of_four_and_one_of_five(receipt):
    groups = receipt.shown.split()

    assert [len(group) for group in groups] == [4, 4, 4, 4, 5]
    assert set("".join(groups)) <= set(ALPHABET)


def test_no_letter_of_a_code_is_mistaken_for_another():
    assert not set("ILOU") & set(ALPHABET)


@pytest.mark.parametrize(
    "write",
    [
        str,
        str.lower,
        lambda code: code.replace(" ", ""),
        lambda code: code.replace(" ", "-"),
        lambda code: code.replace(" ", "\u00a0"),
        lambda code: code.replace(" ", " " * 500),
        lambda code: " – ".join(code),
        lambda code: f"  {code}\n",
        lambda code: wide(code),
        lambda code: wide(code.lower()),
        lambda code: code.replace("0", "O"),
        lambda code: code.replace("0", "o"),
        lambda code: code.replace("1", "I"),
        lambda code: code.replace("1", "l"),
    ],
)
def test_a_code_fits_however_it_is_written(monkeypatch, write):
    letters = iter("0123" * 5)
    monkeypatch.setattr(receipts.secrets, "choice", lambda _alphabet: next(letters))
    receipt = new_receipt()

    assert fits(receipt, write(receipt.shown))


def test_one_wrong_letter_opens_nothing(receipt):
    last = receipt.shown[-1]
    wrong = receipt.shown[:-1] + next(letter for letter in ALPHABET if letter != last)

    assert not fits(receipt, wrong)


def whole(code: str) -> str:
    return code + check_character(code)


@given(st.text(ALPHABET, min_size=20, max_size=20), st.integers(0, 20), st.sampled_from(ALPHABET))
def test_one_mistyped_letter_is_noticed_whichever_it_is(code, place, letter):
    right = whole(code)
    wrong = right[:place] + letter + right[place + 1 :]

    assert typed_code(wrong).is_whole == (wrong == right)


@given(st.text(ALPHABET, min_size=20, max_size=20), st.integers(0, 20), st.integers(0, 20))
def test_two_letters_that_change_places_are_noticed(code, one, other):
    letters = list(whole(code))
    letters[one], letters[other] = letters[other], letters[one]
    wrong = "".join(letters)

    assert typed_code(wrong).is_whole == (wrong == whole(code))


def test_a_mistyped_code_opens_nothing_although_its_secret_is_right(receipt):
    wrong = next(letter for letter in ALPHABET if letter != receipt.shown[-1])

    assert not fits(receipt, receipt.shown[:-1] + wrong)


@pytest.mark.parametrize("typed", ["", " ", "ABCD", "????", "0" * 21, "0" * 100_000, *STRANGE])
def test_something_else_opens_nothing(receipt, typed):
    assert not fits(receipt, typed)


def test_a_code_with_more_behind_it_opens_nothing(receipt):
    assert not fits(receipt, receipt.shown + " 0")


def test_two_codes_never_share_a_secret(receipt):
    other = new_receipt()

    assert other.shown != receipt.shown
    assert not opens(typed_code(other.shown), receipt.secret_hash)


def test_what_is_kept_does_not_contain_the_secret(receipt):
    secret = typed_code(receipt.shown).secret

    assert receipt.secret_hash.startswith("$argon2id$")
    assert secret not in receipt.secret_hash


def test_where_nothing_was_found_the_same_work_is_done(monkeypatch, receipt):
    """Otherwise the time of an answer would tell which codes exist."""
    checked = []

    class Watching:
        def verify(self, kept, secret):
            checked.append(kept)
            return real.verify(kept, secret)

    real = receipts._hasher
    monkeypatch.setattr(receipts, "_hasher", Watching())
    code = typed_code(receipt.shown)
    kept = receipt.secret_hash

    assert opens(code, kept)
    assert not opens(code, None)
    assert not opens(typed_code("0" * 21), kept)
    assert not opens(typed_code("x"), kept)
    assert not opens(typed_code(receipt.shown[:-1]), kept)

    assert checked == [kept, receipts._nobody, kept, kept, kept]


def test_even_the_stand_in_secret_opens_nothing_that_is_not_there(monkeypatch):
    monkeypatch.setattr(receipts, "_nobody", receipts._hasher.hash("0" * 12))

    assert not opens(typed_code("0" * 21), None)


def test_whoever_waits_too_long_for_a_turn_is_asked_to_come_back(monkeypatch, receipt):
    monkeypatch.setattr(receipts, "LONGEST_WAIT", 0.01)
    with receipts._turn(), receipts._turn(), pytest.raises(TooMany):
        opens(typed_code(receipt.shown), receipt.secret_hash)

    assert fits(receipt, receipt.shown)
