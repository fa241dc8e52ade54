"""Evidence from the camera to the signed record, on a real encrypted folder."""

import io
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from assessor_app.device import open_device
from assessor_app.device.evidence import evidence_desk
from assessor_app.domain.assessment import Decision, State
from assessor_app.domain.errors import KnownError
from assessor_app.domain.evidence import Evidence, Kind
from assessor_app.domain.marks import Mark
from assessor_app.domain.people import Learner
from assessor_app.domain.standing import Lack
from assessor_app.formats.personal import open_sealed
from assessor_app.formats.signed_record import decode
from assessor_app.services.assessing.mark import mark
from assessor_app.services.assessing.ports import PieceAct
from assessor_app.services.assessing.start import discard
from assessor_app.services.assessing.undo import next_undo, next_undo_in_sitting, undo, undo_in_sitting
from assessor_app.services.board.desk import look_at_board
from assessor_app.services.deciding.decide import decide, standing
from assessor_app.services.deciding.finalise import finalise
from assessor_app.services.evidence.capture import capture
from assessor_app.services.evidence.desk import EvidenceDesk
from assessor_app.services.evidence.look import evidence_of, open_evidence
from assessor_app.services.evidence.prove import evidence_faults
from assessor_app.services.evidence.remove import put_back, remove, say_of
from assessor_app.services.evidence.tidy import sweep
from assessor_app.services.evidence.witness import Statement, read_statement, take_statement
from assessor_app.services.records.check import RecordsReport, check_records
from assessor_app.services.safekeeping.copy import CopyDesk, copy_to_stick, restore
from assessor_app.storage.engine import stick
from assessor_app.storage.engine.driver import IntegrityError
from assessor_app.storage.tables.waiting import WaitingTable
from assessor_app.trust import jws
from assessor_app.ui.board.words import undo_words
from story import ADMIN, ASSESSOR, ASSURER, PINS, Story, TestClock, begin


@pytest.fixture
def story(tmp_path: Path) -> Iterator[Story]:
    found = begin(tmp_path / "data", tmp_path / "state")
    yield found
    found.device.close()


class Bench:
    """One learner at work on a form that wants a photo."""

    def __init__(self, story: Story, **learner: Any) -> None:
        self.story = story
        self.learner = story.add_learner("Amina Bello", "2031")
        if learner:
            self.change_learner(**learner)
        self.sitting, entries = story.open_sitting(("CUL-KNI", "1"))
        self.work = story.start(entries[0])
        form = story.device.shelf.get("CUL-KNI", "1")
        (self.criterion,) = (item.id for item in form.criteria() if item.photo)
        (self.occasion,) = (item.id for item in story.device.tables.assessments.occasions(self.work.id))

    @property
    def desk(self) -> EvidenceDesk:
        return evidence_desk(self.story.device)

    @property
    def folder(self) -> Path:
        return self.story.device.folder / "evidence"

    def change_learner(self, **kept: Any) -> None:
        made = Learner(id=self.learner, name="Amina Bello", number="2031", **kept)
        self.story.device.tables.learners.put(made, at="2026-11-22T09:00:00+00:00", by=ADMIN)

    def capture(
        self, content: bytes, *, by: str = ASSESSOR, criterion: str | None = None, **kept: Any
    ) -> Evidence:
        return capture(
            self.desk,
            by=by,
            assessment=self.work.id,
            occasion=self.occasion,
            criterion=self.criterion if criterion is None else criterion,
            source=io.BytesIO(content),
            **kept,
        )

    def files(self) -> set[str]:
        return {path.name for path in self.folder.iterdir()} if self.folder.exists() else set()

    def lacks_photo(self) -> bool:
        found = standing(self.story.device.assessing, self.work.id)
        return any(item.lack is Lack.PHOTO and item.about == self.criterion for item in found)

    def show_everything(self) -> None:
        self.story.show_everything(self.work, self.sitting.id)

    def sign(self) -> str:
        desk = self.story.device.deciding
        return finalise(desk, by=ASSESSOR, pin=PINS[ASSESSOR], assessments=[self.work.id])[0].id

    def checked(self) -> RecordsReport:
        device = self.story.device
        return check_records(
            device.tables.records, WaitingTable(device.store), evidence=evidence_faults(self.desk)
        )


