"""What happens after the signature, on a real encrypted folder: annulled, corrected, appealed against."""

import json
import sys
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "e2e"))

from assessor_app.domain.after import Outcome, Remedy, SaidBy, Why
from assessor_app.domain.assessment import Assessment, Decision, State
from assessor_app.domain.certificate import CertificateState, Target, Waiting
from assessor_app.domain.errors import KnownError
from assessor_app.domain.marks import Judgement, Mark
from assessor_app.domain.people import Role
from assessor_app.services.after.annul import Grounds, Signer, annul
from assessor_app.services.after.appeal import Lodged, Ruling, lodge, rule
from assessor_app.services.after.change import Revision
from assessor_app.services.after.correct import correct
from assessor_app.services.after.look import look
from assessor_app.services.after.second_words import words_wanted
from assessor_app.services.assessing.desk import whole_work
from assessor_app.services.assessing.mark import mark
from assessor_app.services.awards.issue import issue, waiting
from assessor_app.services.awards.sheets import send_sheets, state
from assessor_app.services.awards.supersede import Correction, correct_name
from assessor_app.services.checking.desk import own_ledger
from assessor_app.services.deciding.decide import decide
from assessor_app.services.deciding.finalise import finalise
from assessor_app.services.deciding.release import release, return_to_assessor
from assessor_app.services.people.pin import PinHasher
from assessor_app.services.people.ports import PinState
from assessor_app.services.quality.queue import QualityDesk, queue
from assessor_app.services.records.check import check_records
from assessor_app.services.sittings.open import close_sitting
from assessor_app.services.slips.slip import slip
from assessor_app.storage.engine.driver import IntegrityError
from assessor_app.trust import jws
from story import ADMIN, ASSESSOR, ASSURER, PINS, Story, begin, staff

OTHER = "d" * 32
FORM = ("CUL-KNI", "1")
NONE: tuple[str, dict[str, object]] = ("", {})


@pytest.fixture
def story(tmp_path: Path) -> Iterator[Story]:
    found = begin(tmp_path / "data", tmp_path / "state")
    tables = found.device.tables
    tables.staff.put(staff(OTHER, "Dora Dlamini", Role.ASSESSOR), at="2026-11-22T09:00:00+00:00")
    pin = PinState(hash=PinHasher().hash("7531"), failures=0, wait_until="")
    tables.staff.put_pin(OTHER, pin)
    found.add_learner("Amina Bello", "2031")
    yield found
    found.device.close()


def pin(person: str) -> str:
    return PINS.get(person, "7531")


def begin_work(story: Story) -> Assessment:
    sitting, entries = story.open_sitting(FORM)
    work = story.start(entries[-1])
    story.show_everything(work, sitting.id)
    return work


def sign(story: Story, work: Assessment) -> Assessment:
    finalise(story.device.deciding, by=ASSESSOR, pin=PINS[ASSESSOR], assessments=[work.id])
    return story.device.tables.assessments.get(work.id)


def competent(story: Story) -> Assessment:
    work = begin_work(story)
    story.decide_competent(work)
    return sign(story, work)


def first_criterion(story: Story, work: Assessment, *, critical: bool) -> tuple[str, str]:
    form = story.device.assessing.forms.get(*FORM)
    criterion = next(one.id for one in form.criteria() if one.critical is critical)
    return story.device.tables.assessments.occasions(work.id)[0].id, criterion


def not_yet(story: Story) -> tuple[Assessment, tuple[str, str]]:
    """A decision of *not yet* for one criterion alone, and where it is."""
    work = begin_work(story)
    where = first_criterion(story, work, critical=False)
    desk = story.device.assessing
    for occasion in desk.assessments.occasions(work.id):
        mark(
            desk, by=ASSESSOR, assessment=work.id, occasion=occasion.id, criterion=where[1], mark=Mark.NOT_MET
        )
    decide(desk, by=ASSESSOR, assessment=work.id, decision=Decision.NOT_YET, feedback="Once more.")
    return sign(story, work), where


