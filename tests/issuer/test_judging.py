"""What the issuer judges beyond a record's own bytes: whose act it is, what it follows, what else is known."""

import json
import secrets
from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import update

from assessor_app.domain import number as numbers
from assessor_app.formats import compact, signed_record
from assessor_app.formats.evidence_manifest import EvidenceManifest, EvidenceState, EvidenceWanted, address
from assessor_app.formats.feed import PaperState
from assessor_app.formats.signed_record import Record
from assessor_app.formats.verdict import Verdict
from assessor_app.issuer.enrolling import suspend
from assessor_app.issuer.intake.pieces import open_pieces, take_piece
from assessor_app.issuer.store import settings
from assessor_app.issuer.store.bodies import form as form_table
from assessor_app.issuer.store.suspensions import Kind, Subject
from assessor_app.trust.keys import SigningKey
from caller import Caller
from office import Office, fetched
from samples import CENTRE, NOW
from scribe import Scribe, changed, records_of
from story import ADMIN, ASSESSOR, ASSURER

BEFORE = NOW - timedelta(days=7)
PIECE = sha256(b"salt and a photo").hexdigest()
Personal = dict[str, Any] | None


def enrolled(office: Office, lone: SimpleNamespace) -> tuple[Caller, Scribe]:
    """A device with the lone one's key and chain, whose records a test writes itself."""
    key = SigningKey(lone.chain.seed)
    caller = Caller(key=key, chain=lone.chain.id)
    caller.join(caller.request(), office.code(), lambda data: office.enrol(data, now=BEFORE))
    return caller, Scribe(key=key, chain=lone.chain.id)


def sent(office: Office, caller: Caller, scribe: Scribe) -> dict[str, tuple[str, str]]:
    """Hands everything over and has it judged: outcome and code of the newest record of each type."""
    caller.send(scribe.items, office.receive)
    office.judge()
    caller.cursor = 0
    told = {item.seq: item for item in fetched(caller, office) if isinstance(item, Verdict)}
    types = [_type(text) for text in scribe.texts]
    return {types[seq - 1]: (item.outcome.value, item.code) for seq, item in sorted(told.items())}


def _type(text: str) -> str:
    return signed_record.decode(compact.split(text).payload).type


def only(*types: str) -> Callable[[Record, Personal], tuple[Record, Personal] | None]:
    """Keeps what comes before a paper, and these."""
    wanted = {
        "chain-started",
        "person-introduced",
        "sitting-opened",
        "assessment-finalised",
        "remarked",
        "acknowledged",
        "released",
        *types,
    }
    return lambda record, personal: (record, personal) if record.type in wanted else None


def introduce(scribe: Scribe, person: str, *roles: str, **more: object) -> str:
    body = {"roles": list(roles), "scope": ["*"], "qualified_until": "", **more}
    return scribe.write("person-introduced", by=ADMIN, about={"person": person}, body=body)


def finalised(lone: SimpleNamespace) -> Record:
    return records_of(lone, "assessment-finalised")[0]


def test_a_real_device_is_accepted_whole(office: Office, lone: SimpleNamespace) -> None:
    caller, scribe = enrolled(office, lone)
    scribe.copy(lone)
    assert set(sent(office, caller, scribe).values()) == {("accepted", "")}


def test_a_trainee_is_not_believed_without_another_assessors_word(
    office: Office, lone: SimpleNamespace
) -> None:
    def as_trainee(record: Record, personal: Personal) -> tuple[Record, Personal]:
        if record.type == "person-introduced" and record.about["person"] == ASSESSOR:
            return changed(record, body={**record.body, "trainee": True}), personal
        return record, personal

    caller, scribe = enrolled(office, lone)
    scribe.copy(lone, as_trainee)
    said = sent(office, caller, scribe)
    assert said["assessment-finalised"] == ("rejected", "not-allowed")
    assert said["certificate-issued"] == ("rejected", "needs-rejected")


