"""A reader of chains written from `docs/records.md` alone: nothing of the program is used to judge a record."""

import base64
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from assessor_app.device import Device, open_device
from assessor_app.domain.after import Outcome, Remedy, SaidBy, Why
from assessor_app.domain.assessment import Decision
from assessor_app.sample.make import make_sample
from assessor_app.services.after.annul import Grounds, Signer, annul
from assessor_app.services.after.appeal import Lodged, Ruling, lodge, rule
from assessor_app.services.after.change import Revision
from assessor_app.services.after.correct import correct
from assessor_app.services.awards.issue import issue
from assessor_app.services.deciding.finalise import finalise
from assessor_app.services.deciding.release import release
from story import ADMIN, ASSESSOR, ASSURER, PINS, Story, begin

VECTORS = Path(__file__).resolve().parents[2] / "resources" / "vectors" / "records.json"
RECORDS = json.loads(VECTORS.read_text(encoding="utf-8"))
MEMBERS = set("v type id chain seq prev at elapsed boot seen by about needs body personal".split())  # noqa: SIM905 (read as the page has them)
ID, HASH = re.compile(r"[0-9a-f]{32}\Z"), re.compile(r"[0-9a-f]{64}\Z")
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d\Z")


class WrongError(Exception):
    """The first thing that is wrong: code and place."""


def part(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def payload_of(jws: str) -> Any:
    return json.loads(part(jws.split(".")[1]))


def is_signed(jws: str, public: bytes) -> bool:
    header, payload, signature = jws.split(".")
    kid = sha256(public).digest()[:8].hex()
    if json.loads(part(header)) != {"alg": "Ed25519", "kid": kid, "typ": "assessor-record+jws"}:
        return False
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(part(signature), f"{header}.{payload}".encode())
    except InvalidSignature:
        return False
    return True


def check_chain(records: list[str], public: bytes) -> list[Any]:
    """The payloads; `WrongError(code, place)` for the first thing that is wrong."""
    found: list[Any] = []
    chain = payload_of(records[0])["chain"]
    before = sha256(chain.encode("ascii")).hexdigest()
    for place, jws in enumerate(records, start=1):
        record = payload_of(jws)
        if record["chain"] != chain:
            raise WrongError("other-chain", place)
        if record["seq"] != place:
            raise WrongError("gap" if record["seq"] > place else "repeated", place)
        if record["prev"] != before:
            raise WrongError("wrong-previous", place)
        if not is_signed(jws, public):
            raise WrongError("signature", place)
        before = sha256(jws.encode("ascii")).hexdigest()
        found.append(record)
    return found


def test_the_published_chain_reads_by_the_page() -> None:
    public = bytes.fromhex(RECORDS["device_public"])
    found = check_chain(RECORDS["records"], public)
    for record, personal in zip(found, RECORDS["personal"], strict=True):
        assert set(record) >= MEMBERS
        assert record["personal"] == (personal and sha256(bytes.fromhex(personal)).hexdigest())
    assert sha256(RECORDS["records"][-1].encode()).hexdigest() == RECORDS["head"]


@pytest.mark.parametrize("vector", RECORDS["faults"], ids=lambda vector: str(vector["name"]))
def test_the_published_faults_are_found_by_the_page(vector: dict[str, Any]) -> None:
    with pytest.raises(WrongError) as raised:
        check_chain(vector["records"], bytes.fromhex(RECORDS["device_public"]))
    assert raised.value.args == (vector["fault"], vector["seq"])


@dataclass(frozen=True)
class Folder:
    """A sample folder as somebody with its records and personal parts alone sees it."""

    records: list[Any]
    personal: dict[str, Any]
    texts: dict[str, str] = field(default_factory=dict)

    def of(self, *types: str) -> list[Any]:
        return [record for record in self.records if record["type"] in types]

    def by_id(self, record_id: str) -> Any:
        return next(record for record in self.records if record["id"] == record_id)

    def needed(self, record: Any, *types: str) -> list[Any]:
        return [found for found in map(self.by_id, record["needs"]) if found["type"] in types]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    base = tmp_path_factory.mktemp("records")
    make_sample(base / "data", state=base / "state", now=datetime(2026, 11, 22, 12, tzinfo=UTC))
    device = open_device(
        base / "data", lambda slots: slots.open_with("sample"), state=base / "state", readonly=True
    )
    try:
        return read(device)
    finally:
        device.close()


def read(device: Device) -> Folder:
    (chain,) = device.tables.records.chains()
    rows = device.tables.records.of_chain(chain.id)
    records = check_chain([row.jws for row in rows], chain.public)
    personal = {}
    for record, row in zip(records, rows, strict=True):
        assert record["personal"] == (row.personal and sha256(row.personal).hexdigest())
        if row.personal:
            personal[record["id"]] = json.loads(row.personal[16:])
    certificates = device.tables.certificates
    texts = {line.number: certificates.get(line.number).qr for line in certificates.lines()}
    return Folder(records, personal, texts)


def test_every_record_is_as_the_page_says(folder: Folder) -> None:
    seen: set[str] = set()
    for record in folder.records:
        assert set(record) == MEMBERS
        assert record["v"] == 1
        assert all(ID.match(record[name]) for name in ("id", "chain", "boot", "by"))
        assert HASH.match(record["prev"])
        assert TIME.match(record["at"])
        assert set(record["needs"]) <= seen, "a record needs earlier ones"
        seen.add(record["id"])


def test_the_first_record_names_the_key_and_who_vouches_for_it(folder: Folder) -> None:
    body = folder.records[0]["body"]
    assert body["reason"] == "new"
    assert body["public"] in body["delegation"], "the delegation is for this key"


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for inner in value.values():
            yield from strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner)
    elif isinstance(value, str):
        yield value