def let_go(story: Story, work: Assessment) -> str:
    """Releases it and makes its certificate."""
    release(story.device.deciding, by=ASSURER, pin=PINS[ASSURER], assessments=[work.id])
    (number,) = issue(story.device.awards, by=ASSESSOR, assessments=[work.id])
    return number


def void(story: Story, work: Assessment, first: str = ASSESSOR, second: str = OTHER) -> None:
    annul(
        story.device.after,
        by=Signer(id=first, pin=pin(first)),
        second=Signer(id=second, pin=pin(second)),
        assessment=work.id,
        grounds=Grounds(why=Why.WRONG_LEARNER, reason="These were the marks of Bram."),
    )


def mend(story: Story, work: Assessment, **changes: Any) -> None:
    record, _award = story.device.tables.assessments.signed(work.id)
    revision = Revision(**{"corrects": record, "reason": "A slip of the finger.", **changes})
    correct(story.device.after, by=ASSESSOR, pin=PINS[ASSESSOR], assessment=work.id, revision=revision)


def send_back(story: Story, work: Assessment) -> None:
    return_to_assessor(
        story.device.deciding,
        by=ASSURER,
        pin=PINS[ASSURER],
        assessments=[work.id],
        note="The photo shows it.",
    )


def say(story: Story, work: Assessment, *, days: int = 0, late: str = "") -> str:
    on = date.fromisoformat(work.decided_at[:10]) + timedelta(days=days)
    lodged = Lodged(said_by=SaidBy.LEARNER, said_on=on, grounds="I did check the knife.", late=late)
    return lodge(story.device.after, by=ADMIN, pin=PINS[ADMIN], assessment=work.id, lodged=lodged).id


def decide_appeal(
    story: Story, appeal: str, outcome: Outcome, remedy: Remedy | None = None, *, by: str = ADMIN
) -> None:
    ruling = Ruling(outcome=outcome, remedy=remedy, reasons="We looked at the photo together.")
    rule(story.device.after, by=by, pin=PINS[by], appeal=appeal, ruling=ruling)


def records(story: Story, record_type: str) -> list[Any]:
    chain = story.device.tables.records.active_chain()
    return [
        {
            **json.loads(jws.peek(row.jws)[1]),
            "beside": json.loads(row.personal[16:]) if row.personal else None,
        }
        for row in story.device.tables.records.of_chain(chain.id)
        if row.type == record_type
    ]


def faults(story: Story) -> tuple[str, dict[str, object]]:
    tables = story.device.tables
    report = check_records(tables.records, tables.waiting)
    return report.code, report.details


def refused(code: str) -> Any:
    return pytest.raises(KnownError, match=code)


def waits(story: Story, work: Assessment) -> Waiting | None:
    return waiting(story.device.awards, story.device.tables.assessments.get(work.id))


# Annulled


def test_annulled_work_is_no_attempt_no_award_and_its_papers_are_void(story: Story) -> None:
    work = competent(story)
    number = let_go(story, work)
    void(story, work)
    tables = story.device.tables
    again = tables.assessments.get(work.id)
    assert again.state is State.ANNULLED
    assert not again.uses_attempt
    assert state(story.device.awards, number) is CertificateState.ANNULLED
    entry = own_ledger(story.device.checks, tables.certificates.get(number).cti)
    assert entry is not None
    assert entry.state.value == "annulled"
    (past,) = tables.office.history(work.learner)
    assert past.state is State.ANNULLED
    assert tables.certificates.awards_without_paper() == ()
    with refused("may-not-print"):
        send_sheets(story.device.awards, by=ASSESSOR, numbers=[number], target=Target.PRINTER)
    with refused("assessment-annulled"):
        release(story.device.deciding, by=ASSURER, pin=PINS[ASSURER], assessments=[work.id])
    assert faults(story) == NONE


