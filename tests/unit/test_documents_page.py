import hashlib
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessor_app.documents.page import ArtUse, FontUse, FrozenPage, decode, encode
from assessor_app.domain.errors import KnownError

PAGE = FrozenPage(
    width=841.89,
    height=595.276,
    content=zlib.compress(b"q Q"),
    fonts=(FontUse(name="F1", sha256="a" * 64, glyphs=((3, " "), (1565, "ا"), (1566, ""))),),
    art=(ArtUse(name="A1", sha256="b" * 64),),
    design="engraver",
    design_version=1,
    number="7F3A-9KQ2-004X",
    title="Certificate 7F3A-9KQ2-004X: መብራት",
    language="am",
)


def test_a_page_comes_back_as_it_was_frozen() -> None:
    assert decode(encode(PAGE)) == PAGE


def test_the_same_page_has_the_same_bytes() -> None:
    assert encode(decode(encode(PAGE))) == encode(PAGE)


@given(st.binary(max_size=200))
def test_foreign_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(KnownError, match="page-unreadable"):
        decode(data)


@given(st.integers(0, len(encode(PAGE)) - 1), st.integers(1, 255))
def test_a_changed_byte_is_refused(place: int, change: int) -> None:
    data = bytearray(encode(PAGE))
    data[place] ^= change
    with pytest.raises(KnownError, match="page-unreadable"):
        decode(bytes(data))


@given(st.integers(0, len(encode(PAGE)) - 1))
def test_a_torn_page_is_refused(end: int) -> None:
    with pytest.raises(KnownError, match="page-unreadable"):
        decode(encode(PAGE)[:end])


def test_a_page_with_something_after_it_is_refused() -> None:
    with pytest.raises(KnownError, match="page-unreadable"):
        decode(encode(PAGE) + b"x")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"width":841.89', b'"width":1e9999'),
        (b'"3":', b'"-":'),
        (b'{"art"', b'["art"'),
        (b"a" * 64, b"/" * 64),
    ],
    ids=["endless width", "glyph that is no number", "not an object", "hash that is no hash"],
)
def test_a_header_that_says_nonsense_is_refused(old: bytes, new: bytes) -> None:
    assert old in encode(PAGE)
    assert len(old) == len(new)
    body = encode(PAGE)[:-32].replace(old, new)
    with pytest.raises(KnownError, match="page-unreadable"):
        decode(body + hashlib.sha256(body).digest())
