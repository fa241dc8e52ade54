"""A qualification on a real folder: held by rule, released by a person, exported, checked, and gone with its parts."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from openbadgeslib.ob3 import OB3LdpVerifier

from assessor_app.credentials.checking import CredentialChecks
from assessor_app.domain.after import Why
from assessor_app.domain.answer import Answer
from assessor_app.domain.before import Arranged, Arrangement
from assessor_app.domain.catalogue import Catalogue, MicroCredential, Qualification
from assessor_app.domain.credential_answer import Finding
from assessor_app.domain.errors import KnownError
from assessor_app.domain.people import Role
from assessor_app.domain.stacking import QualificationState
from assessor_app.services.after.annul import Grounds, Signer, annul
from assessor_app.services.awards.issue import issue
from assessor_app.services.credentials.export import export
from assessor_app.services.credentials.transcript import transcript
from assessor_app.services.deciding.acknowledge import acknowledge
from assessor_app.services.deciding.finalise import finalise
from assessor_app.services.deciding.ports import Acknowledged
from assessor_app.services.deciding.release import release
from assessor_app.services.packs.make import make_packs
from assessor_app.services.qualifications.look import due, state_of, towards
from assessor_app.services.qualifications.ports import QualificationDesk
from assessor_app.services.qualifications.release import release_qualification
from assessor_app.services.records.check import check_records
from assessor_app.services.sittings.before import arrange
from assessor_app.storage.engine import driver
from assessor_app.wording.credentials import judged_sentence
from assessor_app.wording.inside import inside_of
from story import ADMIN, ASSESSOR, ASSURER, PINS, Story, begin

CODES = ("ELE-SAF", "CUL-KNI", "HEA-CPR")
RULE = Qualification(code="MIX-ALL", title="Certified Everything", sector="electrical", parts=CODES, need=2)
CATALOGUE = Catalogue(
    awarding_body="Example",
    frameworks=(),
    sectors=(),
    micro_credentials=tuple(
        MicroCredential(code=code, title=code.title(), sector="electrical", planned=False) for code in CODES
    ),
    qualifications=(RULE,),
)


@pytest.fixture
def story(tmp_path: Path) -> Iterator[Story]:
    made = begin(tmp_path / "data", tmp_path / "state")
    yield made
    made.device.close()


def desk_of(story: Story) -> QualificationDesk:
    return replace(story.device.qualifications, catalogue=lambda: CATALOGUE)


def earn(story: Story, code: str, *, interest: str = "", released_by: str = ASSURER) -> str:
    """One more micro-credential of the only learner; the assessment's id. `interest` is whose interest is declared."""
    sitting, entries = story.open_sitting((code, "1"))
    if interest:
        declared = Arrangement(
            id="", entry=entries[0].id, kind=Arranged.INTEREST, staff=interest, what="an uncle"
        )
        arrange(story.device.sittings, by=ASSESSOR, asked=declared)
    work = story.start(entries[0])
    story.show_everything(work, sitting.id)
    story.decide_competent(work)
    desk = story.device.deciding
    finalise(desk, by=ASSESSOR, pin=PINS[ASSESSOR], assessments=[work.id])
    typed = {"typed": "Amina Bello"}
    acknowledge(
        desk, by=ASSESSOR, assessment=work.id, kind=Acknowledged.TYPED, details=typed, name_checked=True
    )
    release(desk, by=released_by, pin=PINS[released_by], assessments=[work.id], looked_at=[work.id])
    issue(story.device.awards, by=ASSESSOR, assessments=[work.id])
    return work.id


