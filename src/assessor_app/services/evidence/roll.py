"""Photos from a phone: whose they are is read from the badges between them, and looked at before anything is kept."""

import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from assessor_app.domain.assessment import Assessment
from assessor_app.domain.errors import KnownError
from assessor_app.domain.evidence import (
    MOST_BYTES,
    Evidence,
    Kind,
    kind_of,
    require_may_capture,
)
from assessor_app.domain.roll import Days, Doubt, Shot, Stretch, cut, in_order
from assessor_app.formats.badge_text import BadgeKind, badge_of
from assessor_app.formats.media_type import HEAD_BYTES, media_type_of
from assessor_app.services.evidence.capture import capture, require_free_place, with_offset
from assessor_app.services.evidence.desk import EvidenceDesk
from assessor_app.services.evidence.roll_parts import (
    CodeReader,
    Given,
    LearnerByBadge,
    Part,
    Roll,
    RollFile,
    Taker,
)

MOST_PHOTOS = 500
Tell = Callable[[int, int], None]
"""`tell(photos done, photos in all)`; it may raise to cancel."""


def read_roll(
    desk: EvidenceDesk,
    *,
    sitting: str,
    files: Sequence[RollFile],
    badges: LearnerByBadge,
    codes: CodeReader,
    present: Callable[[str], Sequence[str]],
    works: Callable[[str, str], Assessment | None],
    tell: Tell,
) -> Roll:
    """Reads badges and times. `present(sitting)` are the learners of it, and `works(sitting, learner)` is one's open work there.

    Takes about half a second for each photo. Raises KnownError `roll-too-long`, and what `tell` raises.
    """
    if len(files) > MOST_PHOTOS:
        raise KnownError("roll-too-long", most=MOST_PHOTOS)
    shots: list[Shot] = []
    named: dict[str, RollFile] = {}
    for place, file in enumerate(files):
        tell(place, len(files))
        shot = _named_alone(_shot(desk, file, codes), named)
        named[shot.name] = file
        shots.append(shot)
    tell(len(files), len(files))
    readable = in_order(shot for shot in shots if shot.readable)
    takers = {one: _taker(desk, sitting, one, works) for one in dict.fromkeys(present(sitting))}
    stretches = cut(readable, _days(desk, sitting))
    holders = [badges.find(stretch.token) if stretch.token else None for stretch in stretches]
    for holder in holders:
        if holder and holder not in takers:
            takers[holder] = _taker(desk, sitting, holder, works)
    known = _known(desk, takers)
    parts = []
    for stretch, holder in zip(stretches, holders, strict=True):
        fresh = tuple(
            one for one in stretch.photos if _told(named[one.name].name, one.taken_at, one.size) not in known
        )
        if fresh:
            parts.append(_part(replace(stretch, photos=fresh), takers[holder] if holder else None))
    return Roll(
        parts=tuple(parts),
        takers=tuple(takers.values()),
        unreadable=tuple(shot.name for shot in shots if not shot.readable),
        files=named,
        timed=all(shot.taken_at for shot in readable),
        kept=sum(len(one.photos) for one in stretches) - sum(len(one.stretch.photos) for one in parts),
    )


def keep_given(desk: EvidenceDesk, roll: Roll, given: Given, *, by: str) -> tuple[Evidence, ...]:
    """Keeps the photos that were given to one learner.

    Raises what `capture` raises, KnownError `evidence-unopenable`, and the code of why they get none.
    """
    taker = next((one for one in roll.takers if one.learner.id == given.learner), None)
    if taker is None or taker.why_not or taker.assessment is None:
        code, name = (taker.why_not, taker.learner.name) if taker else ("", "")
        raise KnownError(code or "not-at-work", learner=name)
    # All of them, or none: what was given together is not cut in the middle.
    require_free_place(desk, taker.assessment, given.criterion, more=len(given.photos))
    taken = {shot.name: shot.taken_at for part in roll.parts for shot in part.stretch.photos}
    return tuple(
        capture(
            desk,
            by=by,
            assessment=taker.assessment.id,
            occasion=taker.occasion,
            criterion=given.criterion,
            source=io.BytesIO(_content(roll.files[name])),
            name=roll.files[name].name,
            taken_at=taken[name],
            work_only=given.work_only,
        )
        for name in given.photos
    )


