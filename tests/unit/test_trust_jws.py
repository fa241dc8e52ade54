import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessor_app.domain.errors import KnownError
from assessor_app.trust import jws
from assessor_app.trust.jws import Typ
from assessor_app.trust.keys import SigningKey, did_key, public_of_did

KEY = SigningKey(bytes(range(32)))
OTHER = SigningKey(bytes(range(1, 33)))


@settings(deadline=None)  # the first signature imports joserfc
@given(st.binary(max_size=2_000), st.sampled_from(list(Typ)))
def test_what_is_signed_is_read_back(payload: bytes, typ: Typ) -> None:
    text = jws.sign(payload, typ=typ, key=KEY)
    assert jws.verify(text, typ=typ, public=KEY.public) == payload
    assert jws.peek(text) == (KEY.kid.hex(), payload)
    assert jws.sign(payload, typ=typ, key=KEY) == text


def test_a_signature_for_one_use_is_refused_for_another() -> None:
    text = jws.sign(b"{}", typ=Typ.RECORD, key=KEY)
    with pytest.raises(KnownError, match="signature-invalid"):
        jws.verify(text, typ=Typ.ANCHORS, public=KEY.public)
    with pytest.raises(KnownError, match="signature-invalid"):
        jws.verify(text, typ=Typ.RECORD, public=OTHER.public)


def test_no_changed_character_verifies() -> None:
    text = jws.sign(b'{"a":1}', typ=Typ.RECORD, key=KEY)
    for place in range(len(text)):
        for other in "A_9.= ":
            changed = text[:place] + other + text[place + 1 :]
            if changed != text:
                with pytest.raises(KnownError, match=r"signature-invalid|jws-unreadable"):
                    jws.verify(changed, typ=Typ.RECORD, public=KEY.public)


@settings(deadline=None)  # the first signature imports joserfc
@given(st.text(max_size=300))
def test_any_text_is_refused_in_one_way(text: str) -> None:
    with pytest.raises(KnownError, match="jws-unreadable"):
        jws.peek(text)


def test_a_large_record_can_be_signed() -> None:
    payload = bytes(3_000_000)
    assert (
        jws.verify(jws.sign(payload, typ=Typ.RECORD, key=KEY), typ=Typ.RECORD, public=KEY.public) == payload
    )


@given(st.binary(min_size=32, max_size=32))
def test_a_did_key_holds_the_public_key(public: bytes) -> None:
    did = did_key(public)
    assert did.startswith("did:key:z6Mk")
    assert public_of_did(did) == public


def test_a_did_key_as_others_write_it() -> None:
    # The first Ed25519 example of the did:key specification (W3C CCG, did:key method).
    public = public_of_did("did:key:z6MkiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooWp")
    assert public.hex() == "3b6a27bcceb6a42d62a3a8d02a6f0d73653215771de243a63ac048a18b59da29"


@given(st.text(max_size=80))
def test_any_other_text_is_no_did_key(text: str) -> None:
    with pytest.raises(KnownError, match="did-unreadable"):
        public_of_did(text)


def test_a_key_does_not_show_in_a_log() -> None:
    assert KEY.seed.hex() not in repr(KEY)
    assert "seed" not in repr(KEY)
