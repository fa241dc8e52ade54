"""Everything that can stand in the body of an envelope: one JSON object a line, told apart by `kind`."""

from collections.abc import Sequence
from typing import Annotated

import msgspec

from assessor_app.domain.errors import KnownError
from assessor_app.formats.catalogue_files import CatalogueItem
from assessor_app.formats.centre_bundle import (
    BundleHead,
    DesignChosenItem,
    DesignItem,
    FormItem,
    LearnerItem,
    LogoItem,
    PaperItem,
    RosterItem,
    SignatureItem,
    StaffItem,
)
from assessor_app.formats.evidence_manifest import EvidenceManifest, EvidenceState, EvidenceWanted
from assessor_app.formats.feed import (
    AnchorsItem,
    CredentialItem,
    DelegationItem,
    DeviceItem,
    ForkItem,
    Page,
    PaperState,
    PersonSuspended,
    RefusedItem,
    RegisterItem,
    TranscriptItem,
)
from assessor_app.formats.heartbeat import Ask, Heartbeat
from assessor_app.formats.message import Word
from assessor_app.formats.piece import Piece
from assessor_app.formats.receipt import ReceiptItem
from assessor_app.formats.record_item import RecordItem, are_sound, record_item, taken_apart
from assessor_app.formats.sync_limits import MOST_LINE_BYTES
from assessor_app.formats.verdict import Verdict


class EnrolmentItem(msgspec.Struct, frozen=True, kw_only=True, tag="enrolment", tag_field="kind"):
    """An enrolment's request or answer inside an envelope: a chain's restart asks for its new key so."""

    jws: Annotated[str, msgspec.Meta(max_length=16_000_000)]


class UnknownItem(msgspec.Struct, frozen=True, kw_only=True):
    """An item of a later program. It is passed over, and whoever sent it is told that it was not understood."""

    kind: Word


Known = (
    RecordItem
    | Heartbeat
    | Ask
    | EvidenceManifest
    | EvidenceState
    | EvidenceWanted
    | ReceiptItem
    | Verdict
    | Page
    | PaperState
    | AnchorsItem
    | DelegationItem
    | PersonSuspended
    | DeviceItem
    | ForkItem
    | RefusedItem
    | CredentialItem
    | RegisterItem
    | TranscriptItem
    | CatalogueItem
    | Piece
    | BundleHead
    | StaffItem
    | LearnerItem
    | RosterItem
    | FormItem
    | DesignItem
    | DesignChosenItem
    | LogoItem
    | SignatureItem
    | PaperItem
    | EnrolmentItem
)
Item = Known | UnknownItem


def kinds() -> frozenset[str]:
    """The word of every kind that this program knows."""
    return frozenset(str(kind.__struct_config__.tag) for kind in Known.__args__)


class ItemReader:
    """Reads lines; made once a body, for it keeps what msgspec worked out about the kinds."""

    def __init__(self) -> None:
        self._decoder = msgspec.json.Decoder(Known)
        self._kinds = kinds()

    def read(self, line: bytes) -> Item:
        """Raises KnownError("envelope-unreadable") for a line that is no item."""
        if len(line) > MOST_LINE_BYTES:
            raise KnownError("envelope-unreadable")
        try:
            item: Known = self._decoder.decode(line)
        except (ValueError, RecursionError) as error:
            unknown = self._unknown(line)
            if unknown is None:
                raise KnownError("envelope-unreadable") from error
            return unknown
        if not _are_sound([item]):
            raise KnownError("envelope-unreadable")
        return item

    def read_together(self, lines: Sequence[bytes]) -> Sequence[Item] | None:
        """The items of these lines, which takes less than one by one; None where they are to be read so."""
        if max(map(len, lines), default=0) > MOST_LINE_BYTES:
            return None
        try:
            items = [*map(self._decoder.decode, lines)]
        except (ValueError, RecursionError):
            return None
        return items if _are_sound(items) else None

    def _unknown(self, line: bytes) -> UnknownItem | None:
        try:
            item = msgspec.json.decode(line, type=UnknownItem)
        except (ValueError, RecursionError):
            return None
        return None if item.kind in self._kinds else item


_ENCODER = msgspec.json.Encoder()


def _are_sound(items: Sequence[Item]) -> bool:
    return are_sound([item for item in items if isinstance(item, RecordItem)])


def line_of(item: Known) -> bytes:
    """The item as a line, without its end; ValueError where it could not be read back, which is our own bug."""
    line = msgspec.json.encode(item)
    if len(line) > MOST_LINE_BYTES:
        raise ValueError("this item is too long to be read")
    return line


def record_line(jws: str, *, chain: str, seq: int, personal: bytes | None = None) -> bytes:
    """The line of a record as it is kept: what `line_of` makes of its item, in half the time where nothing goes along."""
    parts = taken_apart(jws) if personal is None else None
    if parts is None:
        return line_of(record_item(jws, chain=chain, seq=seq, personal=personal))
    kid, payload, signature = parts
    head = f'{{"kind":"record","chain":"{chain}","seq":{seq},"kid":"{kid}","payload":'
    return b'%b%b,"signature":"%b"}' % (head.encode(), _ENCODER.encode(payload), signature.encode())
