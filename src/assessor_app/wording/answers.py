"""The answer to a checker as one JSON object: the same on the command line and from the issuer's service."""

from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from assessor_app.domain.credential_answer import Endorsement, JudgedCredential, NamedPart
from assessor_app.trust.judge import Judged
from assessor_app.wording.checking import answer_sentence, number_text
from assessor_app.wording.credentials import judged_sentence
from assessor_app.wording.invented import is_marked_credential, is_marked_paper, sample_sentence


def paper_value(judged: Judged, *, sample: bool = False) -> dict[str, Any]:
    """Of a paper; `sample` is whether it is of the sample centre, whose papers are worth nothing."""
    claims = judged.claims
    return {
        "answer": judged.answer.value,
        "state": judged.state.value,
        "reason": judged.reason.value,
        "as_of": _day(judged.as_of),
        "since": _day(judged.since),
        "successor": judged.successor,
        "issuer": judged.issuer,
        "awarding_body": judged.awarding_body,
        "own_award": judged.own_award,
        "centre": judged.centre,
        "approval_number": judged.approval_number,
        "phone": judged.phone,
        "host": judged.host,
        "sample": sample or is_marked_paper(judged),
        "message": answer_message(judged, sample=sample),
        "claims": {
            "number": number_text(judged),
            "name": claims.name,
            "mark": str(claims.mark) if claims.mark else None,
            "code": claims.code,
            "version": claims.version,
            "title": claims.title,
            "level": claims.level,
            "credits": claims.credits,
            "environment": claims.environment.name.lower(),
            "issued_at": claims.issued_at,
            "provisional_until": _day(claims.provisional_until),
            "valid_until": _day(claims.valid_until),
        },
    }


def credential_value(judged: JudgedCredential, *, sample: bool = False) -> dict[str, Any]:
    """Of a credential: its members are those of a paper's answer where a paper has the same."""
    said = asdict(judged.said)
    return {
        "kind": "credential",
        "carrier": judged.carrier,
        "answer": judged.answer.value,
        "state": judged.state.value,
        "reason": judged.reason.value,
        "parts": {name: finding.value for name, finding in asdict(judged.parts).items()},
        "as_of": _day(judged.as_of),
        "since": _day(judged.since),
        "successor": judged.successor,
        "issuer": judged.issuer,
        "awarding_body": judged.awarding_body,
        "own_award": judged.own_award,
        "phone": judged.phone,
        "host": judged.host,
        "sample": sample or is_marked_credential(judged),
        "message": credential_message(judged, sample=sample),
        "claims": {
            name: value.isoformat() if isinstance(value, datetime) else value for name, value in said.items()
        },
        **({"credentials": [_inside(one) for one in judged.members]} if judged.members else {}),
        **({"parts_named": [_named(one) for one in judged.named]} if judged.named else {}),
        **_endorsed_by(judged),
    }


def _inside(one: JudgedCredential) -> dict[str, Any]:
    return {
        "id": one.said.id,
        "title": one.said.title,
        "number": one.said.number,
        "answer": one.answer.value,
        "state": one.state.value,
        "reason": one.reason.value,
        "holder": one.said.holder,
        "valid_from": one.said.valid_from.isoformat() if one.said.valid_from else None,
        "valid_until": one.said.valid_until.isoformat() if one.said.valid_until else None,
        **_endorsed_by(one),
    }


def _named(one: NamedPart) -> dict[str, str | None]:
    state = one.state.value if one.state else None
    return {"id": one.id, "name": one.name, "told": one.told, "state": state}


def _endorsed_by(judged: JudgedCredential) -> dict[str, Any]:
    return {"endorsements": [_endorsed(one) for one in judged.endorsements]} if judged.endorsements else {}


def _endorsed(one: Endorsement) -> dict[str, str]:
    return {
        "issuer": one.issuer,
        "issuer_name": one.issuer_name,
        "comment": one.comment,
        "signature": one.signature.value,
    }


def number_unknown() -> dict[str, Any]:
    """Of a number that nothing is known of."""
    return {"answer": "cannot-tell", "state": "unknown", "reason": "number-unknown", "claims": None}


def answer_message(judged: Judged, *, sample: bool = False) -> str:
    """What a checker is told of a paper, in a sentence or two."""
    return _told(answer_sentence(judged), sample=sample or is_marked_paper(judged))


def credential_message(judged: JudgedCredential, *, sample: bool = False) -> str:
    """What a checker is told of a credential, in a sentence or two."""
    return _told(judged_sentence(judged), sample=sample or is_marked_credential(judged))


def _told(sentence: str, *, sample: bool) -> str:
    return f"{sample_sentence()} {sentence}" if sample else sentence


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
