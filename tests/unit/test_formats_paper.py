import dataclasses
from datetime import date
from typing import Any

import cbor2
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from assessor_app.domain.errors import KnownError
from assessor_app.formats import cbor, cose, delegation, paper_claims, qr_text
from assessor_app.formats.cose import CoseSign1
from assessor_app.formats.cut import cut, plain
from assessor_app.formats.delegation import Delegation
from assessor_app.formats.paper_claims import Environment, PaperClaims
from assessor_app.formats.qr_text import QrText

CLAIMS = PaperClaims(
    cti=bytes(16),
    issued_at=1_795_000_000,
    number="04HMASW90012G",
    name="Łukasz Żółć",
    mark=date(2001, 3, 14),
    code="ELE-SAF",
    version="2",
    title="Electrical Safety Fundamentals",
    level="EQF 3 (indicative)",
    credits=None,
    environment=Environment.SIMULATED,
    provisional_until=date(2027, 2, 20),
    valid_until=None,
)
DELEGATION = Delegation(
    centre="C-1042",
    device="ab" * 8,
    public=bytes(range(32)),
    scope=("ELE", "AUT"),
    not_before=1,
    expires=2,
    issued_at=1,
)
MESSAGE = CoseSign1(kid=b"k" * 8, payload=b"payload", signature=b"s" * 64)


def test_claims_are_read_back() -> None:
    assert paper_claims.decode(paper_claims.encode(CLAIMS)) == CLAIMS
    for mark in ("4711", date(1949, 1, 1), None):
        marked = dataclasses.replace(CLAIMS, mark=mark, valid_until=date(2030, 1, 1), provisional_until=None)
        assert paper_claims.fitted(marked) == marked


def test_the_number_is_carried_without_its_dashes() -> None:
    assert paper_claims.fitted(dataclasses.replace(CLAIMS, number="04HM-ASW9-0012-G")) == CLAIMS


@given(st.text(min_size=1).filter(plain), st.text(min_size=1).filter(plain))
@example("x" * 300, "Ж" * 300)
@example("e" + "\u0301" * 500, "👩‍👩‍👧‍👦" * 30)
@example("A\u202eB\x00<b>", "زينب عبد الرحمن " * 20)
def test_any_name_and_title_fit(name: str, title: str) -> None:
    written = paper_claims.fitted(dataclasses.replace(CLAIMS, name=name, title=title))
    assert len(written.name.encode()) <= 64
    assert len(written.title.encode()) <= 80
    assert paper_claims.fitted(written) == written


def test_a_name_is_cut_between_the_characters_that_people_see() -> None:
    assert cut("Maria", 5) == "Maria"
    assert cut("Mariana", 6) == "Mar…"
    assert cut("ab👩‍👩‍👧‍👦cd", 8) == "ab…"
    assert cut("nn̄", 5) == "nn̄"[:5]
    assert cut("aaaa क्षि", 10) == "aaaa…"
    assert plain(" a\u202e \n b\u200d") == "a b\u200d"


@pytest.mark.parametrize(
    "change", [{"code": "E" * 65}, {"number": ""}, {"cti": b"short"}, {"issued_at": -1}, {"name": "  "}]
)
def test_claims_that_could_not_be_read_back_are_never_written(change: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="read back"):
        paper_claims.encode(dataclasses.replace(CLAIMS, **change))


def test_a_newer_paper_is_said_to_be_newer() -> None:
    newer = cbor.encode({6: 1, 7: bytes(16), -65537: [2, "something else"]})
    with pytest.raises(KnownError, match="paper-newer"):
        paper_claims.decode(newer)


@pytest.mark.parametrize("place", range(1, 12))
@pytest.mark.parametrize("wrong", [3.5, [1], {}, True, -(2**62), b"x"])
def test_claims_of_a_wrong_type_are_unreadable(place: int, wrong: Any) -> None:
    value = cbor2.loads(paper_claims.encode(CLAIMS))
    value[-65537][place] = wrong
    with pytest.raises(KnownError, match="paper-unreadable"):
        paper_claims.decode(cbor2.dumps(value, canonical=True))


def test_a_delegation_is_read_back() -> None:
    assert delegation.decode(delegation.encode(DELEGATION)) == DELEGATION
    for change in (
        {"device": "ab"},
        {"public": b""},
        {"centre": ""},
        {"scope": ("x" * 65,)},
        {"expires": -1},
    ):
        with pytest.raises(ValueError, match="read back"):
            delegation.encode(dataclasses.replace(DELEGATION, **change))


