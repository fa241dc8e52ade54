"""What a person typed and has not kept yet: it outlives a lock, a dialog that is closed, and an end that was no end."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

RELEASE_CHOICE = "release-choice"
"""What a choice of works for release is about: nothing typed, and lost as typed words are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """Words of a decision as they stand on the page; `reasons` by the key of what they stand in for."""

    feedback: str = ""
    next_step: str = ""
    reasons: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What stands in the fields of a dialog that was closed before it was kept: by each field's own name."""

    fields: Mapping[str, str]


class Drafts:
    """Drafts by who wrote them and what they are about: whoever takes the screen over sees none but their own."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], Draft] = {}
        self._typed: dict[tuple[str, str], Typed] = {}
        self._open: dict[tuple[str, str], Callable[[], Typed | None]] = {}

    def all(self) -> dict[tuple[str, str], Draft]:
        """Every draft, by who wrote it and what it is about."""
        return dict(self._kept)

    def keep(self, by: str, about: str, draft: Draft) -> None:
        self._kept[by, about] = draft

    def of(self, by: str, about: str) -> Draft | None:
        return self._kept.get((by, about))

    def forget(self, by: str, about: str) -> None:
        self._kept.pop((by, about), None)

    def keep_typed(self, by: str, about: str, typed: Typed | None) -> None:
        """Keeps what stands in a dialog's fields; nothing typed there, nothing kept."""
        if typed is None:
            self._typed.pop((by, about), None)
        else:
            self._typed[by, about] = typed

    def forget_typed(self, by: str, about: str) -> None:
        """It has been kept where it belongs."""
        self._open.pop((by, about), None)
        self._typed.pop((by, about), None)

    def typed(self, by: str, about: str) -> Typed | None:
        return self._typed.get((by, about))

    def watch(self, by: str, about: str, read: Callable[[], Typed | None]) -> None:
        """While its fields are open, `read` says what stands in them: nothing is done on the way of a key."""
        self._open[by, about] = read

    def settle(self, by: str, about: str, *, keep: bool = True) -> None:
        """Its fields are closing: what stands in them is kept, or has been kept elsewhere and is let go."""
        read = self._open.pop((by, about), None)
        if read is not None:
            self.keep_typed(by, about, read() if keep else None)

    def all_typed(self) -> dict[tuple[str, str], Typed]:
        """Everything typed and not kept, in fields that are open and in those that were."""
        now = {where: read() for where, read in self._open.items()}
        return {where: found for where, found in {**self._typed, **now}.items() if found is not None}
