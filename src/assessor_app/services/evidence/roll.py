"""Photos from a phone: whose they are is read from the badges between them, and looked at before anything is kept."""

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Protocol

from assessor_app.domain.assessment import Assessment
from assessor_app.domain.errors import KnownError
from assessor_app.domain.evidence import (
    MOST_BYTES,
    Evidence,
    Kind,
    asks_work_only,
    kind_of,
    require_may_capture,
)
from assessor_app.domain.people import Learner
from assessor_app.domain.roll import Shot, Stretch, cut, in_order
from assessor_app.formats.badge_text import BadgeKind, badge_of
from assessor_app.formats.media_type import HEAD_BYTES, media_type_of
from assessor_app.services.evidence.capture import capture, require_free_place, with_offset
from assessor_app.services.evidence.desk import EvidenceDesk

MOST_PHOTOS = 500
Tell = Callable[[int, int], None]
"""`tell(photos done, photos in all)`; it may raise to cancel."""


class LearnerByBadge(Protocol):
    """Whose badge a token is."""

    def find(self, token: bytes) -> str | None:
        """The learner's id; None for a badge that is not of this folder, or was said to be lost."""


class CodeReader(Protocol):
    def __call__(self, source: bytes, /) -> Sequence[str]:
        """The texts of the codes in a picture; raises KnownError `file-no-code`, `file-unreadable`, `file-too-large`."""


class RollFile(Protocol):
    """A file of the roll, as `pathlib.Path` is one."""

    @property
    def name(self) -> str: ...
    def read_bytes(self) -> bytes: ...


@dataclass(frozen=True, kw_only=True)
class Part:
    """A stretch of the roll, and whose work it would go to.

    `why_not` is the code of a KnownError where it cannot be kept: `badge-before` (none stood before these),
    `badge-unknown`, `not-at-work` (no open work in this sitting), `minor-without-consent`.
    """

    stretch: Stretch
    learner: Learner | None = None
    assessment: Assessment | None = None
    occasion: str = ""
    why_not: str = ""

    @property
    def asks_work_only(self) -> bool:
        """Whether it is kept only with the word that no person is seen: the learner allows no photographs."""
        return self.learner is not None and not self.why_not and asks_work_only(self.learner)


@dataclass(frozen=True, kw_only=True)
class Roll:
    """A roll that was read: its parts, and the names of what is no photo that can be read."""

    parts: tuple[Part, ...]
    unreadable: tuple[str, ...]
    files: Mapping[str, RollFile]


def read_roll(
    desk: EvidenceDesk,
    *,
    sitting: str,
    files: Sequence[RollFile],
    badges: LearnerByBadge,
    codes: CodeReader,
    works: Callable[[str, str], Assessment | None],
    tell: Tell,
) -> Roll:
    """Reads badges and times. `works(sitting, learner)` is the learner's open work there.

    Takes about half a second for each photo. Raises KnownError `roll-too-long`, and what `tell` raises.
    """
    if len(files) > MOST_PHOTOS:
        raise KnownError("roll-too-long", most=MOST_PHOTOS)
    shots, named = [], {}
    for place, file in enumerate(files):
        tell(place, len(files))
        shot = _shot(desk, file, codes)
        named[shot.name] = file
        shots.append(shot)
    tell(len(files), len(files))
    readable = in_order(shot for shot in shots if shot.readable)
    parts = tuple(_part(desk, sitting, stretch, badges, works) for stretch in cut(readable))
    left = tuple(shot.name for shot in shots if not shot.readable)
    return Roll(parts=parts, unreadable=left, files=named)


def keep_part(
    desk: EvidenceDesk, roll: Roll, part: Part, *, by: str, criterion: str = "", work_only: bool = False
) -> tuple[Evidence, ...]:
    """Keeps the photos of one part for this criterion (empty: the whole work).

    `work_only`: whoever looked at them says that no person is seen. Raises what `capture` raises.
    """
    if part.why_not or part.assessment is None:
        raise KnownError(part.why_not or "not-at-work")
    assessment = part.assessment.id
    # All of them, or none: a part is not cut in the middle.
    require_free_place(desk, part.assessment, criterion, more=len(part.stretch.photos))
    return tuple(
        capture(
            desk,
            by=by,
            assessment=assessment,
            occasion=part.occasion,
            criterion=criterion,
            source=io.BytesIO(roll.files[photo.name].read_bytes()),
            name=PurePath(photo.name).name,
            taken_at=photo.taken_at,
            work_only=work_only,
        )
        for photo in part.stretch.photos
    )


def _shot(desk: EvidenceDesk, file: RollFile, codes: CodeReader) -> Shot:
    content = file.read_bytes()
    is_photo = kind_of(media_type_of(content[:HEAD_BYTES])) is Kind.PHOTO
    if not is_photo or len(content) > MOST_BYTES[Kind.PHOTO]:
        return Shot(name=file.name, readable=False)
    try:
        taken_at = with_offset(desk, desk.clean(content).taken_at)
    except KnownError:
        return Shot(name=file.name, readable=False)
    return Shot(name=file.name, taken_at=taken_at, token=_token(codes, content))


def _token(codes: CodeReader, content: bytes) -> bytes | None:
    """The learner's badge in a picture; a picture with two is nobody's beginning."""
    try:
        found = {badge for text in codes(content) if (badge := badge_of(text)) is not None}
    except KnownError:
        return None
    learners = {badge.data for badge in found if badge.kind is BadgeKind.LEARNER}
    return learners.pop() if len(learners) == 1 else None


def _part(
    desk: EvidenceDesk,
    sitting: str,
    stretch: Stretch,
    badges: LearnerByBadge,
    works: Callable[[str, str], Assessment | None],
) -> Part:
    if stretch.token is None:
        return Part(stretch=stretch, why_not="badge-before")
    found = badges.find(stretch.token)
    if found is None:
        return Part(stretch=stretch, why_not="badge-unknown")
    learner = desk.desk.learners.get(found)
    work = works(sitting, found)
    occasions = desk.desk.assessments.occasions(work.id) if work is not None else ()
    here = [occasion.id for occasion in occasions if occasion.sitting == sitting]
    if work is None or not work.is_open or not here:
        return Part(stretch=stretch, learner=learner, why_not="not-at-work")
    try:
        # What a refusal of photographs asks is said of these very photos, once they were looked at.
        require_may_capture(learner, Kind.PHOTO, desk.desk.clock.now().date(), work_only=True)
    except KnownError as error:
        return Part(stretch=stretch, learner=learner, why_not=error.code)
    return Part(stretch=stretch, learner=learner, assessment=work, occasion=here[-1])
