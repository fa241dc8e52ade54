"""What is known of a record's text without taking it apart is what taking it apart gives."""

from hypothesis import given
from hypothesis import strategies as st

from assessor_app.domain.errors import KnownError
from assessor_app.formats import compact
from assessor_app.formats.items import line_of, record_line
from assessor_app.formats.record_item import RECORD_TYP, RecordItem, jws_of, record_item, text_of
from sync_samples import CHAIN

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
signatures = st.text(ALPHABET, min_size=86, max_size=86)
kids = st.text("0123456789abcdef", min_size=16, max_size=16)


def payload_in(jws: str) -> bytes | None:
    try:
        return compact.split(jws).payload
    except KnownError:
        return None


@given(kids, st.text(max_size=200).filter(lambda text: text.isascii() or text.isprintable()), signatures)
def test_the_payload_needs_not_be_read_from_the_text_again(kid: str, payload: str, signature: str) -> None:
    item = RecordItem(chain=CHAIN, seq=1, kid=kid, payload=payload, signature=signature)
    jws, known = text_of(item)
    assert jws == jws_of(item)
    assert known == payload_in(jws)


@given(st.text(ALPHABET + "=.+/ é", max_size=120), st.text(ALPHABET + "=.+/", max_size=120), signatures)
def test_any_text_at_all_comes_back_as_it_was(header: str, payload: str, signature: str) -> None:
    for jws in (f"{header}.{payload}.{signature}", f"{header}{payload}", f"{payload}.{signature}"):
        assert jws_of(record_item(jws, chain=CHAIN, seq=1)) == jws


@given(kids, st.text(ALPHABET, max_size=60), signatures)
def test_a_payload_that_was_written_otherwise_goes_as_it_is(kid: str, payload: str, signature: str) -> None:
    """base64 with a bit set that counts for nothing, or text that is no UTF-8: taken apart it would come back changed."""
    header = compact.join(kid=kid, typ="assessor-record+jws", payload=b"", signature="").split(".")[0]
    jws = f"{header}.{payload}.{signature}"
    assert jws_of(record_item(jws, chain=CHAIN, seq=1)) == jws


@given(
    st.text(ALPHABET, max_size=60)
    | st.text(ALPHABET + "=+/ é\n", max_size=60)
    | st.text('AQgw=\\"u04+/-_', max_size=24)
)
def test_a_text_is_decoded_exactly_or_not_at_all(text: str) -> None:
    try:
        raw = compact.decoded_exactly(text)
    except ValueError:
        raw = None
    texts = {compact.encoded(raw)} if raw is not None else set()
    assert (text in texts) == (raw is not None)
    if text.isascii() and not set(text) - set(ALPHABET):
        try:
            assert compact.decoded(text) == raw
        except ValueError:
            assert raw is None


@given(st.text(max_size=200), signatures, st.none() | st.binary(max_size=60))
def test_the_line_of_a_record_is_that_of_its_item(
    payload: str, signature: str, personal: bytes | None
) -> None:
    for said in (payload, "x" * len(payload)):
        raw = said.encode("utf-8", "surrogatepass")
        jws = compact.join(kid="0" * 16, typ=RECORD_TYP, payload=raw, signature=signature)
        for text in (jws, jws.replace(".", "!")):
            line = record_line(text, chain=CHAIN, seq=7, personal=personal)
            assert line == line_of(record_item(text, chain=CHAIN, seq=7, personal=personal))


@given(st.binary(max_size=60))
def test_what_was_encoded_is_decoded_exactly(raw: bytes) -> None:
    assert compact.decoded_exactly(compact.encoded(raw)) == raw