@pytest.mark.parametrize(
    ("other", "trainee", "work", "outcome"),
    [
        ("d" * 32, False, "", ("accepted", "")),
        ("d" * 32, True, "", ("rejected", "not-allowed")),
        ("d" * 32, False, "f" * 64, ("rejected", "not-allowed")),
        (ASSESSOR, False, "", ("rejected", "not-allowed")),
    ],
    ids=["another's", "another trainee's", "on other work", "their own"],
)
def test_a_countersignature_is_anothers_on_this_very_work(
    office: Office,
    lone: SimpleNamespace,
    other: str,
    trainee: bool,
    work: str,
    outcome: tuple[str, str],
) -> None:
    caller, scribe = enrolled(office, lone)

    def countersigned(record: Record, personal: Personal) -> tuple[Record, Personal] | None:
        if record.type == "person-introduced" and record.about["person"] == ASSESSOR:
            return changed(record, body={**record.body, "trainee": True}), personal
        if record.type != "assessment-finalised":
            return (record, personal) if record.type != "remarked" else None
        more = {"trainee": True} if trainee or other == ASSESSOR else {}
        needed = introduce(scribe, other, "assessor", **more)
        names = ("decision", "end", "marks", "occasions", "oral", "overrides")
        seen = {name: record.body[name] for name in names}
        text = json.dumps(seen, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        body = {
            "decided_by": record.by,
            "because": ["trainee"],
            "criteria": [],
            "work": work or sha256(text.encode()).hexdigest(),
        }
        about = {name: record.about[name] for name in ("assessment", "learner")}
        word = scribe.write("countersigned", by=other, about=about, needs=[needed], body=body)
        return changed(record, needs=[*record.needs, word]), personal

    scribe.copy(lone, countersigned)
    assert sent(office, caller, scribe)["assessment-finalised"] == outcome


@pytest.mark.parametrize(
    ("by", "second", "roles", "outcome"),
    [
        (ASSESSOR, ASSURER, "quality-assurer", ("accepted", "")),
        (ASSESSOR, "d" * 32, "assessor", ("accepted", "")),
        (ASSESSOR, "d" * 32, "centre-staff", ("rejected", "not-allowed")),
        (ASSESSOR, ASSESSOR, "assessor", ("rejected", "not-allowed")),
        ("e" * 32, "d" * 32, "assessor", ("rejected", "not-allowed")),
        ("e" * 32, "d" * 32, "quality-assurer", ("accepted", "")),
    ],
)
def test_who_may_annul(
    office: Office, lone: SimpleNamespace, by: str, second: str, roles: str, outcome: tuple[str, str]
) -> None:
    caller, scribe = enrolled(office, lone)
    scribe.copy(lone, only("certificate-issued"))
    work = finalised(lone)
    needs = [
        introduce(scribe, by, "assessor"),
        introduce(scribe, second, "assessor" if second == by else roles),
    ]
    scribe.write(
        "annulled",
        by=by,
        about={name: work.about[name] for name in ("assessment", "learner", "award")},
        needs=[*needs, work.id],
        body={"why": "irregular", "second": second, "certificates": []},
        personal={"reason": "It was not theirs."},
    )
    assert sent(office, caller, scribe)["annulled"] == outcome
    states = [item.state for item in fetched(_again(caller), office) if isinstance(item, PaperState)]
    assert ("annulled" in states) == (outcome[0] == "accepted")


def _again(caller: Caller) -> Caller:
    caller.cursor = 0
    return caller


def _corrected(
    scribe: Scribe, work: Record, *, by: str, decision: str, needs: list[str], **body: object
) -> str:
    """A correction of this decision: what stands from now on."""
    about = {name: work.about[name] for name in ("assessment", "learner", "form")}
    if decision == "competent":
        about["award"] = secrets.token_hex(16)
    return scribe.write(
        "corrected",
        by=by,
        about=about,
        needs=[*work.needs, work.id, *needs],
        body={**work.body, "decision": decision, "corrects": work.id, "revision": 2, **body},
        personal={"learner": {"number": "2031", "name": "Amina Bello"}, "instruments": []},
    )


def test_a_correction_is_the_deciders_own_and_a_second_one_is_a_conflict(
    office: Office, lone: SimpleNamespace
) -> None:
    caller, scribe = enrolled(office, lone)
    scribe.copy(lone, only("certificate-issued", "name-corrected"))
    work = finalised(lone)
    somebody = introduce(scribe, "d" * 32, "assessor")
    _corrected(scribe, work, by="d" * 32, decision="not-yet-competent", needs=[somebody])
    assert sent(office, caller, scribe)["corrected"] == ("rejected", "not-allowed")
    down = _corrected(scribe, work, by=ASSESSOR, decision="not-yet-competent", needs=[])
    papers = records_of(lone, "certificate-issued")
    scribe.write(
        "revoked",
        by=ASSESSOR,
        about={name: work.about[name] for name in ("assessment", "learner", "award")},
        needs=[down, papers[0].id],
        body={"certificates": [papers[0].body["number"]]},
    )
    said = sent(office, caller, scribe)
    assert (said["corrected"], said["revoked"]) == (("accepted", ""), ("accepted", ""))
    states = {
        item.number: item.state for item in fetched(_again(caller), office) if isinstance(item, PaperState)
    }
    assert states[papers[0].body["number"].replace("-", "")] == "revoked"
    _corrected(scribe, work, by=ASSESSOR, decision="not-yet-competent", needs=[])
    assert sent(office, caller, scribe)["corrected"] == ("held", "conflict")


def test_nobody_revokes_without_a_correction_that_says_so(office: Office, lone: SimpleNamespace) -> None:
    caller, scribe = enrolled(office, lone)
    scribe.copy(lone, only("certificate-issued"))
    work, papers = finalised(lone), records_of(lone, "certificate-issued")
    about = {name: work.about[name] for name in ("assessment", "learner", "award")}
    body = {"certificates": [papers[0].body["number"]]}
    scribe.write("revoked", by=ASSESSOR, about=about, needs=[work.id, papers[0].id], body=body)
    assert sent(office, caller, scribe)["revoked"] == ("rejected", "rules")
    states = [item.state for item in fetched(_again(caller), office) if isinstance(item, PaperState)]
    assert "revoked" not in states


def test_from_not_yet_to_competent_only_because_somebody_asked(office: Office, lone: SimpleNamespace) -> None:
    caller, scribe = enrolled(office, lone)
    work = finalised(lone)

    def not_yet(record: Record, personal: Personal) -> tuple[Record, Personal] | None:
        if record.type == "assessment-finalised":
            about = {key: value for key, value in record.about.items() if key != "award"}
            body = {**record.body, "decision": "not-yet-competent"}
            return changed(record, about=about, body=body), personal
        return (
            (record, personal)
            if record.type in {"chain-started", "person-introduced", "sitting-opened"}
            else None
        )

    scribe.copy(lone, not_yet)
    _corrected(scribe, work, by=ASSESSOR, decision="competent", needs=[])
    assert sent(office, caller, scribe)["corrected"] == ("rejected", "not-allowed")
    assurer = introduce(scribe, ASSURER, "quality-assurer")
    body = {"assessments": [work.about["assessment"]], "looked_at": []}
    back = scribe.write("returned", by=ASSURER, needs=[assurer, work.id], body=body)
    _corrected(scribe, work, by=ASSESSOR, decision="competent", needs=[back])
    assert sent(office, caller, scribe)["corrected"] == ("accepted", "")


def test_a_paper_beside_the_one_that_stands_waits_for_a_person(office: Office, lone: SimpleNamespace) -> None:
    """Two devices corrected the same name, or one made a second paper: the first that was registered holds."""
    caller, scribe = enrolled(office, lone)
    scribe.copy(lone)
    assert sent(office, caller, scribe)["superseded"] == ("accepted", "")
    first, second = records_of(lone, "certificate-issued")
    for replaces, code in ((first.body["number"], "conflict"), ("", "duplicate")):
        number = _third(lone, 3 if replaces else 4)
        scribe.write(
            "certificate-issued",
            by=ASSESSOR,
            about={**second.about, "certificate": number},
            needs=second.needs,
            body={**second.body, "number": number, "cti": secrets.token_hex(16), "supersedes": replaces},
            personal={"holder": "Amina Bellow", "identity": None},
        )
        assert sent(office, caller, scribe)["certificate-issued"] == ("held", code)


def _third(lone: SimpleNamespace, serial: int) -> str:
    return numbers.make(lone.chain.id, serial)


def test_replacing_names_two_papers_of_one_award(office: Office, lone: SimpleNamespace) -> None:
    caller, scribe = enrolled(office, lone)
    scribe.copy(lone, only("certificate-issued", "name-corrected"))
    first, second = records_of(lone, "certificate-issued")
    (named,) = records_of(lone, "name-corrected")
    whole = [first.id, second.id, named.id]
    about = {"certificate": first.body["number"], "award": first.about["award"]}
    body = {"number": first.body["number"], "by": second.body["number"], "surrendered": True}
    for needs, other in ((whole[:2], about), (whole[1:], about), (whole, {**about, "award": "9" * 32})):
        scribe.write("superseded", by=ASSESSOR, about=other, needs=needs, body=body)
        assert sent(office, caller, scribe)["superseded"] == ("rejected", "rules")
    scribe.write("superseded", by=ASSESSOR, about=about, needs=whole, body=body)
    assert sent(office, caller, scribe)["superseded"] == ("accepted", "")


def test_a_form_that_was_withdrawn_is_rejected_from_that_day_on(
    office: Office, lone: SimpleNamespace
) -> None:
    caller, scribe = enrolled(office, lone)
    scribe.copy(lone)
    with office.issuer.store.write() as connection:
        connection.execute(
            update(form_table).where(form_table.c.code == "ELE-SAF").values(withdrawn_on="2026-11-22")
        )
    assert sent(office, caller, scribe)["assessment-finalised"] == ("rejected", "form-withdrawn")


def test_whatever_somebody_suspended_had_a_hand_in_waits(office: Office, lone: SimpleNamespace) -> None:
    """Their own acts, and another's decision in which they marked."""
    caller, scribe = enrolled(office, lone)
    subject = Subject(centre=CENTRE, kind=Kind.PERSON, id="d" * 32)
    with office.issuer.store.write() as connection:
        assert not suspend.is_known(connection, subject)
        suspend.suspend(connection, subject, by="test", now=NOW)

    def marked(record: Record, personal: Personal) -> tuple[Record, Personal]:
        if record.type != "assessment-finalised":
            return record, personal
        needed = introduce(scribe, "d" * 32, "assessor")
        first, *rest = record.body["marks"]
        body = {**record.body, "marks": [{**first, "by": "d" * 32}, *rest]}
        return changed(record, body=body, needs=[*record.needs, needed]), personal

    scribe.copy(lone, marked)
    said = sent(office, caller, scribe)
    assert said["assessment-finalised"] == ("held", "person-suspended")
    assert said["certificate-issued"] == ("held", "needs-held")
    with office.issuer.store.read() as connection:
        assert suspend.is_known(connection, subject)


def with_photo(record: Record, personal: Personal) -> tuple[Record, Personal]:
    if record.type != "assessment-finalised":
        return record, personal
    piece = {"occasion": 1, "criterion": "", "kind": "photo", "sha256": PIECE, "bytes": 5}
    return changed(record, body={**record.body, "evidence": [piece]}), personal


@pytest.mark.parametrize(
    ("asked", "share", "wanted"),
    [
        ("all", "0", [PIECE]),
        ("none", "100", []),
        ("sample", "100", [PIECE]),
        ("sample", "0", []),
        ("later", "0", [PIECE]),
    ],
)
def test_evidence_is_asked_for_by_policy(
    office: Office, lone: SimpleNamespace, asked: str, share: str, wanted: list[str]
) -> None:
    caller, scribe = enrolled(office, lone)
    with office.issuer.store.write() as connection:
        settings.put(connection, "evidence-asked", asked)
        settings.put(connection, "sample-share", share)
    scribe.copy(lone, with_photo)
    sent(office, caller, scribe)
    told = [item for item in fetched(_again(caller), office) if isinstance(item, EvidenceWanted)]
    assert [item.evidence for item in told if item.evidence] == wanted
    place = next(
        item.seq
        for item, text in zip(scribe.items, scribe.texts, strict=True)
        if _type(text) == "assessment-finalised"
    )
    assert {item.seq for item in told if item.evidence} <= {place}


def test_a_paper_is_registered_when_its_evidence_is_here(
    office: Office, lone: SimpleNamespace, tmp_path: Any
) -> None:
    caller, scribe = enrolled(office, lone)
    office.policy("after-evidence")
    scribe.copy(lone, with_photo)
    assert sent(office, caller, scribe)["certificate-issued"][1] in {"missing-evidence", "needs-held"}
    told = fetched(_again(caller), office)
    assert [item.evidence for item in told if isinstance(item, EvidenceWanted) and item.evidence] == [PIECE]
    block = b"ciphertext"
    whole = address([block])
    manifest = EvidenceManifest(
        record=finalised(lone).id,
        evidence=PIECE,
        media="image/jpeg",
        address=whole.address,
        size=whole.size,
        pieces=list(whole.pieces),
    )
    caller.send([manifest], office.receive)
    pieces = open_pieces(office.issuer.store, tmp_path)
    assert pieces is not None
    take_piece(office.issuer.store, pieces, address=whole.address, number=0, piece=block, now=NOW)
    office.judge()
    told = fetched(_again(caller), office)
    assert EvidenceState(address=whole.address, closed=True) in told
    assert not [item for item in told if isinstance(item, EvidenceWanted) and item.evidence]
    states = {item.number: item.state for item in told if isinstance(item, PaperState)}
    assert sorted(states.values()) == ["registered", "superseded"]


def test_evidence_that_was_lost_registers_nothing(office: Office, lone: SimpleNamespace) -> None:
    caller, scribe = enrolled(office, lone)
    office.policy("after-evidence")
    scribe.copy(lone, with_photo)
    lost = EvidenceManifest(
        record=finalised(lone).id, evidence=PIECE, media="image/jpeg", lost="file-damaged"
    )
    caller.send([*scribe.items, lost], office.receive)
    office.judge()
    told = fetched(_again(caller), office)
    assert "missing-evidence" in {item.code for item in told if isinstance(item, Verdict)}
    assert not [item for item in told if isinstance(item, EvidenceWanted) and item.evidence]
    assert not [item for item in told if isinstance(item, PaperState)]