def typed_and_said(folder: Folder) -> tuple[set[str], list[str]]:
    """What people typed beside records, and what bodies say."""
    typed = {text for beside in folder.personal.values() for text in strings(beside) if len(text) > 4}
    said = [text for record in folder.records for text in strings([record["body"], record["about"]])]
    # A hash and its salt are nobody's words.
    typed = {text for text in typed if not re.fullmatch(r"[0-9a-f]{32}|[0-9a-f]{64}", text)}
    return typed - {"birth-date", "id-last-four"}, said


def test_no_body_holds_what_somebody_typed(folder: Folder) -> None:
    typed, said = typed_and_said(folder)
    assert len(typed) > 20
    assert not [text for text in said if any(words in text for words in typed)]
    assert not [text for text in said if " " in text and not text.startswith(("photo:", "reading:"))]


def test_free_text_stands_alone(folder: Folder) -> None:
    """What an issuer gets unasked holds names and numbers, never remarks."""
    for record in folder.of("assessment-finalised"):
        assert set(folder.personal[record["id"]]) - {"evidence"} == {"learner", "instruments"}
        for piece in folder.personal[record["id"]].get("evidence", ()):
            assert set(piece) == {"sha256", "salt"}
    for record in folder.of("certificate-issued"):
        beside = folder.personal[record["id"]]
        assert set(beside) == {"holder", "identity"}
        assert beside["identity"]["kind"] in {"birth-date", "id-last-four"}
    assert folder.of("remarked")


def test_whoever_acted_can_be_told_from_records_alone(folder: Folder) -> None:
    for record in folder.of("assessment-finalised"):
        known = {found["about"]["person"]: found for found in folder.needed(record, "person-introduced")}
        acted = {record["by"]} | {mark["by"] for mark in record["body"]["marks"] + record["body"]["oral"]}
        assert acted == set(known)
        assert "assessor" in known[record["by"]]["body"]["roles"]
        assert folder.personal[known[record["by"]]["id"]]["registration"]
    for record in folder.of("released"):
        (assurer,) = folder.needed(record, "person-introduced")
        assert assurer["about"]["person"] == record["by"]
        assert folder.personal[assurer["id"]]["registration"]


def test_a_certificate_needs_its_decision_its_release_and_its_people(folder: Folder) -> None:
    for record in folder.of("certificate-issued"):
        body = record["body"]
        (decision,) = folder.needed(record, "assessment-finalised")
        (release,) = folder.needed(record, "released")
        assert decision["about"]["award"] == record["about"]["award"]
        assert record["about"]["assessment"] in release["body"]["assessments"]
        assert len(folder.needed(record, "person-introduced")) == 2
        assert folder.needed(decision, "sitting-opened")
        assert sha256(folder.texts[body["number"]].encode()).hexdigest() == body["qr"]
        assert TIME.match(body["issued"])


def test_a_reading_is_text(folder: Folder) -> None:
    marks = [mark for record in folder.of("assessment-finalised") for mark in record["body"]["marks"]]
    readings = [reading for mark in marks for reading in mark.get("readings", [])]
    assert readings
    assert all(re.match(r"-?\d+(\.\d+)?\Z", reading["value"]) for reading in readings)


# What the sample does not take is read from a story of its own: by the page all the same.


@pytest.fixture
def afterwards(tmp_path: Path) -> Iterator[Folder]:
    story = begin(tmp_path / "data", tmp_path / "state")
    what_happens_after(story)
    yield read(story.device)
    story.device.close()


