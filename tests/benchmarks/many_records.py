"""A chain as long as wanted on which everything is as a real device wrote it: signed, in order, each with its personal part."""

import secrets
import tempfile
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from assessor_app.domain.record_types import RecordType
from assessor_app.formats import compact, signed_record
from assessor_app.formats.personal import open_sealed
from assessor_app.formats.record_item import RecordItem
from assessor_app.formats.signed_record import Record
from caller import Caller
from office import lone_centre
from scribe import Scribe

_HEAD = (RecordType.CHAIN_STARTED, RecordType.SITTING_OPENED, RecordType.PERSON_INTRODUCED)


@dataclass
class Writer:
    """Writes on the chain of a device that has joined: first what opens a sitting, then what is asked for."""

    scribe: Scribe
    said: dict[str, tuple[Record, dict[str, Any] | None]]
    taken: int = 0

    def open(self) -> list[RecordItem]:
        """The sitting, the assessor, and a learner's decision."""
        for kind in (*_HEAD, RecordType.ASSESSMENT_FINALISED):
            record, personal = self.said[kind]
            body = (
                {**record.body, "public": self.scribe.key.public.hex()}
                if "public" in record.body
                else record.body
            )
            self.scribe.write(
                record.type,
                id_=record.id,
                by=record.by,
                at=record.at,
                about=record.about,
                needs=record.needs,
                body=body,
                personal=personal,
            )
        return self._taken()

    def small(self, number: int) -> list[RecordItem]:
        """By turns: that a learner acknowledged the decision, and that another's name was checked."""
        for turn in range(number):
            kind = RecordType.NAME_CHECKED if turn % 2 else RecordType.ACKNOWLEDGED
            record, personal = self.said[kind]
            about = {"learner": secrets.token_hex(16)} if turn % 2 else record.about
            self.scribe.write(
                record.type,
                by=record.by,
                at=record.at,
                about=about,
                needs=record.needs,
                body=record.body,
                personal=personal,
            )
        return self._taken()

    def decisions(self, number: int) -> list[RecordItem]:
        """Each of a learner of their own, with all marks."""
        record, personal = self.said[RecordType.ASSESSMENT_FINALISED]
        assert personal is not None
        for _ in range(number):
            about = {
                **record.about,
                **{name: secrets.token_hex(16) for name in ("assessment", "learner", "award")},
            }
            learner = {**personal["learner"], "number": secrets.token_hex(4)}
            self.scribe.write(
                record.type,
                by=record.by,
                at=record.at,
                about=about,
                needs=record.needs,
                body=record.body,
                personal={**personal, "learner": learner},
            )
        return self._taken()

    def _taken(self) -> list[RecordItem]:
        items = self.scribe.items[self.taken :]
        self.taken += len(items)
        return items


def writer_of(caller: Caller) -> Writer:
    """Writes what a real device wrote, on the caller's chain and with the caller's key."""
    with tempfile.TemporaryDirectory() as folder, lone_centre(Path(folder)) as lone:
        return Writer(Scribe(caller.key, caller.chain), _said(lone))


def _said(lone: SimpleNamespace) -> dict[str, tuple[Record, dict[str, Any] | None]]:
    found: dict[str, tuple[Record, dict[str, Any] | None]] = {}
    for kept in lone.records:
        record = signed_record.decode(compact.split(kept.jws).payload)
        beside = None if kept.personal is None else open_sealed(kept.personal)
        found.setdefault(record.type, (record, beside))
    return found
