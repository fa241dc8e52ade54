"""What is sent is read back; what somebody else made up is refused in one way, at once and in little memory."""

import base64
import contextlib
import io
import json
import re
import time
import tracemalloc
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from assessor_app.domain.errors import KnownError
from assessor_app.domain.verdict import HeldCode, Outcome, RejectedCode, may_follow
from assessor_app.formats import body, compact, enrolment, envelope, piece, receipt, refusal, stick_names
from assessor_app.formats.catalogue_files import (
    CatalogueFile,
    CatalogueItem,
    Policy,
    catalogue_file,
    require_whole,
)
from assessor_app.formats.centre_bundle import page_of, paper_item
from assessor_app.formats.evidence_manifest import (
    EvidenceManifest,
    address,
    pieces_of,
    require_piece,
    require_sound,
)
from assessor_app.formats.items import Item, ItemReader, UnknownItem, kinds, line_of
from assessor_app.formats.record_item import RecordItem, jws_of, personal_of, record_item
from assessor_app.formats.sync_limits import MOST_ITEMS, MOST_PLAIN_BYTES, PIECE_BYTES
from assessor_app.trust import jws
from assessor_app.trust.jws import Typ
from assessor_app.wording.errors import SENTENCES
from assessor_app.wording.errors import sync as sync_errors
from assessor_app.wording.verdicts import HELD, REJECTED, why
from sync_samples import AT, CHAIN, KEY, H, chain_of, one_of_each, signed

DEEP = b"[" * 10_000 + b"]" * 10_000
READERS: dict[str, Any] = {
    "envelope-unreadable": envelope.decode_head,
    "receipt-unreadable": receipt.decode,
    "enrolment-unreadable": enrolment.decode_request,
    "enrolled-unreadable": enrolment.decode_answer,
    "answer-not-issuer": refusal.decode,
}


def test_every_kind_is_read_back_as_it_was() -> None:
    items = one_of_each()
    assert {str(item.__struct_config__.tag) for item in items} == kinds()
    packed = body.pack(items)
    assert list(body.unpack(packed.data, plain=packed.plain, items=packed.items)) == items


@given(st.binary(max_size=200), st.one_of(st.none(), st.binary(max_size=100)))
def test_a_record_comes_out_as_it_went_in(payload: bytes, personal: bytes | None) -> None:
    text = jws.sign(payload, typ=Typ.RECORD, key=KEY)
    item = record_item(text, chain=CHAIN, seq=1, personal=personal)
    again = ItemReader().read(line_of(item))
    assert isinstance(again, RecordItem)
    assert jws_of(again) == text
    assert personal_of(again) == personal


def test_a_record_is_taken_apart_so_that_it_compresses() -> None:
    (record,) = chain_of(1)
    item = record_item(record.jws, chain=CHAIN, seq=1)
    assert item.jws is None
    assert json.loads(item.payload or "")["chain"] == CHAIN
    strange = signed(1, H).replace(".", "..", 1)
    assert record_item(strange, chain=CHAIN, seq=1).jws == strange


@given(st.text(alphabet="eyJAbc0-_.=", max_size=130), st.integers(0, 400), st.sampled_from("A_9.= é"))
def test_the_fast_reader_of_a_jws_is_as_strict_as_the_other(text: str, place: int, letter: str) -> None:
    (record,) = chain_of(1)
    changed = record.jws[:place] + letter + record.jws[place + 1 :]
    for candidate in (text, changed):
        try:
            expected: tuple[str, bytes] | None = jws.peek(candidate)
        except KnownError:
            expected = None
        try:
            found = compact.split(candidate)
        except KnownError:
            assert expected is None
        else:
            assert (found.kid, found.payload) == expected


@pytest.mark.parametrize("code", READERS)
def test_hostile_json_is_refused_in_one_way(code: str) -> None:
    for data in hostile():
        with pytest.raises(KnownError) as raised:
            READERS[code](data)
        assert raised.value.code == code
        assert code in SENTENCES


def hostile() -> list[bytes]:
    return [
        b"",
        b"null",
        b"[]",
        b"{",
        b"\xff\xfe",
        DEEP,
        b'{"v":1,"id":' + DEEP + b"}",
        b'{"v":1,"unknown":' + DEEP + b"}",
        b'{"v":1e400}',
        b'{"v":' + b"9" * 5_000 + b"}",
        b'{"v":"1","id":5,"code":7}',
        b'{"v":0}',
        b'{"code":"' + b"x" * 70 + b'"}',
    ]


