import dataclasses
import json
import re
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessor_app.domain.errors import KnownError
from assessor_app.domain.record_types import RecordType
from assessor_app.formats import personal, signed_record
from assessor_app.formats.signed_record import Record

CHAIN = "0123456789abcdef" * 2


def record(**changes: Any) -> Record:
    values: dict[str, Any] = {
        "type": RecordType.RELEASED,
        "id": "a" * 32,
        "chain": CHAIN,
        "seq": 1,
        "prev": signed_record.first_prev(CHAIN),
        "at": "2026-11-22T14:03:11+01:00",
        "elapsed": 1_500,
        "boot": "b" * 32,
    }
    return Record(**(values | changes))


def test_a_record_is_read_back() -> None:
    written = record(
        by="c" * 32, about={"award": "d" * 32}, needs=["e" * 32], body={"mark": 0.35, "on": True}
    )
    assert signed_record.decode(signed_record.encode(written)) == written


def test_a_newer_programs_members_and_types_are_tolerated() -> None:
    content = json.loads(signed_record.encode(record())) | {"type": "moon-landing", "colour": ["blue"]}
    assert signed_record.decode(json.dumps(content).encode()).type == "moon-landing"


@pytest.mark.parametrize(
    "change",
    [
        {"id": "A" * 32},
        {"chain": "a" * 31},
        {"seq": 0},
        {"prev": ""},
        {"at": "2026-11-22"},
        {"at": "٢٠٢٦-11-22T14:03:11+01:00"},
        {"elapsed": -1},
        {"by": "somebody"},
        {"type": ""},
        {"id": "a" * 32 + "\n"},
    ],
)
def test_a_record_that_could_not_be_read_back_is_never_written(change: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="could not be read back"):
        signed_record.encode(msgspec.structs.replace(record(), **change))


HEX, LONG_HEX = r"^[0-9a-f]{32}\Z", r"^[0-9a-f]{64}\Z"
SHAPES = {
    "type": r"^[a-z0-9][a-z0-9-]{0,63}\Z",
    "at": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}[+-][0-9]{2}:[0-9]{2}\Z",
    **dict.fromkeys(("id", "chain", "boot", "by"), HEX),
    **dict.fromkeys(("prev", "seen", "personal"), LONG_HEX),
}
WHOLE = {"by": "c" * 32, "seen": "d" * 64, "personal": "e" * 64}


@given(
    st.sampled_from([*SHAPES, "needs"]),
    st.integers(0, 70),
    st.text(min_size=1, max_size=2) | st.sampled_from(["|", "a|", "\n", "-", "0", "F", "٣"]),
    st.booleans(),
)
def test_each_member_is_read_only_as_it_is_written(name: str, at: int, put: str, whole: bool) -> None:
    """The characters of all members are looked at together: that says of each what looking at it alone does."""
    content = json.loads(signed_record.encode(record(**WHOLE, needs=["f" * 32])))
    before = content["needs"][0] if name == "needs" else content[name]
    changed = before[:at] + put + before[at + len(put) if whole else at :]
    content[name] = [changed] if name == "needs" else changed
    payload = json.dumps(content).encode()
    good = signed_record.encode(record())
    many = signed_record.decode_all([good, payload, good])
    if re.search(SHAPES.get(name, HEX), changed):
        assert many == [signed_record.decode(one) for one in (good, payload, good)]
    else:
        assert many is None
        with pytest.raises(KnownError, match="record-unreadable"):
            signed_record.decode(payload)


@given(st.binary(max_size=300))
def test_any_bytes_are_refused_in_one_way(payload: bytes) -> None:
    with pytest.raises(KnownError, match="record-unreadable"):
        signed_record.decode(payload)


@pytest.mark.parametrize("payload", [b'{"body":' * 100_000, b"[" * 100_000, b" " * (8 * 1024 * 1024 + 1)])
def test_deep_and_long_input_is_refused(payload: bytes) -> None:
    with pytest.raises(KnownError, match="record-unreadable"):
        signed_record.decode(payload)
    assert signed_record.decode_all([signed_record.encode(record()), payload]) is None


def test_the_hashes_that_chain_records() -> None:
    assert (
        signed_record.first_prev("0" * 32)
        == "84e0c0eafaa95a34c293f278ac52e45ce537bab5e752a00e6959a13ae103b65a"
    )
    assert signed_record.link("a.b.c") == "845e30448809e2bc8958eb025bfc795235d13b077a53d0c3abbd2385170dc9b8"


@given(st.dictionaries(st.text(max_size=10), st.text(max_size=60), max_size=4))
def test_the_personal_part_is_kept_as_bytes_and_known_by_their_hash(content: dict[str, str]) -> None:
    sealed = personal.seal(content)
    assert personal.open_sealed(sealed.blob) == content
    assert personal.digest_of(sealed.blob) == sealed.digest
    assert personal.seal(content).digest != sealed.digest


def test_the_salt_can_be_given() -> None:
    sealed = personal.seal({"name": "Łukasz"}, salt=bytes(16))
    assert dataclasses.replace(sealed) == personal.seal({"name": "Łukasz"}, salt=bytes(16))
    with pytest.raises(ValueError, match="16 bytes"):
        personal.seal({}, salt=b"short")


@given(st.binary(max_size=60))
def test_torn_personal_bytes_are_refused(blob: bytes) -> None:
    with pytest.raises(KnownError, match="personal-unreadable"):
        personal.open_sealed(blob)
