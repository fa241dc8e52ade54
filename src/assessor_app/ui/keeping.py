"""Dialogs that are closed before their words were kept, or that an end cut off, are found again as they were left."""

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout

from assessor_app.ui.drafts import Drafts, Typed
from assessor_app.ui.kit.dialogs import Dialog
from assessor_app.ui.kit.fields import typed_before
from assessor_app.ui.kit.typed import read_fields, write_fields
from assessor_app.ui.session import Session


def keep_typed(drafts: Drafts, dialog: Dialog, *, by: str, about: str, changed_alone: bool = False) -> None:
    """Puts back what `by` typed here before, and keeps what they type now until `Drafts.forget_typed`.

    Called before the dialog opens. `about` names what it is about: whatever has the same name has the same fields.
    `changed_alone` leaves the fields that nobody touched as they stand when the dialog opens again: what they show
    belongs to others too.
    """
    fresh, before = read_fields(dialog), drafts.typed(by, about)
    if before is not None:
        write_fields(dialog, before.fields)
        said = typed_before(dialog.look)
        said.show()
        if isinstance(dialog.body, QVBoxLayout):
            dialog.body.insertWidget(0, said)

    def typed() -> Typed | None:
        now = read_fields(dialog)
        changed = {name: said for name, said in now.items() if fresh.get(name) != said}
        return Typed(fields=changed if changed_alone else now) if changed else None

    drafts.watch(by, about, typed)
    dialog.finished.connect(lambda: drafts.settle(by, about))


def typed_keeper(session: Session) -> Callable[[Dialog, str], Callable[[], None]]:
    """Lets what whoever is signed in types in a dialog wait under a name; gives what is called once it is kept elsewhere."""

    def keep(dialog: Dialog, about: str) -> Callable[[], None]:
        by = session.by
        keep_typed(session.drafts, dialog, by=by, about=about)
        return lambda: session.drafts.forget_typed(by, about)

    return keep