def test_the_record_of_an_annulment_names_the_papers_and_both_people(story: Story) -> None:
    work = competent(story)
    number = let_go(story, work)
    void(story, work, second=ASSURER)
    (record,) = records(story, "annulled")
    (decision,), (paper,) = records(story, "assessment-finalised"), records(story, "certificate-issued")
    assert record["about"] == {
        "assessment": work.id,
        "learner": work.learner,
        "award": decision["about"]["award"],
    }
    assert record["body"] == {"why": "wrong-learner", "second": ASSURER, "certificates": [number]}
    assert record["beside"] == {"reason": "These were the marks of Bram."}
    assert {decision["id"], paper["id"]} < set(record["needs"])
    introduced = {
        one["about"]["person"] for one in records(story, "person-introduced") if one["id"] in record["needs"]
    }
    assert introduced == {ASSESSOR, ASSURER}


def test_two_people_annul_and_not_any_two(story: Story) -> None:
    work = competent(story)
    with refused("second-person-needed"):
        void(story, work, ASSESSOR, ASSESSOR)
    with refused("not-allowed"):
        void(story, work, ASSESSOR, ADMIN)
    with refused("annuls-others-decision"):
        void(story, work, OTHER, ASSESSOR)
    void(story, work, OTHER, ASSURER)
    with refused("assessment-annulled"):
        void(story, work)


def test_a_wrong_pin_of_the_second_annuls_nothing(story: Story) -> None:
    work = competent(story)
    with refused("pin-wrong"):
        annul(
            story.device.after,
            by=Signer(id=ASSESSOR, pin=PINS[ASSESSOR]),
            second=Signer(id=OTHER, pin="1397"),
            assessment=work.id,
            grounds=Grounds(why=Why.OTHER, reason="Doubtful."),
        )
    assert story.device.tables.assessments.get(work.id).state is State.FINALISED


def test_work_that_is_not_signed_is_set_aside_not_annulled(story: Story) -> None:
    work = begin_work(story)
    with refused("not-signed-yet"):
        void(story, work)


def test_after_an_annulment_the_same_entry_begins_anew_with_the_same_attempt(story: Story) -> None:
    work = competent(story)
    void(story, work)
    (entry,) = story.device.tables.sittings.entries_of(work.id)
    new = story.start(entry)
    assert new.id != work.id
    assert new.attempt == work.attempt == 1
    assert story.device.tables.sittings.entry(entry.id).attendance.value == "present"


def test_the_manifest_counts_annulled_work_as_annulled(story: Story) -> None:
    work = competent(story)
    void(story, work)
    (entry,) = story.device.tables.sittings.entries_of(work.id)
    close_sitting(story.device.sittings, by=ASSESSOR, sitting=entry.sitting)
    manifest = records(story, "sitting-closed")[-1]["body"]["manifest"]
    assert manifest["count"]["annulled"] == 1
    assert sum(manifest["count"].values()) == 1
    assert manifest["marks"] == {}


# Corrected


def test_a_correction_is_whole_and_both_stay(story: Story) -> None:
    work = competent(story)
    where = first_criterion(story, work, critical=False)
    before = whole_work(story.device.assessing, work.id).judgements[where]
    mend(story, work, judgements={where: replace(before, note="Seen at bench 4.")}, feedback="Calm.")
    after = whole_work(story.device.assessing, work.id)
    assert after.judgements[where].note == "Seen at bench 4."
    assert after.assessment.feedback == "Calm."
    assert after.assessment.after.revision == 2
    (decision,), (record,) = records(story, "assessment-finalised"), records(story, "corrected")
    assert record["body"]["corrects"] == decision["id"]
    assert decision["id"] in record["needs"]
    assert set(record["body"]) == set(decision["body"]) | {"corrects", "revision"}
    assert record["about"] == decision["about"]
    remarks = records(story, "remarked")[-1]
    assert remarks["needs"] == [record["id"]]
    assert remarks["beside"]["reason"] == "A slip of the finger."
    (kept,) = story.device.tables.after.corrections(work.id)
    (mended,) = kept.mended
    assert (mended.old, mended.about) == (before, where[1])
    assert faults(story) == NONE


def test_the_slip_says_that_the_result_is_a_corrected_one(story: Story) -> None:
    work = competent(story)
    assert slip(story.device.slips, by=ASSESSOR, assessment=work.id).corrected is None
    mend(story, work, feedback="Calmer.")
    mend(story, work, feedback="Calm.")
    first, second = story.device.tables.after.corrections(work.id)
    told = slip(story.device.slips, by=ASSESSOR, assessment=work.id).corrected
    assert told is not None
    assert (told.at, told.replaces) == (second.at, first.at)


