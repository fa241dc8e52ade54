"""Taking a centre bundle in: who and what is not here yet is added, and nothing that is here is changed."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256

from assessor_app.domain.errors import KnownError
from assessor_app.domain.people import IdentityMark, Learner, Role, Staff, require_role
from assessor_app.formats.centre_bundle import (
    BundleHead,
    DesignChosenItem,
    DesignItem,
    FormItem,
    LearnerItem,
    LogoItem,
    RosterItem,
    SignatureItem,
    StaffItem,
)
from assessor_app.formats.envelope import Head
from assessor_app.formats.items import Item
from assessor_app.services.bundles.designs import take_choice, take_design, take_logo, take_signature
from assessor_app.services.bundles.desk import BundleDesk, BundleFolder
from assessor_app.services.clock import stamp
from assessor_app.services.enrolling.ports import Enrolment
from assessor_app.services.sittings.expected import Expected
from assessor_app.services.syncing.carriers import StickFile
from assessor_app.trust import envelopes

# Files that others put beside it, for somebody else or for a sync.
_NOT_FOR_US = frozenset(
    {"sync-file-other-receiver", "sync-file-unreadable", "envelope-other-receiver", "no-bundle"}
)


@dataclass
class Taken:
    """How many files (or parcels) were bundles for this device, and how many of each were new.

    `chosen` are scopes whose design is another one now, `signatures` pictures that are new or taken away here. `doubtful` are learners whose number is here under another id: neither was changed, and somebody has to look.
    `problems` are files and forms that were not taken, with why.
    """

    files: int = 0
    staff: int = 0
    learners: int = 0
    forms: int = 0
    rosters: int = 0
    designs: int = 0
    chosen: int = 0
    signatures: int = 0
    doubtful: list[str] = field(default_factory=list)
    problems: list[KnownError] = field(default_factory=list)


def take_bundles(desk: BundleDesk, *, by: str, folder: BundleFolder) -> Taken:
    """Takes every bundle for this device that lies in a folder; twice is once.

    Raises KnownError: `not-allowed` for anybody but an administrator, `not-enrolled`.
    """
    enrolment, done = _enrolled(desk, by), Taken()
    for file in folder.envelopes():
        error = _tried(desk, enrolment, file, done, by=by)
        if error is not None and error.code not in _NOT_FOR_US:
            done.problems.append(KnownError(error.code, **error.details, file=file.name))
    return done


def take_parcels(desk: BundleDesk, *, by: str) -> Taken:
    """Takes every bundle that came through the issuer; one that is no bundle, or damaged, is thrown away and told.

    What came from a computer that is not known here yet stays until it is. Raises KnownError: `not-allowed` for anybody
    but an administrator, `not-enrolled`.
    """
    enrolment, done = _enrolled(desk, by), Taken()
    for parcel in desk.parcels.incoming():
        error = _tried(desk, enrolment, parcel, done, by=by)
        if error is not None:
            done.problems.append(error)
        if error is None or error.code != "envelope-unknown-sender":
            with desk.ledger.transactions.atomic():
                desk.parcels.drop(parcel.sha256)
    return done


def senders(desk: BundleDesk) -> tuple[str, ...]:
    """From which computers something came through the issuer and waits here: their names, or the beginnings of their ids."""
    enrolment = desk.enrolment.current()
    if enrolment is None:
        return ()
    found: list[str] = []
    for parcel in desk.parcels.incoming():
        try:
            head = envelopes.peek(envelopes.from_file(parcel.read(), private=enrolment.box))
        except KnownError:
            continue
        sender = desk.others.chain(head.sender)
        found.append((sender.name if sender else "") or head.sender[:8])
    return tuple(dict.fromkeys(found))


def _enrolled(desk: BundleDesk, by: str) -> Enrolment:
    require_role(desk.staff.get(by), Role.ADMINISTRATOR)
    enrolment = desk.enrolment.current()
    if enrolment is None:
        raise KnownError("not-enrolled")
    return enrolment


def _tried(
    desk: BundleDesk, enrolment: Enrolment, file: StickFile, done: Taken, *, by: str
) -> KnownError | None:
    """Takes one file; what was wrong with it, which keeps no other from being taken."""
    try:
        _take(desk, enrolment, envelopes.from_file(file.read(), private=enrolment.box), done, by=by)
    except KnownError as error:
        if error.code.startswith(("disk-", "database-")):
            raise
        return error
    return None


def _take(desk: BundleDesk, enrolment: Enrolment, data: bytes, done: Taken, *, by: str) -> None:
    """One part, in one transaction."""

    def public_of(head: Head, _kid: str) -> bytes | None:
        sender = desk.others.chain(head.sender)
        known = sender is not None and sender.state == "active" and head.issuer == enrolment.issuer
        return sender.public if sender is not None and known else None

    opened = envelopes.open_envelope(data, receiver=enrolment.device, public_of=public_of)
    items = list(opened.items())
    if not items or not isinstance(items[0], BundleHead):
        raise KnownError("no-bundle")
    at = stamp(desk.ledger.clock.now())
    with desk.ledger.transactions.atomic():
        for item in items:
            _apply(desk, item, done, at=at, by=by)
    done.files += 1


def _apply(desk: BundleDesk, item: Item, done: Taken, *, at: str, by: str) -> None:
    acts: dict[type, Callable[[], None]] = {
        StaffItem: lambda: _staff(desk, item, done, at=at),  # type: ignore[arg-type]  # told by its type
        LearnerItem: lambda: _learner(desk, item, done, at=at, by=by),  # type: ignore[arg-type]  # told by its type
        FormItem: lambda: _form(desk, item, done),  # type: ignore[arg-type]  # told by its type
        RosterItem: lambda: _roster(desk, item, done, at=at),  # type: ignore[arg-type]  # told by its type
        DesignItem: lambda: _design(desk, item, done, by=by),  # type: ignore[arg-type]  # told by its type
        LogoItem: lambda: _logo(desk, item, done, at=at, by=by),  # type: ignore[arg-type]  # told by its type
        DesignChosenItem: lambda: _chosen(desk, item, done, by=by),  # type: ignore[arg-type]  # told by its type
        SignatureItem: lambda: _signature(desk, item, done, by=by),  # type: ignore[arg-type]  # told by its type
    }
    act = acts.get(type(item))
    if act is not None:
        act()


def _staff(desk: BundleDesk, item: StaffItem, done: Taken, *, at: str) -> None:
    """Somebody new comes without PIN or passphrase, and chooses both here."""
    if any(one.id == item.id for one in desk.staff.all()):
        return
    known = {role.value for role in Role}
    person = Staff(
        id=item.id,
        name=item.name,
        label=item.label,
        roles=frozenset(Role(role) for role in item.roles if role in known),
        registration=item.registration,
        scope=tuple(item.scope),
        qualified_until=date.fromisoformat(item.qualified_until) if item.qualified_until else None,
        trainee=item.trainee,
    )
    desk.staff.put(person, at=at)
    if item.left_at is not None:
        desk.staff.leave(item.id, at=item.left_at)
    done.staff += 1


def _learner(desk: BundleDesk, item: LearnerItem, done: Taken, *, at: str, by: str) -> None:
    try:
        desk.learners.get(item.id)
    except KnownError:
        pass
    else:
        return
    if item.number and desk.learners.by_number(item.number) is not None:
        done.doubtful.append(item.number)
        return
    marks = {mark.value for mark in IdentityMark}
    learner = Learner(
        id=item.id,
        name=item.name,
        number=item.number,
        identity_mark=IdentityMark(item.identity_mark) if item.identity_mark in marks else IdentityMark.NONE,
        id_last_four=item.id_last_four,
        birth_date=date.fromisoformat(item.birth_date) if item.birth_date else None,
        said_under_18=item.said_under_18,
        guardian_consent=item.guardian_consent,
        photo_consent=item.photo_consent,
        group=item.group,
    )
    desk.learners.put(learner, at=at, by=by)
    done.learners += 1


def _form(desk: BundleDesk, item: FormItem, done: Taken) -> None:
    content = item.text.encode("utf-8")
    if sha256(content).hexdigest() != item.sha256:
        raise KnownError("catalogue-damaged", path=f"{item.code} v{item.version}")
    known = desk.forms.offered().get((item.code, item.version))
    try:
        desk.forms.adopt(content, at=desk.ledger.clock.now())
    except KnownError as error:
        if error.code not in {"form-version-changed", "form-unreadable", "form-invalid"}:
            raise
        done.problems.append(error)
        return
    done.forms += known is None


def _roster(desk: BundleDesk, item: RosterItem, done: Taken, *, at: str) -> None:
    """Who is expected where: whoever opens the sitting here finds the list made."""
    expected = Expected(
        id=item.id,
        name=item.name,
        made_at=item.made_at,
        day=item.day or "",
        place=item.place,
        forms=tuple(item.forms),
        learners=tuple(item.learners),
    )
    done.rosters += desk.expected.put(expected, at=at)


def _design(desk: BundleDesk, item: DesignItem, done: Taken, *, by: str) -> None:
    try:
        done.designs += take_design(desk, item, by=by)
    except KnownError as error:
        if error.code not in {"design-version-changed", "design-unreadable", "design-invalid"}:
            raise
        done.problems.append(error)


def _logo(desk: BundleDesk, item: LogoItem, done: Taken, *, at: str, by: str) -> None:
    try:
        take_logo(desk, item, at=at, by=by)
    except KnownError as error:
        if error.code not in {"photo-unreadable", "photo-too-large"}:
            raise
        done.problems.append(error)


def _chosen(desk: BundleDesk, item: DesignChosenItem, done: Taken, *, by: str) -> None:
    done.chosen += take_choice(desk, item, by=by)


def _signature(desk: BundleDesk, item: SignatureItem, done: Taken, *, by: str) -> None:
    try:
        done.signatures += take_signature(desk, item, by=by)
    except KnownError as error:
        if error.code not in {"photo-unreadable", "photo-too-large"}:
            raise
        done.problems.append(error)
