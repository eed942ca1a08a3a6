"""What no passkey has answered is refused in a sentence, on every page that asks for one."""

import json

import pytest
from allauth.mfa.models import Authenticator
from cryptography.hazmat.primitives.asymmetric import ec
from django.urls import reverse
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData

from .office_hours import SECOND, sign_in, with_app

ID = b"c" * 16
REFUSAL = "Kunci sandi ini tidak dikenali."


def answer(**response) -> str:
    key = websafe_encode(ID)
    return json.dumps({"id": key, "rawId": key, "type": "public-key", "response": response})


def made_key(question="webauthn.create") -> dict:
    """What a real key says when it is set up, to a question of another day."""
    public = ES256.from_cryptography_key(ec.generate_private_key(ec.SECP256R1()).public_key())
    flags = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.AT
    kept = AttestedCredentialData.create(b"\0" * 16, ID, public)
    told = AuthenticatorData.create(b"\0" * 32, flags, 0, kept)
    asked = {"type": question, "challenge": "aaaa", "origin": "http://testserver"}
    return {
        "clientDataJSON": websafe_encode(json.dumps(asked).encode()),
        "attestationObject": websafe_encode(bytes(AttestationObject.create("none", told, {}))),
        "authenticatorData": websafe_encode(bytes(told)),
        "signature": websafe_encode(b"x"),
    }


NO_ANSWERS = {
    "nothing": "",
    "words": "xxxx",
    "a word": '"xxxx"',
    "one": "1",
    "less": "-1",
    "zero": "0",
    "no": "false",
    "not a number": "NaN",
    "null": "null",
    "a list": "[]",
    "an empty one": "{}",
    "a number for its name": '{"id":1}',
    "another response": '{"id":"a","rawId":"a","type":"public-key","response":1}',
    "an empty response": answer(),
    "lists in it": answer(clientDataJSON=[], attestationObject={}, authenticatorData=1),
    "no base64": answer(clientDataJSON="!", attestationObject="!", authenticatorData="!"),
    "half a map": answer(clientDataJSON="e30", attestationObject="o2Nm", signature=""),
    "null in it": answer(clientDataJSON="bnVsbA", attestationObject="oA", authenticatorData=""),
    "deep in it": answer(clientDataJSON="e30", attestationObject="gYGB" * 5000),
    "very deep": "[" * 100_000,
    "deep": '{"response":{"x":' + "[" * 20_000,
    "many digits": "1" * 5000,
    "many digits in it": '{"response":{},"id":' + "9" * 5000 + "}",
    "infinite": '{"response":{},"id":1e999}',
    "no character": '{"response":{},"id":"\\u0000"}',
    "very long": json.dumps({"response": {"x": "x" * 200_000}}),
    "an older question": answer(**made_key()),
    "an older question at sign-in": answer(**made_key("webauthn.get")),
}


@pytest.fixture
def with_key(worker):
    """Somebody who has an app and a key."""
    with_app(worker)
    told = {"name": "k", "credential": json.loads(answer(**made_key()))}
    Authenticator.objects.create(user=worker, type="webauthn", data=told)
    return worker


@pytest.mark.parametrize("sent", NO_ANSWERS.values(), ids=NO_ANSWERS)
@pytest.mark.parametrize("where", ["mfa_add_webauthn", "mfa_reauthenticate_webauthn", "halfway"])
def test_what_is_no_answer_of_the_key_is_refused_and_the_form_comes_back(
    client, with_key, where, sent
):
    if where == "halfway":
        sign_in(client, with_key)
    else:
        client.force_login(with_key)
    address = SECOND if where == "halfway" else reverse(where)
    client.get(address)

    refused = client.post(address, {"credential": sent, "name": "x"})

    assert refused.status_code == 422
    assert REFUSAL in refused.text
    assert 'name="credential"' in refused.text
    assert "passkey-options" in refused.text
    assert Authenticator.objects.filter(user=with_key, type="webauthn").count() == 1