def test_a_signed_message_is_read_back() -> None:
    inner = cose.encode(MESSAGE)
    outer = dataclasses.replace(MESSAGE, delegation=inner)
    assert cose.decode(inner) == MESSAGE
    assert cose.decode(cose.encode(outer)) == outer


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x80",
        cose.encode(MESSAGE) + b"\x00",
        cose.encode(MESSAGE)[1:],
        cose.encode(MESSAGE)[:-1],
        cbor2.dumps(cbor2.CBORTag(18, [b"\xa0", {}, b"", bytes(64)])),
        cbor2.dumps(cbor2.CBORTag(18, [cbor2.dumps({1: -8, 4: b"k" * 8}), {}, b"", bytes(64)])),
        cbor2.dumps(cbor2.CBORTag(18, [cbor2.dumps({1: -19, 4: b"k" * 8}), {1: 2}, b"", bytes(64)])),
        cbor2.dumps(cbor2.CBORTag(18, [cbor2.dumps({4: b"k" * 8, 1: -19}), {}, b"", bytes(64)])),
        cbor2.dumps(cbor2.CBORTag(18, [cbor2.dumps({4: b"k" * 8, True: -19}), {}, b"", bytes(64)])),
        b"\x81" * 1_999,
        b"\x9f" * 1_999,
        b"\xd2" * 1_999,
        b"\x9b" + b"\xff" * 8,
        b"\x5b" + b"\xff" * 8,
        b"\xd8\x1c\x81\xd8\x1d\x00",
        b"\xd8\x23\x64((((",
        b"\xf9\x7e\x00",
        bytes(2_001),
    ],
)
def test_anything_but_the_exact_structure_is_unreadable(data: bytes) -> None:
    with pytest.raises(KnownError, match="paper-unreadable"):
        cose.decode(data)


@given(st.binary(max_size=400))
def test_any_bytes_are_refused_in_one_way(data: bytes) -> None:
    for read in (cose.decode, paper_claims.decode, delegation.decode):
        with pytest.raises(KnownError, match="paper-unreadable"):
            read(data)


plain_cbor = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**64), 2**64 - 1)
    | st.binary(max_size=40)
    | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.integers(-70_000, 70_000), inner, max_size=4)
    ),
    max_leaves=8,
)


@given(plain_cbor, st.data())
def test_a_changed_byte_of_cbor_is_another_value_or_none(value: Any, data: st.DataObject) -> None:
    encoded = cbor.encode(value)
    place = data.draw(st.integers(0, len(encoded) - 1))
    changed = (
        encoded[:place] + bytes([encoded[place] ^ data.draw(st.integers(1, 255))]) + encoded[place + 1 :]
    )
    try:
        assert cbor.encode(cbor.decode(changed, most_bytes=10_000)) == changed
    except ValueError:
        pass
    else:
        assert changed != encoded


@given(st.binary(min_size=1, max_size=600), st.sampled_from([None, "A.EXAMPLE", "VERIFY.A-B.EXAMPLE:8443"]))
def test_the_text_of_a_code_is_read_however_it_comes(data: bytes, host: str | None) -> None:
    content = QrText(host=host, data=data)
    text = qr_text.write(content)
    assert "".join(part for part, _ in qr_text.segments(text)) == text
    wrapped = "\r\n".join(text[start : start + 60] for start in range(0, len(text), 60))
    for typed in (text, text.lower(), f"  {wrapped}\r", wrapped.swapcase()):
        assert qr_text.read(typed) == content


def test_the_text_is_drawn_in_three_segments() -> None:
    assert qr_text.segments("HTTPS://A.EXAMPLE/#MFRGG") == [
        ("HTTPS://A.EXAMPLE/", "alnum"),
        ("#", "byte"),
        ("MFRGG", "alnum"),
    ]
    assert qr_text.segments("ASSESSOR:MFRGG") == [("ASSESSOR:MFRGG", "alnum")]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "https://a.example/",
        "HTTPS://A.EXAMPLE/#",
        "HTTP://A.EXAMPLE/#MFRGG",
        "HTTPS://A.EXAMPLE/#MFRGH",
        "HTTPS://A.EXAMPLE/#MFRGG===",
        "HTTPS://A@B/#MFRGG",
        "HTTPS:///#MFRGG",
        "ASSESSOR:M",
        "ASSESSOR:MFR1G",
        "ASSEſſOR:MFRGG",
        "ASSESSOR:" + "A" * 9_000,
    ],
)
def test_what_is_no_code_of_ours(text: str) -> None:
    with pytest.raises(KnownError, match="qr-unreadable"):
        qr_text.read(text)


@given(st.text(max_size=200))
def test_any_text_is_refused_in_one_way(text: str) -> None:
    with pytest.raises(KnownError, match="qr-unreadable"):
        qr_text.read(text)


def test_the_host_of_the_verifier_page_is_read_as_people_paste_it() -> None:
    for typed in ("verify.example", " https://Verify.example/ ", "HTTPS://VERIFY.EXAMPLE"):
        assert qr_text.read_host(typed) == "VERIFY.EXAMPLE"
    for typed in (
        "",
        "http://verify.example",
        "verify.example/page",
        "vérify.example",
        "a b",
        "-",
        "x" * 120,
    ):
        with pytest.raises(KnownError, match="host-unreadable"):
            qr_text.read_host(typed)
