"""The awarding body's answer: checked, and applied whole or not at all."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from typing import Protocol

from assessor_app.domain.errors import KnownError
from assessor_app.formats import enrolment
from assessor_app.formats.anchor_list import Anchors
from assessor_app.formats.enrolment import Request
from assessor_app.services.clock import stamp
from assessor_app.services.enrolling.catalogue import policy_of, shelve
from assessor_app.services.enrolling.desk import EnrolDesk, require_administrator, trust_of
from assessor_app.services.enrolling.ports import Enrolment, PendingRequest
from assessor_app.services.enrolling.request import ask_to_join
from assessor_app.services.people.learners import require_reader
from assessor_app.services.records.joining import Begun, begin_joined
from assessor_app.trust import jws
from assessor_app.trust.certifying import window_of
from assessor_app.trust.enrolling import JOINING, Enrolled, read_answer
from assessor_app.trust.keys import SigningKey


class Carrier(Protocol):
    """Whoever carries a request to the issuer, and brings its answer; nothing of it was checked."""

    def enrol(self, request: bytes, /) -> bytes: ...


@dataclass(frozen=True, kw_only=True)
class Joined:
    """What came of it.

    `certifies_until` is the last moment (ISO) of the delegation; `adopted` how many chains of before were taken over;
    `differing` names forms (code and version) that the issuer has in other words than are in use here.
    """

    enrolment: Enrolment
    certifies_until: str
    adopted: int
    differing: tuple[str, ...]


def join_by_network(
    desk: EnrolDesk,
    *,
    by: str,
    code: str,
    url: str,
    connect: Callable[[str], AbstractContextManager[Carrier]],
    again: bool = False,
    clock_confirmed: bool = False,
) -> Joined:
    """Asks, and applies the answer; `connect` gives the carrier to an address.

    Raises KnownError: what `ask_to_join` and `take_answer` raise, the code with which the issuer refused, and what a carrier
    raises: then the request waits, and is the same one when it is asked again.
    """
    pending = ask_to_join(desk, by=by, code=code, url=url, again=again)
    with connect(pending.url) as carrier:
        return ask_and_take(desk, pending, carrier, by=by, clock_confirmed=clock_confirmed)


def ask_and_take(
    desk: EnrolDesk, pending: PendingRequest, carrier: Carrier, *, by: str, clock_confirmed: bool = False
) -> Joined:
    """Carries the open request and applies its answer. Raises KnownError: what the carrier and `take_answer` raise."""
    answer = carrier.enrol(enrolment.write_request(pending.text))
    return take_answer(desk, answer, by=by, clock_confirmed=clock_confirmed)


def require_pending(desk: EnrolDesk) -> PendingRequest:
    """The request that waits for its answer; raises KnownError `no-request`."""
    pending = desk.store.pending()
    if pending is None:
        raise KnownError("no-request")
    return pending


def ask_again(desk: EnrolDesk) -> PendingRequest:
    """The open request, where it goes by network. Raises KnownError `no-request`, `address-missing`."""
    pending = require_pending(desk)
    if not pending.url:
        raise KnownError("address-missing")
    return pending


def take_answer(desk: EnrolDesk, data: bytes, *, by: str, clock_confirmed: bool = False) -> Joined:
    """Applies the answer (as on a stick) to the request that is open, in one transaction.

    Raises KnownError: `not-allowed`, `no-request` where nothing was asked here or it is answered already, `clock-question`,
    and what `read_answer` raises: then nothing was changed.
    """
    pending = require_pending(desk)
    if pending.purpose == JOINING:
        require_administrator(desk, by)
    else:
        require_reader(desk.staff, by)
    request = enrolment.decode_request(jws.peek(pending.text)[1])
    enrolled = read_answer(
        enrolment.read_answer(data), request=request, code=pending.code, trust=trust_of(desk)
    )
    joined = _joined(desk, enrolled, pending)
    differing: list[str] = []

    def beside() -> None:
        differing.extend(_settle(desk, enrolled, pending, joined))

    delegation = bytes.fromhex(enrolled.answer.delegation)
    if pending.purpose == JOINING:
        begun = Begun(
            chain=pending.chain,
            key=SigningKey(pending.seed),
            delegation=delegation,
            adopted=_proved(desk, request),
        )
        begin_joined(desk.ledger, begun, by=by, beside=beside, clock_confirmed=clock_confirmed)
    else:
        with desk.ledger.transactions.atomic():
            desk.ledger.records.put_delegation(pending.chain, delegation)
            beside()
    window = window_of(delegation)
    return Joined(
        enrolment=joined,
        certifies_until=stamp(window[1]) if window else "",
        adopted=len(enrolled.answer.adopted),
        differing=tuple(differing),
    )


def _proved(desk: EnrolDesk, request: Request) -> int:
    """How far the chain in use had got when it was proved."""
    chain = desk.ledger.records.active_chain().id
    return next((old.seq for old in request.old if old.chain == chain), 0)


def _joined(desk: EnrolDesk, enrolled: Enrolled, pending: PendingRequest) -> Enrolment:
    answer = enrolled.answer
    return Enrolment(
        issuer=answer.issuer,
        name=enrolled.anchors.content.name,
        url=pending.url,
        centre=answer.centre,
        device=answer.chain,
        box=pending.box,
        issuer_box=bytes.fromhex(answer.box),
        cursor=answer.feed,
        catalogue=answer.catalogue.version,
        policy=policy_of(answer.catalogue.policy),
        enrolled_at=stamp(desk.ledger.clock.now()),
        by=pending.by,
    )


def _settle(
    desk: EnrolDesk, enrolled: Enrolled, pending: PendingRequest, joined: Enrolment
) -> tuple[str, ...]:
    """Everything that is said by the answer and is not a record; in the caller's transaction."""
    at = joined.enrolled_at
    desk.trust.put_anchors(joined.issuer, enrolled.anchors.text, own=False, at=at, by=pending.by)
    desk.store.join(joined)
    _name_awarding_body(desk, enrolled.anchors.content)
    desk.store.close_request(pending.id, answered=True, at=at)
    return shelve(desk.shelf, enrolled.answer.catalogue, at=desk.ledger.clock.now())


def _name_awarding_body(desk: EnrolDesk, anchors: Anchors) -> None:
    """From now on papers name who delegated to this device, and the page on which that one's papers are checked."""
    centre = desk.centres.centre()
    host = anchors.host.lower() if anchors.host else ""
    desk.centres.put_centre(replace(centre, awarding_body=anchors.name, host=host, own_root=False))
