"""Evidence that changes hands with the marks it is for, on a real encrypted folder: one act, one undo, in the history."""

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from assessor_app.device.evidence import evidence_desk
from assessor_app.domain.errors import KnownError
from assessor_app.domain.evidence import Evidence
from assessor_app.domain.form import EvidenceRules
from assessor_app.domain.marks import How, Mark
from assessor_app.domain.prior import Authenticated, Claim
from assessor_app.domain.sitting import Entry
from assessor_app.services.assessing.undo import next_undo, undo, undo_in_sitting
from assessor_app.services.board.marking import mark_entry
from assessor_app.services.board.move import Moved, foresee_move, move_marks
from assessor_app.services.deciding.finalise import finalise
from assessor_app.services.evidence.capture import capture
from assessor_app.services.evidence.prove import evidence_faults, fault_of
from assessor_app.services.evidence.remove import put_back, remove
from assessor_app.services.evidence.witness import Statement, take_statement
from assessor_app.services.quality.inside import look_inside
from assessor_app.services.quality.queue import QualityDesk
from assessor_app.services.records.check import check_records
from assessor_app.storage.engine.driver import IntegrityError
from assessor_app.storage.tables.quality import QualityTable
from assessor_app.storage.tables.waiting import WaitingTable
from assessor_app.wording.errors import sentence
from story import ADMIN, ASSESSOR, ASSURER, PINS, Story, begin

FORM = ("CUL-KNI", "1")
NAMES = ("Amina Bello", "Bram Jansen")