def test_down_to_not_yet_revokes_every_paper_at_once(story: Story) -> None:
    work = competent(story)
    old = let_go(story, work)
    name = Correction(name="Amina Belló", reason="misspelt", identity_seen="passport", surrendered=True)
    new = correct_name(story.device.awards, by=ASSESSOR, number=old, correction=name)
    where = first_criterion(story, work, critical=True)
    seen = whole_work(story.device.assessing, work.id).judgements[where]
    with refused("not-competent-by-rule"):
        mend(story, work, judgements={where: seen.with_mark(Mark.NOT_MET)})
    mend(story, work, decision=Decision.NOT_YET, judgements={where: seen.with_mark(Mark.NOT_MET)})
    assert {state(story.device.awards, number) for number in (old, new)} == {CertificateState.REVOKED}
    (revoked,) = records(story, "revoked")
    (corrected,) = records(story, "corrected")
    assert "award" not in corrected["about"]
    assert revoked["about"]["award"] == records(story, "assessment-finalised")[0]["about"]["award"]
    assert revoked["body"] == {"certificates": [old, new]}
    assert corrected["id"] in revoked["needs"]
    with refused("not-competent"):
        issue(story.device.awards, by=ASSESSOR, assessments=[work.id])
    assert faults(story) == NONE


def test_an_annulment_takes_papers_that_were_withdrawn_before(story: Story) -> None:
    work = competent(story)
    number = let_go(story, work)
    mend(story, work, decision=Decision.NOT_YET)
    void(story, work)
    assert state(story.device.awards, number) is CertificateState.ANNULLED
    (record,) = records(story, "annulled")
    assert record["body"]["certificates"] == [number]
    assert "award" not in record["about"]
    assert faults(story) == NONE


def test_not_yet_stays_not_yet_unless_somebody_else_asked(story: Story) -> None:
    work, (_occasion, criterion) = not_yet(story)
    judged = whole_work(story.device.assessing, work.id).judgements
    met = {key: one.with_mark(Mark.MET) for key, one in judged.items() if key[1] == criterion}
    with refused("needs-new-attempt"):
        mend(story, work, decision=Decision.COMPETENT, judgements=met)
    send_back(story, work)
    with refused("override-needs-reason"):
        mend(story, work, decision=Decision.COMPETENT, judgements=met)
    mend(story, work, decision=Decision.COMPETENT, judgements=met, override="Seen by the assurer")
    again = story.device.tables.assessments.get(work.id)
    assert again.decision is Decision.COMPETENT
    assert waits(story, work) is Waiting.RELEASE
    (returned,), (corrected,) = records(story, "returned"), records(story, "corrected")
    assert returned["id"] in corrected["needs"]
    release(story.device.deciding, by=ASSURER, pin=PINS[ASSURER], assessments=[work.id])
    (number,) = issue(story.device.awards, by=ASSESSOR, assessments=[work.id])
    paper = records(story, "certificate-issued")[-1]
    assert corrected["id"] in paper["needs"]
    assert paper["about"]["award"] == corrected["about"]["award"]
    assert state(story.device.awards, number) is CertificateState.PROVISIONAL
    assert faults(story) == NONE


