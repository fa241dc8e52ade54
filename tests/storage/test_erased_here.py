"""Erasing on a real encrypted folder: words, evidence and people go; chains, counts and what is signed stay."""

import io
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "e2e"))

from assessor_app.device.evidence import evidence_desk
from assessor_app.domain.after import Outcome, SaidBy
from assessor_app.domain.after import Why as VoidWhy
from assessor_app.domain.assessment import Assessment
from assessor_app.domain.erasing import ERASED_NAME, Extent, Keeps, Why
from assessor_app.domain.errors import KnownError
from assessor_app.domain.record_types import RecordType
from assessor_app.formats.signed_record import decode
from assessor_app.services.after.annul import Grounds, Signer, annul
from assessor_app.services.after.appeal import Lodged, Ruling, lodge, rule
from assessor_app.services.awards.issue import issue
from assessor_app.services.deciding.finalise import finalise
from assessor_app.services.deciding.release import release
from assessor_app.services.erasing.erase import Erased, Erasing, erase
from assessor_app.services.erasing.plan import look, run_out
from assessor_app.services.evidence.capture import capture
from assessor_app.services.evidence.look import open_evidence
from assessor_app.services.evidence.prove import evidence_faults
from assessor_app.services.records.check import RecordsReport, check_records
from assessor_app.services.records.status import status
from assessor_app.services.sittings.open import close_sitting
from assessor_app.trust import jws
from story import ADMIN, ASSESSOR, ASSURER, PINS, Story, TestClock, begin

NOTE = "A scar on the left hand"


@pytest.fixture
def story(tmp_path: Path) -> Iterator[Story]:
    found = begin(tmp_path / "data", tmp_path / "state", clock=TestClock())
    yield found
    found.device.close()


def signed(story: Story, *, film: bytes = b"%PDF-1.7 a task sheet") -> Assessment:
    """A competent result of the newest learner in a closed sitting, with a piece of evidence and words."""
    sitting, entries = story.open_sitting()
    work = story.start(entries[-1])
    story.show_everything(work, sitting.id)
    occasion = story.device.tables.assessments.occasions(work.id)[0].id
    capture(
        evidence_desk(story.device),
        by=ASSESSOR,
        assessment=work.id,
        occasion=occasion,
        source=io.BytesIO(film),
        name=NOTE,
    )
    story.decide_competent(work)
    finalise(story.device.deciding, by=ASSESSOR, pin=PINS[ASSESSOR], assessments=[work.id])
    close_sitting(story.device.sittings, by=ASSESSOR, sitting=sitting.id)
    return story.device.tables.assessments.get(work.id)


def certified(story: Story) -> tuple[Assessment, str]:
    work = signed(story)
    release(story.device.deciding, by=ASSURER, pin=PINS[ASSURER], assessments=[work.id], note=NOTE)
    (number,) = issue(story.device.awards, by=ASSESSOR, assessments=[work.id])
    return work, number


def void(story: Story, work: Assessment) -> None:
    annul(
        story.device.after,
        by=Signer(id=ASSESSOR, pin=PINS[ASSESSOR]),
        second=Signer(id=ASSURER, pin=PINS[ASSURER]),
        assessment=work.id,
        grounds=Grounds(why=VoidWhy.WRONG_LEARNER, reason=NOTE),
        clock_confirmed=True,
    )


def erased(story: Story, extent: Extent = Extent.WORK, why: Why = Why.REQUEST, *, by: str = ADMIN) -> Erased:
    asked = Erasing(learner=story.learners[0], extent=extent, why=why)
    return erase(story.device.erasing, by=by, pin=PINS[by], erasing=asked, clock_confirmed=True)


def refused(
    story: Story, extent: Extent = Extent.WORK, why: Why = Why.REQUEST, *, by: str = ADMIN
) -> tuple[str, str]:
    with pytest.raises(KnownError) as caught:
        erased(story, extent, why, by=by)
    return caught.value.code, str(caught.value.details.get("keeps", ""))


