"""What a person typed and has not kept yet: it outlives a lock and a window that is drawn anew, and no more."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """Words of a decision as they stand on the page; `reasons` by the key of what they stand in for."""

    feedback: str = ""
    next_step: str = ""
    reasons: Mapping[str, str] = field(default_factory=dict)


class Drafts:
    """Drafts by who wrote them and what they are about: whoever takes the screen over sees none but their own."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], Draft] = {}

    def keep(self, by: str, about: str, draft: Draft) -> None:
        self._kept[by, about] = draft

    def of(self, by: str, about: str) -> Draft | None:
        return self._kept.get((by, about))

    def forget(self, by: str, about: str) -> None:
        self._kept.pop((by, about), None)
