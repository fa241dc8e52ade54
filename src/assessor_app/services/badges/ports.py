"""What learners' badges need of the store, and what is printed on them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from assessor_app.domain.people import Learner


@dataclass(frozen=True, kw_only=True)
class KeptBadge:
    """A learner's badge as kept. `token` is its 16 random bytes; `revoked_at` (ISO) is empty while it stands."""

    token: bytes = field(repr=False)
    learner: str
    made_at: str
    revoked_at: str = ""


@dataclass(frozen=True, kw_only=True)
class BadgeToPrint:
    """What stands on one badge; `text` is for the QR code. `number` and `group` may be empty."""

    name: str
    number: str
    group: str
    text: str = field(repr=False)


class BadgeStore(Protocol):
    """Learners' badges."""

    def standing(self, learners: Iterable[str]) -> Mapping[str, KeptBadge]:
        """The badges that stand, by learner."""

    def find(self, token: bytes) -> KeptBadge | None:
        """The badge with this token, revoked ones too."""

    def add(self, badge: KeptBadge, *, by: str) -> None:
        """Keeps a new badge of a learner who has none that stands."""

    def revoke(self, learner: str, *, at: str, by: str) -> bool:
        """Ends the learner's badge; says whether there was one."""


class LearnerSource(Protocol):
    """Learners, as badges need them."""

    def get(self, learner_id: str) -> Learner:
        """Raises KnownError `no-such-learner`."""

    def rowids(self, *, group: str = "", limit: int = -1, offset: int = 0) -> list[int]: ...
    def page(self, rowids: list[int]) -> Sequence[Learner]: ...
