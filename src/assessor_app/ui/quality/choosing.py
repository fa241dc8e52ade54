"""What somebody chose for release and looked at: theirs alone, and found again after a lock, or an end that was no end."""

from collections.abc import Collection

from assessor_app.ui.drafts import RELEASE_CHOICE, Typed
from assessor_app.ui.session import Session

_CHOSEN, _LOOKED = "chosen", "looked"


class Choosing:
    """The ids of works that are `chosen`, and of those that were `looked` at, by whoever is at the screen."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._by = ""
        self.chosen: set[str] = set()
        self.looked: set[str] = set()

    def follow(self, waiting: Collection[str]) -> None:
        """These works wait now; what was chosen of others is forgotten."""
        by, drafts = self._session.by, self._session.drafts
        if by != self._by:
            self.leave()
            self._by = by
            before = drafts.typed(by, RELEASE_CHOICE)
            said = before.fields if before is not None else {}
            self.chosen = {work for work, what in said.items() if _CHOSEN in what.split()}
            self.looked = {work for work, what in said.items() if _LOOKED in what.split()}
            drafts.watch(by, RELEASE_CHOICE, self._typed)
        self.chosen.intersection_update(waiting)
        self.looked.intersection_update(waiting)

    def toggle(self, work: str) -> None:
        """Chooses a work, or takes that back."""
        self.chosen ^= {work}

    def look(self, work: str, *, on: bool) -> None:
        """Somebody looked at a work, or did not after all."""
        if on:
            self.looked.add(work)
        else:
            self.looked.discard(work)

    def leave(self) -> None:
        """Another is at the screen: what one person looked at is not what the next one did."""
        if self._by:
            self._session.drafts.settle(self._by, RELEASE_CHOICE)
        self._by, self.chosen, self.looked = "", set(), set()

    def _typed(self) -> Typed | None:
        said = {}
        for work in sorted(self.chosen | self.looked):
            found = ((_CHOSEN, self.chosen), (_LOOKED, self.looked))
            said[work] = " ".join(word for word, works in found if work in works)
        return Typed(fields=said) if said else None
