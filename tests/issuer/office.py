"""The issuer's side of a conversation, and a centre that stood alone before it joined."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace

from assessor_app.domain.answer import PaperState as State
from assessor_app.formats import enrolment
from assessor_app.formats.feed import Page
from assessor_app.formats.heartbeat import ChainHead
from assessor_app.formats.items import Item
from assessor_app.formats.record_item import RecordItem, record_item
from assessor_app.issuer.counting.status import status
from assessor_app.issuer.enrolling.enrol import enrol
from assessor_app.issuer.enrolling.invite import invite
from assessor_app.issuer.intake.receiving import receive
from assessor_app.issuer.judging.work import judge_due
from assessor_app.issuer.register import published
from assessor_app.issuer.store import settings, tally
from assessor_app.issuer.store.centres import Centre
from assessor_app.services.awards.issue import issue
from assessor_app.services.awards.supersede import Correction, correct_name
from assessor_app.services.deciding.acknowledge import acknowledge
from assessor_app.services.deciding.finalise import finalise
from assessor_app.services.deciding.ports import Acknowledged
from assessor_app.services.deciding.release import release
from assessor_app.trust.enrolling import prove_chain, prove_root
from assessor_app.trust.keys import SigningKey
from assessor_app.trust.register import lookup, read_register
from caller import Caller
from made import Issuer
from samples import CENTRE, NOW
from story import ASSESSOR, ASSURER, PINS, Story, begin

Chain = list[RecordItem]


class Office:
    """The issuer's side of a conversation, without the wire."""

    def __init__(self, issuer: Issuer) -> None:
        self.issuer = issuer

    def enrol(self, data: bytes, *, now: datetime = NOW) -> bytes:
        with self.issuer.store.write() as connection:
            text = enrol(connection, enrolment.read_request(data), vault=self.issuer.vault, now=now)
        return enrolment.write_answer(text)

    def receive(self, data: bytes, *, now: datetime = NOW) -> bytes:
        return receive(self.issuer.store, data, vault=self.issuer.vault, now=now).answer

    def judge(self, *, now: datetime = NOW) -> None:
        while (judged := judge_due(self.issuer.store, now=now)).count:
            assert not judged.faults, judged.faults

    def code(self, centre: str = CENTRE, *, now: datetime = NOW, **terms: object) -> str:
        with self.issuer.store.write() as connection:
            named = Centre(id=centre, name=centre)
            return invite(connection, named, by="test", now=now, **terms).code  # type: ignore[arg-type]

    def count(self) -> dict[str, int]:
        with self.issuer.store.read() as connection:
            found = status(connection)
            assert tally.drift(connection) == ()
        assert found.closes
        return {name: value for name, value in vars(found.count).items() if value}

    def policy(self, policy: str) -> None:
        with self.issuer.store.write() as connection:
            settings.put(connection, "policy", policy)


@contextmanager
def lone_centre(folder: Path) -> Iterator[SimpleNamespace]:
    """A centre that stood alone: one award, its paper, and the paper that replaced it."""
    story = begin(folder / "data", folder / "state")
    first = _certified(story)
    correction = Correction(
        name="Amina Bellow", reason="Misspelt", identity_seen="Passport", surrendered=True
    )
    second = correct_name(story.device.awards, by=ASSESSOR, number=first, correction=correction)
    tables = story.device.tables
    chain = tables.records.active_chain()
    yield SimpleNamespace(
        chain=chain,
        root=SigningKey(tables.trust.issuing_seed("root")),
        anchors=tables.trust.own_anchors(),
        records=list(tables.records.of_chain(chain.id)),
        papers=[tables.certificates.get(number) for number in (first, second)],
    )
    story.device.close()


def _certified(story: Story) -> str:
    story.add_learner("Amina Bello", "2031")
    sitting, entries = story.open_sitting(("ELE-SAF", "1"))
    work = story.start(entries[0])
    story.show_everything(work, sitting.id)
    story.decide_competent(work)
    desk = story.device.deciding
    finalise(desk, by=ASSESSOR, pin=PINS[ASSESSOR], assessments=[work.id])
    details = {"typed": "Amina Bello"}
    acknowledge(
        desk, by=ASSESSOR, assessment=work.id, kind=Acknowledged.TYPED, details=details, name_checked=True
    )
    release(desk, by=ASSURER, pin=PINS[ASSURER], assessments=[work.id], looked_at=[work.id])
    (number,) = issue(story.device.awards, by=ASSESSOR, assessments=[work.id])
    return number


def joined(office: Office, lone: SimpleNamespace, *, centre: str = CENTRE) -> Caller:
    """The lone centre's device, which joined and proved its old chain and root."""
    caller = Caller()
    answer = caller.join(adopting(caller, lone), office.code(centre), office.enrol)
    assert [head.chain for head in answer.adopted] == [lone.chain.id]
    return caller


def adopting(caller: Caller, lone: SimpleNamespace, *, now: datetime = NOW) -> enrolment.Request:
    chain = lone.chain
    return caller.request(
        now=now,
        old=lambda request_id: [
            prove_chain(
                request_id,
                public=caller.key.public,
                head=ChainHead(chain=chain.id, seq=chain.head_seq, hash=chain.head_hash),
                key=SigningKey(chain.seed),
                delegation=chain.delegation,
            )
        ],
        own_root=lambda request_id: prove_root(
            request_id, public=caller.key.public, anchors=lone.anchors, root=lone.root
        ),
    )


def items_of(lone: SimpleNamespace) -> Chain:
    return [record_item(one.jws, chain=one.chain, seq=one.seq, personal=one.personal) for one in lone.records]


def of_kind(items: list[Item], kind: type) -> list[object]:
    return [item for item in items if isinstance(item, kind)]


def fetched(caller: Caller, office: Office) -> list[Item]:
    """The whole feed from the caller's cursor."""
    found: list[Item] = []
    while True:
        came = caller.send([caller.ask(most=7)], office.receive)
        (page,) = of_kind(came, Page)
        assert isinstance(page, Page)
        assert page.after == caller.cursor
        caller.cursor = page.through
        found += came
        if not page.more:
            return found


def papers_of(office: Office, lone: SimpleNamespace, caller: Caller) -> list[State | None]:
    with office.issuer.store.write() as connection:
        made = published.publish(connection, vault=office.issuer.vault, now=NOW)
    register = read_register(made.register.content, trust=caller.trust)
    entries = [lookup(register, paper.cti) for paper in lone.papers]
    return [entry.state if entry else None for entry in entries]
