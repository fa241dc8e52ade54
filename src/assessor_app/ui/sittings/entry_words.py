"""What is typed behind a learner's row of a sitting waits for whoever typed it, until it is kept."""

from collections.abc import Callable

from assessor_app.ui.keeping import keep_typed
from assessor_app.ui.session import Session
from assessor_app.ui.sittings.entry_dialog import EntryDialog


class EntryWords:
    """The note, bib and bench of entries, as they are typed; see docs/decisions/0021-words-have-room-and-are-kept.md."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._under_way: dict[str, set[object]] = {}

    def opening(self, dialog: EntryDialog, entry: str) -> None:
        """The row of an entry is about to be opened."""
        self._under_way[entry] = set()
        about = _about(entry)
        keep_typed(self._session.drafts, dialog, by=self._session.by, about=about, changed_alone=True)

    def kept(self, entry: str) -> Callable[[], None]:
        """An act on an entry is under way; to call once it is on disk.

        Attendance and place are two acts: what was typed goes when both are kept, since either may be refused.
        """
        drafts, by = self._session.drafts, self._session.by
        acts, this = self._under_way.setdefault(entry, set()), object()
        acts.add(this)

        def kept() -> None:
            acts.discard(this)
            # Where the row was opened again meanwhile, what is typed there is another matter.
            if not acts and acts is self._under_way[entry]:
                drafts.forget_typed(by, _about(entry))

        return kept


def _about(entry: str) -> str:
    return f"entry:{entry}"
