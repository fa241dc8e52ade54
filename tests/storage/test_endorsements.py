"""An endorsement: asked for, signed elsewhere, taken, inside what is issued afterwards, and told to whoever checks."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from assessor_app.cli.endorsing import endorse
from assessor_app.credentials.checking import CredentialChecks
from assessor_app.domain.answer import Answer
from assessor_app.domain.credential_answer import Finding
from assessor_app.domain.errors import KnownError
from assessor_app.services.awards.issue import issue
from assessor_app.services.credentials.endorsing import (
    add_endorsement,
    end_endorsement,
    endorsed_form,
    endorsement_request,
    endorsements_here,
)
from assessor_app.services.credentials.files import credential_files
from assessor_app.services.deciding.acknowledge import acknowledge
from assessor_app.services.deciding.finalise import finalise
from assessor_app.services.deciding.ports import Acknowledged
from assessor_app.services.deciding.release import release
from assessor_app.storage.engine import driver
from assessor_app.wording.answers import credential_value
from assessor_app.wording.inside import inside_of
from endorsed import FORM, signed_elsewhere
from story import ADMIN, ASSESSOR, ASSURER, PINS, Story, begin


@pytest.fixture
def story(tmp_path: Path) -> Iterator[Story]:
    made = begin(tmp_path / "data", tmp_path / "state")
    yield made
    made.device.close()


def earned(story: Story, name: str, number: str) -> str:
    """One more learner's certificate; its number."""
    story.add_learner(name, number)
    sitting, entries = story.open_sitting(FORM)
    work = story.start(entries[-1])
    story.show_everything(work, sitting.id)
    story.decide_competent(work)
    desk = story.device.deciding
    finalise(desk, by=ASSESSOR, pin=PINS[ASSESSOR], assessments=[work.id])
    typed = {"typed": name}
    acknowledge(
        desk, by=ASSESSOR, assessment=work.id, kind=Acknowledged.TYPED, details=typed, name_checked=True
    )
    release(desk, by=ASSURER, pin=PINS[ASSURER], assessments=[work.id], looked_at=[work.id])
    (made,) = issue(story.device.awards, by=ASSESSOR, assessments=[work.id])
    return made


def test_it_is_inside_what_is_issued_afterwards_and_told_to_a_checker(story: Story, tmp_path: Path) -> None:
    desk = story.device.credentials
    before = earned(story, "Amina Bello", "2031")
    first = credential_files(desk, before).json
    signed = signed_elsewhere(story, tmp_path)
    assert (tmp_path / "key.pem").stat().st_mode & 0o077 == 0
    with pytest.raises(KnownError, match="not-allowed"):
        add_endorsement(desk, signed, by=ASSESSOR, code=FORM[0], version=FORM[1])
    forms = story.device.tables.forms.all()
    assert endorsed_form(desk, signed, forms) == FORM, "the file names its form itself"
    with pytest.raises(KnownError, match="endorsement-other"):
        endorsed_form(desk, b"{}", forms)
    assert add_endorsement(desk, signed, by=ADMIN, code=FORM[0], version=FORM[1])
    assert not add_endorsement(desk, signed, by=ADMIN, code=FORM[0], version=FORM[1])
    assert credential_files(desk, before).json == first, "what was issued never changes"
    after = credential_files(desk, earned(story, "Bram Okafor", "2032")).json
    checks = CredentialChecks(desk=story.device.checks)
    assert checks.judge(first).endorsements == ()
    judged = checks.judge(after)
    assert (judged.answer, judged.reason.value) == (Answer.VALID, "own-ledger")
    (one,) = judged.endorsements
    assert (one.issuer_name, one.comment) == ("Harbour Kitchens Ltd", "We hire whoever holds this.")
    assert (one.signature, one.issuer[:9]) == (Finding.GOOD, "did:key:z")
    assert credential_value(judged)["endorsements"][0]["signature"] == "good"
    (listed,) = inside_of(judged)
    assert [(line.name, line.told, line.word) for line in listed.lines] == [
        ("Harbour Kitchens Ltd", "We hire whoever holds this.", "signature good")
    ]
    swapped = json.loads(after)
    swapped["credentialSubject"]["achievement"]["endorsement"][0]["credentialSubject"][
        "endorsementComment"
    ] = "Ha."
    (listed,) = inside_of(checks.judge(json.dumps(swapped).encode()))
    assert listed.lines[0].finding is Finding.BAD
    (here,) = endorsements_here(desk, by=ADMIN)
    assert (here.code, here.said.name, here.said.until) == ("CUL-KNI", "Harbour Kitchens Ltd", "")
    with pytest.raises(KnownError, match="not-allowed"):
        end_endorsement(desk, by=ASSESSOR, endorsement=here.id)
    kept = after
    end_endorsement(desk, by=ADMIN, endorsement=here.id)
    with pytest.raises(KnownError, match="no-such-endorsement"):
        end_endorsement(desk, by=ADMIN, endorsement=here.id)
    assert endorsements_here(desk, by=ADMIN) == ()
    without = credential_files(desk, earned(story, "Cleo Adeyemi", "2033")).json
    assert checks.judge(without).endorsements == ()
    assert len(checks.judge(kept).endorsements) == 1
    for sql in (
        "UPDATE endorsement SET content = '{}'",
        "DELETE FROM endorsement",
        "DELETE FROM endorsement_ended",
    ):
        with pytest.raises(driver.DriverError, match="frozen"):
            story.device.store.raw().execute(sql)


def test_only_a_good_signature_on_this_form_of_this_centre_is_taken(story: Story, tmp_path: Path) -> None:
    desk = story.device.credentials
    story.add_learner("Amina Bello", "2031")
    story.open_sitting(FORM)

    def taken(content: bytes) -> str:
        try:
            add_endorsement(desk, content, by=ADMIN, code=FORM[0], version=FORM[1])
        except KnownError as error:
            return error.code
        return ""

    good = json.loads(signed_elsewhere(story, tmp_path))
    changed = {**good, "credentialSubject": {**good["credentialSubject"], "endorsementComment": "No."}}
    other = signed_elsewhere(story, tmp_path, about="urn:uuid:00000000-0000-4000-8000-000000000000")
    more = {**good, "evidence": [{"id": "urn:x:1", "type": ["Evidence"]}]}
    assert taken(json.dumps(changed).encode()) == "endorsement-unreadable"
    assert taken(json.dumps(more).encode()) == "endorsement-unreadable"
    assert taken(other) == "endorsement-other"
    assert taken(b"[" * 50_000) == "endorsement-unreadable"
    assert taken(b"{}") == "endorsement-unreadable"
    assert taken(json.dumps(good).encode()) == ""


def test_a_request_that_is_none_is_refused(tmp_path: Path) -> None:
    (tmp_path / "request.json").write_text("{}", encoding="utf-8")
    arguments = [str(tmp_path / "request.json"), "--name", "A", "--comment", "B"]
    done = CliRunner().invoke(
        endorse, [*arguments, "--key", str(tmp_path / "key"), "--out", str(tmp_path / "out")]
    )
    assert done.exit_code == 2
    assert not (tmp_path / "key").exists()


def test_where_an_issuer_signs_its_forms_are_endorsed_there(story: Story) -> None:
    earned(story, "Amina Bello", "2031")
    settings = story.device.tables.settings
    settings.put_centre(replace(settings.centre(), own_root=False))
    with pytest.raises(KnownError, match="endorsement-elsewhere"):
        endorsement_request(story.device.credentials, by=ADMIN, code=FORM[0], version=FORM[1])