def picture(colour: str = "red") -> bytes:
    out = io.BytesIO()
    exif = Image.Exif()
    exif.get_ifd(0x8769)[0x9003] = "2026:11:22 09:58:07"
    Image.new("RGB", (640, 480), colour).save(out, "JPEG", exif=exif)
    return out.getvalue()


def contents(bench: Bench, item: Evidence) -> bytes:
    with open_evidence(bench.desk, by=ASSURER, evidence=item.id) as stream:
        return stream.readall()


@pytest.fixture
def bench(story: Story) -> Bench:
    return Bench(story)


def test_a_photo_that_the_form_asks_for_stands_in_the_way_until_it_is_there(bench: Bench) -> None:
    bench.show_everything()
    assert bench.lacks_photo()
    item = bench.capture(picture(), name="DCIM/IMG_1.jpg")
    assert not bench.lacks_photo()
    remove(bench.desk, by=ASSESSOR, evidence=item.id)
    assert bench.lacks_photo()
    put_back(bench.desk, by=ASSESSOR, evidence=item.id)
    assert not bench.lacks_photo()
    acts = bench.story.device.tables.evidence.history(item.id)
    assert [(act, by) for act, _, by in acts] == [
        ("added", ASSESSOR),
        ("removed", ASSESSOR),
        ("put-back", ASSESSOR),
    ]


def test_undo_takes_evidence_back_by_name_and_destroys_nothing(bench: Bench) -> None:
    desk, work = bench.story.device.assessing, bench.work.id
    table = bench.desk.table

    def following(by: str = ASSESSOR) -> str:
        found = next_undo(desk, by=by, assessment=work)
        return f"{found.kind} {found.act}" if isinstance(found, PieceAct) else str(found and found.about)

    bench.show_everything()
    marked = following()
    item = bench.capture(picture())
    bench.story.decide_competent(bench.work)
    assert following() == "photo added"
    assert following(ASSURER) == "None", "only one's own"
    undo(desk, by=ASSESSOR, assessment=work)
    assert not table.get(item.id).counts
    assert table.get(item.id).key is not None, "set aside, and not destroyed"
    assert desk.assessments.get(work).decision is None, "the decision was made on other evidence"
    assert following() == marked, "undo does not undo itself"
    put_back(bench.desk, by=ASSESSOR, evidence=item.id)
    assert following() == "photo put-back"
    remove(bench.desk, by=ASSESSOR, evidence=item.id)
    assert following() == "photo removed"
    undo(desk, by=ASSESSOR, assessment=work)
    assert table.get(item.id).counts
    assert following() == "photo put-back"
    undo(desk, by=ASSESSOR, assessment=work)
    assert not table.get(item.id).counts
    put_back(bench.desk, by=ASSESSOR, evidence=item.id)
    bench.story.decide_competent(bench.work)
    bench.sign()
    assert desk.pieces.last_act(work, by=ASSESSOR) is None, "what is signed is not undone"


