"""What each place of a feed stands for, as items that a device reads."""

from collections.abc import Callable, Iterable
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, select

from assessor_app.formats.centre_bundle import paper_item
from assessor_app.formats.evidence_manifest import EvidenceWanted
from assessor_app.formats.feed import (
    AnchorsItem,
    CredentialItem,
    DelegationItem,
    DeviceItem,
    PaperState,
    PersonSuspended,
    TranscriptItem,
)
from assessor_app.formats.items import Known
from assessor_app.formats.piece import PARCEL, cut
from assessor_app.formats.record_item import record_item
from assessor_app.issuer.credentials import kept
from assessor_app.issuer.intake import manifests
from assessor_app.issuer.keys import anchors
from assessor_app.issuer.store import (
    centres,
    chains,
    pages,
    parcels,
    records,
    stranded,
    suspensions,
    transcripts,
    verdicts,
    wants,
)
from assessor_app.issuer.store.bodies import suspension
from assessor_app.issuer.store.centres import Device
from assessor_app.issuer.store.feed import Item
from assessor_app.issuer.store.records import Kept
from assessor_app.issuer.store.suspensions import Kind, Subject
from assessor_app.issuer.store.transcripts import Asked
from assessor_app.issuer.store.wants import Want
from assessor_app.issuer.telling.catalogue import catalogue_item

Made = list[Known]


def items_of(connection: Connection, device: Device, item: Item) -> Made:
    """The items for one place; none where what it stood for is gone."""
    return _MAKERS[item.kind](connection, device, item.ref)


def record_items(kept: Iterable[Kept]) -> Made:
    return [record_item(one.jws, chain=one.chain, seq=one.seq, personal=one.personal) for one in kept]


def device_item(connection: Connection, row: Device) -> DeviceItem:
    """A device as the others of its centre know it."""
    own = Subject(centre=row.centre, kind=Kind.DEVICE, id=row.id)
    own_chain = chains.find(connection, row.id)
    state = "retired" if row.retired_at else "active"
    if suspensions.is_suspended(connection, own):
        state = "suspended"
    return DeviceItem(
        chain=row.id,
        public=row.public,
        box=row.box,
        centre=row.centre,
        name=row.name,
        state=state,
        delegation=row.delegation.hex(),
        last=0 if own_chain is None else own_chain.head_seq,
    )


def _verdict(connection: Connection, device: Device, ref: dict[str, Any]) -> Made:
    return [verdicts.item(connection, centre=device.centre, chain=ref["chain"], seq=ref["seq"], n=ref["n"])]


def _paper(_connection: Connection, _device: Device, ref: dict[str, Any]) -> Made:
    return [
        PaperState(
            number=ref["number"],
            state=ref["state"],
            on=ref["on"],
            successor=ref["successor"],
            reason=ref.get("reason", ""),
        )
    ]


def _chain(connection: Connection, _device: Device, ref: dict[str, Any]) -> Made:
    """A chain that a device of the centre had before: its records are checked by its own key."""
    row = chains.find(connection, ref["chain"])
    owner = None if row is None else centres.find_device(connection, row.device)
    if row is None or owner is None:
        return []
    return [
        DeviceItem(
            chain=row.id,
            public=row.public,
            centre=row.centre,
            name=owner.name,
            state="retired",
            last=row.head_seq,
        )
    ]


def page_of(connection: Connection, device: Device, *, chain: str, seq: int) -> Made:
    """The page of the certificate that this record issued; none where it is not here, or its code says something else."""
    kept = pages.find(connection, centre=device.centre, chain=chain, seq=seq)
    if kept is None or not kept.sound:
        return []
    return [
        paper_item(
            number=kept.number,
            chain=kept.chain,
            seq=kept.seq,
            qr=kept.qr,
            page=kept.page,
            assets=list(kept.assets),
        )
    ]


def _page(connection: Connection, device: Device, ref: dict[str, Any]) -> Made:
    return page_of(connection, device, chain=ref["chain"], seq=ref["seq"])


def _wanted(connection: Connection, device: Device, ref: dict[str, Any]) -> Made:
    """What was asked for, unless it came meanwhile."""
    what, digest = ref["what"], ref["digest"] or None
    want = Want(centre=device.centre, chain=ref["chain"], seq=ref["seq"], what=what, digest=ref["digest"])
    if not wants.is_asked(connection, want):
        return []
    return [
        EvidenceWanted(
            chain=ref["chain"],
            seq=ref["seq"],
            evidence=digest if what == wants.EVIDENCE else None,
            page=what == wants.PAGE,
            asset=digest if what == wants.ASSET else None,
            why=ref["why"],
        )
    ]


def _evidence(connection: Connection, device: Device, ref: dict[str, Any]) -> Made:
    return [manifests.state(connection, centre_id=device.centre, address=ref["address"])]