def checked(story: Story) -> RecordsReport:
    tables = story.device.tables
    faults = evidence_faults(evidence_desk(story.device))
    return check_records(tables.records, tables.waiting, evidence=faults)


def texts(story: Story) -> str:
    """Everything in the database that reads as text, keys and frozen pages too."""
    raw = story.device.store.raw()
    names = [row[0] for row in raw.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()]
    found = []
    for name in names:
        if name.startswith(("sqlite_", "learner_words")):
            continue
        for row in raw.execute(f'SELECT * FROM "{name}"').fetchall():  # noqa: S608 - names from the schema
            found += [part.decode("latin-1") if isinstance(part, bytes) else str(part) for part in row]
    return "\n".join(found)


def files(story: Story) -> list[Path]:
    return [path for path in (story.device.folder / "evidence").iterdir() if path.is_file()]


def test_evidence_and_words_go_and_everything_that_is_signed_stays(story: Story) -> None:
    story.add_learner("Amina Bello", "2031")
    work, _number = certified(story)
    (piece,) = story.device.tables.evidence.of_assessment(work.id)
    assert "A calm, clean bench." in texts(story)
    before = status(story.device.tables.records)
    assert len(files(story)) == 1
    assert erased(story) == Erased(pieces=1, works=1, person=False, records=3)
    assert files(story) == []
    for words in ("A calm, clean bench.", "Seen at the bench.", "Seen by the assurer", NOTE):
        assert words not in texts(story), words
    assert "Amina Bello" in texts(story)
    with pytest.raises(KnownError, match="evidence-erased"):
        open_evidence(evidence_desk(story.device), by=ASSESSOR, evidence=piece.id)
    assert checked(story).ok, checked(story)
    after = status(story.device.tables.records)
    assert after.count.captured == before.count.captured + 3
    assert after.broken == ()
    counted = story.device.tables.counted.evidence()
    assert (counted.captured, counted.lost, counted.unsent) == (1, 1, 0)
    assert refused(story) == ("erase-nothing", "")


def test_what_the_records_say(story: Story) -> None:
    story.add_learner("Amina Bello", "2031")
    work, _number = certified(story)
    (piece,) = story.device.tables.evidence.of_assessment(work.id)
    erased(story, why=Why.MISTAKE)
    chain = story.device.tables.records.active_chain().id
    rows = story.device.tables.records.of_chain(chain)
    by_id = {row.id: row for row in rows}
    told = [decode(jws.peek(row.jws)[1]) for row in rows if row.type == RecordType.ERASED]
    assert all(one.by == ADMIN and one.body["why"] == "mistake" and one.personal is None for one in told)
    said = [(by_id[one.about["record"]].type, one.body["personal"], one.body["evidence"]) for one in told]
    assert said == [
        ("assessment-finalised", False, [piece.sha256]),
        ("remarked", True, []),
        ("remarked", True, []),
    ]
    assert by_id[told[0].about["record"]].personal is not None
    assert by_id[told[1].about["record"]].personal is None


def test_a_personal_part_that_nobody_erased_is_still_missed(story: Story) -> None:
    """A record that keys of evidence went does not excuse a name that is gone."""
    story.add_learner("Amina Bello", "2031")
    work, _number = certified(story)
    erased(story)
    record, _award = story.device.tables.assessments.signed(work.id)
    with story.device.store.atomic():
        story.device.tables.erasing.forget_personal([record])
    assert checked(story).code == "personal-missing"


def test_who_somebody_is_goes_once_no_award_stands(story: Story) -> None:
    story.add_learner("Amina Bello", "2031")
    work, number = certified(story)
    assert refused(story, Extent.PERSON) == ("erase-kept", "award-stands")
    void(story, work)
    done = erased(story, Extent.PERSON)
    assert done.person
    for words in ("Amina", "amina", NOTE):
        assert words not in texts(story), words
    nobody = story.device.tables.learners.get(story.learners[0])
    assert (nobody.name, nobody.number, nobody.id_last_four) == (ERASED_NAME, "", "")
    held = story.device.tables.certificates.get(number)
    assert (held.holder, held.qr, held.page) == ("", "", b"")
    assert story.device.tables.office.keys_after(None, limit=9)[0].tolist() == []
    assert checked(story).ok, checked(story)
    assert status(story.device.tables.records).broken == ()
    assert refused(story, Extent.PERSON) == ("erase-nothing", "")


