"""A device as the issuer sees it: it has keys and a chain, and speaks by envelopes."""

import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from assessor_app.formats import enrolment
from assessor_app.formats.body import pack
from assessor_app.formats.enrolment import OldChain, OwnRoot, Request
from assessor_app.formats.heartbeat import Ask, ChainHead
from assessor_app.formats.items import Item, Known
from assessor_app.formats.receipt import Receipt, ReceiptItem
from assessor_app.formats.signed_record import first_prev
from assessor_app.trust import envelopes, hpke_box, keys
from assessor_app.trust.anchors import TrustStore
from assessor_app.trust.enrolling import code_key, read_answer, sign_request
from assessor_app.trust.envelopes import Route, issuer_key
from assessor_app.trust.keys import SigningKey
from assessor_app.trust.receipts import read_receipt
from samples import NOW

Carrier = Callable[[bytes], bytes]


@dataclass
class Caller:
    """`counter` is that of its next envelope; `cursor` how far it read its feed."""

    key: SigningKey = field(default_factory=keys.generate)
    chain: str = field(default_factory=lambda: secrets.token_hex(16))
    box: bytes = field(default_factory=hpke_box.new_private)
    issuer: str = ""
    centre: str = ""
    trust: TrustStore = field(default_factory=TrustStore)
    counter: int = 1
    cursor: int = 0
    name: str = "Floor laptop"

    def request(
        self,
        *,
        purpose: str = "enrol",
        now: datetime = NOW,
        old: Callable[[str], list[OldChain]] = lambda _request: [],
        own_root: Callable[[str], OwnRoot | None] = lambda _request: None,
    ) -> Request:
        request_id = secrets.token_hex(16)
        return Request(
            id=request_id,
            purpose=purpose,
            chain=self.chain,
            public=self.key.public.hex(),
            box=hpke_box.public_of(self.box).hex(),
            head=ChainHead(chain=self.chain, seq=0, hash=first_prev(self.chain)),
            at=now.isoformat(timespec="seconds"),
            version="1",
            device=self.name,
            old=old(request_id),
            own_root=own_root(request_id),
        )

    def join(self, request: Request, code: str | None, carry: Carrier) -> enrolment.Answer:
        """Sends a request and believes the answer."""
        proof = code_key(code) if code else None
        text = sign_request(request, key=self.key, code=proof)
        signed = request if proof is None else enrolment.decode_request(payload_of(text))
        answer = enrolment.read_answer(carry(enrolment.write_request(text)))
        enrolled = read_answer(answer, request=signed, code=proof, trust=self.trust)
        self.issuer, self.centre = enrolled.answer.issuer, enrolled.answer.centre
        self.trust = TrustStore.of([enrolled.anchors])
        return enrolled.answer

    def envelope(self, items: Iterable[Known], *, now: datetime = NOW) -> bytes:
        self.counter += 1
        return envelopes.seal(
            pack(items),
            Route(issuer=self.issuer, sender=self.chain, receiver=self.issuer),
            counter=self.counter - 1,
            at=now,
            key=self.key,
        )

    def read(self, data: bytes) -> list[Item]:
        opened = envelopes.open_envelope(
            data, receiver=self.chain, public_of=issuer_key(self.trust, self.issuer)
        )
        return list(opened.items())

    def send(self, items: Iterable[Known], carry: Carrier) -> list[Item]:
        return self.read(carry(self.envelope(items)))

    def ask(self, **wanted: object) -> Ask:
        return Ask(after=self.cursor, **wanted)  # type: ignore[arg-type]  # a test names what it changes

    def receipts(self, items: Iterable[Item]) -> list[Receipt]:
        return [
            read_receipt(item.jws, trust=self.trust, issuer=self.issuer)
            for item in items
            if isinstance(item, ReceiptItem)
        ]


def payload_of(text: str) -> bytes:
    from assessor_app.trust.jws import peek

    return peek(text)[1]
