"""The stops on a device that belongs to an awarding body: what was told of its records stands in its tables, without a network."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from functools import partial
from hashlib import sha256

from assessor_app.desktop.tour_elsewhere import accompany, elsewhere_stops
from assessor_app.desktop.tour_steps import Guide, Stop, member, on, room, sign_in
from assessor_app.device import Device
from assessor_app.domain.centre import Centre
from assessor_app.domain.certificate import CameOut, EventKind, Target
from assessor_app.domain.errors import KnownError
from assessor_app.domain.people import Role
from assessor_app.domain.sync_policy import EvidenceAsked, Registration, SyncPolicy
from assessor_app.domain.verdict import HeldCode, Outcome, RejectedCode
from assessor_app.services.awards.ports import Event
from assessor_app.services.clock import stamp
from assessor_app.services.enrolling.ports import Enrolment
from assessor_app.services.records.ports import Chain, KeptRecord
from assessor_app.services.records.waiting import Only
from assessor_app.services.syncing.conversation import Synced
from assessor_app.services.syncing.ports import Fork, IssuerCount, KeptReceipt, KeptVerdict, SyncCarrier
from assessor_app.services.syncing.schedule import Link
from assessor_app.trust import hpke_box
from assessor_app.ui.certificates.page import CertificatesPage
from assessor_app.ui.joining.card import JoinCard
from assessor_app.ui.long_work import LongWork
from assessor_app.ui.sync.contact import ContactCard
from assessor_app.ui.sync.page import SyncPage
from assessor_app.ui.sync.view import ContactView

ISSUER, NAME = "did:web:issuer.example", "Example Awarding Body"
_UNSENT = 9
_UNDECIDED = 3


def offline() -> Link:
    """The tour reaches nobody."""
    return Link(reachable=False)


def nobody(device: Device, _work: LongWork) -> Synced:
    """A sync that meets nobody, as one without a network would."""
    code = "network-away"
    at = stamp(device.clock.now())
    with device.store.atomic():
        run = device.tables.runs.begin(SyncCarrier.NETWORK, at=at)
        device.tables.runs.end(run, sent=0, came=0, evidence=0, code=code, at=at)
    raise KnownError(code, host="issuer.example")


def belong(device: Device) -> None:
    """Makes a device of its own one that joined, handed most of its records over, and was told what became of them."""
    tables, chain = device.tables, device.tables.records.active_chain()
    records = tables.records.of_chain(chain.id)
    last = device.clock.now() - timedelta(hours=3)
    at = stamp(last)
    with device.store.atomic():
        tables.settings.put_centre(_joined(device))
        tables.enrolment.join(_enrolment(device, chain, at=at))
        _hand_over(device, chain, list(records)[:-_UNSENT], at=at)
        office = member(device, Role.CENTRE_STAFF)
        tables.runs.set_aside(chain.id, chain.head_seq - 2, by=office.id, at=at)
        accompany(device)
    _remember(device, moments=[stamp(last - timedelta(days=days)) for days in (9, 2, 0)])


def enrolled_stops(device: Device) -> Iterator[Stop]:
    """Idle, under way, what is held and rejected, after an error, by stick, and all handed over."""
    office = member(device, Role.CENTRE_STAFF)
    yield Stop(name="enrolled-today", steps=(sign_in(office), room("today")))
    yield Stop(name="enrolled-sync", steps=(room("sync"),))
    yield Stop(name="enrolled-syncing", steps=(on(ContactCard, _under_way),))
    yield Stop(name="enrolled-asks", steps=(room("sync"), on(JoinCard, lambda card: card.asks.click())))
    yield Stop(name="enrolled-history", steps=(on(ContactCard, _press("history")),))
    for only in (Only.HERE, Only.HELD, Only.ASIDE):
        yield Stop(name=f"enrolled-{only.value}", steps=(on(SyncPage, partial(_narrow, only=only)),))
        yield Stop(name=f"enrolled-{only.value}-one", steps=(on(SyncPage, _open_first),))
    yield from _rejected_paper(device)
    yield from elsewhere_stops(device)
    back = on(SyncPage, partial(_narrow, only=Only.ALL))
    yield Stop(
        name="enrolled-after-an-error",
        steps=(sign_in(office), room("sync"), back, on(ContactCard, _press("now"))),
    )
    yield Stop(name="enrolled-by-stick", steps=(_by_stick,))
    yield Stop(name="enrolled-all-handed-over", steps=(_all_of_it, room("sync")))
    yield Stop(name="enrolled-forked", steps=(_forked, room("sync")))
    yield Stop(name="enrolled-fork-restart", steps=(on(SyncPage, lambda page: page.restart_asked.emit()),))


def _rejected_paper(device: Device) -> Iterator[Stop]:
    lines = device.tables.certificates.lines(limit=50)
    for line in [one for one in lines if any(event.kind is EventKind.REJECTED for event in one.events)][:1]:
        yield Stop(name="enrolled-certificate-rejected", steps=(room("certificates", line.number),))
        answer = on(CertificatesPage, lambda page: page.panels.certificate.back.click())
        yield Stop(name="enrolled-paper-is-back", steps=(answer,))
        learner = device.tables.certificates.get(line.number).learner
        yield Stop(name="enrolled-learner", steps=(room("learners", learner),))
    for line in [one for one in lines if any(event.kind is EventKind.REGISTERED for event in one.events)][:1]:
        yield Stop(name="enrolled-certificate-registered", steps=(room("certificates", line.number),))


def _joined(device: Device) -> Centre:
    return replace(device.tables.settings.centre(), awarding_body=NAME, own_root=False)


def _enrolment(device: Device, chain: Chain, *, at: str) -> Enrolment:
    return Enrolment(
        issuer=ISSUER,
        name=NAME,
        url="https://issuer.example",
        centre="C-1042",
        device=chain.id,
        box=hpke_box.new_private(),
        issuer_box=hpke_box.public_of(hpke_box.new_private()),
        cursor=0,
        catalogue=1,
        policy=SyncPolicy(registration=Registration.AFTER_APPROVAL, evidence=EvidenceAsked.SAMPLE),
        enrolled_at=at,
        by=member(device, Role.ADMINISTRATOR).id,
    )


def _hand_over(device: Device, chain: Chain, records: list[KeptRecord], *, at: str) -> None:
    """Receipts, verdicts, and what the register says of the papers."""
    states, tables = device.tables.states, device.tables
    states.keep_receipt(_receipt(chain, records, at=at), came_at=at)
    papers = [one for one in records if one.type == "certificate-issued"]
    results = [one for one in records if one.type == "assessment-finalised"]
    told = {
        papers[-4].seq: (Outcome.REJECTED, RejectedCode.BY_PERSON.value, "The logbook was not there."),
        papers[-3].seq: (Outcome.HELD, HeldCode.WAITING_APPROVAL.value, ""),
        papers[-2].seq: (Outcome.HELD, HeldCode.WAITING_APPROVAL.value, ""),
        results[-1].seq: (Outcome.REJECTED, RejectedCode.NOT_QUALIFIED.value, ""),
        results[-2].seq: (Outcome.HELD, HeldCode.MISSING_RELEASE.value, ""),
    }
    for record in records[:-_UNDECIDED]:
        outcome, code, sentence = told.get(record.seq, (Outcome.ACCEPTED, "", ""))
        states.keep_verdict(
            KeptVerdict(
                chain=chain.id,
                seq=record.seq,
                n=1,
                outcome=outcome,
                at=at,
                codes=(code,) if code else (),
                sentence=sentence,
            ),
            came_at=at,
        )
    numbers = [line.number for line in reversed(tables.certificates.lines(limit=50))]
    for number, paper in zip(numbers, papers, strict=False):
        outcome = told.get(paper.seq, (Outcome.ACCEPTED, "", ""))[0]
        kind = {Outcome.ACCEPTED: EventKind.REGISTERED, Outcome.REJECTED: EventKind.REJECTED}.get(outcome)
        if kind is EventKind.REJECTED:
            _printed(device, number, at=at)
        if kind is not None:
            tables.certificates.add_event(number, Event(kind=kind, at=at, detail=""), record=None)
    count = tables.records.count()
    held, rejected = count.held, count.rejected
    theirs = IssuerCount(received=len(records), accepted=count.accepted, held=held, rejected=rejected)
    tables.told.put_count(ISSUER, theirs, at=at)


def _printed(device: Device, number: str, *, at: str) -> None:
    """It was handed out before anybody there looked at it."""
    office = member(device, Role.CENTRE_STAFF)
    sheets = device.tables.sheets
    sheet = sheets.add(number=number, copy=1, target=Target.PRINTER, stamp="", at=at, by=office.id)
    sheets.set_outcome(sheet, CameOut.CAME_OUT, record=None)


def _receipt(chain: Chain, records: list[KeptRecord], *, at: str) -> KeptReceipt:
    return KeptReceipt(
        hash=sha256(f"{chain.id}{len(records)}".encode()).hexdigest(),
        issuer=ISSUER,
        chain=chain.id,
        first=1,
        last=records[-1].seq,
        head=records[-1].hash,
        at=at,
        text="",
    )


def _remember(device: Device, *, moments: list[str]) -> None:
    """A stick, a night without an answer, and the last one."""
    runs = (
        (SyncCarrier.STICK, 31, 0, ""),
        (SyncCarrier.NETWORK, 0, 0, "issuer-away"),
        (SyncCarrier.NETWORK, 60, 58, ""),
    )
    with device.store.atomic():
        for (carrier, sent, came, code), at in zip(runs, moments, strict=True):
            run = device.tables.runs.begin(carrier, at=at)
            device.tables.runs.end(run, sent=sent, came=came, evidence=0, code=code, at=at)


def _press(name: str) -> Callable[[ContactCard], None]:
    return lambda card: getattr(card, name).click()


def _under_way(card: ContactCard) -> None:
    words = "12 of 70 records handed over…"
    view = ContactView(belongs=True, address=True, title=f"Sync with {NAME}", last="", under_way=words)
    card.show_view(view)
    card.show_progress(words, 12, 70)


def _narrow(page: SyncPage, *, only: Only) -> None:
    page.only.choose(only.value)
    page.only_chosen.emit(only.value)


def _open_first(page: SyncPage) -> None:
    if page.table.rows.rowCount():
        page.table.selectRow(0)
        page.table.opened.emit(page.table.rows.id_at(0))


def _by_stick(guide: Guide) -> None:
    stick = guide.folder.parent / "stick"
    stick.mkdir(exist_ok=True)
    guide.house.contact.by_stick(stick)


def _forked(guide: Guide) -> None:
    """The issuer has others in the places of the last three."""
    device = guide.house.device
    chain = device.tables.records.active_chain()
    at = stamp(device.clock.now())
    with device.store.atomic():
        device.tables.states.tell_fork(chain.id, seq=chain.head_seq - 2, code=Fork.FORK, at=at)


def _all_of_it(guide: Guide) -> None:
    """The issuer has everything, and a person there approved what waited."""
    device = guide.house.device
    chain, at = device.tables.records.active_chain(), stamp(device.clock.now())
    records = list(device.tables.records.of_chain(chain.id))
    with device.store.atomic():
        device.tables.states.keep_receipt(_receipt(chain, records, at=at), came_at=at)
        for record in records:
            verdict = KeptVerdict(chain=chain.id, seq=record.seq, n=2, outcome=Outcome.ACCEPTED, at=at)
            device.tables.states.keep_verdict(verdict, came_at=at)
        run = device.tables.runs.begin(SyncCarrier.NETWORK, at=at)
        device.tables.runs.end(run, sent=_UNSENT, came=len(records), evidence=0, code="", at=at)