def test_the_undo_of_a_sitting_names_evidence_too_and_takes_the_newest(bench: Bench) -> None:
    desk, board, sitting = bench.story.device.assessing, bench.story.device.board, bench.sitting.id

    def named() -> str:
        found = next_undo_in_sitting(desk, by=ASSESSOR, sitting=sitting)
        return undo_words(found, look_at_board(board, sitting, by=ASSESSOR))

    bench.show_everything()
    marked = named()
    item = bench.capture(picture())
    assert named() == f"Undo 1 Amina {item.criterion} Photo"
    done = undo_in_sitting(desk, by=ASSESSOR, sitting=sitting)
    assert isinstance(done, PieceAct)
    assert done.assessment == bench.work.id
    assert not bench.desk.table.get(item.id).counts
    assert named() == marked
    assert next_undo_in_sitting(desk, by=ASSURER, sitting=sitting) == (), "only one's own"
    assert next_undo_in_sitting(desk, by=ASSESSOR, sitting="another") == ()
    bench.capture(picture())
    bench.story.clock.moment -= timedelta(hours=2)
    mark(
        desk,
        by=ASSESSOR,
        assessment=bench.work.id,
        occasion=bench.occasion,
        criterion=bench.criterion,
        mark=Mark.NOT_MET,
    )
    assert isinstance(next_undo_in_sitting(desk, by=ASSESSOR, sitting=sitting), tuple), (
        "the clock was set back"
    )


def test_what_is_kept_is_a_clean_photo_with_the_cameras_time(bench: Bench) -> None:
    item = bench.capture(picture(), name="IMG_1.pdf", caption="The  torn\nglove")
    assert (item.kind, item.media_type, item.caption) == (Kind.PHOTO, "image/jpeg", "The torn glove")
    assert item.taken_at == "2026-11-22T09:58:07+00:00"
    kept = contents(bench, item)
    assert b"Exif" not in kept
    assert (len(kept), Image.open(io.BytesIO(kept)).size) == (item.size, (640, 480))
    assert item.salt is not None
    assert sha256(item.salt + kept).hexdigest() == item.sha256
    assert bench.files() == {item.file}


def test_any_file_a_sound_and_a_film_are_kept_as_they_are(bench: Bench) -> None:
    for content, kind in (
        (b"\xff\xf1" + bytes(50), Kind.AUDIO),
        (b"\x00\x00\x00\x18ftypisom" + bytes(2_000_000), Kind.VIDEO),
        (b"%PDF-1.7 task sheet", Kind.FILE),
    ):
        item = bench.capture(content, criterion="")
        assert (item.kind, item.criterion) == (kind, "")
        assert contents(bench, item) == content
    assert len(evidence_of(bench.desk, by=ASSURER, assessment=bench.work.id)) == 3


def test_who_acts_is_checked(bench: Bench) -> None:
    with pytest.raises(KnownError, match="not-allowed"):
        bench.capture(picture(), by=ASSURER)
    item = bench.capture(picture())
    for act in (remove, put_back, partial(say_of, caption="x")):
        with pytest.raises(KnownError, match="not-allowed"):
            act(bench.desk, by=ASSURER, evidence=item.id)
    with pytest.raises(KnownError, match="not-to-see"):
        evidence_of(bench.desk, by=ADMIN, assessment=bench.work.id)
    assert bench.files() == {item.file}


@pytest.mark.parametrize("content", [picture(), b"\xff\xf1" + bytes(9), b"\x00\x00\x00\x18ftypisom"])
def test_of_a_minor_nothing_is_taken_without_both_consents(story: Story, content: bytes) -> None:
    young = date(2010, 1, 1)
    bench = Bench(story, birth_date=young)
    for consents in ({}, {"guardian_consent": True}, {"photo_consent": True}):
        bench.change_learner(birth_date=young, **consents)
        with pytest.raises(KnownError, match="minor-without-consent"):
            bench.capture(content, name="sheet.pdf")
    bench.capture(b"%PDF-1.7 shows nobody")
    assert len(bench.files()) == 1
    bench.change_learner(said_under_18=True, guardian_consent=True, photo_consent=True)
    bench.capture(content)
    assert len(bench.files()) == 2