def test_a_trainees_correction_up_to_competent_waits_for_another_assessors_word(story: Story) -> None:
    work, (_occasion, criterion) = not_yet(story)
    tables = story.device.tables
    tables.staff.put(replace(tables.staff.get(ASSESSOR), trainee=True), at="2026-11-22T09:00:00+00:00")
    decide_appeal(story, say(story, work), Outcome.UPHELD, Remedy.CORRECTION)
    judged = whole_work(story.device.assessing, work.id).judgements
    met = {key: one.with_mark(Mark.MET) for key, one in judged.items() if key[1] == criterion}
    record, _award = tables.assessments.signed(work.id)
    revision = Revision(
        corrects=record,
        reason="A slip.",
        decision=Decision.COMPETENT,
        judgements=met,
        override="Seen by the assurer",
    )
    waits_for = words_wanted(story.device.after, by=ASSESSOR, assessment=work.id, revision=revision)
    assert waits_for is not None
    assert [[person.id for person in may] for may in waits_for.may] == [[OTHER]]
    seconds: list[Signer] = []

    def sign_it() -> None:
        correct(
            story.device.after,
            by=ASSESSOR,
            pin=PINS[ASSESSOR],
            assessment=work.id,
            revision=revision,
            seconds=seconds,
        )

    with refused("countersignature-missing"):
        sign_it()
    for signer, code in (
        (Signer(id=OTHER, pin="0000"), "pin-wrong"),
        (Signer(id=ASSURER, pin=PINS[ASSURER]), "countersignature-not-yours"),
    ):
        seconds[:] = [signer]
        with refused(code):
            sign_it()
    assert tables.assessments.get(work.id).decision is Decision.NOT_YET
    assert not records(story, "countersigned"), "all or nothing"
    seconds[:] = [Signer(id=OTHER, pin=pin(OTHER))]
    sign_it()
    (word,), (corrected,) = records(story, "countersigned"), records(story, "corrected")
    assert word["id"] in corrected["needs"]
    assert word["by"] == OTHER
    told = slip(story.device.slips, by=ASSESSOR, assessment=work.id)
    assert [one.person.id for one in told.countersigned] == [OTHER]
    assert faults(story) == NONE
    mend(story, work, feedback="Calm.")
    assert slip(story.device.slips, by=ASSESSOR, assessment=work.id).countersigned == told.countersigned
    mend(story, work, decision=Decision.NOT_YET)


def test_a_correction_of_what_somebody_corrected_meanwhile_is_stale(story: Story) -> None:
    work = competent(story)
    (first, _award) = story.device.tables.assessments.signed(work.id)
    mend(story, work, feedback="Calm.")
    with refused("correction-stale"):
        mend(story, work, corrects=first, feedback="Loud.")
    mend(story, work, feedback="Loud.")
    assert [one["body"]["revision"] for one in records(story, "corrected")] == [2, 3]


def test_whoever_decided_corrects_with_a_reason_and_a_change(story: Story) -> None:
    work = competent(story)
    record, _award = story.device.tables.assessments.signed(work.id)
    with refused("corrects-others-decision"):
        revision = Revision(corrects=record, reason="x", feedback="y")
        correct(story.device.after, by=OTHER, pin="7531", assessment=work.id, revision=revision)
    with refused("reason-for-it-needed"):
        mend(story, work, reason=" ", feedback="y")
    with refused("nothing-corrected"):
        mend(story, work, feedback=work.feedback)


def test_words_alone_leave_a_release_and_marks_do_not(story: Story) -> None:
    work = competent(story)
    release(story.device.deciding, by=ASSURER, pin=PINS[ASSURER], assessments=[work.id])
    mend(story, work, feedback="Calm.")
    assert waits(story, work) is None
    where = first_criterion(story, work, critical=False)
    seen = whole_work(story.device.assessing, work.id).judgements[where]
    mend(story, work, judgements={where: replace(seen, note="At bench 4.")})
    assert waits(story, work) is Waiting.RELEASE
    tables = story.device.tables
    desk = QualityDesk(desk=story.device.assessing, reads=tables.quality, outcomes=tables.outcomes)
    assert [item.id for item in queue(desk, by=ASSURER)] == [work.id]


# Appealed


