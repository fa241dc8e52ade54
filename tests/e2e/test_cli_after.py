"""What the command line says of papers whose result was annulled or corrected down."""

import secrets
from pathlib import Path

import pytest

from assessor_app.device import open_device
from assessor_app.domain.after import Why
from assessor_app.domain.assessment import Decision
from assessor_app.domain.people import Role
from assessor_app.services.after.annul import Grounds, Signer, annul
from assessor_app.services.after.change import Revision
from assessor_app.services.after.correct import correct
from assessor_app.services.people.pin import PinHasher
from assessor_app.services.people.ports import PinState
from sample_copy import sample_at
from test_cli import run


@pytest.mark.slow
def test_annulled_and_withdrawn_papers_are_not_valid_and_say_why(tmp_path: Path) -> None:
    data, state = tmp_path / "data", tmp_path / "state"
    sample_at(data, state)
    device = open_device(data, lambda slots: slots.open_with("sample"), state=state / "chains")
    try:
        pin = secrets.choice(("4826", "9157"))
        hashed = PinState(hash=PinHasher().hash(pin), failures=0, wait_until="")
        for person in device.tables.staff.all():
            device.tables.staff.put_pin(person.id, hashed)
        assurer = next(one.id for one in device.tables.staff.all() if one.has(Role.QUALITY_ASSURER))
        lines = [line for line in device.tables.certificates.lines() if not line.events]
        first, second = (device.tables.certificates.get(line.number) for line in lines[:2])
        one, other = (device.tables.assessments.get(paper.assessment) for paper in (first, second))
        annul(
            device.after,
            by=Signer(id=one.decided_by, pin=pin),
            second=Signer(id=assurer, pin=pin),
            assessment=one.id,
            grounds=Grounds(why=Why.WRONG_LEARNER, reason="Another learner's marks."),
        )
        revision = Revision(
            corrects=device.tables.assessments.signed(other.id)[0],
            reason="The wrong row.",
            decision=Decision.NOT_YET,
        )
        correct(device.after, by=other.decided_by, pin=pin, assessment=other.id, revision=revision)
    finally:
        device.close()
    listed = run("certificates", "list", "--data", str(data), "--json", state=state).json["certificates"]
    states = {line["number"]: line["state"] for line in listed}
    assert (states[first.number], states[second.number]) == ("annulled", "revoked")
    for paper, reason in ((first, "annulled"), (second, "revoked")):
        told = run("verify", paper.qr, "--data", str(data), "--json", state=state)
        assert told.status == 1
        assert (told.json["answer"], told.json["reason"], told.json["state"]) == ("not-valid", reason, reason)
    checked = run("records", "check", "--data", str(data), "--json", state=state)
    assert checked.status == 0, checked.out
    assert run("status", "--data", str(data), "--json", state=state).status == 0