def test_a_later_version_is_told_from_rubbish() -> None:
    for code, read in READERS.items():
        if code != "answer-not-issuer":
            with pytest.raises(KnownError, match="-newer"):
                read(b'{"v":2,"whatever":true}')


@given(st.binary(max_size=300))
def test_any_bytes_are_refused_or_read(data: bytes) -> None:
    for read in (envelope.read, enrolment.read_request, enrolment.read_answer, ItemReader().read):
        with contextlib.suppress(KnownError):
            read(data)


@pytest.mark.parametrize(
    "line",
    [
        b'{"kind":"record","chain":"' + b"ab" * 16 + b'","seq":0}',
        b'{"kind":"record","chain":"../../etc","seq":1}',
        b'{"kind":"record","chain":"' + b"ab" * 16 + b'","seq":9007199254740993}',
        b'{"kind":"ask","after":-1}',
        b'{"kind":"ask","most":100001}',
        b'{"kind":"ask","own":' + DEEP + b"}",
        b'{"kind":"verdict","outcome":"fine"}',
        b'{"kind":7}',
        b'{"kind":""}',
        b"[1]",
        DEEP,
    ],
)
def test_a_line_that_is_no_item_is_refused(line: bytes) -> None:
    with pytest.raises(KnownError, match="envelope-unreadable"):
        ItemReader().read(line)


def test_an_item_of_a_later_program_is_passed_over() -> None:
    assert ItemReader().read(b'{"kind":"hologram","x":[1,2]}') == UnknownItem(kind="hologram")


def read_each(lines: Sequence[bytes]) -> list[Item] | None:
    try:
        return [ItemReader().read(line) for line in lines]
    except KnownError:
        return None


_GOOD = line_of(record_item(chain_of(1)[0].jws, chain=CHAIN, seq=1))
_LINES = [
    *(line_of(item) for item in one_of_each()),
    _GOOD,
    _GOOD.replace(CHAIN.encode(), b"G" * 32, 1),
    _GOOD.replace(b'"kid":"', b'"kid":"x', 1),
    re.sub(rb'"kid":"[0-9a-f]{16}', b'"kid":"' + b"Z" * 16, _GOOD),
    re.sub(rb'"signature":"(.{85}).', rb'"signature":"\1+', _GOOD),
    re.sub(rb'"signature":"(.{85}).', '"signature":"\\1é'.encode(), _GOOD),
    _GOOD.replace(b'"signature":"', b'"signature":"A', 1),
    _GOOD + _GOOD,
    b'{"kind":"hologram"}',
    b'{"kind":"verdict"}',
    b"",
    b" ",
]


@given(st.lists(st.sampled_from(_LINES), max_size=4))
def test_lines_that_are_read_together_are_what_each_is_by_itself(lines: list[bytes]) -> None:
    """Or they are not read together: then each is looked at by itself."""
    together, each = ItemReader().read_together(lines), read_each(lines)
    assert together is None or list(together) == each
    assert together is not None or each is None or any(isinstance(item, UnknownItem) for item in each)
    data = zstandard.ZstdCompressor().compress(b"".join(line + b"\n" for line in lines))
    reading = body.unpack(data, plain=sum(len(line) + 1 for line in lines), items=len(lines))
    if each is None:
        with pytest.raises(KnownError, match="envelope-unreadable"):
            list(reading)
    else:
        assert list(reading) == each


def test_a_bomb_costs_no_more_than_what_it_says() -> None:
    """256 MiB in a few kilobytes: nothing of it is made beyond the first step past what the head allows."""
    zeros = zstandard.ZstdCompressor(level=19).compress(bytes(256 * 1024 * 1024))
    tracemalloc.start()
    started = time.monotonic()
    for plain, code in ((10, "altered"), (MOST_PLAIN_BYTES, "unreadable|altered"), (2**40, "too-large")):
        with pytest.raises(KnownError, match=code):
            list(body.unpack(zeros, plain=plain, items=1))
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 120 * 1024 * 1024
    assert time.monotonic() - started < 20


