"""Asking an awarding body to let this device join: by a one-time code that somebody was given."""

import secrets

from assessor_app.domain.errors import KnownError
from assessor_app.domain.issuer_address import read_address
from assessor_app.formats import enrolment, stick_names
from assessor_app.formats.enrolment import OldChain, OwnRoot, Request
from assessor_app.formats.heartbeat import ChainHead
from assessor_app.formats.signed_record import first_prev
from assessor_app.services.clock import stamp
from assessor_app.services.enrolling.desk import EnrolDesk, require_administrator
from assessor_app.services.enrolling.ports import PendingRequest
from assessor_app.services.enrolling.proving import old_chains, own_root
from assessor_app.services.records.ledger import require_may_sign
from assessor_app.trust import hpke_box, keys
from assessor_app.trust.enrolling import JOINING, code_key, sign_request
from assessor_app.trust.keys import SigningKey


def ask_to_join(desk: EnrolDesk, *, by: str, code: str, url: str = "", again: bool = False) -> PendingRequest:
    """The request for this code, to be carried by network (`url`) or by stick (no `url`).

    Asked again with the same code it is the same request: an answer that was lost is given again. `again` lets a device that
    has joined already join anew. Raises KnownError: `not-allowed`, `code-unreadable`, `address-…`, `enrolled-already`,
    and what `require_may_sign` raises.
    """
    require_administrator(desk, by)
    key = code_key(code)
    address = read_address(url) if url else ""
    with desk.ledger.transactions.atomic():
        require_may_sign(desk.ledger)
        current, pending = desk.store.current(), desk.store.pending()
        if current is not None and not again:
            raise KnownError("enrolled-already", name=current.name)
        if pending is not None and pending.code == key:
            if address:
                desk.store.readdress(pending.id, address)
            return desk.store.pending() or pending
        made = _request(desk, by=by, code=key, url=address)
        desk.store.ask(made)
    return made


def request_file(desk: EnrolDesk, pending: PendingRequest) -> tuple[str, bytes]:
    """The name and the content of the file that goes to the awarding body."""
    name = stick_names.enrolment_request(desk.centres.centre().name, pending.chain)
    return name, enrolment.write_request(pending.text)


def signed_text(
    desk: EnrolDesk,
    request_id: str,
    *,
    purpose: str,
    key: SigningKey,
    head: ChainHead,
    box: bytes,
    old: list[OldChain],
    root: OwnRoot | None = None,
    code: bytes | None = None,
    issuer: str | None = None,
) -> str:
    """The signed request (a JWS) by the key of the chain that `head` is of; `box` is the X25519 private key."""
    centre = desk.centres.centre()
    request = Request(
        id=request_id,
        purpose=purpose,
        issuer=issuer,
        chain=head.chain,
        public=key.public.hex(),
        box=hpke_box.public_of(box).hex(),
        head=head,
        at=stamp(desk.ledger.clock.now()),
        version=desk.version,
        centre=centre.name,
        approval_number=centre.approval_number,
        device=desk.device_name,
        old=old,
        own_root=root,
        sample=centre.sample or enrolment.NO_SAMPLE,
        country=centre.country or enrolment.NO_COUNTRY,
    )
    return sign_request(request, key=key, code=code)


def _request(desk: EnrolDesk, *, by: str, code: bytes, url: str) -> PendingRequest:
    key, box = keys.generate(), hpke_box.new_private()
    request_id, chain = secrets.token_hex(16), secrets.token_hex(16)
    text = signed_text(
        desk,
        request_id,
        purpose=JOINING,
        key=key,
        head=ChainHead(chain=chain, seq=0, hash=first_prev(chain)),
        box=box,
        old=old_chains(desk, request_id, public=key.public),
        root=own_root(desk, request_id, public=key.public),
        code=code,
    )
    return PendingRequest(
        id=request_id,
        purpose=JOINING,
        url=url,
        chain=chain,
        public=key.public,
        seed=key.seed,
        box=box,
        code=code,
        text=text,
        made_at=stamp(desk.ledger.clock.now()),
        by=by,
    )
