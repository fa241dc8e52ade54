"""A real device on a real folder that belongs to a real issuer, and the wire between them."""

import io
import secrets
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from assessor_app.device.evidence import evidence_desk
from assessor_app.domain.errors import KnownError
from assessor_app.domain.sync_policy import SyncPolicy
from assessor_app.formats import enrolment
from assessor_app.formats.enrolment import Request
from assessor_app.formats.heartbeat import ChainHead
from assessor_app.formats.signed_record import first_prev
from assessor_app.issuer.counting.status import status
from assessor_app.issuer.enrolling.enrol import enrol
from assessor_app.issuer.enrolling.invite import invite
from assessor_app.issuer.intake.pieces import open_pieces, take_piece
from assessor_app.issuer.intake.receiving import receive
from assessor_app.issuer.judging.work import judge_due
from assessor_app.issuer.register import static
from assessor_app.issuer.register.published import published
from assessor_app.issuer.store import tally
from assessor_app.issuer.store.centres import Centre
from assessor_app.issuer.store.engine import file_url, open_store, read_url
from assessor_app.services.awards.issue import issue
from assessor_app.services.deciding.acknowledge import acknowledge
from assessor_app.services.deciding.finalise import finalise
from assessor_app.services.deciding.ports import Acknowledged
from assessor_app.services.deciding.release import release
from assessor_app.services.enrolling.ports import Enrolment
from assessor_app.services.evidence.capture import capture
from assessor_app.services.records.ports import Chain
from assessor_app.trust import hpke_box, keys
from assessor_app.trust.enrolling import code_key, prove_chain, prove_root, read_answer, sign_request
from made import Issuer, an_issuer
from samples import CENTRE
from story import ADMIN, ASSESSOR, ASSURER, PINS, Story

Fault = Callable[[bytes, Callable[[bytes], bytes]], bytes]
"""Something that happens on the way: given an envelope and the way on, the answer."""


@dataclass
class Wire:
    """Carries to an issuer in this process; `faults` are met one after the other, then all is well."""

    issuer: Issuer
    clock: Callable[[], object]
    faults: list[Fault] = field(default_factory=list)
    judges: bool = True
    carried: list[bytes] = field(default_factory=list)
    answers: list[bytes] = field(default_factory=list)
    piece_faults: list[str | None] = field(default_factory=list)
    pieces: list[int] = field(default_factory=list)

    def enrol(self, request: bytes, /) -> bytes:
        with self.issuer.store.write() as connection:
            text = enrolment.read_request(request)
            answer = enrol(connection, text, vault=self.issuer.vault, now=self.clock())  # type: ignore[arg-type]  # the story's clock
        return enrolment.write_answer(answer)

    def envelope(self, data: bytes, /) -> bytes:
        fault = self.faults.pop(0) if self.faults else None
        return self.through(data) if fault is None else fault(data, self.through)

    def through(self, data: bytes) -> bytes:
        self.carried.append(data)
        answer = receive(self.issuer.store, data, vault=self.issuer.vault, now=self.clock()).answer  # type: ignore[arg-type]  # the story's clock
        self.answers.append(answer)
        if self.judges:
            self.judge()
        return answer

    def judge(self) -> None:
        while (judged := judge_due(self.issuer.store, now=self.clock())).count:  # type: ignore[arg-type]  # the story's clock
            assert not judged.faults, judged.faults

    def piece(self, address: str, place: int, data: bytes, /) -> None:
        fault = self.piece_faults.pop(0) if self.piece_faults else None
        if fault is not None:
            raise KnownError(fault)
        self.pieces.append(place)
        pieces = open_pieces(self.issuer.store, self.issuer.folder)
        assert pieces is not None
        now = self.clock()
        take_piece(self.issuer.store, pieces, address=address, number=place, piece=data, now=now)  # type: ignore[arg-type]  # the story's clock

    def public(self, path: str, /, *, most: int) -> bytes:
        with self.issuer.store.read() as connection:
            if path == static.ANCHORS_PATH:
                return static.anchors_file(connection).content
            content = published(connection).content
        assert len(content) <= most
        return content

    def count(self) -> dict[str, int]:
        with self.issuer.store.read() as connection:
            found = status(connection)
            assert tally.drift(connection) == ()
        assert found.closes
        return vars(found.count)


@contextmanager
def wired(story: Story, folder: Path) -> Iterator[Wire]:
    """An issuer of its own in this folder, whose clock is the story's, and the wire to it."""
    home = folder / "issuer"
    home.mkdir()
    store = open_store(read_url(file_url(home).render_as_string(hide_password=False)))
    yield Wire(issuer=an_issuer(store, home, now=story.clock.moment), clock=story.clock.now)
    store.close()


