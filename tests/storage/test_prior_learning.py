"""Recognition of prior learning on a real folder: evidence mapped to criteria, interviews, the record, the certificate."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from assessor_app.device.evidence import evidence_desk
from assessor_app.documents.certificate_words import worded
from assessor_app.domain.assessment import Assessment, Work
from assessor_app.domain.errors import KnownError
from assessor_app.domain.evidence import Evidence
from assessor_app.domain.marks import How, Mark
from assessor_app.domain.prior import Authenticated, Challenge
from assessor_app.domain.record_types import RecordType
from assessor_app.domain.sitting import Method
from assessor_app.domain.standing import Lack, standings
from assessor_app.formats.personal import open_sealed
from assessor_app.formats.signed_record import decode
from assessor_app.services.assessing.challenge import hold_challenge
from assessor_app.services.assessing.desk import whole_work
from assessor_app.services.assessing.prior import Shown, interview, recognise
from assessor_app.services.assessing.undo import undo
from assessor_app.services.awards.content import PaperContent, Signatory
from assessor_app.services.awards.issue import issue
from assessor_app.services.deciding.finalise import finalise
from assessor_app.services.deciding.release import release
from assessor_app.services.evidence.remove import remove
from assessor_app.services.evidence.witness import Statement, take_statement
from assessor_app.services.records.check import check_records
from assessor_app.services.sittings.before import choose_method
from assessor_app.storage.engine.driver import IntegrityError
from assessor_app.trust import jws
from assessor_app.wording.errors import sentence
from story import ASSESSOR, ASSURER, PINS, Story, begin

FORM = ("CUL-KNI", "1")
SHOWN = Shown(
    what="Reference of Café Anker",
    dated="2026-10-01",
    authenticated=Authenticated.EMPLOYER_ASKED,
    known="phoned the chef",
)


class Bench:
    """A learner who is assessed by prior learning, with one piece of evidence."""

    def __init__(self, story: Story) -> None:
        self.story = story
        story.add_learner("Amina Bello", "2031")
        self.sitting, entries = story.open_sitting(FORM)
        choose_method(story.device.sittings, by=ASSESSOR, entry=entries[0].id, method=Method.RPL)
        self.work: Assessment = story.start(entries[0])
        (self.occasion,) = (item.id for item in story.device.tables.assessments.occasions(self.work.id))
        self.form = story.device.shelf.get(*FORM)
        self.ordinary = [item.id for item in self.form.criteria() if not item.critical]
        self.piece = self.statement("")

    def statement(self, criterion: str) -> Evidence:
        said = Statement(
            who="Ana Anker", relation="chef", words="She did it daily.", saw_it=True, typed="Ana Anker"
        )
        return take_statement(
            evidence_desk(self.story.device),
            by=ASSESSOR,
            assessment=self.work.id,
            occasion=self.occasion,
            statement=said,
            criterion=criterion,
        )

    def recognise(self, *criteria: str, shown: Shown = SHOWN) -> None:
        recognise(
            self.story.device.assessing,
            by=ASSESSOR,
            assessment=self.work.id,
            occasion=self.occasion,
            evidence=self.piece,
            criteria=criteria,
            shown=shown,
        )

    def interview(self, outcome: str, *, enough: bool = True) -> None:
        interview(
            self.story.device.assessing,
            by=ASSESSOR,
            assessment=self.work.id,
            outcome=outcome,
            asked="How do you keep raw and ready apart?",
            answered="Two boards.",
            enough=enough,
        )

    def whole(self) -> Work:
        return whole_work(self.story.device.assessing, self.work.id)

    def lacks(self) -> set[Lack]:
        today = self.story.clock.moment.date()
        return {item.lack for item in standings(self.form, self.whole(), today=today)}


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    story = begin(tmp_path / "data", tmp_path / "state")
    yield Bench(story)
    story.device.close()


def test_evidence_marks_its_criteria_as_of_the_day_of_the_work(bench: Bench) -> None:
    first, second = bench.ordinary[:2]
    bench.recognise(first, second)
    found = bench.whole()
    marks = [found.judgements[bench.occasion, criterion] for criterion in (first, second)]
    assert {item.how for item in marks} == {How.RPL}
    assert {item.observed_at[:10] for item in marks} == {"2026-10-01"}
    assert [claim.criterion for claim in found.prior.claims] == [first, second]
    assert Lack.INTERVIEW in bench.lacks()
    outcomes = {item.outcome for item in bench.form.criteria() if item.id in (first, second)}
    for outcome in outcomes:
        bench.interview(outcome, enough=False)
    assert Lack.INTERVIEW in bench.lacks(), "an interview that was not enough is none"
    for outcome in outcomes:
        bench.interview(outcome)
    assert Lack.INTERVIEW not in bench.lacks()
    undo(bench.story.device.assessing, by=ASSESSOR, assessment=bench.work.id)
    assert (bench.occasion, second) not in {
        key for key, item in bench.whole().judgements.items() if item.mark is Mark.MET
    }, "one act, one undo"


def test_evidence_taken_out_claims_nothing(bench: Bench) -> None:
    bench.recognise(bench.ordinary[0])
    assert Lack.CLAIM not in bench.lacks()
    remove(evidence_desk(bench.story.device), by=ASSESSOR, evidence=bench.piece.id)
    assert Lack.CLAIM in bench.lacks()


def test_what_is_too_old_is_too_old_whenever_it_was_recognised(bench: Bench) -> None:
    bench.recognise(bench.ordinary[0], shown=replace(SHOWN, dated="2019-01-01"))
    assert Lack.CURRENCY in bench.lacks()


@pytest.mark.parametrize(
    ("shown", "code"),
    [
        (replace(SHOWN, what=" "), "claim-incomplete"),
        (replace(SHOWN, dated="2027-01-01"), "claim-in-future"),
        (replace(SHOWN, dated="soon"), "date-unreadable"),
    ],
)
def test_a_claim_says_what_it_is_and_when(bench: Bench, shown: Shown, code: str) -> None:
    with pytest.raises(KnownError, match=code) as error:
        bench.recognise(bench.ordinary[0], shown=shown)
    assert "…" not in sentence(error.value)
    assert not bench.whole().judgements


def test_who_is_observed_brings_no_prior_learning(bench: Bench) -> None:
    (entry,) = bench.story.device.tables.sittings.entries_of(bench.work.id)
    choose_method(bench.story.device.sittings, by=ASSESSOR, entry=entry.id, method=Method.OBSERVATION)
    with pytest.raises(KnownError, match="not-prior-learning"):
        bench.recognise(bench.ordinary[0])


def test_the_record_and_the_certificate_say_how_it_was_shown(bench: Bench) -> None:
    story, tables = bench.story, bench.story.device.tables
    story.show_everything(bench.work, bench.sitting.id)
    bench.recognise(bench.ordinary[0])
    bench.interview(bench.form.criterion(bench.ordinary[0]).outcome)
    story.decide_competent(bench.work)
    finalise(story.device.deciding, by=ASSESSOR, pin=PINS[ASSESSOR], assessments=[bench.work.id])
    records = tables.records.about("assessment", bench.work.id)
    signed = next(item for item in records if item.type == RecordType.ASSESSMENT_FINALISED)
    body = decode(jws.peek(signed.jws)[1]).body
    (claim,) = body["claims"]
    assert (claim["sha256"], claim["dated"]) == (bench.piece.sha256, "2026-10-01")
    assert [entry["method"] for entry in body["entries"]] == ["rpl"]
    (mark,) = (item for item in body["marks"] if item["how"] == "rpl")
    assert mark["observed"].startswith("2026-10-01")
    assert all("Anker" not in jws.peek(item.jws)[1].decode() for item in records)
    remarked = next(item for item in records if item.type == RecordType.REMARKED)
    assert remarked.personal is not None
    assert open_sealed(remarked.personal)["claims"][0]["what"] == SHOWN.what
    assert check_records(tables.records, tables.waiting).ok
    with pytest.raises(IntegrityError, match="frozen"):
        story.device.store.raw().execute("UPDATE interview SET enough = 0")
    assert tables.work.methods(bench.work.id) == {Method.RPL, Method.OBSERVATION}
    release(story.device.deciding, by=ASSURER, pin=PINS[ASSURER], assessments=[bench.work.id])
    (number,) = issue(story.device.awards, by=ASSESSOR, assessments=[bench.work.id])
    assert tables.certificates.get(number).page


def test_the_paper_says_the_method_in_the_learners_language(bench: Bench) -> None:
    made = _content(bench)
    assert worded(made).assessment_method == made.assessment_method
    both = replace(made, methods=frozenset(Method))
    assert worded(both).assessment_method == "Observation and recognition of prior learning"
    alone = replace(made, methods=frozenset({Method.RPL}))
    assert worded(alone).assessment_method == "Recognition of prior learning"


def _content(bench: Bench) -> PaperContent:
    form, somebody = bench.form, Signatory(name="Bram Bakker", registration="R")
    day = bench.story.clock.moment.date()
    return PaperContent(
        holder="Amina Bello",
        mark=None,
        title=form.title,
        form_code=form.code,
        form_version=form.version,
        level=None,
        credits=None,
        workload_hours=form.workload_hours,
        outcomes=(),
        environments=("simulated",),
        assessment_method=form.assessment_type,
        participation=form.participation,
        quality_assurance=form.quality_assurance,
        achieved=day,
        issued=day,
        valid_until=None,
        provisional_until=None,
        limits=form.limits,
        not_a_licence=form.not_a_licence,
        endorsement=form.endorsement,
        guideline=form.guideline,
        centre="Harbour",
        centre_approval="",
        centre_country="IE",
        awarding_body="",
        own_award=True,
        assessor=somebody,
        quality_assurer=None,
        phone="",
        host="",
        number="04HM-ASW9-0012-G",
        qr="",
        language="en",
        sample=False,
        supersedes="",
    )


def hold(
    bench: Bench, results: dict[str, Mark], *, task: str = "Dice an onion in three minutes"
) -> Challenge:
    return hold_challenge(
        bench.story.device.assessing,
        by=ASSESSOR,
        assessment=bench.work.id,
        occasion=bench.occasion,
        task=task,
        held_at=bench.story.clock.moment,
        results=results,
    )


def test_a_challenge_test_marks_its_criteria_as_seen_and_is_undone_whole(bench: Bench) -> None:
    first, second = bench.ordinary[:2]
    bench.recognise(first)
    hold(bench, {first: Mark.NOT_MET, second: Mark.MET})
    (test,) = bench.whole().prior.challenges
    assert test.results == {first: Mark.NOT_MET, second: Mark.MET}
    judged = bench.whole().judgements[bench.occasion, second]
    assert (judged.mark, judged.how, judged.by, judged.observed_at) == (
        Mark.MET,
        How.TAP,
        ASSESSOR,
        test.held_at,
    )
    undo(bench.story.device.assessing, by=ASSESSOR, assessment=bench.work.id)
    assert bench.whole().judgements[bench.occasion, first].how is How.RPL
    assert bench.whole().prior.challenges[0].results[second] is Mark.NOT_SEEN


@pytest.mark.parametrize(
    ("results", "task", "refused"),
    [
        ({}, "Dice", "claim-incomplete"),
        ({"1.1": Mark.NOT_SEEN}, "Dice", "claim-incomplete"),
        ({"1.1": Mark.MET}, "  ", "claim-incomplete"),
    ],
)
def test_a_challenge_test_says_what_was_set_and_what_came_of_it(
    bench: Bench, results: dict[str, Mark], task: str, refused: str
) -> None:
    with pytest.raises(KnownError, match=refused):
        hold(bench, results, task=task)


def test_the_record_and_the_paper_say_challenge_test(bench: Bench) -> None:
    story, tables = bench.story, bench.story.device.tables
    story.show_everything(bench.work, bench.sitting.id)
    bench.recognise(bench.ordinary[0])
    bench.interview(bench.form.criterion(bench.ordinary[0]).outcome)
    tested = [item.id for item in bench.form.criteria() if item.id != bench.ordinary[0]]
    hold(bench, dict.fromkeys(tested, Mark.MET))
    story.decide_competent(bench.work)
    finalise(story.device.deciding, by=ASSESSOR, pin=PINS[ASSESSOR], assessments=[bench.work.id])
    records = tables.records.about("assessment", bench.work.id)
    signed = next(item for item in records if item.type == RecordType.ASSESSMENT_FINALISED)
    body = decode(jws.peek(signed.jws)[1]).body
    (test,) = body["challenges"]
    assert (test["occasion"], test["criteria"], test["by"]) == (1, sorted(tested), ASSESSOR)
    came_out = {
        mark["criterion"]: (mark["mark"], mark["how"]) for mark in body["marks"] if mark["occasion"] == 1
    }
    assert {came_out[key] for key in tested} == {("met", "tap")}
    remarked = next(item for item in records if item.type == RecordType.REMARKED)
    assert remarked.personal is not None
    assert open_sealed(remarked.personal)["challenges"][0]["task"].startswith("Dice")
    assert all("Dice" not in jws.peek(item.jws)[1].decode() for item in records)
    assert tables.work.challenged(bench.work.id)
    with pytest.raises(IntegrityError, match="frozen"):
        story.device.store.raw().execute("DELETE FROM challenge")
    made = replace(_content(bench), methods=frozenset({Method.RPL}), challenged=True)
    assert worded(made).assessment_method == "Recognition of prior learning, challenge test"
    both = replace(made, methods=frozenset(Method))
    assert worded(both).assessment_method == "Observation, prior learning, challenge test"