class Pair:
    """Two learners of one sitting, both at work."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.learners = [
            story.add_learner(name, str(number)) for number, name in enumerate(NAMES, start=2031)
        ]
        self.sitting, self.entries = story.open_sitting(FORM)
        self.one, self.other = self.entries
        self.works = [story.start(entry).id for entry in self.entries]
        of = story.device.tables.assessments.occasions
        self.occasions = [of(work)[0].id for work in self.works]
        form = story.device.shelf.get(*FORM)
        plain = (
            item
            for item in form.criteria()
            if not (item.critical or item.note or item.photo or item.readings)
        )
        self.form, self.plain = form, [item.id for item in plain]

    def tap(self, entry: Entry, criterion: str, said: Mark = Mark.MET) -> None:
        desk = self.story.device.assessing
        mark_entry(desk, by=ASSESSOR, entry=entry.id, criterion=criterion, mark_as=said, how=How.TAP)

    def keep(self, entry: Entry, criterion: str = "", content: bytes = b"a list", **more: Any) -> Evidence:
        place = self.entries.index(entry)
        return capture(
            evidence_desk(self.story.device),
            by=ASSESSOR,
            assessment=self.works[place],
            occasion=self.occasions[place],
            criterion=criterion,
            source=io.BytesIO(content),
            **more,
        )

    def move(self, source: Entry, target: Entry, **more: Any) -> Moved:
        desk = self.story.device.assessing
        return move_marks(desk, by=ASSESSOR, source=source.id, target=target.id, **more)

    def undo(self) -> None:
        undo_in_sitting(self.story.device.assessing, by=ASSESSOR, sitting=self.sitting.id)

    def act(self, what: str, whose: int, place: int) -> None:
        """One of what somebody does: a mark, a piece of evidence (of the whole work too), a while."""
        criterion = (*self.plain[:3], "")[place]
        if what == "keep":
            self.keep(self.entries[whose], criterion)
        elif what == "later":
            self.later()
        elif criterion:
            self.tap(self.entries[whose], criterion, Mark(what))

    def of(self, entry: Entry) -> list[str]:
        """The evidence of this work, in the order in which it came."""
        work = self.works[self.entries.index(entry)]
        return [item.id for item in self.story.device.tables.evidence.of_assessment(work)]

    def later(self) -> str:
        self.story.clock.pass_by(timedelta(minutes=5))
        return self.story.clock.now().isoformat(timespec="seconds")

    def rows(self) -> dict[str, list[tuple[object, ...]]]:
        """All that stands of both, and nothing of how it came to."""
        read = self.story.device.store.raw().execute
        names = ("judgement", "oral_answer", "evidence", "claim")
        return {name: read(f"SELECT * FROM {name} ORDER BY 1, 2").fetchall() for name in names}  # noqa: S608

    def change_learner(self, place: int, **kept: Any) -> None:
        table = self.story.device.tables.learners
        table.put(replace(table.get(self.learners[place]), **kept), at="2026-11-22T09:00:00+00:00", by=ADMIN)


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[Pair]:
    story = begin(tmp_path / "data", tmp_path / "state")
    yield Pair(story)
    story.device.close()


def picture() -> bytes:
    held = io.BytesIO()
    Image.new("RGB", (64, 48), "white").save(held, "JPEG")
    return held.getvalue()


def test_evidence_goes_with_its_marks_and_comes_back_with_them(pair: Pair) -> None:
    one, other, device = pair.one, pair.other, pair.story.device
    first, second, third = pair.plain[:3]
    for criterion in (first, second):
        pair.tap(one, criterion)
    photo = pair.keep(one, first, picture(), name="a.jpg", work_only=True)
    told = Statement(who="Ana", relation="chef", words="Daily.", saw_it=True, typed="Ana")
    desk = evidence_desk(device)
    where = {"by": ASSESSOR, "assessment": pair.works[0], "occasion": pair.occasions[0]}
    said = take_statement(desk, statement=told, criterion=second, **where)
    whole, loose = pair.keep(one), pair.keep(one, third)
    out = pair.keep(one, first)
    remove(desk, by=ASSESSOR, evidence=out.id)
    there, files = pair.rows(), sorted(path.name for path in (device.folder / "evidence").iterdir())

    moved = pair.move(one, other, criteria=(first,))
    assert [item.id for item in moved.pieces] == [photo.id]
    assert [item.id for item in moved.left] == [said.id, whole.id, loose.id], "marks stay that they are for"
    assert pair.of(other) == [photo.id]
    pair.undo()
    assert pair.rows() == there

    moved = pair.move(one, other)
    assert [item.id for item in moved.pieces] == [photo.id, said.id, whole.id, loose.id]
    assert moved.left == ()
    assert pair.of(one) == [out.id], "what was taken out counts for nobody, and stays where that was done"
    now = device.tables.evidence.get(photo.id)
    assert (now.assessment, now.occasion) == (pair.works[1], pair.occasions[1])
    assert replace(now, assessment=photo.assessment, occasion=photo.occasion) == photo
    assert fault_of(desk.files, now) == ""
    assert files == sorted(path.name for path in (device.folder / "evidence").iterdir()), "no file is touched"
    undo(device.assessing, by=ASSESSOR, assessment=pair.works[1])
    assert pair.rows() == there


def test_a_swap_gives_both_ways_and_is_in_both_histories(pair: Pair) -> None:
    one, other = pair.one, pair.other
    first, second = pair.plain[:2]
    pair.tap(one, first)
    pair.tap(other, first, Mark.NOT_MET)
    pair.tap(other, second)
    hers, his, more = pair.keep(one, first), pair.keep(other, first), pair.keep(other, second)
    there = pair.rows()
    pair.move(one, other, swap=True)
    assert (pair.of(one), pair.of(other)) == ([his.id, more.id], [hers.id])
    device = pair.story.device
    quality = QualityDesk(
        desk=device.assessing, reads=QualityTable(device.store), outcomes=device.tables.outcomes
    )
    inside = look_inside(quality, by=ASSURER, assessment=pair.works[0])
    moved = [(item.giver, item.taker, item.by) for item in inside.pieces if item.act == "moved"]
    amina, bram = pair.learners
    assert moved == [(amina, bram, ASSESSOR), (bram, amina, ASSESSOR), (bram, amina, ASSESSOR)]
    pair.undo()
    assert pair.rows() == there
    inside = look_inside(quality, by=ASSURER, assessment=pair.works[0])
    assert [item.undo for item in inside.pieces if item.act == "moved"] == [False] * 3 + [True] * 3


def test_since_a_time_what_is_older_stays_with_the_mark_that_comes_back(pair: Pair) -> None:
    one, other = pair.one, pair.other
    first, second, third = pair.plain[:3]
    pair.tap(one, first)
    pair.tap(one, third)
    old, early = pair.keep(one, first), pair.keep(one, second)
    kept, whole = pair.keep(one, third), pair.keep(one)
    since = pair.later()
    pair.tap(one, first, Mark.NOT_MET)
    pair.tap(one, second)
    new, late = pair.keep(one, first), pair.keep(one, third)
    moved = pair.move(one, other, since=since)
    assert [item.id for item in moved.pieces] == [early.id, new.id], "a mark takes along all that it has"
    assert pair.of(one) == [old.id, kept.id, whole.id, late.id]


def test_a_picture_goes_to_nobody_who_may_not_be_photographed(pair: Pair) -> None:
    one, other = pair.one, pair.other
    pair.change_learner(0, said_under_18=False, photo_consent=True)
    pair.tap(one, pair.plain[0])
    pair.tap(other, pair.plain[1])
    pair.keep(one, pair.plain[0], picture())
    there = pair.rows()
    for said, code in (
        ({"said_under_18": True}, "moved-to-minor"),
        ({"said_under_18": False}, "moved-to-refusing"),
        ({"said_under_18": None}, "moved-to-age-unsaid"),
    ):
        pair.change_learner(1, photo_consent=False, **said)
        for swap in (False, True):
            with pytest.raises(KnownError, match=code) as refused:
                pair.move(one, other, swap=swap)
            words = sentence(refused.value)
            assert all(part in words for part in (*NAMES, pair.plain[0]))
            assert "{" not in words
            with pytest.raises(KnownError, match=code):
                foresee_move(
                    pair.story.device.assessing, by=ASSESSOR, source=one.id, target=other.id, swap=swap
                )
        assert pair.rows() == there
    assert not pair.move(one, other, criteria=(pair.plain[1],), swap=True).pieces
    pair.undo()
    pair.change_learner(1, said_under_18=True, photo_consent=True, guardian_consent=True)
    assert len(pair.move(one, other).pieces) == 1


def test_what_a_move_would_do_is_told_and_nothing_is_done(pair: Pair) -> None:
    pair.tap(pair.one, pair.plain[0])
    piece = pair.keep(pair.one, pair.plain[0])
    device = pair.story.device
    history = device.tables.evidence.history(piece.id)
    there, before = pair.rows(), next_undo(device.assessing, by=ASSESSOR, assessment=pair.works[0])
    seen = foresee_move(device.assessing, by=ASSESSOR, source=pair.one.id, target=pair.other.id)
    assert (seen.criteria, [item.id for item in seen.pieces]) == ((pair.plain[0],), [piece.id])
    assert pair.rows() == there
    assert device.tables.evidence.history(piece.id) == history
    assert next_undo(device.assessing, by=ASSESSOR, assessment=pair.works[0]) == before


def test_a_move_that_somebody_worked_on_since_is_not_undone_over_it(pair: Pair) -> None:
    pair.tap(pair.one, pair.plain[0])
    piece = pair.keep(pair.one, pair.plain[0])
    pair.story.clock.pass_by(timedelta(minutes=1))
    pair.move(pair.one, pair.other)
    desk = evidence_desk(pair.story.device)
    pair.story.clock.pass_by(timedelta(minutes=1))
    remove(desk, by=ASSESSOR, evidence=piece.id)
    pair.undo()
    assert pair.of(pair.other) == [piece.id], "first what was done last"
    pair.undo()
    assert pair.of(pair.one) == [piece.id]
    pair.move(pair.one, pair.other)
    remove(desk, by=ASSESSOR, evidence=piece.id)
    put_back(desk, by=ASSESSOR, evidence=piece.id)
    with pytest.raises(IntegrityError, match="frozen"):
        pair.story.device.store.raw().execute(
            "UPDATE evidence SET occasion = ?, assessment = ?", (pair.occasions[0], pair.works[0])
        )


def test_a_form_that_takes_few_pieces_takes_no_more_by_a_move(
    pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = pair.one, pair.other
    pair.tap(one, pair.plain[0])
    pair.keep(one, pair.plain[0])
    pair.keep(other, pair.plain[0])
    few = replace(pair.form, evidence=EvidenceRules(pieces=1))
    monkeypatch.setattr(type(pair.story.device.shelf), "get", lambda *_args: few)
    there = pair.rows()
    with pytest.raises(KnownError, match="moved-too-many"):
        pair.move(one, other)
    assert pair.rows() == there
    pair.move(one, other, swap=True)
    pair.keep(one, pair.plain[1])
    pair.undo()
    pair.keep(one, pair.plain[2])


def test_prior_learning_goes_to_nobody_else(pair: Pair) -> None:
    one, other = pair.one, pair.other
    pair.tap(one, pair.plain[0])
    pair.tap(one, pair.plain[1])
    course, whole = pair.keep(one, pair.plain[0]), pair.keep(one)
    for number, piece in enumerate((course, whole)):
        pair.story.device.tables.prior.claim(
            Claim(
                id=f"{number:032}",
                assessment=pair.works[0],
                evidence=piece.id,
                criterion=pair.plain[2],
                what="A course",
                dated="2026-10-01",
                authenticated=Authenticated.ORIGINAL_SEEN,
                by=ASSESSOR,
                at="2026-11-22T09:00:00+00:00",
            )
        )
    with pytest.raises(KnownError, match="prior-learning-stays"):
        pair.move(one, other)
    remove(evidence_desk(pair.story.device), by=ASSESSOR, evidence=course.id)
    assert pair.move(one, other).pieces == ()
    assert whole.id in pair.of(one)


def test_a_signed_record_names_the_evidence_that_came_and_nothing_signed_moves(pair: Pair) -> None:
    story, one, other = pair.story, pair.one, pair.other
    (asked,) = (item.id for item in pair.form.criteria() if item.photo)
    pair.tap(one, asked)
    photo = pair.keep(one, asked, picture(), work_only=True)
    pair.move(one, other)
    work = story.device.tables.assessments.get(pair.works[1])
    story.show_everything(work, pair.sitting.id)
    story.decide_competent(work)
    finalise(story.device.deciding, by=ASSESSOR, pin=PINS[ASSESSOR], assessments=[work.id])
    desk = evidence_desk(story.device)
    assert desk.table.signed_hashes() == {work.id: (photo.sha256,)}
    report = check_records(
        story.device.tables.records, WaitingTable(story.device.store), evidence=evidence_faults(desk)
    )
    assert report.ok
    for ways in ((one, other), (other, one)):
        with pytest.raises(KnownError, match="assessment-closed"):
            pair.move(*ways, swap=True)
    raw = story.device.store.raw()
    says = """INSERT INTO evidence_history (evidence, act, at, by, from_occasion, to_occasion, marks_act)
        VALUES (?, 'moved', 'now', ?, ?, ?, 'x')"""
    raw.execute(says, (photo.id, ASSESSOR, *reversed(pair.occasions)))
    with pytest.raises(IntegrityError, match="frozen"):
        raw.execute("UPDATE evidence SET assessment = ?, occasion = ?", (pair.works[0], pair.occasions[0]))


_ACTS = st.lists(
    st.tuples(st.sampled_from(("met", "not-met", "keep", "later")), st.integers(0, 1), st.integers(0, 3)),
    max_size=8,
)


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(before=_ACTS, after=_ACTS, swap=st.booleans(), few=st.sets(st.integers(0, 2)), timed=st.booleans())
def test_a_move_and_its_undo_leave_all_as_it_was(
    pair: Pair,
    before: list[tuple[str, int, int]],
    after: list[tuple[str, int, int]],
    swap: bool,
    few: set[int],
    timed: bool,
) -> None:
    """Whatever stood there, whatever is chosen: nothing is lost on the way, and one undo brings all of it back."""

    for one in before:
        pair.act(*one)
    since = pair.later() if timed else ""
    for one in after:
        pair.act(*one)
    there = pair.rows()
    pieces = sorted(pair.of(pair.one) + pair.of(pair.other))
    choice: dict[str, Any] = {"criteria": [pair.plain[one] for one in few], "since": since, "swap": swap}
    try:
        moved = pair.move(pair.one, pair.other, **choice)
    except KnownError as error:
        refused = error.code
    else:
        refused = ""
    if refused:
        assert refused in {"nothing-to-move", "marks-there-already"}
        assert pair.rows() == there
        return
    gone = {item.id for item in moved.pieces}
    assert sorted(pair.of(pair.one) + pair.of(pair.other)) == pieces
    assert gone == {piece for piece, whose in _whose(pair, there).items() if whose != _whose(pair)[piece]}
    pair.undo()
    assert pair.rows() == there


def _whose(pair: Pair, rows: dict[str, list[tuple[object, ...]]] | None = None) -> dict[object, object]:
    return {row[0]: row[1] for row in (rows or pair.rows())["evidence"]}