def _days(desk: EvidenceDesk, sitting: str) -> Days:
    """From the day of a sitting to that of its end, or to today."""
    found = desk.desk.sittings.get(sitting)
    first = date.fromisoformat(found.date)
    last = date.fromisoformat(found.closed_at[:10]) if found.closed_at else desk.desk.clock.now().date()
    return Days(first=first, last=max(first, last))


def _known(desk: EvidenceDesk, learners: Iterable[str]) -> frozenset[tuple[str, str, int]]:
    """What tells every photo that is evidence of these learners."""
    works = [work for one in learners for work in desk.desk.assessments.of_learner(one)]
    pieces = [piece for work in works for piece in desk.table.of_assessment(work.id)]
    return frozenset(
        _told(piece.name, piece.taken_at, piece.size)
        for piece in pieces
        if piece.counts and piece.kind is Kind.PHOTO
    )


def _told(name: str, taken_at: str, size: int) -> tuple[str, str, int]:
    """By what one photo is told from others: its name and time; where no camera wrote a time, its size."""
    return name, taken_at, 0 if taken_at else size


def _content(file: RollFile) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise KnownError("evidence-unopenable", name=file.name, detail=error.strerror or "") from error


def _shot(desk: EvidenceDesk, file: RollFile, codes: CodeReader) -> Shot:
    try:
        content = file.read_bytes()
    except OSError:
        # A phone that was pulled out, a card with a bad place.
        return Shot(name=file.name, readable=False)
    is_photo = kind_of(media_type_of(content[:HEAD_BYTES])) is Kind.PHOTO
    if not is_photo or len(content) > MOST_BYTES[Kind.PHOTO]:
        return Shot(name=file.name, readable=False)
    try:
        cleaned = desk.clean(content)
        taken_at = with_offset(desk, cleaned.taken_at)
    except KnownError:
        return Shot(name=file.name, readable=False)
    token, doubt = _badge(codes, content)
    return Shot(name=file.name, taken_at=taken_at, size=len(cleaned.jpeg), token=token, doubt=doubt)


def _named_alone(shot: Shot, named: Mapping[str, RollFile]) -> Shot:
    """A name of its own: every folder of a card may have its IMG_0001."""
    name, count = shot.name, 1
    while name in named:
        count += 1
        name = f"{shot.name} ({count})"
    return replace(shot, name=name)


def _badge(codes: CodeReader, content: bytes) -> tuple[bytes | None, Doubt | None]:
    """The learner's badge in a picture, or why it may be of one all the same; two badges are nobody's beginning."""
    try:
        found = codes(content)
    except KnownError:
        return None, Doubt.CODE_UNREAD
    badges = {badge for text in found.texts if (badge := badge_of(text)) is not None}
    learners = {badge.data for badge in badges if badge.kind is BadgeKind.LEARNER}
    if len(learners) == 1:
        return learners.pop(), None
    if badges:
        return None, Doubt.OTHER_BADGES
    # Somebody else's code, on a machine or a box, is no badge of ours, and is read.
    if found.unread:
        return None, Doubt.CODE_UNREAD
    return None, Doubt.BLURRED if found.blurred else None


def _part(stretch: Stretch, taker: Taker | None) -> Part:
    if stretch.token is None:
        return Part(stretch=stretch, why_not="badge-before")
    if taker is None:
        return Part(stretch=stretch, why_not="badge-unknown")
    return Part(stretch=stretch, taker=taker, why_not=taker.why_not)


def _taker(
    desk: EvidenceDesk, sitting: str, found: str, works: Callable[[str, str], Assessment | None]
) -> Taker:
    learner = desk.desk.learners.get(found)
    work = works(sitting, found)
    occasions = desk.desk.assessments.occasions(work.id) if work is not None else ()
    here = [occasion.id for occasion in occasions if occasion.sitting == sitting]
    if work is None or not work.is_open or not here:
        return Taker(learner=learner, why_not="not-at-work")
    try:
        # What a refusal of photographs asks is said of these very photos, once they were looked at.
        require_may_capture(learner, Kind.PHOTO, desk.desk.clock.now().date(), work_only=True)
    except KnownError as error:
        return Taker(learner=learner, why_not=error.code)
    return Taker(learner=learner, assessment=work, occasion=here[-1])
