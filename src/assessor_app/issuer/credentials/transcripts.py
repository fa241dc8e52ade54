"""Transcripts (CLR 2.0) of learners of this issuer's centres: made when somebody asks for one, off the path of any request, and kept until they are fetched."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from assessor_app.credentials.transcript import sign_transcript, split, transcript_bytes
from assessor_app.issuer.credentials import kept
from assessor_app.issuer.credentials.issue import Issued
from assessor_app.issuer.credentials.kept import Made
from assessor_app.issuer.credentials.lists import issuing_of
from assessor_app.issuer.keys.vault import Vault
from assessor_app.issuer.store import centres, feed, learners
from assessor_app.issuer.store import transcripts as queue
from assessor_app.issuer.store.engine import Store
from assessor_app.issuer.store.feed import Item
from assessor_app.wording.catalogue import words

AT_ONCE = 20


def transcripts_of(
    connection: Connection, *, centre: str, learner: str, vault: Vault, now: datetime
) -> tuple[bytes, ...]:
    """Every credential in date of this person, under whatever id, in as few signed files as they fit in; none where there is none."""
    made = _standing(connection, centre=centre, learner=learner)
    return _signed(connection, made, vault=vault, now=now)


def sign_transcripts_due(store: Store, *, vault: Vault, now: datetime, most: int = AT_ONCE) -> Issued:
    """Signs up to `most` of those that devices asked for, and tells each of its own; several processes share the queue.

    Each is claimed and told of in a transaction of its own. Signing takes a second and holds no lock: where a credential came, or
    went, or was erased meanwhile, the transcript is made anew.
    """
    faults: list[Exception] = []
    for count in range(most):
        with store.read() as connection:
            if not queue.are_due(connection, now=now):
                return Issued(count=count, faults=tuple(faults))
        with store.write() as connection:
            mine = queue.claim(connection, now=now)
        if mine is None:
            return Issued(count=count, faults=tuple(faults))
        with store.read() as connection:
            made = _standing(connection, centre=mine.centre, learner=mine.learner)
            try:
                files = _signed(connection, made, vault=vault, now=now)
            except Exception as error:  # noqa: BLE001 - our bug in one must not block those behind it: it is answered with no file
                faults.append(error)
                files = ()
        with store.write() as connection:
            centres.lock_devices(connection, mine.centre)
            if not queue.is_mine(connection, mine):
                continue
            if _standing(connection, centre=mine.centre, learner=mine.learner) != made:
                queue.release(connection, mine)
                continue
            told = Item(kind="transcript", ref={"learner": mine.learner, "claimed_at": mine.claimed_at})
            position = feed.append(connection, centre=mine.centre, to=mine.device, items=[told], at=now)
            queue.put(connection, mine, files, position=position)
    return Issued(count=most, faults=tuple(faults))


def _standing(connection: Connection, *, centre: str, learner: str) -> tuple[Made, ...]:
    ids = learners.one_person(connection, centre=centre, learner_id=learner)
    return kept.of_person(connection, centre=centre, learners=ids)


def _signed(
    connection: Connection, made: Sequence[Made], *, vault: Vault, now: datetime
) -> tuple[bytes, ...]:
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