def test_one_learners_words_leave_another_s_alone(story: Story) -> None:
    """A quality assurer's note on several is one text: it goes with the last of them."""
    story.add_learner("Amina Bello", "2031")
    first = signed(story)
    story.add_learner("Bram Cole", "2032")
    second = signed(story)
    release(
        story.device.deciding, by=ASSURER, pin=PINS[ASSURER], assessments=[first.id, second.id], note=NOTE
    )
    issue(story.device.awards, by=ASSESSOR, assessments=[first.id, second.id])
    erased(story)
    assert NOTE in texts(story)
    assert len(files(story)) == 1
    asked = Erasing(learner=story.learners[1], extent=Extent.WORK, why=Why.REQUEST)
    erase(story.device.erasing, by=ADMIN, pin=PINS[ADMIN], erasing=asked)
    assert NOTE not in texts(story)
    assert checked(story).ok, checked(story)


def test_an_appeal_an_open_award_and_other_people_keep_it(story: Story) -> None:
    story.add_learner("Amina Bello", "2031")
    work = signed(story)
    assert refused(story, by=ASSESSOR)[0] == "not-allowed"
    assert refused(story) == ("erase-kept", "award-open"), "no paper yet"
    release(story.device.deciding, by=ASSURER, pin=PINS[ASSURER], assessments=[work.id])
    issue(story.device.awards, by=ASSESSOR, assessments=[work.id])
    said = Lodged(said_by=SaidBy.LEARNER, said_on=story.clock.moment.date(), grounds="I did check the knife.")
    appeal = lodge(story.device.after, by=ADMIN, pin=PINS[ADMIN], assessment=work.id, lodged=said)
    assert refused(story) == ("erase-kept", "appeal")
    ruling = Ruling(outcome=Outcome.DISMISSED, reasons="The film shows it.")
    rule(story.device.after, by=ADMIN, pin=PINS[ADMIN], appeal=appeal.id, ruling=ruling)
    asked = Erasing(learner=story.learners[0], extent=Extent.WORK, why=Why.REQUEST)
    with pytest.raises(KnownError, match="pin-wrong"):
        erase(story.device.erasing, by=ADMIN, pin="9999", erasing=asked)
    assert erased(story).pieces == 1


def test_the_clocks_propose_and_a_person_says_so(story: Story) -> None:
    story.add_learner("Amina Bello", "2031")
    work, _number = certified(story)
    desk = story.device.erasing
    assert run_out(desk, by=ADMIN) == ()
    assert refused(story, why=Why.RETENTION) == ("erase-not-due", "")
    story.clock.moment += timedelta(days=367)
    (plan,) = run_out(desk, by=ADMIN)
    assert [(one.assessment, one.pieces, one.due, one.keeps) for one in plan.works] == [
        (work.id, 1, True, None)
    ]
    assert (plan.due, plan.kept) == (False, (Keeps.AWARD_STANDS,))
    assert erased(story, why=Why.RETENTION).pieces == 1
    assert run_out(desk, by=ADMIN) == ()
    story.clock.moment += timedelta(days=3 * 366)
    assert run_out(desk, by=ADMIN) == (), "its certificate ran out last year, and somebody may show it"
    void(story, work)
    (plan,) = run_out(desk, by=ADMIN)
    assert (plan.due, plan.kept) == (True, ())
    assert erased(story, Extent.PERSON, Why.RETENTION).person
    assert run_out(desk, by=ADMIN) == ()
    assert look(desk, by=ADMIN, learner=story.learners[0]).name == ERASED_NAME
    assert checked(story).ok
