"""Is this real? The issuer's answer to a system, in the words and members of `assessor-app verify --json`."""

from datetime import datetime
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import Connection

from assessor_app.credentials.judge import judge_credential
from assessor_app.credentials.naming import cti_named
from assessor_app.domain.credential_answer import JudgedCredential
from assessor_app.formats.verify_request import VerifyRequest
from assessor_app.issuer.credentials import kept
from assessor_app.issuer.store import centres
from assessor_app.issuer.store.engine import Store
from assessor_app.issuer.verifying.by_number import judge_number
from assessor_app.issuer.verifying.known import Knowledge, write_served
from assessor_app.trust.judge import Judged, judge_paper
from assessor_app.wording.answers import credential_value, number_unknown, paper_value


def verify(store: Store, asked: VerifyRequest, *, knowledge: Knowledge, now: datetime) -> dict[str, Any]:
    """The answer; nothing of it is kept.

    Raises KnownError for what cannot be read: it has no answer (codes of `judge_paper`, `read_credential`, `normalise`).
    """
    if asked.credential:
        return _credential(store, asked.credential, knowledge=knowledge, now=now)
    with store.read() as connection:
        if asked.qr:
            return _qr(connection, asked.qr, knowledge=knowledge, now=now)
        known = knowledge.newest(connection)
        judged = judge_number(connection, asked.number, asked.name, known=known, now=now)
        if judged is None:
            return {"kind": "paper", **number_unknown()}
        return _paper(connection, judged)


def _qr(connection: Connection, text: str, *, knowledge: Knowledge, now: datetime) -> dict[str, Any]:
    known = knowledge.newest(connection)
    judged = judge_paper(
        text, trust=known.trust, registers=[known.register], ledger=lambda _cti: None, now=now
    )
    return _paper(connection, judged)


def _paper(connection: Connection, judged: Judged) -> dict[str, Any]:
    sample = centres.is_sample(connection, judged.centre_id)
    return {"kind": "paper", **paper_value(judged, sample=sample)}


def _credential(store: Store, data: bytes, *, knowledge: Knowledge, now: datetime) -> dict[str, Any]:
    """Read in a process of its own, with no transaction open meanwhile."""
    with TemporaryDirectory(prefix="assessor-verify-") as name:
        folder = Path(name)
        with store.read() as connection:
            trust = knowledge.newest(connection).trust
            write_served(connection, folder)
        judged = judge_credential(data, trust=trust, ledger=lambda _cti: None, now=now, published=folder)
    with store.read() as connection:
        return credential_value(judged, sample=_is_sample(connection, judged))


def _is_sample(connection: Connection, judged: JudgedCredential) -> bool:
    """Whether it, or one inside, was made for a centre of invented data."""
    names = (cti_named(one.said.id) for one in (judged, *judged.members))
    made = (kept.centre_of(connection, sha256(cti).hexdigest()) for cti in names if cti is not None)
    return any(centres.is_sample(connection, centre) for centre in made)