@pytest.mark.parametrize("content", [picture(), b"\xff\xf1" + bytes(9), b"\x00\x00\x00\x18ftypisom"])
def test_whose_age_nobody_said_may_be_a_minor(bench: Bench, content: bytes) -> None:
    for consents in ({}, {"guardian_consent": True}, {"photo_consent": True}):
        bench.change_learner(said_under_18=None, **consents)
        with pytest.raises(KnownError, match="age-unsaid"):
            bench.capture(content, work_only=True)
    assert not bench.files()
    bench.change_learner(said_under_18=None, guardian_consent=True, photo_consent=True)
    bench.capture(content)
    bench.change_learner(said_under_18=False, photo_consent=True)
    bench.capture(content)
    assert len(bench.files()) == 2


@pytest.mark.parametrize("content", [picture(), b"\x00\x00\x00\x18ftypisom"])
def test_who_allows_no_photographs_is_in_no_picture_without_a_kept_word(bench: Bench, content: bytes) -> None:
    bench.change_learner(said_under_18=False)
    with pytest.raises(KnownError, match="photographs-refused"):
        bench.capture(content)
    assert not bench.files()
    bench.capture(b"\xff\xf1" + bytes(9))
    assert bench.capture(content, work_only=True).work_only
    assert [item.work_only for item in bench.desk.table.of_assessment(bench.work.id)] == [False, True]
    with pytest.raises(IntegrityError, match="frozen: evidence"), bench.story.device.store.atomic():
        bench.story.device.store.raw().execute("UPDATE evidence SET work_only = 1 - work_only")
    bench.show_everything()
    bench.story.decide_competent(bench.work)
    record = bench.story.device.tables.records.get(bench.sign())
    listed = decode(jws.peek(record.jws)[1]).body["evidence"]
    assert [item.get("work_only") for item in listed] == [None, True], "said in the record, where it was said"


class Heavy(io.BytesIO):
    """A file that says how large it is, and that nobody needs to read."""

    def __init__(self, content: bytes, size: int) -> None:
        super().__init__(content)
        self._size = size

    def seek(self, offset: int, whence: int = 0, /) -> int:
        return self._size if whence == io.SEEK_END else super().seek(offset, whence)

    def read(self, size: int | None = -1, /) -> bytes:
        assert size is not None
        assert 0 <= size <= 4096, "told before it is read"
        return super().read(size)


@pytest.mark.parametrize(
    ("content", "mib"), [(b"%PDF", 101), (b"\xff\xd8\xff", 65), (b"OggS", 51), (b"\x1aE\xdf\xa3", 301)]
)
def test_what_is_too_large_is_told_before_it_is_read(bench: Bench, content: bytes, mib: int) -> None:
    with pytest.raises(KnownError) as caught:
        capture(
            bench.desk,
            by=ASSESSOR,
            assessment=bench.work.id,
            occasion=bench.occasion,
            source=Heavy(content, mib * 2**20),
        )
    assert (caught.value.code, caught.value.details["most"]) == ("evidence-too-large", mib - 1)


def test_a_disk_that_is_nearly_full_takes_no_film(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type(bench.story.device.vault), "free", lambda _vault: 64 * 2**20)
    with pytest.raises(KnownError, match="evidence-no-room"):
        bench.capture(b"%PDF-1.7")
    with pytest.raises(KnownError, match="evidence-empty"):
        bench.capture(b"")
    assert bench.files() == set()


def test_what_is_refused_leaves_no_file(bench: Bench) -> None:
    with pytest.raises(KnownError, match="photo-unreadable"):
        bench.capture(b"\xff\xd8\xff\xe0 no photo")
    with pytest.raises(KnownError, match="text-too-long"):
        bench.capture(picture(), caption="x" * 501)
    with pytest.raises(KnownError, match="no-such-occasion"):
        capture(bench.desk, by=ASSESSOR, assessment=bench.work.id, occasion="other", source=io.BytesIO(b"x"))
    with pytest.raises(KeyError):
        bench.capture(picture(), criterion="99.99")
    assert bench.files() == set()


