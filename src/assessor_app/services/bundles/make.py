"""Making a centre bundle: everybody and everything that a second device would otherwise have to be told by hand."""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from assessor_app.domain.errors import KnownError
from assessor_app.domain.people import Learner, Role, Staff, require_role
from assessor_app.formats import stick_names
from assessor_app.formats.body import Packer
from assessor_app.formats.centre_bundle import (
    BundleHead,
    DesignItem,
    FormItem,
    LearnerItem,
    RosterItem,
    StaffItem,
)
from assessor_app.formats.items import Known, line_of
from assessor_app.formats.sync_limits import MIB
from assessor_app.services.bundles.designs import design_items
from assessor_app.services.bundles.desk import BundleDesk, BundleFolder, all_learners
from assessor_app.services.clock import stamp
from assessor_app.services.enrolling.ports import Enrolment
from assessor_app.services.records.ledger import require_may_sign
from assessor_app.services.syncing.ports import OtherChain
from assessor_app.trust import envelopes
from assessor_app.trust.envelopes import Route
from assessor_app.trust.keys import SigningKey

MAY_MAKE = (Role.ADMINISTRATOR, Role.CENTRE_STAFF)
_MOST_ITEMS = 5_000
_MOST_BYTES = 8 * MIB
_PARCEL_BYTES = MIB
"""Through the issuer in smaller parts: each goes in one envelope, over whatever link there is."""


@dataclass(frozen=True, kw_only=True)
class Bundled:
    """For which device, how many of each; the files in their order, or how many parcels go through the issuer."""

    device: str
    staff: int
    learners: int
    forms: int
    rosters: int
    designs: int = 0
    files: tuple[str, ...] = ()
    parcels: int = 0


def bundle(desk: BundleDesk, *, by: str, to: str, folder: BundleFolder | None = None) -> Bundled:
    """Makes a bundle for another device of the centre (by its name, or the beginning of its id), sealed to it.

    It is written to the folder; without one it goes through the issuer with the next sync, as parcels that the issuer
    passes on and cannot read.

    Nothing in it opens anything: no PIN and no passphrase leaves this device. Raises KnownError: `not-allowed`,
    `not-enrolled`, `no-such-device-here`, why this folder may not sign, and `file-not-written`.
    """
    require_role(desk.staff.get(by), *MAY_MAKE)
    enrolment = desk.enrolment.current()
    if enrolment is None:
        raise KnownError("not-enrolled")
    device = find(desk, to)
    chain = require_may_sign(desk.ledger)
    at = stamp(desk.ledger.clock.now())
    items = [*_staff(desk, at), *_learners(desk, at), *_forms(desk), *_rosters(desk), *design_items(desk)]
    parts = _parts(items, most_bytes=_MOST_BYTES if folder else _PARCEL_BYTES)
    name = secrets.token_hex(16)
    files = []
    for place, part in enumerate(parts, 1):
        head = _head(desk, enrolment, name, place, len(parts), at=at, by=by)
        file, content = _sealed(desk, enrolment, device, [head, *part], SigningKey(chain.seed))
        if folder is not None:
            folder.write(file, content)
            files.append(file)
        else:
            with desk.ledger.transactions.atomic():
                desk.parcels.put_out(content, to=device.chain, at=at)
    return Bundled(
        device=device.name or device.chain[:8],
        staff=sum(isinstance(item, StaffItem) for item in items),
        learners=sum(isinstance(item, LearnerItem) for item in items),
        forms=sum(isinstance(item, FormItem) for item in items),
        rosters=sum(isinstance(item, RosterItem) for item in items),
        designs=len({item.id for item in items if isinstance(item, DesignItem)}),
        files=tuple(files),
        parcels=0 if folder else len(parts),
    )


def computers(desk: BundleDesk) -> tuple[OtherChain, ...]:
    """The other devices of the centre that are in use, as this one knows them."""
    known = [desk.others.chain(name) for name in desk.others.chains()]
    return tuple(one for one in known if one is not None and one.box is not None and one.state != "retired")


def find(desk: BundleDesk, typed: str) -> OtherChain:
    """The device that is meant; raises KnownError `no-such-device-here` with the names of those that there are."""
    here = computers(desk)
    wanted = typed.strip().lower()
    found = [one for one in here if wanted and (one.name.lower() == wanted or one.chain.startswith(wanted))]
    if len(found) != 1:
        names = ", ".join(f"{one.name} ({one.chain[:8]})".strip() for one in here)
        raise KnownError("no-such-device-here", device=typed, names=names)
    return found[0]


