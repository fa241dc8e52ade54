"""Enrolment: a device with a one-time code, or one that is known and begins a new chain, becomes a device of a centre."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select, update
from sqlalchemy.engine import RowMapping

from assessor_app.domain.errors import KnownError
from assessor_app.formats import signed_record
from assessor_app.formats.cut import plain
from assessor_app.formats.enrolment import Answer, Request
from assessor_app.formats.heartbeat import ChainHead
from assessor_app.issuer.enrolling.adopt import adopt
from assessor_app.issuer.enrolling.delegate import delegate, keep_delegation
from assessor_app.issuer.enrolling.meeting import meet
from assessor_app.issuer.intake.papers import ask_for_pages
from assessor_app.issuer.keys import anchors, online
from assessor_app.issuer.keys.online import KeyUse, signing_key
from assessor_app.issuer.keys.vault import Vault
from assessor_app.issuer.store import audit, centres, chains, settings, suspensions
from assessor_app.issuer.store.bodies import device as device_table
from assessor_app.issuer.store.bodies import invitation
from assessor_app.issuer.store.centres import Device
from assessor_app.issuer.store.chains import Chain
from assessor_app.issuer.store.metadata import moment
from assessor_app.issuer.store.suspensions import Kind, Subject
from assessor_app.issuer.telling.catalogue import catalogue_item
from assessor_app.issuer.telling.sharing import introduce
from assessor_app.trust.enrolling import JOINING, RESTARTING, read_request, require_code, sign_answer


@dataclass(frozen=True, kw_only=True)
class Terms:
    """On what a device joins: `code` is the key of its one-time code, None for a restart."""

    centre: str
    scope: str
    days: int
    code: bytes | None = None
    code_id: str = ""


def enrol(connection: Connection, text: str, *, vault: Vault, now: datetime) -> str:
    """The answer (a JWS) to a request. Asked again with the same request, the same answer.

    Raises what reading a request raises, and KnownError: "code-wrong" (unknown, used or expired: nobody is told which),
    "enrolment-other-issuer", "device-known", "enrolment-proof-wrong", "enrolment-refused",
    "sample-not-here", "sample-among-others".
    """
    request = read_request(text)
    issuer = settings.needed(connection, "issuer")
    if request.issuer not in {None, issuer}:
        raise KnownError("enrolment-other-issuer")
    kept = centres.answer_to(connection, device=request.chain, public=request.public, request=request.id)
    if kept is not None:
        return kept
    terms = _terms(connection, request, now=now)
    if centres.find_device(connection, request.chain) or centres.has_public(connection, request.public):
        raise KnownError("device-known")
    centres.lock_devices(connection, terms.centre)
    meet(connection, request, centre_id=terms.centre, now=now)
    device = _join(connection, request, terms, vault=vault, now=now)
    adopted = adopt(connection, device, request, now=now)
    _use(connection, terms, request, now=now)
    introduce(connection, device, at=now)
    ask_for_pages(connection, device, centres.others_of(connection, device), now=now)
    answer = Answer(
        request=request.id,
        issuer=issuer,
        chain=request.chain,
        centre=terms.centre,
        at=moment(now),
        delegation=device.delegation.hex(),
        anchors=anchors.newest_text(connection),
        box=online.active(connection, KeyUse.EXCHANGE).public,
        catalogue=catalogue_item(connection),
        feed=0,
        adopted=[ChainHead(chain=old.chain, seq=old.seq, hash=old.hash) for old in adopted],
    )
    key = signing_key(connection, KeyUse.RECEIPTS, vault=vault)
    signed = sign_answer(answer, request=request, key=key, code=terms.code)
    centres.keep_answer(connection, device, request=request.id, answer=signed)
    return signed


def _terms(connection: Connection, request: Request, *, now: datetime) -> Terms:
    if request.purpose == JOINING:
        return _invited(connection, request, now=now)
    if request.purpose == RESTARTING:
        return _known(connection, request)
    raise KnownError("enrolment-refused")


def _invited(connection: Connection, request: Request, *, now: datetime) -> Terms:
    """What the code allows, once."""
    row = _invitation(connection, request)
    if row is None:
        raise KnownError("code-wrong")
    require_code(request, key=bytes.fromhex(row["code_key"]))
    if row["used_at"] is not None or row["expires_at"] < moment(now):
        raise KnownError("code-wrong")
    return Terms(
        centre=row["centre"],
        scope=row["scope"],
        days=row["days"],
        code=bytes.fromhex(row["code_key"]),
        code_id=row["code_id"],
    )


def _invitation(connection: Connection, request: Request) -> RowMapping | None:
    if request.code is None:
        return None
    chosen = select(invitation).where(invitation.c.code_id == request.code.id).with_for_update()
    return connection.execute(chosen).mappings().one_or_none()


def _known(connection: Connection, request: Request) -> Terms:
    """A device that is known and proved its old key: on the terms that it had, unless it was suspended."""
    for old in request.old:
        before = centres.find_device(connection, old.chain)
        if before is not None and before.public == old.public and before.retired_at is None:
            subject = Subject(centre=before.centre, kind=Kind.DEVICE, id=before.id)
            if suspensions.is_suspended(connection, subject):
                raise KnownError("enrolment-refused")
            return Terms(centre=before.centre, scope=before.scope, days=before.days)
    raise KnownError("enrolment-refused")


def _join(connection: Connection, request: Request, terms: Terms, *, vault: Vault, now: datetime) -> Device:
    made = delegate(
        connection,
        centre=terms.centre,
        device=request.chain,
        public=bytes.fromhex(request.public),
        scope=tuple(terms.scope.split(",")),
        days=terms.days,
        vault=vault,
        now=now,
    )
    device = Device(
        centre=terms.centre,
        id=request.chain,
        public=request.public,
        box=request.box,
        name=plain(request.device),
        scope=terms.scope,
        days=terms.days,
        delegation=made.content,
        delegated_from=made.first,
        delegated_until=made.last,
        enrolled_at=moment(now),
        last_contact=moment(now),
    )
    centres.add_device(connection, device)
    keep_delegation(connection, device, chain=device.id, content=made.content, at=now)
    chains.add(connection, _chain(device, now=now))
    audit.note(connection, "device-enrolled", by=device.id, subject=terms.centre, at=now)
    return device


def _chain(device: Device, *, now: datetime) -> Chain:
    return Chain(
        centre=device.centre,
        id=device.id,
        device=device.id,
        public=device.public,
        head_seq=0,
        head_hash=signed_record.first_prev(device.id),
        started_at=moment(now),
    )


def _use(connection: Connection, terms: Terms, request: Request, *, now: datetime) -> None:
    if terms.code is not None:
        connection.execute(
            update(invitation)
            .where(invitation.c.code_id == terms.code_id)
            .values(used_at=moment(now), device=request.chain)
        )
        return
    retired = [old.chain for old in request.old]
    connection.execute(
        update(device_table).where(device_table.c.id.in_(retired)).values(retired_at=moment(now))
    )