def test_evidence_that_changes_takes_the_decision_back(bench: Bench) -> None:
    item = bench.capture(picture())
    assessments = bench.story.device.tables.assessments

    def decided() -> None:
        decide(bench.story.device.assessing, by=ASSESSOR, assessment=bench.work.id, decision=Decision.NOT_YET)
        assert assessments.get(bench.work.id).state is State.DECIDED

    acts: tuple[Callable[[], object], ...] = (
        lambda: bench.capture(picture("blue")),
        lambda: remove(bench.desk, by=ASSESSOR, evidence=item.id),
        lambda: put_back(bench.desk, by=ASSESSOR, evidence=item.id),
    )
    for act in acts:
        decided()
        act()
        assert assessments.get(bench.work.id).state is State.OPEN
    decided()
    say_of(bench.desk, by=ASSESSOR, evidence=item.id, caption="Seen from above")
    assert assessments.get(bench.work.id).state is State.DECIDED


def test_the_signed_record_has_the_hash_and_whoever_has_the_salt_can_prove_it(bench: Bench) -> None:
    bench.show_everything()
    first = bench.capture(picture(), name="one.jpg", caption="Amina's bench")
    second = bench.capture(b"%PDF-1.7", criterion="")
    bench.story.decide_competent(bench.work)
    signed = bench.story.device.tables.records.get(bench.sign())
    body = decode(jws.peek(signed.jws)[1]).body
    assert body["evidence"] == [
        {
            "occasion": 1,
            "criterion": item.criterion,
            "kind": item.kind.value,
            "sha256": item.sha256,
            "bytes": item.size,
        }
        for item in (first, second)
    ]
    assert signed.personal is not None
    salts = {item["sha256"]: item["salt"] for item in open_sealed(signed.personal)["evidence"]}
    for item in (first, second):
        assert sha256(bytes.fromhex(salts[item.sha256]) + contents(bench, item)).hexdigest() == item.sha256
    assert "Amina's bench" not in signed.jws
    (remarks,) = (
        open_sealed(row.personal)
        for row in bench.story.device.tables.records.about("assessment", bench.work.id)
        if row.type == "remarked" and row.personal
    )
    assert remarks["evidence"][0] == {
        "sha256": first.sha256,
        "name": "one.jpg",
        "caption": "Amina's bench",
    }
    assert bench.checked().ok


def test_without_evidence_the_record_has_no_word_of_it(bench: Bench) -> None:
    bench.show_everything()
    bench.story.decide_competent(bench.work)
    signed = bench.story.device.tables.records.get(bench.sign())
    assert "evidence" not in decode(jws.peek(signed.jws)[1]).body
    assert signed.personal is not None
    assert set(open_sealed(signed.personal)) == {"learner", "instruments"}


@pytest.mark.parametrize(
    ("harm", "code"),
    [
        (lambda path: path.unlink(), "evidence-missing"),
        (lambda path: path.write_bytes(path.read_bytes()[:-1]), "evidence-differs"),
        (lambda path: path.write_bytes(b"something else"), "evidence-differs"),
    ],
)
def test_nothing_is_signed_over_evidence_that_is_not_there(bench: Bench, harm: Any, code: str) -> None:
    bench.show_everything()
    item = bench.capture(picture(), name="IMG_1.jpg")
    bench.story.decide_competent(bench.work)
    harm(bench.folder / item.file)
    before = bench.story.device.tables.records.count()
    with pytest.raises(KnownError) as caught:
        bench.sign()
    assert (caught.value.code, caught.value.details["name"]) == (code, "IMG_1.jpg")
    assert bench.story.device.tables.records.count() == before
    assert bench.checked().code == code
    remove(bench.desk, by=ASSESSOR, evidence=item.id)
    assert bench.checked().ok
    bench.story.decide_competent(bench.work)
    bench.sign()