def what_happens_after(story: Story) -> None:
    """Two learners: one corrected to *not yet* with a paper, then upheld on appeal; one annulled with a paper."""
    after, tables = story.device.after, story.device.tables
    story.add_learner("Amina Bello", "2031")
    story.add_learner("Seán Ó Conaill", "2032")
    sitting, entries = story.open_sitting()
    works = [story.start(entry) for entry in entries]
    for work in works:
        story.show_everything(work, sitting.id)
        story.decide_competent(work)
    ids = [work.id for work in works]
    finalise(story.device.deciding, by=ASSESSOR, pin=PINS[ASSESSOR], assessments=ids)
    release(story.device.deciding, by=ASSURER, pin=PINS[ASSURER], assessments=ids)
    issue(story.device.awards, by=ASSESSOR, assessments=ids)
    first, second = ids
    down = Revision(
        corrects=tables.assessments.signed(first)[0], reason="The wrong row.", decision=Decision.NOT_YET
    )
    correct(after, by=ASSESSOR, pin=PINS[ASSESSOR], assessment=first, revision=down)
    said = Lodged(said_by=SaidBy.LEARNER, said_on=story.clock.moment.date(), grounds="I did that.")
    appeal = lodge(after, by=ADMIN, pin=PINS[ADMIN], assessment=first, lodged=said)
    upheld = Ruling(outcome=Outcome.UPHELD, remedy=Remedy.CORRECTION, reasons="The photo shows it.")
    rule(after, by=ADMIN, pin=PINS[ADMIN], appeal=appeal.id, ruling=upheld)
    record, _award = tables.assessments.signed(first)
    up = Revision(
        corrects=record,
        reason="As decided.",
        decision=Decision.COMPETENT,
        override="Seen by the assurer",
    )
    correct(after, by=ASSESSOR, pin=PINS[ASSESSOR], assessment=first, revision=up)
    annul(
        after,
        by=Signer(id=ASSESSOR, pin=PINS[ASSESSOR]),
        second=Signer(id=ASSURER, pin=PINS[ASSURER]),
        assessment=second,
        grounds=Grounds(why=Why.WRONG_LEARNER, reason="Those were Amina's marks."),
    )


def test_revisions_are_a_line_and_each_says_everything(afterwards: Folder) -> None:
    (first, *_other) = afterwards.of("assessment-finalised")
    down, up = afterwards.of("corrected")
    assert (down["body"]["corrects"], up["body"]["corrects"]) == (first["id"], down["id"])
    assert [one["body"]["revision"] for one in (down, up)] == [2, 3]
    for before, one in ((first, down), (down, up)):
        assert before["id"] in one["needs"]
        assert set(first["body"]) <= set(one["body"])
        assert set(afterwards.personal[one["id"]]) == {"learner", "instruments"}
        (remark,) = [found for found in afterwards.of("remarked") if found["needs"] == [one["id"]]]
        assert afterwards.personal[remark["id"]]["reason"]
        assert one["by"] == first["by"]
    assert down["body"]["marks"] == first["body"]["marks"]
    assert "award" not in down["about"]
    assert up["about"]["award"] != first["about"]["award"]


def test_a_withdrawn_award_takes_its_papers(afterwards: Folder) -> None:
    (first, *_other) = afterwards.of("assessment-finalised")
    down, _up = afterwards.of("corrected")
    (revoked,) = afterwards.of("revoked")
    papers = afterwards.needed(revoked, "certificate-issued")
    assert revoked["about"]["award"] == first["about"]["award"]
    assert revoked["body"]["certificates"] == [paper["body"]["number"] for paper in papers]
    assert {paper["about"]["award"] for paper in papers} == {first["about"]["award"]}
    assert afterwards.needed(revoked, "corrected") == [down]


def test_an_annulment_names_two_people_and_the_papers(afterwards: Folder) -> None:
    (annulled,) = afterwards.of("annulled")
    known = {
        found["about"]["person"]: found["body"]["roles"]
        for found in afterwards.needed(annulled, "person-introduced")
    }
    assert set(known) == {annulled["by"], annulled["body"]["second"]}
    assert annulled["by"] != annulled["body"]["second"]
    (decision,) = afterwards.needed(annulled, "assessment-finalised")
    assert decision["about"]["award"] == annulled["about"]["award"]
    papers = afterwards.needed(annulled, "certificate-issued")
    assert annulled["body"]["certificates"] == [paper["body"]["number"] for paper in papers]
    assert set(afterwards.personal[annulled["id"]]) == {"reason"}


def test_an_appeal_is_two_records_and_its_correction_needs_the_second(afterwards: Folder) -> None:
    lodged, decided = afterwards.of("appeal")
    _down, up = afterwards.of("corrected")
    assert (lodged["body"]["step"], decided["body"]["step"]) == ("lodged", "decided")
    assert lodged["about"]["appeal"] == decided["about"]["appeal"]
    assert lodged["id"] in decided["needs"]
    assert afterwards.needed(up, "appeal") == [decided]
    (judge,) = afterwards.needed(decided, "person-introduced")
    first = afterwards.of("assessment-finalised")[0]
    marked = {mark["by"] for mark in first["body"]["marks"]} | {first["by"]}
    released = {one["by"] for one in afterwards.of("released")}
    assert judge["about"]["person"] == decided["by"]
    assert decided["by"] not in marked | released


def test_no_body_of_what_happens_after_holds_what_somebody_typed(afterwards: Folder) -> None:
    typed, said = typed_and_said(afterwards)
    assert {"I did that.", "The photo shows it.", "The wrong row.", "Those were Amina's marks."} < typed
    assert not [text for text in said if any(words in text for words in typed)]
    test_every_record_is_as_the_page_says(afterwards)
