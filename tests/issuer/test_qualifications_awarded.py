"""Qualifications at the issuer: by registered papers, of one person under two ids, awarded by a person, withdrawn with a part."""

import json
from pathlib import Path
from types import SimpleNamespace

import pytest
from openbadgeslib.ob3 import OB3LdpVerifier
from sqlalchemy import select

from assessor_app.credentials.judge import judge_credential
from assessor_app.documents.badge_image.drawer import FormBadges
from assessor_app.domain.answer import Answer, PaperState
from assessor_app.domain.errors import KnownError
from assessor_app.formats.feed import CredentialItem
from assessor_app.issuer.credentials import kept
from assessor_app.issuer.credentials.files import files_of
from assessor_app.issuer.credentials.issue import issue_due
from assessor_app.issuer.credentials.lists import publish_lists
from assessor_app.issuer.erasing.erase import erase_personal
from assessor_app.issuer.keys import anchors
from assessor_app.issuer.people.rights import Person, Role
from assessor_app.issuer.register import entries
from assessor_app.issuer.register.static import write_static
from assessor_app.issuer.stacking.due import due, waiting
from assessor_app.issuer.stacking.kept import Awarded
from assessor_app.issuer.stacking.release import award_qualification
from assessor_app.issuer.store import catalogue
from assessor_app.issuer.store.bodies import audit
from assessor_app.issuer.store.facts import entry
from assessor_app.trust.anchors import TrustStore, read_anchor_list
from office import Office, fetched, items_of, joined, of_kind
from samples import CENTRE, NOW
from visitor import console

REGISTRAR = Person(id="1" * 32, name="Ingrid Solberg", roles=frozenset({Role.REGISTRAR}))
READER = Person(id="2" * 32, name="Kemal Aydın", roles=frozenset({Role.READER}))
BADGES = FormBadges()
RULE = """
  - code: ELE-ONE
    title: Certified Beginner
    sector: electrical
    parts: [ELE-SAF, ELE-WIR]
    need: {need}
"""


def set_rule(office: Office, need: int) -> None:
    with office.issuer.store.write() as connection:
        text = catalogue.newest_catalogue(connection).decode().partition("\n  - code: ELE-ONE")[0]
        catalogue.put_catalogue(connection, (text + RULE.format(need=need)).encode(), at=NOW)


@pytest.fixture
def scene(office: Office, lone: SimpleNamespace) -> Office:
    office.caller = joined(office, lone)  # type: ignore[attr-defined]  # for this test alone
    office.caller.send(items_of(lone), office.receive)  # type: ignore[attr-defined]
    office.judge()
    return office


def award(office: Office, by: Person = REGISTRAR) -> Awarded:
    with office.issuer.store.write() as connection:
        ((one, *_), more) = due(connection, now=NOW, most=5)
        assert not more
        return award_qualification(
            connection, by, centre=one.centre, learner=one.learner.id, code="ELE-ONE", now=NOW
        )


def issue(office: Office) -> int:
    issued = issue_due(office.issuer.store, vault=office.issuer.vault, badges=BADGES, now=NOW)
    assert not issued.faults, issued.faults
    return issued.count


def test_it_waits_for_a_person_and_is_awarded_once(scene: Office) -> None:
    with scene.issuer.store.read() as connection:
        assert waiting(connection, now=NOW) == 0
    set_rule(scene, 2)
    with scene.issuer.store.read() as connection:
        assert waiting(connection, now=NOW) == 0
    set_rule(scene, 1)
    with scene.issuer.store.read() as connection:
        ((one,), more) = due(connection, now=NOW, most=5)
    assert ([part.code for part in one.stack.parts], more) == (["ELE-SAF"], False)
    with pytest.raises(KnownError, match="role-missing"):
        award(scene, READER)
    awarded = award(scene)
    with scene.issuer.store.write() as connection:
        assert waiting(connection, now=NOW) == 0
        with pytest.raises(KnownError, match="award-not-due"):
            award_qualification(
                connection, REGISTRAR, centre=CENTRE, learner=awarded.learner, code="ELE-ONE", now=NOW
            )
        noted = connection.execute(select(audit.c.by).where(audit.c.act == "qualification-awarded"))
        assert list(noted.scalars()) == ["Ingrid Solberg"]


