"""Receipt codes: easy to copy from paper, impossible to guess, and kept only as a hash."""

import pytest

from upksai.privacy import receipts
from upksai.privacy.receipts import ALPHABET, new_receipt, opens, split_code


@pytest.fixture(scope="module")
def receipt():
    return new_receipt()


def fits(receipt, typed):
    finder, secret = split_code(typed)
    return finder == receipt.finder and opens(secret, receipt.secret_hash)


def test_a_code_is_five_groups_of_four(receipt):
    groups = receipt.shown.split()

    assert [len(group) for group in groups] == [4] * 5
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
        lambda code: f"  {code}\n",
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


@pytest.mark.parametrize("typed", ["", " ", "ABCD", "????", "0" * 20])
def test_something_else_opens_nothing(receipt, typed):
    assert not fits(receipt, typed)


def test_a_code_with_more_behind_it_opens_nothing(receipt):
    assert not fits(receipt, receipt.shown + " 0")


def test_two_codes_never_share_a_secret(receipt):
    other = new_receipt()

    assert other.shown != receipt.shown
    assert not opens(split_code(other.shown)[1], receipt.secret_hash)


def test_what_is_kept_does_not_contain_the_secret(receipt):
    _finder, secret = split_code(receipt.shown)

    assert receipt.secret_hash.startswith("$argon2id$")
    assert secret not in receipt.secret_hash
    assert receipt.shown[-4:] not in receipt.finder


def test_where_nothing_was_found_the_same_work_is_done(monkeypatch, receipt):
    """Otherwise the time of an answer would tell which codes exist."""
    checked = []

    class Watching:
        def verify(self, kept, secret):
            checked.append(kept)
            return real.verify(kept, secret)

    real = receipts._hasher
    monkeypatch.setattr(receipts, "_hasher", Watching())
    secret = split_code(receipt.shown)[1]

    assert opens(secret, receipt.secret_hash)
    assert not opens(secret, None)
    assert not opens("0" * 12, receipt.secret_hash)

    assert checked == [receipt.secret_hash, receipts._nobody, receipt.secret_hash]


def test_even_the_stand_in_secret_opens_nothing_that_is_not_there(monkeypatch):
    monkeypatch.setattr(receipts, "_nobody", receipts._hasher.hash("0" * 12))

    assert not opens("0" * 12, None)