def test_two_of_three_make_it_and_a_person_releases_it(story: Story, tmp_path: Path) -> None:
    learner = story.add_learner("Amina Bello", "2031")
    desk = desk_of(story)
    earn(story, "ELE-SAF")
    assert due(desk, by=ASSURER) == ()
    (begun,) = towards(desk, learner).begun
    assert ([part.code for part in begun.parts], begun.missing, begun.need) == (["ELE-SAF"], CODES[1:], 2)
    with pytest.raises(KnownError, match="qualification-not-due"):
        release_qualification(desk, by=ASSURER, pin=PINS[ASSURER], learner=learner, code=RULE.code)
    second = earn(story, "CUL-KNI")
    (item,) = due(desk, by=ASSURER)
    assert (item.name, item.own, item.stack.qualification) == ("Amina Bello", False, RULE)
    for who, code in ((ASSESSOR, "not-allowed"), (ADMIN, "not-allowed")):
        with pytest.raises(KnownError, match=code):
            release_qualification(desk, by=who, pin=PINS[who], learner=learner, code=RULE.code)
    with pytest.raises(KnownError, match="pin"):
        release_qualification(desk, by=ASSURER, pin="0000", learner=learner, code=RULE.code)
    awarded = release_qualification(desk, by=ASSURER, pin=PINS[ASSURER], learner=learner, code=RULE.code)
    assert due(desk, by=ASSURER) == ()
    with pytest.raises(KnownError, match="qualification-not-due"):
        release_qualification(desk, by=ASSURER, pin=PINS[ASSURER], learner=learner, code=RULE.code)
    kept = story.device.tables.qualifications.find(awarded.number)
    assert kept == awarded
    assert awarded.valid_until == min(part.until for part in awarded.parts if part.until)
    assert check_records(story.device.tables.records, story.device.tables.waiting).ok
    exported_and_checked(story, awarded.number, tmp_path)
    transcribed(story, learner, tmp_path / "transcript")
    annul(
        story.device.after,
        by=Signer(id=ASSESSOR, pin=PINS[ASSESSOR]),
        second=Signer(id=ASSURER, pin=PINS[ASSURER]),
        assessment=second,
        grounds=Grounds(why=Why.IRREGULAR, reason="Somebody else's bench."),
    )
    assert state_of(desk, awarded) is QualificationState.WITHDRAWN
    content = (tmp_path / f"{awarded.number}.json").read_bytes()
    judged = CredentialChecks(desk=story.device.checks).judge(content)
    assert (judged.answer, judged.reason.value) == (Answer.NOT_VALID, "revoked")
    (made_of,) = inside_of(judged)
    assert {(line.finding, line.word) for line in made_of.lines} == {
        (Finding.GOOD, "provisional"),
        (Finding.BAD, "annulled"),
    }
    whole = CredentialChecks(desk=story.device.checks).judge(
        (tmp_path / "transcript" / "transcript-2031.json").read_bytes()
    )
    assert (whole.answer, judged_sentence(whole).partition(":")[0]) == (
        Answer.NOT_VALID,
        "1 of 3 credentials inside",
    )
    (without,) = export(story.device.credentials, by=ADMIN, numbers=[awarded.number], folder=tmp_path)
    assert without.without is not None


def exported_and_checked(story: Story, number: str, folder: Path) -> None:
    (done,) = export(story.device.credentials, by=ADMIN, numbers=[number], folder=folder)
    assert {path.suffix for path in done.files} == {".json", ".png", ".svg"}
    again = [path.read_bytes() for path in done.files]
    export(story.device.credentials, by=ADMIN, numbers=[number], folder=folder)
    assert [path.read_bytes() for path in done.files] == again
    OB3LdpVerifier().verify(again[0])
    for content in again:
        judged = CredentialChecks(desk=story.device.checks).judge(content)
        assert (judged.answer, judged.reason.value) == (Answer.VALID, "own-ledger")
        assert (judged.said.title, judged.said.number) == (RULE.title, number)
        (made_of,) = inside_of(judged)
        assert [(line.finding, line.word) for line in made_of.lines] == [(Finding.GOOD, "provisional")] * 2
        assert made_of.lines[0].told.startswith("Certificate ")