def test_an_appeal_freezes_the_award_until_it_is_decided(story: Story) -> None:
    work = competent(story)
    number = let_go(story, work)
    appeal = say(story, work)
    with refused("appeal-open"):
        send_sheets(story.device.awards, by=ASSESSOR, numbers=[number], target=Target.PRINTER)
    with refused("appeal-open"):
        name = Correction(name="Amina Belló", reason="x", identity_seen="y", surrendered=True)
        correct_name(story.device.awards, by=ASSESSOR, number=number, correction=name)
    with refused("appeal-open"):
        mend(story, work, decision=Decision.NOT_YET)
    with refused("appeal-open"):
        void(story, work)
    with refused("appeal-open"):
        say(story, work)
    decide_appeal(story, appeal, Outcome.DISMISSED)
    send_sheets(story.device.awards, by=ASSESSOR, numbers=[number], target=Target.PRINTER)
    lodged, decided = records(story, "appeal")
    assert lodged["body"] == {
        "step": "lodged",
        "said_by": "learner",
        "said_on": "2026-11-22",
        "until": "2026-12-12",
        "late": False,
    }
    assert decided["body"] == {"step": "decided", "outcome": "dismissed", "remedy": ""}
    assert lodged["id"] in decided["needs"]
    assert lodged["beside"]["grounds"] == "I did check the knife."
    assert faults(story) == NONE


def test_without_paper_the_award_waits_for_the_appeal(story: Story) -> None:
    work = competent(story)
    release(story.device.deciding, by=ASSURER, pin=PINS[ASSURER], assessments=[work.id])
    say(story, work)
    assert waits(story, work) is Waiting.APPEAL
    with refused("waits-for"):
        issue(story.device.awards, by=ASSESSOR, assessments=[work.id])


def test_evidence_is_not_deleted_while_somebody_appeals(story: Story) -> None:
    work = competent(story)
    raw = story.device.store.raw()
    occasion = story.device.tables.assessments.occasions(work.id)[0].id
    raw.execute("DROP TRIGGER evidence_insert_frozen")
    raw.execute(
        "INSERT INTO evidence (id, assessment, occasion, kind, media_type, bytes, sha256, salt, file, key, entered_at, by)"
        " VALUES ('e', ?, ?, 'photo', 'image/jpeg', 1, ?, ?, ?, ?, '2026-11-22', ?)",
        (work.id, occasion, "a" * 64, b"s" * 16, "f" * 64, b"k" * 32, ASSESSOR),
    )
    appeal = say(story, work)
    erase = "UPDATE evidence SET key = NULL, salt = NULL WHERE id = 'e'"
    with pytest.raises(IntegrityError):
        raw.execute(erase)
    decide_appeal(story, appeal, Outcome.DISMISSED)
    raw.execute(erase)


def test_somebody_with_no_personal_interest_decides(story: Story) -> None:
    work = competent(story)
    let_go(story, work)
    appeal = say(story, work)
    with refused("not-allowed"):
        decide_appeal(story, appeal, Outcome.DISMISSED, by=ASSESSOR)
    with refused("own-appeal"):
        decide_appeal(story, appeal, Outcome.DISMISSED, by=ASSURER)
    decide_appeal(story, appeal, Outcome.DISMISSED)
    with refused("appeal-decided"):
        decide_appeal(story, appeal, Outcome.DISMISSED)


def test_a_late_appeal_wants_a_reason_and_no_day_lies_ahead(story: Story) -> None:
    work = competent(story)
    with refused("appeal-day-wrong"):
        say(story, work, days=1)
    story.clock.moment += timedelta(days=25)
    with refused("appeal-late"):
        say(story, work, days=21)
    say(story, work, days=21, late="In hospital.")
    assert records(story, "appeal")[0]["body"]["late"] is True


def test_a_clock_that_was_set_back_holds_up_no_appeal(story: Story) -> None:
    _sitting, entries = story.open_sitting(FORM)
    work, decided = story.start(entries[-1]), story.clock.moment.date()
    decide(story.device.assessing, by=ASSESSOR, assessment=work.id, decision=Decision.NOT_YET)
    sign(story, work)
    story.clock.moment -= timedelta(days=1)
    for day, code in ((decided - timedelta(days=1), "appeal-day-wrong"), (decided, "")):
        said = Lodged(said_by=SaidBy.LEARNER, said_on=day, grounds="Not heard out")
        act = partial(
            lodge,
            story.device.after,
            by=ASSESSOR,
            pin=PINS[ASSESSOR],
            assessment=work.id,
            lodged=said,
            clock_confirmed=True,
        )
        with refused(code) if code else nullcontext():
            act()
    assert story.device.tables.after.appeals(work.id)[0].said_on == decided.isoformat()


