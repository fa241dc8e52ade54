"""What a phone's roll is read from, and the parts that it comes to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from assessor_app.domain.assessment import Assessment
from assessor_app.domain.evidence import asks_work_only
from assessor_app.domain.people import Learner
from assessor_app.domain.roll import Stretch


class LearnerByBadge(Protocol):
    """Whose badge a token is."""

    def find(self, token: bytes) -> str | None:
        """The learner's id; None for a badge that is not of this folder, or was said to be lost."""


class FoundCodes(Protocol):
    """The codes in a photo. `unread`: one could not be made out; `blurred`: none could be, for want of an edge."""

    @property
    def texts(self) -> Sequence[str]: ...
    @property
    def unread(self) -> bool: ...
    @property
    def blurred(self) -> bool: ...


class CodeReader(Protocol):
    def __call__(self, source: bytes, /) -> FoundCodes:
        """The codes in a photo; raises KnownError `file-unreadable`, `file-too-large`."""


class RollFile(Protocol):
    """A file of the roll, as `pathlib.Path` is one."""

    @property
    def name(self) -> str: ...
    def read_bytes(self) -> bytes: ...


@dataclass(frozen=True, kw_only=True)
class Taker:
    """A learner of the sitting to whom photos may be given; `why_not` as in `Part` where none can be."""

    learner: Learner
    assessment: Assessment | None = None
    occasion: str = ""
    why_not: str = ""

    @property
    def asks_work_only(self) -> bool:
        """Whether it is kept only with the word that no person is seen: the learner allows no photographs."""
        return not self.why_not and asks_work_only(self.learner)


@dataclass(frozen=True, kw_only=True)
class Part:
    """A stretch of the roll, and whose badge stood before it.

    `why_not` is the code of a KnownError where it cannot be kept for them: `badge-before` (none stood before these),
    `badge-unknown`, `not-at-work` (no open work in this sitting), `minor-without-consent`, `age-unsaid`.
    """

    stretch: Stretch
    taker: Taker | None = None
    why_not: str = ""

    @property
    def learner(self) -> Learner | None:
        """Whose badge stood before it."""
        return self.taker.learner if self.taker else None

    @property
    def sure(self) -> Taker | None:
        """Who gets these unless somebody says otherwise: nobody, where there is any doubt."""
        return None if self.why_not or self.stretch.doubt else self.taker


@dataclass(frozen=True, kw_only=True)
class Roll:
    """A roll that was read: its parts, who may get them, and the names of what is no photo that can be read.

    `timed`: every photo has its time; where one has none, the names say in which order they were taken. `kept` photos
    were evidence of somebody here already, and are in no part: a phone keeps what was read before.
    """

    parts: tuple[Part, ...]
    takers: tuple[Taker, ...]
    unreadable: tuple[str, ...]
    files: Mapping[str, RollFile]
    timed: bool = True
    kept: int = 0


@dataclass(frozen=True, kw_only=True)
class Given:
    """Photos, by name, that somebody gave to a learner (id), for a criterion or (empty) for the whole work.

    `work_only`: whoever looked at them says that no person is seen.
    """

    learner: str
    photos: tuple[str, ...]
    criterion: str = ""
    work_only: bool = False