def transcribed(story: Story, learner: str, folder: Path) -> None:
    """Two micro-credentials and the qualification in one file, good as long as all of them are."""
    folder.mkdir()
    desk, title = story.device.credentials, "Transcript of records"
    (path,) = transcript(desk, by=ADMIN, learner=learner, name=title, folder=folder)
    assert path.name == "transcript-2031.json"
    checks = CredentialChecks(desk=story.device.checks)
    judged = checks.judge(path.read_bytes())
    assert (judged.answer, judged.reason.value) == (Answer.VALID, "own-ledger")
    assert [one.said.title for one in judged.members][-1] == RULE.title
    assert len(judged.members) == 3
    (listed,) = inside_of(judged)
    assert listed.title == "3 credentials inside"
    assert {(line.finding, line.word) for line in listed.lines} == {(Finding.GOOD, "Valid")}
    assert all("issued on " in line.told for line in listed.lines)
    content = json.loads(path.read_bytes())
    links = content["credentialSubject"]["association"]
    assert [one["associationType"] for one in links] == ["isChildOf", "isChildOf"]
    content["credentialSubject"]["verifiableCredential"].pop()
    assert checks.judge(json.dumps(content).encode()).reason.value == "altered"
    other = story.add_learner("Nobody Yet", "2099")
    with pytest.raises(KnownError, match="transcript-empty"):
        transcript(desk, by=ADMIN, learner=other, name=title, folder=folder)
    with pytest.raises(KnownError, match="not-allowed"):
        transcript(desk, by=ASSURER, learner=learner, name=title, folder=folder)


def test_the_database_keeps_it(story: Story) -> None:
    learner = story.add_learner("Amina Bello", "2031")
    desk = desk_of(story)
    for code in CODES[:2]:
        earn(story, code)
    release_qualification(desk, by=ASSURER, pin=PINS[ASSURER], learner=learner, code=RULE.code)
    for sql in ("UPDATE qualification SET title = 'x'", "DELETE FROM qualification"):
        with pytest.raises(driver.DriverError, match="frozen"):
            story.device.store.raw().execute(sql)


def test_the_learners_pack_has_the_qualification_and_the_transcript(story: Story, tmp_path: Path) -> None:
    learner = story.add_learner("Amina Bello", "2031")
    desk = desk_of(story)
    for code in CODES[:2]:
        earn(story, code)
    awarded = release_qualification(desk, by=ASSURER, pin=PINS[ASSURER], learner=learner, code=RULE.code)
    numbers = [part.number for part in awarded.parts]
    (packed,) = make_packs(story.device.packs, by=ADMIN, numbers=numbers, into=tmp_path, zipped=False)
    assert {f"{awarded.number}.json", f"{awarded.number}.png", "transcript.json"} <= set(packed.files)
    told = (packed.path / "README.txt").read_text(encoding="utf-8-sig")
    assert "every credential in one signed file" in told
    judged = CredentialChecks(desk=story.device.checks).judge((packed.path / "transcript.json").read_bytes())
    assert (judged.answer, len(judged.members)) == (Answer.VALID, 3)


def test_nobody_awards_a_qualification_with_a_declared_interest_in_a_part_of_it(story: Story) -> None:
    learner = story.add_learner("Amina Bello", "2031")
    staff, desk = story.device.tables.staff, desk_of(story)
    also = frozenset({Role.ADMINISTRATOR, Role.QUALITY_ASSURER})
    staff.put(replace(staff.get(ADMIN), roles=also), at="2026-11-22T09:00:00+00:00")
    earn(story, "ELE-SAF")
    earn(story, "CUL-KNI", interest=ASSURER, released_by=ADMIN)
    assert [item.own for who in (ASSURER, ADMIN) for item in due(desk, by=who)] == [True, False]
    with pytest.raises(KnownError, match="interest-declared"):
        release_qualification(desk, by=ASSURER, pin=PINS[ASSURER], learner=learner, code=RULE.code)
    assert release_qualification(desk, by=ADMIN, pin=PINS[ADMIN], learner=learner, code=RULE.code).parts
