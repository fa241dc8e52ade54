"""Before the work, on a real folder: conditions, what is arranged for a learner, and what of it is in the records."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from assessor_app.domain.before import Arranged, Arrangement, Condition, conditions_of, unticked
from assessor_app.domain.errors import KnownError
from assessor_app.domain.record_types import RecordType
from assessor_app.domain.sitting import Attendance, Identified
from assessor_app.formats.personal import open_sealed
from assessor_app.formats.signed_record import decode
from assessor_app.services.assessing.desk import whole_work
from assessor_app.services.deciding.finalise import finalise
from assessor_app.services.sittings.attend import walk_in
from assessor_app.services.sittings.before import arrange, settled, take_back, tick
from assessor_app.services.sittings.open import close_sitting
from assessor_app.storage.engine.driver import IntegrityError
from assessor_app.trust import jws
from assessor_app.wording.errors import sentence
from story import ADMIN, ASSESSOR, PINS, Story, begin

FORM = ("CUL-KNI", "1")
SECRET = "Lin Wei"


@pytest.fixture
def story(tmp_path: Path) -> Iterator[Story]:
    found = begin(tmp_path / "data", tmp_path / "state")
    found.add_learner("Amina Bello", "2031")
    found.add_learner("Ben Okafor", "2032")
    yield found
    found.device.close()


def interpreter(entry: str, **kept: Any) -> Arrangement:
    asked = Arrangement(
        id="",
        entry=entry,
        kind=Arranged.INTERPRETER,
        who=SECRET,
        relation="neighbour",
        language="Mandarin",
        declared=True,
    )
    return replace(asked, **kept)


def test_conditions_are_ticked_once_for_the_sitting_and_no_work_waits_for_them(story: Story) -> None:
    sitting, entries = story.open_sitting(FORM, ticked=False)
    work = story.start(entries[0])
    form = story.device.shelf.get(*FORM)
    before = whole_work(story.device.assessing, work.id).before
    every = tuple((sitting.id, condition) for condition in conditions_of(form))
    assert unticked(form, before, frozenset({sitting.id})) == every, "work began all the same"
    desk = story.device.sittings
    tick(desk, by=ASSESSOR, sitting=sitting.id, form=FORM, condition=Condition.TOOLS, holds=True)
    tick(desk, by=ASSESSOR, sitting=sitting.id, form=FORM, condition=Condition.TOOLS, holds=True)
    (ticked,) = settled(desk, sitting.id, by=ASSESSOR).ticked
    assert (ticked.condition, ticked.by) == (Condition.TOOLS, ASSESSOR)
    again = story.start(entries[1])
    for one in (work, again):
        before = whole_work(story.device.assessing, one.id).before
        assert (sitting.id, Condition.TOOLS) not in unticked(form, before, frozenset({sitting.id}))
    tick(desk, by=ASSESSOR, sitting=sitting.id, form=FORM, condition=Condition.TOOLS, holds=False)
    assert not settled(desk, sitting.id, by=ASSESSOR).ticked
    close_sitting(desk, by=ASSESSOR, sitting=sitting.id)
    with pytest.raises(KnownError, match="sitting-closed"):
        tick(desk, by=ASSESSOR, sitting=sitting.id, form=FORM, condition=Condition.PPE, holds=True)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"language": " "}, "arrangement-incomplete"),
        ({"declared": False}, "arrangement-incomplete"),
        ({"who": "ben OKAFOR"}, "interpreter-is-learner"),
        ({"who": "x" * 501}, "text-too-long"),
    ],
)
def test_what_is_arranged_says_all_that_its_kind_asks(
    story: Story, changed: dict[str, Any], code: str
) -> None:
    _sitting, entries = story.open_sitting(FORM, ticked=False)
    with pytest.raises(KnownError, match=code) as error:
        arrange(story.device.sittings, by=ASSESSOR, asked=interpreter(entries[0].id, **changed))
    assert "…" not in sentence(error.value)
    assert not settled(story.device.sittings, entries[0].sitting, by=ASSESSOR).arranged


def test_nobody_who_assesses_here_interprets(story: Story) -> None:
    _sitting, entries = story.open_sitting(FORM, ticked=False)
    name = story.device.tables.staff.get(ASSESSOR).name
    with pytest.raises(KnownError, match="interpreter-assesses"):
        arrange(story.device.sittings, by=ASSESSOR, asked=interpreter(entries[0].id, who=name.upper()))


def test_an_adjustment_lowers_no_standard_and_says_when_it_came_late(story: Story) -> None:
    _sitting, entries = story.open_sitting(FORM, ticked=False)
    asked = Arrangement(
        id="",
        entry=entries[0].id,
        kind=Arranged.ADJUSTMENT,
        what="a stool at the bench",
        why="cannot stand long",
        agreed_by="the quality assurer",
    )
    with pytest.raises(KnownError, match="arrangement-incomplete"):
        arrange(story.device.sittings, by=ASSESSOR, asked=asked)
    made = arrange(story.device.sittings, by=ASSESSOR, asked=replace(asked, declared=True))
    assert not made.late
    story.start(entries[0])
    assert arrange(story.device.sittings, by=ASSESSOR, asked=replace(asked, declared=True)).late


def test_a_guardians_consent_is_kept_with_the_learner(story: Story) -> None:
    _sitting, entries = story.open_sitting(FORM, ticked=False)
    asked = Arrangement(
        id="", entry=entries[0].id, kind=Arranged.GUARDIAN, who="Mother", relation="mother", declared=True
    )
    learner, desk = entries[0].learner, story.device.sittings

    def consented() -> bool:
        return story.device.tables.learners.get(learner).guardian_consent

    first = arrange(desk, by=ASSESSOR, asked=asked)
    second = arrange(desk, by=ASSESSOR, asked=replace(asked, who="Father", relation="father"))
    assert consented()
    take_back(desk, by=ASSESSOR, arrangement=first.id)
    assert consented(), "the father's stands"
    take_back(desk, by=ASSESSOR, arrangement=second.id)
    assert not consented(), "a slip leaves no consent behind"
    known = replace(story.device.tables.learners.get(learner), guardian_consent=True)
    story.device.tables.learners.put(known, at="2026-11-22T09:00:00+00:00", by=ASSESSOR)
    again = arrange(desk, by=ASSESSOR, asked=asked)
    take_back(desk, by=ASSESSOR, arrangement=again.id)
    assert consented(), "the office saw it before"


def test_arrangements_stand_beside_remarks_and_in_no_body(story: Story) -> None:
    sitting, entries = story.open_sitting(FORM, ticked=False)
    desk = story.device.sittings
    tick(desk, by=ASSESSOR, sitting=sitting.id, form=FORM, condition=Condition.PPE, holds=True)
    kept = arrange(desk, by=ASSESSOR, asked=interpreter(entries[0].id))
    gone = arrange(desk, by=ASSESSOR, asked=interpreter(entries[0].id, who="Ola Nordmann"))
    take_back(desk, by=ASSESSOR, arrangement=gone.id)
    work = story.start(entries[0])
    story.show_everything(work, sitting.id)
    story.decide_competent(work)
    finalise(story.device.deciding, by=ASSESSOR, pin=PINS[ASSESSOR], assessments=[work.id])
    records = story.device.tables.records.about("assessment", work.id)
    signed = next(item for item in records if item.type == RecordType.ASSESSMENT_FINALISED)
    body = decode(jws.peek(signed.jws)[1]).body
    assert [item["condition"] for item in body["conditions"]] == ["ppe"]
    assert all(SECRET not in jws.peek(item.jws)[1].decode() for item in records)
    assert signed.personal is not None
    assert "arrangements" not in open_sealed(signed.personal), "what the issuer gets unasked"
    remarked = next(item for item in records if item.type == RecordType.REMARKED)
    assert remarked.personal is not None
    (arranged,) = open_sealed(remarked.personal)["arrangements"]
    assert (arranged["kind"], arranged["who"], arranged["language"]) == ("interpreter", SECRET, "Mandarin")
    with pytest.raises(KnownError, match="entry-finished"):
        take_back(desk, by=ASSESSOR, arrangement=kept.id)
    with pytest.raises(IntegrityError, match="frozen"):
        story.device.tables.before.take_back(kept.id, by=ADMIN, at="2026-11-22T12:00:00+00:00")


def test_nobody_who_interprets_at_a_sitting_walks_in_to_be_assessed_there(story: Story) -> None:
    sitting, entries = story.open_sitting(FORM, ticked=False)
    desk = story.device.sittings
    made = arrange(desk, by=ASSESSOR, asked=interpreter(entries[0].id))
    come = partial(
        walk_in, desk, by=ASSESSOR, sitting=sitting.id, name="lin WEI", form=FORM, identified=Identified.KNOWN
    )
    with pytest.raises(KnownError, match="learner-interprets") as error:
        come()
    assert "interprets for Amina Bello" in sentence(error.value)
    assert len(desk.sittings.entries(sitting.id)) == len(entries)
    take_back(desk, by=ASSESSOR, arrangement=made.id)
    assert come().attendance is Attendance.PRESENT
