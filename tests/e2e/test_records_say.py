"""What records say, and what they need, in the steps that the sample folder does not take."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from assessor_app.domain.certificate import CameOut, Target
from assessor_app.domain.marks import TakenReading
from assessor_app.formats.signed_record import decode
from assessor_app.services.assessing.mark import take_reading
from assessor_app.services.awards.issue import issue
from assessor_app.services.awards.sheets import say_what_came_out, send_sheets
from assessor_app.services.awards.supersede import Correction, correct_name
from assessor_app.services.deciding.finalise import finalise
from assessor_app.services.deciding.release import release
from assessor_app.services.deciding.signed_body import decimal_text
from assessor_app.services.sittings.open import duplicate
from assessor_app.trust import jws
from story import ASSESSOR, ASSURER, PINS, Story, begin


@pytest.fixture
def story(tmp_path: Path) -> Iterator[Story]:
    found = begin(tmp_path / "data", tmp_path / "state")
    yield found
    found.device.close()


def records(story: Story, record_type: str) -> list[Any]:
    """Payloads of this type, oldest first, the personal part under `beside`."""
    chain = story.device.tables.records.active_chain()
    found = []
    for row in story.device.tables.records.of_chain(chain.id):
        if row.type == record_type:
            beside = json.loads(row.personal[16:]) if row.personal else None
            found.append({**json.loads(jws.peek(row.jws)[1]), "beside": beside})
            assert decode(jws.peek(row.jws)[1]).id == row.id
    return found


def certified(story: Story) -> str:
    story.add_learner("Amina Bello", str(2031 + len(story.learners)))
    sitting, entries = story.open_sitting(("CUL-KNI", "1"))
    work = story.start(entries[-1])
    story.show_everything(work, sitting.id)
    form = story.device.assessing.forms.get("CUL-KNI", "1")
    (occasion, *_rest) = story.device.assessing.assessments.occasions(work.id)
    criterion = next(item for item in form.criteria() if item.readings)
    asked = criterion.readings[0]
    value = asked.low if asked.low is not None else asked.high or 1.0
    reading = TakenReading(value=value, instrument="Probe 3, Joe's", calibrated="20260601", within=True)
    where = {"by": ASSESSOR, "assessment": work.id, "occasion": occasion.id, "criterion": criterion.id}
    take_reading(story.device.assessing, index=0, reading=reading, **where)  # type: ignore[arg-type]  # all of them are texts
    story.decide_competent(work)
    finalise(story.device.deciding, by=ASSESSOR, pin=PINS[ASSESSOR], assessments=[work.id])
    acts = {"by": ASSURER, "pin": PINS[ASSURER], "assessments": [work.id]}
    release(story.device.deciding, note="In order.", **acts)  # type: ignore[arg-type]  # all are named above
    (number,) = issue(story.device.awards, by=ASSESSOR, assessments=[work.id])
    return number


def test_a_corrected_name_is_named_all_the_way(story: Story) -> None:
    number = certified(story)
    correction = Correction(
        name="  Amina\u202e  Belló ", reason="misspelt", identity_seen="passport", surrendered=True
    )
    new = correct_name(story.device.awards, by=ASSESSOR, number=number, correction=correction)
    (old_paper, new_paper) = records(story, "certificate-issued")
    (corrected,) = records(story, "name-corrected")
    (superseded,) = records(story, "superseded")
    assert corrected["id"] in new_paper["needs"]
    assert new_paper["beside"]["holder"] == corrected["beside"]["new"] == "Amina Belló"
    assert superseded["needs"] == [old_paper["id"], new_paper["id"], corrected["id"]]
    assert (superseded["body"]["number"], superseded["body"]["by"]) == (number, new)
    assert corrected["needs"] == [old_paper["id"]]


def test_sheets_need_their_certificate(story: Story) -> None:
    number = certified(story)
    desk = story.device.awards
    for reason, outcome in (("", CameOut.CAME_OUT), ("lost", CameOut.SPOILED)):
        (sheet,) = send_sheets(desk, by=ASSESSOR, numbers=[number], target=Target.PRINTER, reason=reason)
        say_what_came_out(desk, by=ASSESSOR, sheet=sheet.id, outcome=outcome)
    (paper,) = records(story, "certificate-issued")
    (reprinted,) = records(story, "certificate-reprinted")
    (spoiled,) = records(story, "certificate-spoiled")
    assert reprinted["needs"] == spoiled["needs"] == [paper["id"]]
    assert reprinted["body"]["copy"] == spoiled["body"]["copy"] == 2
    assert reprinted["beside"] == {"reason": "lost"}


def test_somebody_is_introduced_again_only_when_something_changed(story: Story) -> None:
    certified(story)
    certified(story)
    assert len(records(story, "person-introduced")) == 2
    person = story.device.tables.staff.get(ASSESSOR)
    changed = replace(person, qualified_until=date(2027, 3, 31), registration="REG-NEW")
    story.device.tables.staff.put(changed, at="2026-11-22T09:00:00+00:00")
    certified(story)
    (*_before, last) = records(story, "person-introduced")
    assert last["about"] == {"person": ASSESSOR}
    assert last["body"] == {"roles": ["assessor"], "scope": ["*"], "qualified_until": "2027-03-31"}
    assert last["beside"] == {"registration": "REG-NEW"}
    assert last["id"] in records(story, "assessment-finalised")[-1]["needs"]


def test_remarks_need_what_they_remark_on(story: Story) -> None:
    certified(story)
    (decision,) = records(story, "assessment-finalised")
    (released,) = records(story, "released")
    (on_work, on_release) = records(story, "remarked")
    assert on_work["needs"] == [decision["id"]]
    assert on_work["beside"]["feedback"] == "A calm, clean bench."
    assert on_release["needs"] == [released["id"]]
    assert on_release["beside"] == {"note": "In order."}
    assert on_work["body"] == on_release["body"] == {}
    assert released["beside"] is None


def test_what_was_typed_for_an_instrument_is_beside_the_record(story: Story) -> None:
    certified(story)
    (decision,) = records(story, "assessment-finalised")
    readings = [reading for mark in decision["body"]["marks"] for reading in mark.get("readings", [])]
    assert readings
    assert all(set(reading) == {"reading", "value", "calibrated", "within"} for reading in readings)
    assert {reading["calibrated"] for reading in readings} == {"2026-06-01"}
    assert "Joe" not in json.dumps(decision["body"])
    assert len(decision["beside"]["instruments"]) == len(readings)


def test_a_repeated_sitting_says_how_many_it_lists(story: Story) -> None:
    story.add_learner("Amina Bello", "2031")
    story.add_learner("Seán Ó Conaill", "2032")
    sitting, _entries = story.open_sitting()
    later = story.clock.moment.date() + timedelta(days=7)
    again = duplicate(story.device.sittings, by=ASSESSOR, sitting=sitting.id, on=later)
    last = records(story, "sitting-opened")[-1]
    assert last["about"] == {"sitting": again.id}
    assert last["body"]["listed"] == len(story.device.tables.sittings.entries(again.id)) == 2


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.1, "0.1"), (230.0, "230"), (1e-7, "0.0000001"), (1e21, "1" + "0" * 21), (-0.5, "-0.5")],
)
def test_a_reading_is_decimal_text(value: float, text: str) -> None:
    assert decimal_text(value) == text