def join(story: Story, issuer: Issuer, *, centre: str = CENTRE, url: str = "") -> None:
    """The device of a story begins a chain under the issuer, which adopts the old one."""
    device, now = story.device, story.clock.now()
    with issuer.store.write() as connection:
        named = Centre(id=centre, name=centre)
        code = code_key(invite(connection, named, by="test", now=now).code)
    key, box, chain_id = keys.generate(), hpke_box.new_private(), secrets.token_hex(16)
    old, request_id = device.tables.records.active_chain(), secrets.token_hex(16)
    request = Request(
        id=request_id,
        chain=chain_id,
        public=key.public.hex(),
        box=hpke_box.public_of(box).hex(),
        head=ChainHead(chain=chain_id, seq=0, hash=first_prev(chain_id)),
        at=now.isoformat(timespec="seconds"),
        version="1",
        old=[
            prove_chain(
                request_id,
                public=key.public,
                head=ChainHead(chain=old.id, seq=old.head_seq, hash=old.head_hash),
                key=keys.SigningKey(old.seed),
                delegation=old.delegation,
            )
        ],
        own_root=prove_root(
            request_id,
            public=key.public,
            anchors=device.tables.trust.own_anchors(),
            root=keys.SigningKey(device.tables.trust.issuing_seed("root")),
        ),
    )
    text = sign_request(request, key=key, code=code)
    with issuer.store.write() as connection:
        answer = enrol(connection, text, vault=issuer.vault, now=now)
    signed = enrolment.decode_request(_payload(text))
    enrolled = read_answer(answer, request=signed, code=code, trust=None)
    _move_in(story, enrolled.answer, enrolled.anchors.text, key=key, box=box, url=url)


def _move_in(
    story: Story, answer: enrolment.Answer, anchors: str, *, key: keys.SigningKey, box: bytes, url: str
) -> None:
    device, at = story.device, story.clock.now().isoformat(timespec="seconds")
    with device.store.atomic():
        tables = device.tables
        tables.trust.put_anchors(answer.issuer, anchors, own=False, at=at, by=ADMIN)
        chain = Chain(
            id=answer.chain,
            public=key.public,
            seed=key.seed,
            started_at=at,
            head_seq=0,
            head_hash=first_prev(answer.chain),
            head_at="",
        )
        tables.records.begin_chain(chain, at=at)
        tables.records.put_delegation(answer.chain, bytes.fromhex(answer.delegation))
        tables.enrolment.join(
            Enrolment(
                issuer=answer.issuer,
                name="Example Awarding",
                url=url,
                centre=answer.centre,
                device=answer.chain,
                box=box,
                issuer_box=bytes.fromhex(answer.box),
                cursor=answer.feed,
                catalogue=answer.catalogue.version,
                policy=SyncPolicy(),
                enrolled_at=at,
                by=ADMIN,
            )
        )


def certified(story: Story, number: str = "2031", *, evidence: Sequence[bytes] = ()) -> str:
    """A competent result that was signed, released and printed; the certificate's number."""
    story.add_learner("Amina Bello", number)
    return earned(story, "ELE-SAF", evidence=evidence)


def earned(story: Story, form: str, *, evidence: Sequence[bytes] = ()) -> str:
    """The same of whoever was added last."""
    sitting, entries = story.open_sitting((form, "1"))
    work = story.start(entries[-1])
    story.show_everything(work, sitting.id)
    for content in evidence:
        capture(
            evidence_desk(story.device),
            by=ASSESSOR,
            assessment=work.id,
            occasion=story.device.tables.assessments.occasions(work.id)[0].id,
            criterion="",
            source=io.BytesIO(content),
        )
    story.decide_competent(work)
    desk = story.device.deciding
    finalise(desk, by=ASSESSOR, pin=PINS[ASSESSOR], assessments=[work.id])
    details = {"typed": "Amina Bello"}
    acknowledge(
        desk, by=ASSESSOR, assessment=work.id, kind=Acknowledged.TYPED, details=details, name_checked=True
    )
    release(desk, by=ASSURER, pin=PINS[ASSURER], assessments=[work.id], looked_at=[work.id])
    (made,) = issue(story.device.awards, by=ASSESSOR, assessments=[work.id])
    return made


def _payload(text: str) -> bytes:
    from assessor_app.trust.jws import peek

    return peek(text)[1]


def lost(data: bytes, on: Callable[[bytes], bytes]) -> bytes:
    """It arrives; the answer does not."""
    on(data)
    raise KnownError("connection-lost")


def never(_data: bytes, _on: Callable[[bytes], bytes]) -> bytes:
    """It does not arrive."""
    raise KnownError("issuer-slow")


def twice(data: bytes, on: Callable[[bytes], bytes]) -> bytes:
    """It arrives twice; the second answer comes back."""
    on(data)
    return on(data)


def cut(data: bytes, on: Callable[[bytes], bytes]) -> bytes:
    """The answer is cut off."""
    return on(data)[:-20]


def altered(data: bytes, on: Callable[[bytes], bytes]) -> bytes:
    """The answer is changed on the way."""
    answer = bytearray(on(data))
    answer[-30] ^= 1
    return bytes(answer)