def _stranded(connection: Connection, device: Device, ref: dict[str, Any]) -> Made:
    kept = stranded.find(connection, centre=device.centre, chain=ref["chain"], digest=ref["hash"])
    return [] if kept is None else [stranded.verdict_of(kept, codes=stranded.codes_of(kept))]


def _verdicts(connection: Connection, device: Device, ref: dict[str, Any]) -> Made:
    """The newest verdict on each of these records, for the device that goes on with their chain."""
    found = verdicts.newest(
        connection, centre=device.centre, chain=ref["chain"], first=ref["first"], last=ref["last"]
    )
    return [
        verdicts.item(connection, centre=device.centre, chain=ref["chain"], seq=seq, n=n) for seq, n in found
    ]


def _credential(connection: Connection, device: Device, ref: dict[str, Any]) -> Made:
    """What was made of a paper; each form goes in one piece, since no verifier takes more than 256 KiB.

    A device from before knows no JWT: it passes over the piece, which it does not expect.
    """
    made = kept.of_digest(connection, centre=device.centre, digest=ref["digest"])
    if made is None or made.content is None:
        return []
    item = CredentialItem(
        number=made.number,
        award=ref["award"],
        media="application/vc",
        sha256=sha256(made.content).hexdigest(),
        jwt=sha256(made.jwt).hexdigest() if made.jwt else None,
    )
    found: Made = [item, *cut(made.content, what="credential", name="application/vc")]
    return [*found, *cut(made.jwt, what="credential", name="application/vc+jwt")] if made.jwt else found


def _transcript(connection: Connection, device: Device, ref: dict[str, Any]) -> Made:
    """What was asked for; nothing once the device has it, or something in it was erased: then it asks again."""
    asked = Asked(
        centre=device.centre, device=device.id, learner=ref["learner"], claimed_at=ref["claimed_at"]
    )
    files = transcripts.files_for(connection, asked)
    if files is None:
        return []
    found: Made = [TranscriptItem(learner=ref["learner"], files=[sha256(one).hexdigest() for one in files])]
    for one in files:
        found += cut(one, what="transcript", name="application/vc")
    return found


def _parcel(connection: Connection, device: Device, ref: dict[str, Any]) -> Made:
    """What another device of the centre sealed to this one; nothing once it was fetched, or waited for too long."""
    found = parcels.content(connection, centre=device.centre, device=device.id, sha256=ref["sha256"])
    return list(cut(b"".join(found), what=PARCEL, to=device.id)) if found else []


def _anchors(connection: Connection, _device: Device, _ref: dict[str, Any]) -> Made:
    return [AnchorsItem(jws=anchors.newest_text(connection))]


def _delegation(_connection: Connection, device: Device, _ref: dict[str, Any]) -> Made:
    return [DelegationItem(chain=device.id, delegation=device.delegation.hex())]


def _catalogue(connection: Connection, _device: Device, _ref: dict[str, Any]) -> Made:
    return [catalogue_item(connection)]


def _device(connection: Connection, _to: Device, ref: dict[str, Any]) -> Made:
    row = centres.find_device(connection, ref["device"])
    return [] if row is None else [device_item(connection, row)]


def _records(connection: Connection, device: Device, ref: dict[str, Any]) -> Made:
    kept = records.between(
        connection, centre=device.centre, chain=ref["chain"], first=ref["first"], last=ref["last"]
    )
    return record_items(kept)


def _suspension(connection: Connection, device: Device, ref: dict[str, Any]) -> Made:
    if ref["kind"] == Kind.DEVICE:
        return _device(connection, device, {"device": ref["subject"]})
    if ref["kind"] == Kind.CENTRE:
        rows = centres.devices_of(connection, device.centre)
        return [device_item(connection, row) for row in rows]
    row = connection.execute(
        select(suspension.c.at, suspension.c.lifted_at)
        .where(
            suspension.c.centre == device.centre,
            suspension.c.kind == Kind.PERSON.value,
            suspension.c.subject == ref["subject"],
        )
        .limit(1)
    ).one_or_none()
    if row is None:
        return []
    return [PersonSuspended(person=ref["subject"], since=row.at, lifted=row.lifted_at)]


_MAKERS: dict[str, Callable[[Connection, Device, dict[str, Any]], Made]] = {
    "verdict": _verdict,
    "verdicts": _verdicts,
    "stranded": _stranded,
    "wanted": _wanted,
    "evidence": _evidence,
    "chain": _chain,
    "page": _page,
    "paper": _paper,
    "credential": _credential,
    "transcript": _transcript,
    PARCEL: _parcel,
    "anchors": _anchors,
    "delegation": _delegation,
    "catalogue": _catalogue,
    "device": _device,
    "records": _records,
    "suspension": _suspension,
}
