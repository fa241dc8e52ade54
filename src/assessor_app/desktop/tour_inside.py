"""The stops of what has more than one thing in it: a transcript with an endorsed credential, and a qualification's parts.

Both are signed for the picture alone, with the keys of the tour's own copy.
"""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any

from assessor_app.desktop.tour_scene import Scene
from assessor_app.desktop.tour_steps import Guide, Stop, room
from assessor_app.device import Device
from assessor_app.domain.credential import CredentialFacts, PartFacts, QualificationFacts
from assessor_app.ui.verify.page import VerifyPage

_ENDORSER = b"an employer's key, in the tour!!"
_COMMENT = "Whoever holds this may start on our sites the next morning."
_ELSEWHERE = ("ELE-WIR", "Basic Wiring", "B2KM-7Q4T-0031-X")


def inside(device: Device, scene: Scene) -> Iterator[Stop]:
    """A transcript, whose parts stand each by itself; a qualification, whose parts are only named."""
    if not scene.new:
        return
    qualification = partial(_qualification, device, scene)
    shown = (
        ("verify-transcript", partial(_transcript, device, scene)),
        ("verify-qualification", qualification),
    )
    for name, made in shown:
        yield Stop(name=name, steps=(room("verify"), partial(_drop, name=name, made=made)))


def _drop(guide: Guide, *, name: str, made: partial[dict[str, Any]]) -> None:
    path = guide.folder.parent / f"{name}.json"
    path.write_text(json.dumps(made()), encoding="utf-8")
    page = guide.window.page("verify")
    if isinstance(page, VerifyPage):
        page.files_given.emit([path])


def _transcript(device: Device, scene: Scene) -> dict[str, Any]:
    from assessor_app.credentials.endorsements import endorse
    from assessor_app.credentials.mapping import credential_of
    from assessor_app.credentials.naming import named
    from assessor_app.credentials.signing import issuing_alone, sign_credential
    from assessor_app.credentials.transcript import sign_transcript
    from assessor_app.formats.credential import document
    from assessor_app.trust.keys import SigningKey

    facts = _facts(device, scene.new)
    about = named(facts.issuer.id, "achievement", facts.form.code, facts.form.version)
    word = endorse(
        about,
        name="Harbour Electrical Contractors",
        comment=_COMMENT,
        issuing=issuing_alone(SigningKey(_ENDORSER)),
        at=facts.issued,
    )
    facts = replace(facts, endorsements=(word,))
    issuing = issuing_alone(SigningKey(device.tables.trust.issuing_seed("on-line")))
    signed = sign_credential(document(credential_of(facts)), issuing=issuing, created=facts.issued)
    members = [signed, _qualification(device, scene)]
    now = device.checks.clock.now()
    return sign_transcript(members, name="Transcript of records", issuing=issuing, at=now, place=1, of=1)


def _qualification(device: Device, scene: Scene) -> dict[str, Any]:
    """Of three parts: one that stands, one that was replaced, one from somewhere else."""
    from assessor_app.credentials.qualification import qualification_credential
    from assessor_app.credentials.signing import issuing_alone, sign_credential
    from assessor_app.formats.credential import document
    from assessor_app.trust.keys import SigningKey

    stands, replaced = _facts(device, scene.new), _facts(device, scene.old)
    code, title, number = _ELSEWHERE
    elsewhere = replace(_part(stands), cti=bytes(16), number=number)
    form = replace(stands.form, code=code, title=title)
    facts = QualificationFacts(
        cti=bytes(15) + b"\x01",
        number="TZS8-QVS2-0099-K",
        holder=stands.holder,
        learner_number=stands.learner_number,
        code="ELE-ELEC",
        title="Certified Electrician",
        sector="electrical",
        of=(stands.form.code, code),
        need=2,
        first=(),
        parts=(_part(stands), _part(replaced), replace(elsewhere, form=form)),
        awarded=stands.issued,
        until=stands.until or stands.issued.date() + timedelta(days=365),
        issuer=stands.issuer,
        centre=stands.centre,
        released_by=stands.quality_assurer,
        record=stands.record,
        sample=True,
    )
    issuing = issuing_alone(SigningKey(device.tables.trust.issuing_seed("on-line")))
    return sign_credential(document(qualification_credential(facts)), issuing=issuing, created=facts.awarded)


def _part(facts: CredentialFacts) -> PartFacts:
    return PartFacts(
        cti=facts.cti,
        number=facts.number,
        form=facts.form,
        achieved=facts.achieved.date(),
        until=facts.until,
    )


def _facts(device: Device, number: str) -> CredentialFacts:
    from assessor_app.credentials.signing import issuing_alone
    from assessor_app.services.credentials.facts import facts_of
    from assessor_app.trust.keys import SigningKey

    issuing = issuing_alone(SigningKey(device.tables.trust.issuing_seed("on-line")))
    return facts_of(device.credentials, number, issuer=issuing.did)
