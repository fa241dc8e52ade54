"""A record that is being judged, with what is looked up for it."""

import re
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection

from assessor_app.domain.verdict import HeldCode, Outcome, RejectedCode
from assessor_app.formats import compact, signed_record
from assessor_app.formats.signed_record import Record
from assessor_app.issuer.judging.shared import Shared
from assessor_app.issuer.store import records, stranded
from assessor_app.issuer.store.chains import Chain
from assessor_app.issuer.store.records import Kept
from assessor_app.issuer.store.verdicts import Decided, held, rejected

_ID = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, kw_only=True)
class Case:
    """`policy` is the centre's award policy, a code of `domain.sync_policy`; `waived` what a person said counts for nothing here."""

    connection: Connection
    chain: Chain
    kept: Kept
    record: Record
    policy: str
    now: datetime
    waived: frozenset[str] = frozenset()
    shared: Shared = field(default_factory=Shared)
    _seen: dict[str, tuple[tuple[str | None, str], ...]] = field(default_factory=dict)

    @property
    def centre(self) -> str:
        return self.chain.centre

    def text(self, name: str) -> str:
        """A text in the body, empty for anything else: what a device signed may hold anything."""
        return text_in(self.record.body, name)

    def hold(self, code: HeldCode, *missing: str) -> Decided | None:
        """Held for this, unless a person waived it."""
        return None if code in self.waived else held(code, *missing)

    def refuse(self, code: RejectedCode, *missing: str) -> Decided | None:
        """Rejected for this, unless a person waived it."""
        return None if code in self.waived else rejected(code, *missing)

    def outcomes(self, record_id: str) -> set[str]:
        """Where records with this id stand, stranded ones too; of one that was accepted, nothing else."""
        if record_id in self.shared.standing:
            return {Outcome.ACCEPTED.value}
        found = {
            one.outcome
            for one in records.places_of_id(self.connection, centre=self.centre, record_id=record_id)
        }
        if Outcome.ACCEPTED.value in found:
            self.shared.standing.add(record_id)
            return found
        aside = stranded.of_id(self.connection, centre=self.centre, record_id=record_id)
        return found | {one.outcome for one in aside}

    def type_of(self, record_id: str) -> str:
        """The type of the record of the centre with this id, wherever it stands; empty where none is stored on a chain."""
        for one in records.places_of_id(self.connection, centre=self.centre, record_id=record_id):
            (kept,) = records.between(
                self.connection, centre=one.centre, chain=one.chain, first=one.seq, last=one.seq
            )
            return kept.type or ""
        return ""

    def needed(self, *types: str, of: Record | None = None) -> tuple[Record, ...]:
        """The accepted records that this one (or another, `of`) needs, of these types."""
        found: list[Record] = []
        for needed in dict.fromkeys((of or self.record).needs):
            found += [_read(text) for type_, text in self._accepted(needed) if type_ in types]
        return tuple(found)

    def _accepted(self, record_id: str) -> tuple[tuple[str | None, str], ...]:
        """Type and text of the accepted records with this id; stranded ones only where there is no other.

        Asked once: no other record is judged meanwhile.
        """
        known = self.shared.accepted.get(record_id) or self._seen.get(record_id)
        if known is None:
            which = {"centre": self.centre, "record_id": record_id}
            found: tuple[tuple[str | None, str], ...] = records.accepted_of_id(self.connection, **which)
            if found:
                self.shared.accepted[record_id] = found
                return found
            aside = stranded.of_id(self.connection, **which)
            known = tuple((one.type, one.jws) for one in aside if one.outcome == Outcome.ACCEPTED)
            self._seen[record_id] = known
        return known


@lru_cache(maxsize=64)
def _read(text: str) -> Record:
    """Who was introduced is asked for of one record after another."""
    return signed_record.decode(compact.split(text).payload)


def is_id(text: str | None) -> bool:
    """Whether it is 32 hex characters: nothing else goes into a column for ids."""
    return text is not None and _ID.fullmatch(text) is not None


def text_in(value: object, *names: str) -> str:
    """The text under these names, one inside the other; empty where there is none."""
    for name in names:
        value = value.get(name) if isinstance(value, dict) else None
    return value if isinstance(value, str) else ""


def list_in(value: object, name: str) -> list[dict[str, Any]]:
    """The objects in a list under this name."""
    found = value.get(name) if isinstance(value, dict) else None
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []
