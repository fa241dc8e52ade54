"""A qualification that a centre awarded before it joined: judged like its papers, and signed by the issuer from then on."""

import json
from dataclasses import dataclass, replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from assessor_app.credentials.judge import judge_credential
from assessor_app.documents.badge_image.drawer import FormBadges
from assessor_app.domain.answer import Answer
from assessor_app.domain.catalogue import Catalogue, MicroCredential, Qualification
from assessor_app.issuer.credentials import kept
from assessor_app.issuer.credentials.issue import issue_due
from assessor_app.issuer.keys import anchors
from assessor_app.issuer.register.static import write_static
from assessor_app.issuer.stacking.due import waiting
from assessor_app.issuer.store import catalogue
from assessor_app.issuer.store.facts import stands
from assessor_app.services.qualifications.release import release_qualification
from assessor_app.trust.anchors import TrustStore, read_anchor_list
from assessor_app.trust.keys import SigningKey
from enrolled import earned
from office import Office, items_of, joined
from samples import NOW
from story import ASSURER, PINS, Story

CODES = ("ELE-SAF", "CUL-KNI")
RULE = Qualification(code="MIX-TWO", title="Certified Twice", sector="electrical", parts=CODES)
TEXT = """
  - code: MIX-TWO
    title: Certified Twice
    sector: electrical
    parts: [{parts}]
"""
CATALOGUE = Catalogue(
    awarding_body="Example",
    frameworks=(),
    sectors=(),
    micro_credentials=tuple(
        MicroCredential(code=code, title=code.title(), sector="electrical", planned=False) for code in CODES
    ),
    qualifications=(RULE,),
)


@dataclass(frozen=True, kw_only=True)
class Awarded:
    centre: SimpleNamespace
    number: str
    record: str


@pytest.fixture
def awarded(story: Story) -> Awarded:
    """A centre under its own root, which awarded a qualification on two papers."""
    tables, learner = story.device.tables, story.add_learner("Amina Bello", "2031")
    for code in CODES:
        earned(story, code)
    desk = replace(story.device.qualifications, catalogue=lambda: CATALOGUE)
    found = release_qualification(desk, by=ASSURER, pin=PINS[ASSURER], learner=learner, code=RULE.code)
    chain = tables.records.active_chain()
    centre = SimpleNamespace(
        chain=chain,
        root=SigningKey(tables.trust.issuing_seed("root")),
        anchors=tables.trust.own_anchors(),
        records=list(tables.records.of_chain(chain.id)),
    )
    return Awarded(centre=centre, number=found.number.replace("-", ""), record=found.record)


def handed_over(office: Office, awarded: Awarded, *, parts: str = "ELE-SAF, CUL-KNI") -> str:
    """Where the record of the award stands, with its code."""
    with office.issuer.store.write() as connection:
        if parts:
            text = catalogue.newest_catalogue(connection).decode() + TEXT.format(parts=parts)
            catalogue.put_catalogue(connection, text.encode(), at=NOW)
    joined(office, awarded.centre).send(items_of(awarded.centre), office.receive)
    office.judge()
    seq = next(one.seq for one in awarded.centre.records if one.id == awarded.record)
    with office.issuer.store.read() as connection:
        row = connection.execute(stands.select().where(stands.c.seq == seq)).one()
    return f"{row.outcome} {row.code}".strip()


def test_it_is_signed_by_the_issuer_once_its_papers_are_registered(
    office: Office, awarded: Awarded, tmp_path: Path
) -> None:
    assert handed_over(office, awarded) == "accepted"
    issued = issue_due(office.issuer.store, vault=office.issuer.vault, badges=FormBadges(), now=NOW)
    assert (issued.count, issued.faults) == (3, ())
    with office.issuer.store.read() as connection:
        assert waiting(connection, now=NOW) == 0
        (made,) = kept.standing(connection, numbers=(awarded.number,))
        write_static(connection, tmp_path)
        trust = TrustStore.of([read_anchor_list(anchors.newest_text(connection))])
    signed = json.loads(made.content or b"")
    assert signed["issuer"]["id"] == "did:web:issuer.test"
    assert sum(one["genre"] == "credential" for one in signed["evidence"]) == len(CODES)
    for content in (made.content, made.jwt):
        found = judge_credential(
            content or b"", trust=trust, ledger=lambda _cti: None, now=NOW, published=tmp_path
        )
        assert (found.answer, found.reason.value) == (Answer.VALID, "registered")


@pytest.mark.parametrize(
    ("parts", "code"),
    [("", "rejected form-unknown"), ("ELE-SAF, CUL-KNI, HEA-CPR", "rejected form-differs")],
)
def test_the_rule_is_the_issuers(office: Office, awarded: Awarded, parts: str, code: str) -> None:
    assert handed_over(office, awarded, parts=parts) == code