def _head(
    desk: BundleDesk, enrolment: Enrolment, name: str, part: int, parts: int, *, at: str, by: str
) -> BundleHead:
    centre = desk.centre.centre()
    return BundleHead(
        bundle=name,
        part=part,
        parts=parts,
        centre=enrolment.centre,
        name=centre.name,
        approval_number=centre.approval_number,
        awarding_body=centre.awarding_body,
        country=centre.country,
        phone=centre.phone,
        host=centre.host,
        made_at=at,
        made_by=by,
        holds=["staff", "learners", "forms", "rosters", "designs"],
    )


def _sealed(
    desk: BundleDesk, enrolment: Enrolment, device: OtherChain, items: list[Known], key: SigningKey
) -> tuple[str, bytes]:
    """The name of a part's file, and what is in it."""
    if device.box is None:
        raise KnownError("no-such-device-here", device=device.name, names="")
    with desk.ledger.transactions.atomic():
        counter = desk.enrolment.next_counter(device.chain)
    packer = Packer(most_items=len(items), most_plain=sum(len(line_of(item)) + 1 for item in items))
    for item in items:
        if not packer.add(item):
            raise ValueError("a part of a bundle is larger than it was measured")
    data = envelopes.seal(
        packer.finish(),
        Route(issuer=enrolment.issuer, sender=enrolment.device, receiver=device.chain),
        counter=counter,
        at=desk.ledger.clock.now(),
        key=key,
    )
    head = items[0]
    if not isinstance(head, BundleHead):
        raise TypeError("a bundle begins with its head")
    name = stick_names.centre_bundle(
        desk.centre.centre().name, device.chain, counter, part=head.part, parts=head.parts
    )
    return name, envelopes.to_file(data, box=device.box)


def _parts(items: list[Known], *, most_bytes: int) -> list[list[Known]]:
    """As many together as one envelope holds; one empty part where there is nothing."""
    parts: list[list[Known]] = [[]]
    size = 0
    for item in items:
        length = len(line_of(item)) + 1
        if parts[-1] and (len(parts[-1]) >= _MOST_ITEMS or size + length > most_bytes):
            parts.append([])
            size = 0
        parts[-1].append(item)
        size += length
    return parts


def _staff(desk: BundleDesk, at: str) -> Iterator[Known]:
    for one in desk.staff.all():
        yield _staff_item(one, at)


def _staff_item(one: Staff, at: str) -> StaffItem:
    return StaffItem(
        id=one.id,
        name=one.name,
        label=one.label,
        roles=sorted(role.value for role in one.roles),
        registration=one.registration,
        scope=list(one.scope),
        qualified_until=one.qualified_until.isoformat() if one.qualified_until else None,
        trainee=one.trainee,
        left_at=at if one.left else None,
    )


def _learners(desk: BundleDesk, at: str) -> Iterator[Known]:
    for one in all_learners(desk):
        yield _learner_item(one, at)


def _learner_item(one: Learner, at: str) -> LearnerItem:
    return LearnerItem(
        id=one.id,
        name=one.name,
        number=one.number,
        group=one.group,
        identity_mark=one.identity_mark.value,
        id_last_four=one.id_last_four,
        birth_date=one.birth_date.isoformat() if one.birth_date else None,
        said_under_18=one.said_under_18,
        guardian_consent=one.guardian_consent,
        photo_consent=one.photo_consent,
        changed_at=at,
    )


def _forms(desk: BundleDesk) -> Iterator[Known]:
    for (code, version), offered in desk.forms.offered().items():
        text = offered.content.decode("utf-8")
        yield FormItem(code=code, version=version, text=text, sha256=sha256(offered.content).hexdigest())


def _rosters(desk: BundleDesk) -> Iterator[Known]:
    """What was planned here, and what somebody else planned and nobody opened here."""
    for sitting, entries in desk.sittings.planned():
        forms = dict.fromkeys(f"{entry.form_code}/{entry.form_version}" for entry in entries)
        yield RosterItem(
            id=sitting.id,
            name=sitting.place,
            day=sitting.date,
            place=sitting.place,
            forms=list(forms),
            learners=list(dict.fromkeys(entry.learner for entry in entries)),
            made_at=sitting.opened_at,
        )
    for one in desk.expected.waiting():
        yield RosterItem(
            id=one.id,
            name=one.name,
            day=one.day or None,
            place=one.place,
            forms=list(one.forms),
            learners=list(one.learners),
            made_at=one.made_at,
        )
