"""What is copied from a paper sheet says so by itself: a mark, a note, a reading, an answer."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from assessor_app.device.evidence import evidence_desk
from assessor_app.domain.assessment import Assessment
from assessor_app.domain.dealing import deal
from assessor_app.domain.errors import KnownError
from assessor_app.domain.marks import How, Mark, Paper, TakenReading
from assessor_app.domain.standing import standings
from assessor_app.sample.media import photo
from assessor_app.services.assessing.answer import answer
from assessor_app.services.assessing.desk import whole_work
from assessor_app.services.assessing.mark import mark, set_prompted, take_reading, write_note
from assessor_app.services.assessing.undo import undo
from assessor_app.services.board.paper import Copying, keep_sheet_photo, require_on_sheet
from assessor_app.services.deciding.signed_body import remarks_of, signed_body
from assessor_app.services.papers.ports import SheetKind
from story import ASSESSOR, Story, begin

FORM = ("CUL-KNI", "1")
SEEN = "2026-11-22T08:40:00+00:00"
PAPER = Paper(source="sheet-1", observed_at=SEEN)


class Copied:
    """One learner at work, and sheet 1 of their group."""

    def __init__(self, story: Story) -> None:
        self.story, self.desk = story, story.device.assessing
        story.add_learner("Amina Bello", "2031")
        story.add_learner("Kofi Mensah", "2032")
        self.sitting, self.entries = story.open_sitting(FORM)
        self.work: Assessment = story.start(self.entries[0])
        self.form = story.device.shelf.get(*FORM)
        self.occasion = self.desk.assessments.occasions(self.work.id)[0].id
        self.measured = next(item for item in self.form.criteria() if item.readings)
        self.number = story.device.tables.paper.add(
            sitting=self.sitting.id, form=FORM, kind=SheetKind.GROUP, entry="", at=SEEN, by=ASSESSOR
        )

    def read(self, value: float, paper: Paper | None = PAPER) -> None:
        take_reading(
            self.desk,
            by=ASSESSOR,
            assessment=self.work.id,
            occasion=self.occasion,
            criterion=self.measured.id,
            index=0,
            reading=TakenReading(value=value, instrument="Probe 3", calibrated="2026-06-01"),
            paper=paper,
        )

    def note(self, words: str, paper: Paper | None = PAPER) -> None:
        write_note(
            self.desk,
            by=ASSESSOR,
            assessment=self.work.id,
            occasion=self.occasion,
            criterion=self.measured.id,
            note=words,
            paper=paper,
        )

    def tap(self) -> None:
        mark(
            self.desk,
            by=ASSESSOR,
            assessment=self.work.id,
            occasion=self.occasion,
            criterion=self.measured.id,
            mark=Mark.MET,
        )

    def hear(self, paper: Paper | None = PAPER) -> str:
        question = deal(self.form, self.work.seed)[0]
        said = tuple(range(len(question.must_say)))
        answer(
            self.desk,
            by=ASSESSOR,
            assessment=self.work.id,
            question=question.id,
            mark=Mark.MET,
            said=said,
            paper=paper,
        )
        return question.id

    def short(self) -> set[str]:
        today = self.desk.clock.now().date()
        return {item.key for item in standings(self.form, whole_work(self.desk, self.work.id), today=today)}


@pytest.fixture
def copied(tmp_path: Path) -> Iterator[Copied]:
    story = begin(tmp_path / "data", tmp_path / "state")
    yield Copied(story)
    story.device.close()


def test_a_mark_that_was_seen_here_stays_so_beside_a_reading_and_a_note_from_paper(copied: Copied) -> None:
    copied.tap()
    copied.read(4.0)
    copied.note("Blade dull at the heel.")
    kept = copied.desk.work.judgement(copied.occasion, copied.measured.id)
    assert kept is not None
    assert (kept.how, kept.source) == (How.TAP, "")
    assert (kept.readings[0].paper, kept.note_paper) == (PAPER, PAPER)
    changes = copied.story.device.tables.work.changes(copied.work.id)[-2:]
    assert [(one.how, one.observed_at) for one in changes] == [(How.PAPER, SEEN)] * 2
    body = signed_body(whole_work(copied.desk, copied.work.id), "", copied.entries[:1])
    (marked,) = [one for one in body["marks"] if one["criterion"] == copied.measured.id]
    assert "source" not in marked
    assert {key: marked["readings"][0][key] for key in ("source", "observed")} == {
        "source": "sheet-1",
        "observed": SEEN,
    }
    (noted,) = remarks_of(whole_work(copied.desk, copied.work.id))["notes"]
    assert (noted["source"], noted["observed"]) == ("sheet-1", SEEN)


def test_what_is_written_again_by_hand_is_of_no_sheet_and_undo_brings_the_sheet_back(copied: Copied) -> None:
    copied.read(4.0)
    first = copied.desk.work.judgement(copied.occasion, copied.measured.id)
    assert first is not None
    assert (first.how, first.observed_at, first.source) == (How.PAPER, SEEN, "sheet-1")
    copied.read(4.0, paper=None)
    assert copied.desk.work.judgement(copied.occasion, copied.measured.id) == first, "nothing new was said"
    copied.read(5.0, paper=None)
    again = copied.desk.work.judgement(copied.occasion, copied.measured.id)
    assert again is not None
    assert (again.readings[0].paper, again.source) == (None, "")
    assert not whole_work(copied.desk, copied.work.id).copied
    undo(copied.desk, by=ASSESSOR, assessment=copied.work.id)
    assert copied.desk.work.judgement(copied.occasion, copied.measured.id) == first


def test_an_answer_says_when_it_was_heard_and_when_it_was_copied(copied: Copied) -> None:
    question = copied.hear()
    kept = copied.desk.work.oral(copied.work.id)[question]
    assert (kept.at, kept.source) == (SEEN, "sheet-1")
    assert kept.entered_at > SEEN
    (said,) = signed_body(whole_work(copied.desk, copied.work.id), "", ())["oral"]
    assert (said["at"], said["source"], said["entered"]) == (SEEN, "sheet-1", kept.entered_at)
    undo(copied.desk, by=ASSESSOR, assessment=copied.work.id)
    copied.hear(paper=None)
    (said,) = signed_body(whole_work(copied.desk, copied.work.id), "", ())["oral"]
    assert set(said) == {"question", "mark", "said", "at", "by"}, "nothing new in what is not from paper"


@pytest.mark.parametrize("what", ["note", "read", "hear"])
def test_the_photo_of_the_sheet_is_asked_for_whatever_was_copied(copied: Copied, what: str) -> None:
    acts: dict[str, Callable[[], object]] = {
        "note": lambda: copied.note("Dull."),
        "read": lambda: copied.read(4.0),
        "hear": copied.hear,
    }
    device, sheet = copied.story.device, copied.number

    def keep() -> None:
        keep_sheet_photo(
            device.board,
            evidence_desk(device),
            by=ASSESSOR,
            sitting=copied.sitting.id,
            sheet=sheet,
            picture=photo("A sheet"),
        )

    with pytest.raises(KnownError, match="sheet-not-copied"):
        keep()
    acts[what]()
    assert f"sheet:{sheet}" in copied.short()
    keep()
    assert f"sheet:{sheet}" not in copied.short()


def test_help_that_the_sheet_tells_of_is_of_the_sheet(copied: Copied) -> None:
    said = set_prompted(
        copied.desk,
        by=ASSESSOR,
        assessment=copied.work.id,
        occasion=copied.occasion,
        criterion=copied.measured.id,
        prompted=True,
        how=How.PAPER,
        paper=PAPER,
    )
    assert (said.observed_at, said.source) == (SEEN, "sheet-1")


def test_a_sheet_is_of_its_learner_its_sitting_and_its_form(copied: Copied) -> None:
    device = copied.story.device
    mine, other = copied.entries
    own = device.tables.paper.add(
        sitting=copied.sitting.id, form=FORM, kind=SheetKind.LEARNER, entry=mine.id, at=SEEN, by=ASSESSOR
    )
    require_on_sheet(device.board, Copying(sheet=own, observed_at=SEEN, entry=mine.id), mine.id)
    with pytest.raises(KnownError, match="sheet-of-other-learner"):
        require_on_sheet(device.board, Copying(sheet=own, observed_at=SEEN, entry=mine.id), other.id)
    group = Copying(sheet=copied.number, observed_at=SEEN)
    require_on_sheet(device.board, group, other.id)
    copied.story.clock.moment += timedelta(days=1)
    _later, entries = copied.story.open_sitting(FORM)
    with pytest.raises(KnownError, match="sheet-of-other-sitting"):
        require_on_sheet(device.board, group, entries[0].id)
    copied.story.open_sitting(("ELE-SAF", "1"))
    strange = device.tables.paper.add(
        sitting=copied.sitting.id, form=("ELE-SAF", "1"), kind=SheetKind.GROUP, entry="", at=SEEN, by=ASSESSOR
    )
    with pytest.raises(KnownError, match="sheet-of-other-form"):
        require_on_sheet(device.board, Copying(sheet=strange, observed_at=SEEN), other.id)
