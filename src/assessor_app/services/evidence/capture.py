"""Capturing evidence: the file is whole and encrypted on disk before one transaction names it."""

import io
import secrets
from dataclasses import replace
from datetime import datetime
from typing import BinaryIO, cast

from assessor_app.domain.assessment import Assessment
from assessor_app.domain.errors import KnownError
from assessor_app.domain.evidence import (
    KEPT_FREE,
    LEAST_ROOM,
    MIB,
    MOST_BYTES,
    MOST_CAPTION_CHARACTERS,
    PICTURES,
    Evidence,
    Kind,
    kind_of,
    most_bytes,
    require_length,
    require_may_capture,
    require_place,
)
from assessor_app.domain.form import EvidenceRules, Location
from assessor_app.formats.media_length import seconds_of
from assessor_app.formats.media_tags import Untold, cuts
from assessor_app.formats.media_type import HEAD_BYTES, media_type_of
from assessor_app.services.assessing.desk import open_assessment, reopen_if_decided
from assessor_app.services.clock import stamp
from assessor_app.services.evidence.desk import EvidenceDesk
from assessor_app.services.people.plain_text import clean, line

_LONGEST_NAME = 200


def capture(
    desk: EvidenceDesk,
    *,
    by: str,
    assessment: str,
    occasion: str,
    source: BinaryIO,
    criterion: str = "",
    name: str = "",
    caption: str = "",
    taken_at: str = "",
    photo: bool = False,
    work_only: bool = False,
    paper: bool = False,
) -> Evidence:
    """Keeps a photo, sound, film or file; what it is, its content says. `source` must be able to seek.

    A photo is scaled down and loses everything but what one sees, and place, time and device where the form asks for
    them; the time that the camera wrote goes before `taken_at`. Film and sound lose what was written beside them (`formats.media_tags`), other files are kept as they are.
    Where a `photo` was asked for, anything else is refused as unreadable. `work_only` is the assessor's word that no
    person is seen in a picture; it is kept with it. `paper` is a picture of a paper sheet, which shows nobody: it needs
    no consent. Raises KnownError: `not-allowed`, `assessment-closed`, `minor-without-consent`, `age-unsaid`,
    `photographs-refused` (no consent to photographs, and no such word), `evidence-empty`, `evidence-too-large`, `evidence-too-long`, `evidence-too-many`, `evidence-tells`, `evidence-no-room`, `photo-…`, `no-such-occasion`, `disk-…`.
    """
    kept = require_open(desk, by=by, assessment=assessment, occasion=occasion, criterion=criterion)
    kind = kind_of(media_type := _media_type(source))
    if photo and kind is not Kind.PHOTO:
        raise KnownError("photo-unreadable")
    rules = rules_of(desk, kept)
    _require_consent(desk, kept, kind, work_only=work_only, paper=paper)
    require_room(desk, kind, _size_of(source), rules)
    require_length(kind, rules, seconds_of(source, media_type))
    name = clean(name).text[-_LONGEST_NAME:]
    if kind is Kind.PHOTO:
        cleaned = desk.clean(source.read(), keep_place=rules.location is Location.KEEP)
        source, media_type = io.BytesIO(cleaned.jpeg), "image/jpeg"
        taken_at = with_offset(desk, cleaned.taken_at) or taken_at
    else:
        source = _untold(source, media_type)
    return keep(
        desk,
        source,
        Evidence(
            id=secrets.token_hex(16),
            assessment=assessment,
            occasion=occasion,
            criterion=criterion,
            kind=kind,
            media_type=media_type,
            name=name,
            caption=line(caption, field="caption", most=MOST_CAPTION_CHARACTERS),
            size=0,
            sha256="",
            file="",
            taken_at=taken_at,
            entered_at="",
            by=by,
            work_only=(work_only or paper) and kind in PICTURES,
        ),
    )


def _require_consent(
    desk: EvidenceDesk, kept: Assessment, kind: Kind, *, work_only: bool, paper: bool
) -> None:
    if not paper:
        today = desk.desk.clock.now().date()
        require_may_capture(desk.desk.learners.get(kept.learner), kind, today, work_only=work_only)