def test_upheld_with_a_new_attempt_uses_none(story: Story) -> None:
    work, _where = not_yet(story)
    appeal = say(story, work)
    with refused("remedy-needed"):
        decide_appeal(story, appeal, Outcome.UPHELD)
    decide_appeal(story, appeal, Outcome.UPHELD, Remedy.NEW_ATTEMPT)
    again = story.device.tables.assessments.get(work.id)
    assert not again.uses_attempt
    assert not again.after.appealed
    _sitting, entries = story.open_sitting(FORM)
    assert story.start(entries[-1]).attempt == 1


def test_upheld_with_a_correction_is_frozen_until_it_is_signed_and_then_released(story: Story) -> None:
    work, (_occasion, criterion) = not_yet(story)
    decide_appeal(story, say(story, work), Outcome.UPHELD, Remedy.CORRECTION)
    assert story.device.tables.assessments.get(work.id).after.appealed
    judged = whole_work(story.device.assessing, work.id).judgements
    met = {key: one.with_mark(Mark.MET) for key, one in judged.items() if key[1] == criterion}
    mend(story, work, decision=Decision.COMPETENT, judgements=met, override="Seen by the assurer")
    assert not story.device.tables.assessments.get(work.id).after.appealed
    assert waits(story, work) is Waiting.RELEASE
    decided = records(story, "appeal")[-1]
    assert decided["id"] in records(story, "corrected")[0]["needs"]


def test_upheld_with_an_annulment_is_frozen_until_two_people_annul(story: Story) -> None:
    work = competent(story)
    decide_appeal(story, say(story, work), Outcome.UPHELD, Remedy.ANNULMENT)
    assert waits(story, work) is Waiting.APPEAL
    void(story, work)
    again = story.device.tables.assessments.get(work.id)
    assert (again.state, again.after.appealed) == (State.ANNULLED, False)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE annulment SET why = 'other'",
        "DELETE FROM annulment",
        "UPDATE correction SET decision = 'competent'",
        "DELETE FROM correction",
        "DELETE FROM corrected_mark",
        "UPDATE appeal SET outcome = 'dismissed'",
        "DELETE FROM appeal",
    ],
)
def test_the_database_refuses_to_change_what_was_signed(story: Story, sql: str) -> None:
    work, where = not_yet(story)
    decide_appeal(story, say(story, work), Outcome.UPHELD, Remedy.NEW_ATTEMPT)
    seen = whole_work(story.device.assessing, work.id).judgements[where]
    mend(story, work, judgements={where: replace(seen, note="Twice.")})
    void(story, work)
    with pytest.raises(IntegrityError):
        story.device.store.raw().execute(sql)


def test_a_mark_may_be_added_where_none_was(story: Story) -> None:
    work, (occasion, criterion) = not_yet(story)
    added = Judgement(criterion=criterion, mark=Mark.NOT_SEEN, note="Ran out of time.", by=ASSESSOR)
    mend(story, work, judgements={(occasion, criterion): added})
    assert whole_work(story.device.assessing, work.id).judgements[occasion, criterion] == added


def test_not_applicable_has_its_reason_in_a_correction_too(story: Story) -> None:
    work = competent(story)
    for critical, reason, code in (
        (False, "  ", "reason-needed"),
        (True, "No gas.", "critical-not-applicable"),
    ):
        where = first_criterion(story, work, critical=critical)
        new = Judgement(criterion=where[1], mark=Mark.NOT_APPLICABLE, reason=reason)
        with refused(code):
            mend(story, work, judgements={where: new})
    assert records(story, "corrected") == []


def test_a_trainee_is_no_second_person(story: Story) -> None:
    work = competent(story)
    tables = story.device.tables
    tables.staff.put(replace(tables.staff.get(OTHER), trainee=True), at="2026-11-22T09:00:00+00:00")
    assert OTHER not in {one.id for one in look(story.device.after, by=ASSESSOR, assessment=work.id).seconds}
    with refused("trainee-is-no-second"):
        void(story, work)
    void(story, work, second=ASSURER)
