"""Programs are asked once more; people lose nothing and need no cookie."""

from datetime import timedelta

import pytest
from django import forms

from upksai.ui.patience import LATEST, SOONEST, Patience, stamp


def sent(opened, **more):
    return {"opened": opened, **more}


def test_a_form_that_was_open_for_a_while_is_taken(now):
    patience = Patience(sent(stamp(now - SOONEST)), at=now)

    assert patience.refusal == ""
    assert patience.allows(forms.Form({}))


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        (lambda now: sent(stamp(now - SOONEST / 2)), "sangat cepat"),
        (lambda now: sent(stamp(now - LATEST - SOONEST)), "sudah lama terbuka"),
        (lambda now: sent(stamp(now + timedelta(hours=1))), "sudah lama terbuka"),
        (lambda now: sent("dibuat-sendiri"), "sudah lama terbuka"),
        (lambda now: {}, "sudah lama terbuka"),
        (lambda now: sent(stamp(now - SOONEST), website="http://x"), "terisi otomatis"),
    ],
)
def test_what_a_program_sends_is_asked_once_more_and_then_taken(now, told, sentence):
    first = Patience(told(now), at=now)
    form = forms.Form({})

    assert not first.allows(form)
    assert sentence in str(form.non_field_errors())
    assert Patience(sent(first.stamp), at=now).refusal == ""


def test_a_form_that_is_only_looked_at_is_stamped(now):
    patience = Patience(None, at=now)

    assert patience.refusal == ""
    assert Patience(sent(patience.stamp), at=now + SOONEST).refusal == ""
