"""The stops about another computer of the centre: what it recorded, and what goes there and comes from there."""

import secrets
from collections.abc import Iterator
from datetime import timedelta
from hashlib import sha256

from PySide6.QtWidgets import QScrollArea, QWidget

from assessor_app.desktop.tour_steps import Stop, member, on, room, sign_in
from assessor_app.device import Device
from assessor_app.domain import number as numbers
from assessor_app.domain.certificate import Certificate
from assessor_app.domain.people import Role
from assessor_app.domain.record_types import RecordType
from assessor_app.formats.body import pack
from assessor_app.formats.centre_bundle import BundleHead, LearnerItem, RosterItem
from assessor_app.services.clock import stamp
from assessor_app.services.elsewhere.ports import WorkElsewhere
from assessor_app.services.syncing.ports import OtherChain, OtherPaper, OtherRecord
from assessor_app.trust import envelopes, hpke_box
from assessor_app.trust.envelopes import Route
from assessor_app.trust.keys import SigningKey
from assessor_app.ui.bundles.card import BundleCard
from assessor_app.ui.certificates.page import CertificatesPage
from assessor_app.ui.learners.page import LearnersPage
from assessor_app.ui.sync.page import SyncPage

_LAPTOP = "f1" * 16
_EXPECTED = (("Noor Haddad", "7714"), ("Owen Price", "7715"), ("Rosa Ferrer", "7716"))
_KEY = SigningKey(b"the other laptop of the tour    ")


def accompany(device: Device) -> None:
    """Another laptop of the centre, with a result and its certificate, as a sync would have brought them; in the caller's transaction."""
    tables, at = device.tables, stamp(device.clock.now() - timedelta(days=1))
    laptop = OtherChain(
        chain=_LAPTOP,
        public=_KEY.public,
        box=hpke_box.public_of(hpke_box.new_private()),
        centre="C-1042",
        name="Floor laptop 2",
        state="active",
        delegation=None,
        head_seq=0,
        head_hash="0" * 64,
    )
    tables.others.put_chain(laptop, at=at)
    kinds = (RecordType.ASSESSMENT_FINALISED, RecordType.CERTIFICATE_ISSUED)
    records = [_record(seq, kind.value) for seq, kind in enumerate(kinds, start=1)]
    tables.others.add(records, at=at)
    tables.elsewhere.put_through(_LAPTOP, 2)
    like = tables.certificates.get(tables.certificates.lines(limit=1)[0].number)
    work = WorkElsewhere(
        assessment=secrets.token_hex(16),
        chain=_LAPTOP,
        seq=1,
        record=records[0].id,
        learner=like.learner,
        learner_number="",
        learner_name=like.holder,
        form_code=like.form_code,
        form_version=like.form_version,
        attempt=1,
        started_at=at,
        end="completed",
        decision="competent",
        decided_at=at,
        decided_by=like.issued_by,
        award=secrets.token_hex(16),
        release=records[0].id,
    )
    tables.elsewhere.put_work(work)
    _paper(device, like, work, records[1])


def elsewhere_stops(device: Device) -> Iterator[Stop]:
    """The result and the certificate of the other laptop, and setting another one up."""
    number = numbers.make(_LAPTOP, 1)
    facts = on(CertificatesPage, _to_the_end)
    yield Stop(name="elsewhere-certificate", steps=(room("certificates", number), facts))
    learner = device.tables.certificates.get(number).learner
    past = on(LearnersPage, lambda page: _reach(page.panel.history))
    yield Stop(name="elsewhere-learner", steps=(room("learners", learner), past))
    administrator = member(device, Role.ADMINISTRATOR)
    card = on(BundleCard, _reach)
    yield Stop(name="elsewhere-computers", steps=(sign_in(administrator), room("sync"), card))
    opened = on(BundleCard, lambda card: card.set_up.click())
    yield Stop(name="elsewhere-set-up", steps=(opened,))
    said = on(SyncPage, lambda page: _reach(page.came))
    yield Stop(name="elsewhere-parcel-came", steps=(lambda _guide: _parcel(device), room("sync"), said))
    yield Stop(name="elsewhere-parcel", steps=(on(SyncPage, lambda page: page.show_came.click()),))
    taken = on(BundleCard, lambda card: card.came.click())
    yield Stop(name="elsewhere-parcel-taken", steps=(taken, card))


def _parcel(device: Device) -> None:
    """What the other laptop planned came through the awarding body, sealed for this device."""
    enrolment = device.tables.enrolment.current()
    if enrolment is None:
        return
    now = device.clock.now()
    at, learners = stamp(now), [secrets.token_hex(16) for _ in _EXPECTED]
    head = BundleHead(
        bundle=secrets.token_hex(16),
        centre=enrolment.centre,
        name=device.tables.settings.centre().name,
        made_at=at,
        holds=["learners", "rosters"],
    )
    people = [
        LearnerItem(id=one, name=name, number=number, changed_at=at)
        for one, (name, number) in zip(learners, _EXPECTED, strict=True)
    ]
    known = device.tables.certificates.lines(limit=1)[0]
    roster = RosterItem(
        id=secrets.token_hex(16),
        name="Workshop 3",
        day=(now + timedelta(days=3)).date().isoformat(),
        place="Workshop 3",
        forms=[f"{known.form_code}/{known.form_version}"],
        learners=learners,
        made_at=at,
    )
    route = Route(issuer=enrolment.issuer, sender=_LAPTOP, receiver=enrolment.device)
    sealed = envelopes.seal(pack([head, *people, roster]), route, counter=1, at=now, key=_KEY)
    box = hpke_box.public_of(enrolment.box)
    with device.store.atomic():
        device.tables.parcels.came(envelopes.to_file(sealed, box=box), at=at)


def _reach(widget: QWidget) -> None:
    """Brings a part of a page into sight."""
    over = widget.parentWidget()
    while over is not None and not isinstance(over, QScrollArea):
        over = over.parentWidget()
    if over is not None:
        over.ensureWidgetVisible(widget)


def _to_the_end(page: CertificatesPage) -> None:
    """Where it was made stands under the paper."""
    for area in page.panels.certificate.findChildren(QScrollArea):
        area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())


def _record(seq: int, kind: str) -> OtherRecord:
    name = f"{_LAPTOP}{seq}".encode()
    return OtherRecord(
        chain=_LAPTOP, seq=seq, id=secrets.token_hex(16), type=kind, jws="", hash=sha256(name).hexdigest()
    )


def _paper(device: Device, like: Certificate, work: WorkElsewhere, record: OtherRecord) -> None:
    """It looks like one that was made here: the tour shows no second design."""
    number = numbers.make(_LAPTOP, 1)
    made = Certificate(
        number=number,
        cti=secrets.token_bytes(16),
        award=work.award,
        assessment=work.assessment,
        learner=work.learner,
        holder=like.holder,
        form_code=like.form_code,
        form_version=like.form_version,
        issued_at=work.decided_at,
        issued_by=like.issued_by,
        provisional_until=like.provisional_until,
        valid_until=like.valid_until,
        qr="",
        page=b"",
        record=record.id,
    )
    device.tables.elsewhere.add_paper(made, chain=record.chain, seq=record.seq)
    paper = OtherPaper(chain=record.chain, seq=record.seq, number=number, qr=like.qr, page=like.page)
    device.tables.others.put_paper(paper, at=work.decided_at)
    device.tables.others.put_state(number, state="registered", since=work.decided_at, successor="", reason="")