def test_its_credential_is_made_told_and_withdrawn_with_its_part(scene: Office, tmp_path: Path) -> None:
    set_rule(scene, 1)
    awarded = award(scene)
    assert issue(scene) == 2
    assert issue(scene) == 0
    with scene.issuer.store.read() as connection:
        made = kept.of_digest(connection, centre=CENTRE, digest=awarded.digest)
        assert made is not None
        standing = kept.standing(connection)
        files = files_of(connection, made, BADGES)
        write_static(connection, tmp_path)
        trust = TrustStore.of([read_anchor_list(anchors.newest_text(connection))])
    assert made in standing
    assert set(files) == {"json", "jwt", "png", "svg"}
    signed = json.loads(files["json"])
    assert signed["credentialSubject"]["achievement"]["achievementType"] == "Certification"
    (part,) = [one for one in signed["evidence"] if one["genre"] == "credential"]
    (paper,) = [one for one in standing if one != made]
    assert part["id"] == json.loads(paper.content or b"")["id"]
    told = fetched(scene.caller, scene)  # type: ignore[attr-defined]
    assert made.number in {one.number for one in of_kind(told, CredentialItem)}  # type: ignore[attr-defined]

    def judged() -> tuple[Answer, str]:
        found = judge_credential(
            files["png"], trust=trust, ledger=lambda _cti: None, now=NOW, published=tmp_path
        )
        return found.answer, found.reason.value

    assert judged() == (Answer.VALID, "registered")
    with scene.issuer.store.write() as connection:
        number = connection.execute(select(entry.c.number).where(entry.c.state == "registered")).scalar_one()
        held = entries.by_number(connection, CENTRE, number)
        assert held is not None
        entries.change(connection, held, PaperState.REVOKED, on=NOW.date(), successor=None, at=NOW)
        publish_lists(connection, vault=scene.issuer.vault, now=NOW)
        write_static(connection, tmp_path)
        assert kept.standing(connection) == ()
    assert judged() == (Answer.NOT_VALID, "revoked")
    key = next(one for one in trust.lists[0].content.keys if "credentials" in one.use)
    from test_credentials import pem

    OB3LdpVerifier(pubkey_pem=pem(key.x)).verify(files["json"])


def test_its_credential_is_erased_with_the_name_on_a_part(scene: Office) -> None:
    set_rule(scene, 1)
    awarded = award(scene)
    assert issue(scene) == 2
    with scene.issuer.store.write() as connection:
        (part,) = entries.of_award(connection, CENTRE, awarded.parts[0])[-1:]
        erase_personal(connection, centre=CENTRE, chain=part.chain, seq=part.seq, by="test", now=NOW)
        made = kept.of_digest(connection, centre=CENTRE, digest=awarded.digest)
        assert made is not None
        assert (made.content, made.jwt) == (None, None)


def test_somebody_awards_it_in_the_console(scene: Office) -> None:
    set_rule(scene, 1)
    with console(scene.issuer) as served:
        served.person("Kemal Reads", Role.READER)
        served.person("Ingrid Decides", Role.REGISTRAR)
        reader = served.signed_in("Kemal Reads")
        page = reader.get("/console/qualifications")
        assert "Certified Beginner" in page.words
        assert "A registrar decides on this." in page.words
        registrar = served.signed_in("Ingrid Decides")
        assert "may be awarded a qualification" in registrar.get("/console").words
        page = registrar.get("/console/qualifications")
        values = {name: page.field(name) for name in ("centre", "learner", "code")}
        done = registrar.post("/console/qualifications", **values)
        assert "Awarded." in done.words
        assert "Nobody waits for a qualification." in done.words
        again = registrar.post("/console/qualifications", **values)
        assert "was awarded it meanwhile" in again.words
        assert "Qualification awarded" in registrar.get("/console/log").words