def require_open(
    desk: EvidenceDesk, *, by: str, assessment: str, occasion: str, criterion: str
) -> Assessment:
    """The assessment, if this person may add to it there; raises KnownError `no-such-occasion`, `evidence-too-many` and their like."""
    kept = open_assessment(desk.desk, assessment, by=by)
    if all(item.id != occasion for item in desk.desk.assessments.occasions(assessment)):
        raise KnownError("no-such-occasion")
    if criterion:
        desk.desk.forms.get(kept.form_code, kept.form_version).criterion(criterion)
    require_free_place(desk, kept, criterion)
    return kept


def rules_of(desk: EvidenceDesk, kept: Assessment) -> EvidenceRules:
    """What the form of this assessment takes as evidence."""
    return desk.desk.forms.get(kept.form_code, kept.form_version).evidence


def require_free_place(desk: EvidenceDesk, kept: Assessment, criterion: str, *, more: int = 1) -> None:
    """Raises KnownError `evidence-too-many` where the form takes no more pieces for this criterion."""
    there = sum(item.counts and item.criterion == criterion for item in desk.table.of_assessment(kept.id))
    require_place(rules_of(desk, kept), criterion=criterion, there=there, more=more)


def require_room(desk: EvidenceDesk, kind: Kind, size: int, rules: EvidenceRules) -> None:
    """Says before anything is written what would not fit: in what a kind may weigh, or on the disk."""
    if not size:
        raise KnownError("evidence-empty")
    most = most_bytes(kind, rules)
    if size > most:
        raise KnownError("evidence-too-large", most=most // MIB)
    free = desk.files.free()
    if free < size + KEPT_FREE:
        raise KnownError("evidence-no-room", free=free // 2**20, wanted=(size + KEPT_FREE) // 2**20 + 1)


def room_for(desk: EvidenceDesk, kind: Kind, rules: EvidenceRules) -> int:
    """The most bytes that a piece of this kind may come to now: said before a camera or a microphone is opened.

    Raises KnownError `evidence-no-room`, `disk-…`.
    """
    free = desk.files.free()
    wanted = LEAST_ROOM + KEPT_FREE
    if free < wanted:
        raise KnownError("evidence-no-room", free=free // MIB, wanted=wanted // MIB)
    return min(most_bytes(kind, rules), free - KEPT_FREE)


def keep(desk: EvidenceDesk, source: BinaryIO, what: Evidence) -> Evidence:
    """Seals the file, then names it: evidence, history and the decision taken back are one transaction."""
    with desk.files.sealing(source, most=MOST_BYTES[what.kind]) as sealed:
        made = replace(
            what,
            size=sealed.size,
            sha256=sealed.sha256,
            file=sealed.file,
            salt=sealed.salt,
            key=sealed.key,
            entered_at=stamp(desk.desk.clock.now()),
        )
        with desk.desk.transactions.atomic():
            # Sealing took its time, and somebody may have signed meanwhile.
            kept = open_assessment(desk.desk, what.assessment, by=what.by)
            require_free_place(desk, kept, what.criterion)
            desk.table.add(made)
            reopen_if_decided(desk.desk, kept, by=what.by)
    return made


def _media_type(source: BinaryIO) -> str:
    head = source.read(HEAD_BYTES)
    source.seek(0)
    return media_type_of(head)


def _untold(source: BinaryIO, media_type: str) -> BinaryIO:
    """The same without the place, the device and the names that a camera or phone wrote into it."""
    found = cuts(source, media_type)
    source.seek(0)
    return cast("BinaryIO", Untold(source, found)) if found else source


def _size_of(source: BinaryIO) -> int:
    size = source.seek(0, io.SEEK_END)
    source.seek(0)
    return size


def with_offset(desk: EvidenceDesk, moment: str) -> str:
    """A camera that knows no zone is taken to stand in this computer's."""
    if not moment:
        return ""
    found = datetime.fromisoformat(moment)
    if found.tzinfo is None:
        found = found.replace(tzinfo=desk.desk.clock.now().tzinfo)
    return stamp(found)