def test_a_frame_that_wants_a_huge_window_is_refused() -> None:
    parameters = zstandard.ZstdCompressionParameters.from_level(3, window_log=27)
    compressor = zstandard.ZstdCompressor(compression_params=parameters).compressobj()
    data = compressor.compress(b'{"kind":"ask"}\n' * 100) + compressor.flush()
    with pytest.raises(KnownError, match="envelope-unreadable"):
        list(body.unpack(data, plain=1_500, items=100))


def test_a_body_holds_what_its_head_says() -> None:
    packed = body.pack(one_of_each())
    for plain, items in (
        (packed.plain - 1, packed.items),
        (packed.plain + 1, packed.items),
        (packed.plain, packed.items + 1),
        (packed.plain, packed.items - 1),
    ):
        with pytest.raises(KnownError, match="envelope-altered"):
            list(body.unpack(packed.data, plain=plain, items=items))
    for cut in range(0, len(packed.data), 7):
        with pytest.raises(KnownError, match=r"envelope-(altered|unreadable)"):
            list(body.unpack(packed.data[:cut], plain=packed.plain, items=packed.items))


def test_an_empty_body_is_a_body() -> None:
    packed = body.pack([])
    assert list(body.unpack(packed.data, plain=0, items=0)) == []


def test_a_packer_stops_at_what_a_slow_link_bears() -> None:
    items = [record_item(record.jws, chain=CHAIN, seq=record.seq) for record in chain_of(9)]
    packer = body.Packer(most_items=4)
    assert [packer.add(item) for item in items].count(True) == 4
    small = body.Packer(most_plain=10)
    assert [small.add(item) for item in items].count(True) == 1, "one goes whatever the link bears"
    assert body.Packer(most_items=10**9)._most_items == MOST_ITEMS


def test_records_take_few_bytes_on_the_wire() -> None:
    records = chain_of(200)
    packed = body.pack(
        [record_item(one.jws, chain=CHAIN, seq=one.seq, personal=one.personal) for one in records]
    )
    raw = sum(len(one.jws) for one in records)
    assert len(packed.data) < raw / 3


