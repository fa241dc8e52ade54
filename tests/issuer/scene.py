"""An awarding body in the middle of a day: two centres, three devices, papers that wait, one question, one suspension."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

from assessor_app.domain.people import IdentityMark, Learner
from assessor_app.formats.heartbeat import Counted, Heartbeat
from assessor_app.formats.record_item import record_item
from assessor_app.issuer.deciding.decide import accept, reject
from assessor_app.issuer.deciding.opening import Which
from assessor_app.issuer.deciding.queue import Shelf, listed
from assessor_app.issuer.enrolling import suspend
from assessor_app.issuer.keys import anchors
from assessor_app.issuer.people.rights import Person, Role
from assessor_app.issuer.store.centres import Centre, add_centre
from assessor_app.services.awards.issue import issue
from assessor_app.services.deciding.finalise import finalise
from assessor_app.services.deciding.release import release
from assessor_app.trust.keys import SigningKey
from caller import Caller
from office import Office, adopting
from story import ADMIN, ASSESSOR, ASSURER, PINS, Story, begin

REGISTRAR = Person(id="1" * 32, name="Ingrid Solberg", roles=frozenset({Role.REGISTRAR}))
QUIET = timedelta(days=47)
CENTRES = (
    Centre(
        id="C-1042", name="Harbour Street Training Centre", approval_number="AB-1042", phone="+1 555 0123"
    ),
    Centre(id="C-2007", name="Weldon Training", approval_number="AB-2007"),
)
FLOOR = (
    ("Amina Bello", "2031"),
    ("Seán Ó Conaill", "2032"),
    ("Nguyễn Thị Thu Hà", "2033"),
    ("يوسف بن صالح الحداد", "2034"),
    ("Łukasz Żółkowski", "2035"),
    ("Daniel Okafor", "2036"),
)


def certified(folder: Path, learners: Sequence[tuple[str, str]], *, first_id: int) -> SimpleNamespace:
    """A centre that stood alone, in which each of these got a certificate: its chain, root and records."""
    story = begin(folder / "data", folder / "state")
    for place, (name, number) in enumerate(learners):
        _put(story, f"{first_id + place:032x}", name, number)
    sitting, entries = story.open_sitting(("ELE-SAF", "1"))
    works = []
    for entry in entries:
        work = story.start(entry)
        story.show_everything(work, sitting.id)
        story.decide_competent(work)
        works.append(work.id)
    desk = story.device.deciding
    finalise(desk, by=ASSESSOR, pin=PINS[ASSESSOR], assessments=works)
    release(desk, by=ASSURER, pin=PINS[ASSURER], assessments=works, looked_at=works)
    issue(story.device.awards, by=ASSESSOR, assessments=works)
    tables = story.device.tables
    chain = tables.records.active_chain()
    found = SimpleNamespace(
        chain=chain,
        root=SigningKey(tables.trust.issuing_seed("root")),
        anchors=tables.trust.own_anchors(),
        records=list(tables.records.of_chain(chain.id)),
    )
    story.device.close()
    return found


def play(office: Office, folder: Path, *, now: datetime) -> None:
    """All of it."""
    store = office.issuer.store
    with store.write() as connection:
        for centre in CENTRES:
            add_centre(connection, centre, at=now)
    office.policy("after-approval")
    floor = _hand_over(
        office, certified(folder / "floor", FLOOR, first_id=1), CENTRES[0], "Floor laptop", now
    )
    _hand_over(
        office,
        certified(folder / "annexe", [("Amina Bello", "2031")], first_id=101),
        CENTRES[0],
        "Annexe laptop",
        now,
    )
    other = certified(folder / "weldon", [("Chiara Rossi", "0107")], first_id=201)
    _hand_over(office, other, CENTRES[1], "Workshop 2", now - QUIET, suspended_after=5)
    first, second = [one for one in listed_places(office, Shelf.DECIDE) if one.centre == CENTRES[0].id][:2]
    with store.write() as connection:
        accept(connection, REGISTRAR, first, now=now)
        reject(connection, REGISTRAR, second, reason="The photo of the board is missing", now=now)
    office.judge(now=now)
    said = Heartbeat(
        at=now.isoformat(timespec="seconds"),
        version="1",
        chains=[],
        records=Counted(captured=41, unsent=3),
        open=2,
    )
    with store.write() as connection:
        anchors.sign(connection, office.issuer.root, now=now)
    floor.send([said, floor.ask()], lambda data: office.receive(data, now=now))


def listed_places(office: Office, shelf: Shelf) -> list[Which]:
    with office.issuer.store.read() as connection:
        places = listed(connection, shelf).places
    return [Which(centre=one.centre, chain=one.chain, seq=one.seq, seen=one.n) for one in places]


def _hand_over(
    office: Office,
    lone: SimpleNamespace,
    centre: Centre,
    name: str,
    now: datetime,
    *,
    suspended_after: int | None = None,
) -> Caller:
    caller = Caller(name=name)

    def carry(data: bytes) -> bytes:
        return office.receive(data, now=now)

    request = adopting(caller, lone, now=now)
    caller.join(request, office.code(centre.id, now=now), lambda data: office.enrol(data, now=now))
    items = [
        record_item(one.jws, chain=one.chain, seq=one.seq, personal=one.personal) for one in lone.records
    ]
    if suspended_after is not None:
        caller.send(items[:suspended_after], carry)
        with office.issuer.store.write() as connection:
            subject = suspend.subject_of(connection, device=caller.chain, centre=None, person=None)
            suspend.suspend(connection, subject, by=REGISTRAR.name, now=now)
    caller.send(items, carry)
    office.judge(now=now)
    return caller


def _put(story: Story, learner_id: str, name: str, number: str) -> None:
    learner = Learner(
        id=learner_id,
        name=name,
        number=number,
        identity_mark=IdentityMark.ID_LAST_FOUR,
        id_last_four=f"{int(learner_id, 16):04d}",
        photo_consent=True,
        said_under_18=False,
    )
    story.device.tables.learners.put(learner, at="2026-11-22T09:00:00+00:00", by=ADMIN)
    story.learners.append(learner.id)