def test_after_signing_nothing_changes_and_what_was_taken_out_is_gone(bench: Bench) -> None:
    bench.show_everything()
    kept, gone = bench.capture(picture()), bench.capture(picture("blue"), name="wrong learner.jpg")
    remove(bench.desk, by=ASSESSOR, evidence=gone.id)
    assert sweep(bench.desk) == 0
    bench.story.decide_competent(bench.work)
    bench.sign()
    assert sweep(bench.desk) == 1
    assert bench.files() == {kept.file}
    left = bench.story.device.tables.evidence.get(gone.id)
    assert (left.key, left.salt, left.name) == (None, None, "")
    for act in (remove, put_back):
        with pytest.raises(KnownError, match="assessment-closed"):
            act(bench.desk, by=ASSESSOR, evidence=kept.id)
    with pytest.raises(KnownError, match="assessment-closed"):
        bench.capture(picture())
    assert bench.files() == {kept.file}
    assert evidence_of(bench.desk, by=ASSESSOR, assessment=bench.work.id) == (kept,)
    assert bench.checked().ok


def test_what_was_taken_out_of_work_that_was_set_aside_goes_too(bench: Bench) -> None:
    gone = bench.capture(picture())
    remove(bench.desk, by=ASSESSOR, evidence=gone.id)
    discard(bench.story.device.assessing, by=ASSESSOR, assessment=bench.work.id)
    assert sweep(bench.desk) == 1
    assert bench.files() == set()


REFUSED = (
    "DELETE FROM evidence",
    "UPDATE evidence SET sha256 = upper(sha256)",
    "UPDATE evidence SET kind = 'file'",
    "UPDATE evidence SET key = zeroblob(32)",
    "UPDATE evidence SET removed_at = 'now', removed_by = by",
    "UPDATE evidence SET caption = 'another'",
    "DELETE FROM evidence_history",
    "UPDATE evidence_history SET act = 'removed'",
    """INSERT INTO evidence SELECT 'x', assessment, occasion, criterion, kind, media_type, name, caption, bytes, sha256,
      salt, replace(file, 'a', 'b'), key, taken_at, entered_at, by, removed_at, removed_by, work_only FROM evidence""",
)


def test_the_database_refuses_to_change_signed_evidence(bench: Bench) -> None:
    bench.show_everything()
    bench.capture(picture())
    bench.story.decide_competent(bench.work)
    bench.sign()
    for statement in REFUSED:
        with pytest.raises(IntegrityError, match="frozen"):
            bench.story.device.store.raw().execute(statement)


def test_evidence_of_a_signed_decision_that_is_not_its_records_is_told(bench: Bench) -> None:
    bench.show_everything()
    item = bench.capture(picture())
    bench.story.decide_competent(bench.work)
    bench.sign()
    connection = bench.story.device.store.raw()
    for name in ("evidence_signed", "evidence_kept", "evidence_frozen"):
        connection.execute(f"DROP TRIGGER {name}")
    connection.execute("UPDATE evidence SET removed_at = 'now', removed_by = by")
    report = bench.checked()
    assert (report.code, report.details) == ("evidence-unrecorded", {"id": bench.work.id})
    assert item.counts


def test_a_file_that_a_crash_left_behind_is_swept_and_nothing_else(bench: Bench) -> None:
    kept = bench.capture(picture())
    (bench.folder / ("c" * 64)).write_bytes(b"renamed, and never named")
    (bench.folder / ("d" * 64 + ".part")).write_bytes(b"half written")
    assert sweep(bench.desk) == 2
    assert bench.files() == {kept.file}


