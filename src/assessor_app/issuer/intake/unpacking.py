"""What is in an envelope, by what is done with it."""

from dataclasses import dataclass, field
from typing import Any

from assessor_app.formats.centre_bundle import PaperItem
from assessor_app.formats.evidence_manifest import EvidenceManifest
from assessor_app.formats.heartbeat import Ask, Heartbeat
from assessor_app.formats.items import EnrolmentItem, UnknownItem
from assessor_app.formats.piece import Piece
from assessor_app.formats.record_item import RecordItem
from assessor_app.trust.arrived import Arrived, arrived
from assessor_app.trust.envelopes import Opened


@dataclass
class Unpacked:
    """Records by the chain that their sender says they are of; of several heartbeats or asks the last."""

    records: dict[str, list[Arrived]] = field(default_factory=dict)
    papers: list[PaperItem] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    manifests: list[EvidenceManifest] = field(default_factory=list)
    enrolments: list[EnrolmentItem] = field(default_factory=list)
    heartbeat: Heartbeat | None = None
    ask: Ask | None = None
    passed_over: list[str] = field(default_factory=list)


def unpack(opened: Opened) -> Unpacked:
    """Raises KnownError("envelope-unreadable") or ("envelope-altered")."""
    found = Unpacked()
    lists: dict[type, list[Any]] = {
        PaperItem: found.papers,
        Piece: found.pieces,
        EvidenceManifest: found.manifests,
        EnrolmentItem: found.enrolments,
    }
    for item in opened.items():
        if isinstance(item, RecordItem):
            found.records.setdefault(item.chain, []).append(arrived(item))
        elif isinstance(item, Heartbeat):
            found.heartbeat = item
        elif isinstance(item, Ask):
            found.ask = item
        elif isinstance(item, UnknownItem):
            found.passed_over.append(item.kind)
        elif type(item) in lists:
            lists[type(item)].append(item)
    return found
