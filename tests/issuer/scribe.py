"""A chain whose records a test writes as it likes: copied from a real device's and changed, or made anew."""

import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import msgspec

from assessor_app.formats import compact, signed_record
from assessor_app.formats.personal import open_sealed, seal
from assessor_app.formats.record_item import RecordItem, record_item
from assessor_app.formats.signed_record import Record, first_prev, link
from assessor_app.trust.jws import Typ, sign
from assessor_app.trust.keys import SigningKey

BOOT = "0" * 32
AT = "2026-11-22T10:00:00+00:00"
Change = Callable[[Record, dict[str, Any] | None], tuple[Record, dict[str, Any] | None] | None]


@dataclass
class Scribe:
    """Signs with this key on this chain, from its first record on."""

    key: SigningKey
    chain: str
    items: list[RecordItem] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    prev: str = ""

    def write(
        self,
        type_: str,
        *,
        id_: str = "",
        by: str | None = None,
        at: str = AT,
        about: dict[str, str] | None = None,
        needs: Iterable[str] = (),
        body: dict[str, Any] | None = None,
        personal: dict[str, Any] | None = None,
    ) -> str:
        """Signs the next record; its id."""
        sealed = None if personal is None else seal(personal)
        record = Record(
            type=type_,
            id=id_ or secrets.token_hex(16),
            chain=self.chain,
            seq=len(self.items) + 1,
            prev=self.prev or first_prev(self.chain),
            at=at,
            elapsed=0,
            boot=BOOT,
            by=by,
            about=about or {},
            needs=list(needs),
            body=body or {},
            personal=sealed.digest if sealed else None,
        )
        text = sign(signed_record.encode(record), typ=Typ.RECORD, key=self.key)
        blob = sealed.blob if sealed else None
        self.items.append(record_item(text, chain=self.chain, seq=record.seq, personal=blob))
        self.texts.append(text)
        self.prev = link(text)
        return record.id

    def copy(
        self, lone: SimpleNamespace, change: Change = lambda record, personal: (record, personal)
    ) -> None:
        """Every record of a real device in its order, as `change` has it (None leaves one out), with the same ids."""
        for kept in lone.records:
            record = signed_record.decode(compact.split(kept.jws).payload)
            beside = None if kept.personal is None else open_sealed(kept.personal)
            changed = change(record, beside)
            if changed is not None:
                self._put(*changed)

    def _put(self, record: Record, personal: dict[str, Any] | None) -> None:
        self.write(
            record.type,
            id_=record.id,
            by=record.by,
            at=record.at,
            about=record.about,
            needs=record.needs,
            body=record.body,
            personal=personal,
        )


def changed(record: Record, **members: object) -> Record:
    return msgspec.structs.replace(record, **members)


def records_of(lone: SimpleNamespace, type_: str) -> list[Record]:
    found = [signed_record.decode(compact.split(kept.jws).payload) for kept in lone.records]
    return [record for record in found if record.type == type_]
