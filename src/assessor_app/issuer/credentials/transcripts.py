"""Transcripts (CLR 2.0) of learners of this issuer's centres: made when somebody asks for one, and kept nowhere here."""

import json
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from assessor_app.credentials.transcript import sign_transcript, split, transcript_bytes
from assessor_app.issuer.credentials import kept
from assessor_app.issuer.credentials.lists import issuing_of
from assessor_app.issuer.keys.vault import Vault
from assessor_app.issuer.store import learners
from assessor_app.wording.catalogue import words


def transcripts_of(
    connection: Connection, *, centre: str, learner: str, vault: Vault, now: datetime
) -> tuple[bytes, ...]:
    """Every credential in date of this person, under whatever id, in as few signed files as they fit in; none where there is none."""
    ids = learners.one_person(connection, centre=centre, learner_id=learner)
    made = kept.of_person(connection, centre=centre, learners=ids)
    members = [one.content or b"" for one in made if _is_in_date(json.loads(one.content or b"{}"), now)]
    groups, issuing = split(members), issuing_of(connection, vault)
    return tuple(
        transcript_bytes(
            sign_transcript(
                group, name=_title(group[-1]), issuing=issuing, at=now, place=place, of=len(groups)
            )
        )
        for place, group in enumerate(groups, 1)
    )


def _is_in_date(credential: dict[str, Any], now: datetime) -> bool:
    until = credential.get("validUntil")
    return until is None or datetime.fromisoformat(until) >= now


def _title(newest: dict[str, Any]) -> str:
    """In the language of what was earned."""
    _ = words(newest["credentialSubject"]["achievement"]["inLanguage"]).gettext
    return _("Transcript of records")
