"""What is being typed behind the rows of one learner: looked at, never on the way of a key, and found again."""

from assessor_app.ui.assess.page import AssessPage
from assessor_app.ui.assess.typed import put_back, typed_in
from assessor_app.ui.drafts import Typed
from assessor_app.ui.session import Session


class Typing:
    """Watches the page's fields for whoever is at the screen; see docs/decisions/0014-recovery.md and 0021."""

    def __init__(self, page: AssessPage, session: Session) -> None:
        self._page, self._session = page, session
        self._at: tuple[str, str] | None = None

    def follow(self, assessment: str, occasion: str) -> None:
        """These marks are on the page now: what was typed there before stands in its fields again."""
        at = (self._session.by, f"marks:{assessment}:{occasion}")
        if at == self._at:
            return
        self.leave()
        self._at = at
        drafts = self._session.drafts
        if (before := drafts.typed(*at)) is not None:
            put_back(self._page.sheet, before.fields, by=self._session.by)
        drafts.watch(*at, self._typed)

    def leave(self) -> None:
        """Other marks are to come: what stands in the fields and is not kept waits for whoever typed it."""
        if self._at is not None:
            self._session.drafts.settle(*self._at)
            self._at = None

    def _typed(self) -> Typed | None:
        said = typed_in(self._page.sheet)
        return Typed(fields=said) if said else None