def test_a_copy_takes_evidence_along_and_it_opens_elsewhere(bench: Bench, tmp_path: Path) -> None:
    device = bench.story.device
    bench.show_everything()
    item = bench.capture(picture())
    film = bench.capture(b"\x00\x00\x00\x18ftypisom" + bytes(3 * 2**20))
    bench.story.decide_competent(bench.work)
    bench.sign()
    copying = CopyDesk(
        transactions=device.store,
        settings=device.tables.settings,
        records=device.tables.records,
        work=WaitingTable(device.store),
        make=partial(stick.make_copy, device.store),
        staff=device.tables.staff,
        clock=device.clock,
    )
    usb = tmp_path / "usb"
    usb.mkdir()
    made = copy_to_stick(copying, by=ADMIN, stick=usb)
    assert b"JFIF" not in (usb / made.file).read_bytes()
    restore(
        stick.restore, copy=usb / made.file, recovery_key=bench.story.recovery, into=tmp_path / "elsewhere"
    )
    again = open_device(
        tmp_path / "elsewhere",
        lambda slots: slots.open_with_recovery(bench.story.recovery),
        state=tmp_path / "other-state",
        clock=TestClock(),
    )
    try:
        desk = evidence_desk(again)
        with open_evidence(desk, by=ASSESSOR, evidence=film.id) as stream:
            assert len(stream.readall()) == film.size
        report = check_records(
            again.tables.records, WaitingTable(again.store), evidence=evidence_faults(desk)
        )
        assert report.ok
        (again.folder / "evidence" / item.file).unlink()
        report = check_records(
            again.tables.records, WaitingTable(again.store), evidence=evidence_faults(desk)
        )
        assert (report.code, report.details) == ("evidence-missing", {"kind": "photo", "id": item.id})
    finally:
        again.close()


def statement(**kept: Any) -> Statement:
    values = {
        "who": "Grace Obi",
        "relation": "site foreman",
        "words": "I saw her lock the board off.\nTwice.",
        "saw_it": True,
        "typed": "Grace Obi",
        **kept,
    }
    return Statement(**values)


def test_a_witness_says_it_in_their_own_words_and_signs(bench: Bench) -> None:
    said = statement(strokes=(((0.0, 1.0), (2.5, 3.0)),), typed="")
    item = take_statement(
        bench.desk,
        by=ASSESSOR,
        assessment=bench.work.id,
        occasion=bench.occasion,
        statement=said,
        criterion=bench.criterion,
    )
    assert (item.kind, item.name, item.caption) == (Kind.WITNESS, "Grace Obi", "site foreman")
    assert read_statement(contents(bench, item)) == said
    mark_before = bench.story.device.tables.work.judgement(bench.occasion, bench.criterion)
    assert mark_before is None, "a statement is no assessor's decision"


@pytest.mark.parametrize(
    ("kept", "code"),
    [
        ({"who": " "}, "name-missing"),
        ({"relation": ""}, "statement-empty"),
        ({"words": " \n"}, "statement-empty"),
        ({"saw_it": False}, "statement-unseen"),
        ({"typed": ""}, "statement-unsigned"),
        ({"words": "x" * 8_001}, "text-too-long"),
    ],
)
def test_a_statement_that_is_none_is_refused(bench: Bench, kept: dict[str, Any], code: str) -> None:
    with pytest.raises(KnownError) as caught:
        take_statement(
            bench.desk,
            by=ASSESSOR,
            assessment=bench.work.id,
            occasion=bench.occasion,
            statement=statement(**kept),
        )
    assert caught.value.code == code


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b'{"strokes": 3}', b"\xff"])
def test_a_statement_that_cannot_be_read_is_told(content: bytes) -> None:
    with pytest.raises(KnownError, match="evidence-unreadable"):
        read_statement(content)


def test_a_piece_whose_file_is_gone_is_told_by_its_name(bench: Bench) -> None:
    item = bench.capture(picture(), name="IMG_7.jpg")
    (bench.folder / item.file).unlink()
    with pytest.raises(KnownError) as caught:
        open_evidence(bench.desk, by=ASSESSOR, evidence=item.id)
    assert (caught.value.code, caught.value.details) == ("evidence-missing", {"name": "IMG_7.jpg"})