@given(st.binary(max_size=3 * PIECE_BYTES // 1000))
def test_a_large_thing_is_joined_from_its_pieces_in_any_order(content: bytes) -> None:
    pieces = list(piece.cut(content, what="register"))
    assert piece.joined([*reversed(pieces), *pieces]) == content


def test_pieces_that_are_missing_or_changed_are_noticed() -> None:
    content = bytes(range(256)) * 5_000
    pieces = list(piece.cut(content, what="parcel", to=CHAIN))
    assert len(pieces) == 2
    assert piece.joined(pieces[:1]) is None
    assert piece.joined([]) is None
    wrong = base64.b64encode(b"x" * 10).decode()
    with pytest.raises(KnownError, match="piece-differs"):
        piece.joined(
            [pieces[0], piece.Piece(what="parcel", sha256=pieces[1].sha256, n=1, count=2, data=wrong)]
        )


def test_a_file_is_addressed_by_its_pieces() -> None:
    content = bytes(PIECE_BYTES + 5)
    pieces = list(pieces_of(io.BytesIO(content)))
    found = address(pieces)
    assert (found.address, found.size, len(found.pieces)) == (sha256(content).hexdigest(), len(content), 2)
    manifest = EvidenceManifest(
        record="12" * 16,
        evidence=H,
        media="image/jpeg",
        address=found.address,
        size=found.size,
        pieces=list(found.pieces),
    )
    require_sound(manifest)
    for place, one in enumerate(pieces):
        require_piece(manifest, place, one)
    with pytest.raises(KnownError, match="evidence-piece-differs"):
        require_piece(manifest, 0, pieces[1])
    for place in (-1, 2):
        with pytest.raises(KnownError, match="evidence-no-such-piece"):
            require_piece(manifest, place, b"")


@pytest.mark.parametrize(
    "change",
    [
        {"size": 0, "pieces": [], "address": None},
        {"size": 2 * PIECE_BYTES},
        {"address": None},
        {"lost": "disk-failed"},
    ],
)
def test_a_manifest_that_could_never_close_is_refused(change: dict[str, Any]) -> None:
    members: dict[str, Any] = {"record": "12" * 16, "evidence": H, "media": "x", "address": H, "size": 1}
    with pytest.raises(KnownError, match="evidence-manifest-wrong"):
        require_sound(EvidenceManifest(**members | {"pieces": [H]} | change))
    require_sound(EvidenceManifest(record="12" * 16, evidence=H, media="x", lost="disk-failed"))


@pytest.mark.parametrize(
    "path", ["../x.yaml", "/x.yaml", "a/../../x.yaml", "a\\b.yaml", "x.exe", "a//b.yaml"]
)
def test_a_catalogue_stays_in_its_folder(path: str) -> None:
    line = line_of(CatalogueItem(version=1, files=[CatalogueFile(path=path, text="", sha256=H)]))
    with pytest.raises(KnownError, match="envelope-unreadable"):
        ItemReader().read(line)


def test_a_catalogue_is_whole() -> None:
    good = catalogue_file("a/B-C.yaml", "x")
    require_whole(CatalogueItem(version=1, files=[good]))
    with pytest.raises(KnownError, match="catalogue-damaged"):
        require_whole(CatalogueItem(version=1, files=[good, good]))
    with pytest.raises(KnownError, match="catalogue-damaged"):
        require_whole(CatalogueItem(version=1, files=[CatalogueFile(path="a.yaml", text="y", sha256=H)]))


def test_a_page_travels_as_it_is() -> None:
    paper = paper_item(number="04HMASW90012G", chain=CHAIN, qr="ASSESSOR:AAAA", page=b"\x00\xff")
    assert page_of(paper) == b"\x00\xff"


def test_a_history_is_only_added_to() -> None:
    assert all(may_follow(None, after, by_person=False) for after in Outcome)
    assert all(may_follow(Outcome.HELD, after, by_person=False) for after in Outcome)
    assert not may_follow(Outcome.REJECTED, Outcome.ACCEPTED, by_person=False)
    assert may_follow(Outcome.REJECTED, Outcome.ACCEPTED, by_person=True)
    assert not any(may_follow(Outcome.ACCEPTED, after, by_person=True) for after in Outcome)


def test_every_code_has_words() -> None:
    assert set(HELD) == set(HeldCode)
    assert set(REJECTED) == set(RejectedCode)
    assert why("from-the-future", "Say no.") == "Say no."
    assert "from-the-future" in why("from-the-future")
    assert set(READERS) <= set(sync_errors.SENTENCES)


def test_names_on_a_stick_say_what_they_are() -> None:
    assert (
        stick_names.to_issuer("Écòle <Æ> / ..", CHAIN, 12) == "to-issuer-ecole-abababab-000012.assessor-sync"
    )
    parts = stick_names.piece("3f" * 32, 7)
    assert stick_names.piece_of(parts) == ("3f" * 32, 7)
    for wrong in (("..", *parts[1:]), parts[1:], (*parts[:3], "7.piece"), ("evidence", "aa", *parts[2:])):
        assert stick_names.piece_of(tuple(wrong)) is None


def test_a_receipt_ends_where_it_ends() -> None:
    members: dict[str, Any] = {"issuer": "did:web:issuer.example", "centre": "C-1", "chain": CHAIN, "head": H}
    good = receipt.Receipt(first=1, last=4, at=AT, **members)
    assert receipt.decode(receipt.encode(good)) == good
    with pytest.raises(ValueError, match="ends before"):
        receipt.encode(receipt.Receipt(first=5, last=4, at=AT, **members))
    payload = receipt.encode(good).replace(b'"first":1', b'"first":9')
    with pytest.raises(KnownError, match="receipt-unreadable"):
        receipt.decode(payload)


def test_the_page_names_every_kind_member_and_code(repository: Path) -> None:
    words = set(re.findall(r"`([^`]+)`", (repository / "docs" / "sync.md").read_text(encoding="utf-8")))
    structs: list[Any] = [type(item) for item in one_of_each()]
    structs += [envelope.Head, receipt.Receipt, enrolment.Request, enrolment.Answer, enrolment.Proof, Policy]
    members = {name for struct in structs for name in struct.__struct_fields__}
    assert sorted(members - words) == []
    assert sorted(kinds() - words) == []
    assert sorted({*HeldCode, *RejectedCode} - words) == []
