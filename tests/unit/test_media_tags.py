"""What a camera wrote beside film and sound goes, and nothing of film and sound itself moves."""

import io
import wave
from struct import pack

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessor_app.formats.media_length import seconds_of
from assessor_app.formats.media_tags import Untold, cuts
from assessor_app.formats.media_type import media_type_of

PLACE = b"+48.8577+002.295/"


def box(kind: bytes, *inside: bytes) -> bytes:
    body = b"".join(inside)
    return pack(">I4s", 8 + len(body), kind) + body


def full(kind: bytes, *inside: bytes) -> bytes:
    return box(kind, bytes(4), *inside)


def track(handler: bytes, offset: int, sizes: tuple[int, ...], *more: bytes) -> bytes:
    table = box(
        b"stbl",
        full(b"stsz", pack(">II", 0, len(sizes)), *(pack(">I", size) for size in sizes)),
        full(b"stsc", pack(">IIII", 1, 1, len(sizes), 1)),
        full(b"stco", pack(">II", 1, offset)),
    )
    media = box(b"mdia", full(b"hdlr", bytes(4), handler, bytes(12)), box(b"minf", table))
    return box(b"trak", media, *more)


def film(brand: bytes = b"isom") -> tuple[bytes, int]:
    """A film of eight bytes, a track of places beside it, and every box that may tell a place; where its film begins."""
    head = box(b"ftyp", brand, bytes(4))
    begins = len(head) + 8
    told = box(b"udta", box(b"\xa9xyz", pack(">HH", len(PLACE), 0), PLACE), full(b"loci", PLACE))
    keys = full(b"meta", box(b"ilst", PLACE))
    places = track(b"meta", begins + 8, (len(PLACE),))
    movie = box(b"moov", box(b"mvhd", bytes(20)), track(b"vide", begins, (4, 4), told), places, told, keys)
    return head + box(b"mdat", b"FILMFILM", PLACE) + movie, begins


def cleaned(content: bytes, media_type: str = "") -> bytes:
    source = io.BytesIO(content)
    found = cuts(source, media_type or media_type_of(content[:4096]))
    return Untold(source, found).read() if found else content


@pytest.mark.parametrize("brand", [b"isom", b"qt  ", b"M4A "])
def test_a_film_keeps_its_film_and_loses_its_place(brand: bytes) -> None:
    content, begins = film(brand)
    kept = cleaned(content)
    assert PLACE in content
    assert PLACE not in kept
    assert len(kept) == len(content)
    assert kept[begins : begins + 8] == b"FILMFILM"
    assert kept.count(b"free") == 3
    assert b"mvhd" in kept
    assert kept.count(b"stco") == 2
    assert cleaned(kept) == kept


def test_a_film_that_is_not_built_as_one_is_kept_as_it_is() -> None:
    content, _begins = film()
    for odd in (content[:-5], content.replace(b"\x00\x00\x00\x1cmvhd", b"\xff\xff\xff\x1cmvhd"), b"....ftyp"):
        assert cleaned(odd, "video/mp4") == odd


def sound() -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as made:
        made.setnchannels(1)
        made.setsampwidth(2)
        made.setframerate(8000)
        made.writeframes(b"\x01\x02" * 50)
    return out.getvalue()


def test_a_wave_is_heard_as_before_without_its_chunks_of_words() -> None:
    plain = sound()
    told = b"".join(kind + pack("<I", len(PLACE) + 1) + PLACE + b"\0" for kind in (b"id3 ", b"bext"))
    info = b"LIST" + pack("<I", 4 + len(PLACE)) + b"INFO" + PLACE + b"\0"
    content = plain[:36] + told + info + plain[36:]
    content = content[:4] + pack("<I", len(content) - 8) + content[8:]
    kept = cleaned(content)
    assert PLACE not in kept
    assert len(kept) == len(content)
    with wave.open(io.BytesIO(kept)) as heard:
        assert heard.readframes(99) == b"\x01\x02" * 50
    assert cleaned(plain) == plain


def test_an_mp3_begins_and_ends_with_its_sound() -> None:
    frames = b"\xff\xfb\x90\x00" + bytes(range(256)) * 3
    first = b"ID3\x04\x00\x00" + bytes([0, 0, 1, 2]) + PLACE.ljust(130, b"\0")
    ape = b"APETAGEX" + pack("<IIII", 2000, 32 + len(PLACE), 1, 0) + bytes(8)
    last = b"TAG" + PLACE.ljust(125, b"\0")
    assert cleaned(first + frames + PLACE + ape + last) == frames
    assert cleaned(frames) == frames
    assert cleaned(first) == first, "tags and nothing else"


def test_a_flac_keeps_the_order_of_its_blocks() -> None:
    stream = b"\x00\x00\x00\x22" + bytes(34)
    told = b"\x84\x00\x00" + bytes([len(PLACE)]) + PLACE
    content = b"fLaC" + stream + told + b"SOUND"
    kept = cleaned(content)
    assert kept == b"fLaC" + stream + b"\x81\x00\x00" + bytes([len(PLACE)]) + bytes(len(PLACE)) + b"SOUND"


@given(st.binary(max_size=200), st.sampled_from(["video/mp4", "audio/wav", "audio/mpeg", "audio/flac"]))
def test_whatever_comes_is_read_to_its_end(content: bytes, media_type: str) -> None:
    assert len(cleaned(content, media_type)) <= len(content)


@given(st.integers(0, 400), st.integers(0, 255))
def test_a_film_with_a_wrong_byte_anywhere_is_no_shorter(place: int, byte: int) -> None:
    content = bytearray(film()[0])
    content[place % len(content)] = byte
    assert len(cleaned(bytes(content), "video/mp4")) == len(content)


@pytest.mark.parametrize("step", [1, 7, 1000])
def test_it_is_read_in_pieces_of_any_size(step: int) -> None:
    content, _begins = film()
    source = io.BytesIO(content)
    found = cuts(source, "video/mp4")
    untold, parts = Untold(source, found), []
    while part := untold.read(step):
        parts.append(part)
    assert b"".join(parts) == cleaned(content)


def test_a_film_says_how_long_it_is_whole_or_in_fragments() -> None:
    def movie(duration: int, *more: bytes) -> bytes:
        head = full(b"mvhd", bytes(8), pack(">II", 1000, duration), bytes(80))
        return box(b"ftyp", b"isom", bytes(4)) + box(b"moov", head, *more)

    wide = box(b"mvhd", b"\x01", bytes(19), pack(">IQ", 90_000, 90_000 * 75))
    extends = box(b"mvex", full(b"mehd", pack(">I", 61_500)))
    for content, seconds in (
        (movie(61_000), 61.0),
        (movie(0, extends), 61.5),
        (movie(0), None),
        (box(b"ftyp", b"isom", bytes(4)) + box(b"moov", wide), 75.0),
    ):
        assert seconds_of(io.BytesIO(content), "video/mp4") == seconds


@given(st.binary(max_size=400), st.sampled_from(("video/mp4", "audio/wav", "audio/flac", "text/plain")))
def test_no_file_whatever_it_holds_breaks_the_question_how_long(content: bytes, media_type: str) -> None:
    found = seconds_of(io.BytesIO(content), media_type)
    assert found is None or found >= 0
