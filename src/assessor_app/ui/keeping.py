"""Dialogs that are closed before their words were kept, or that an end cut off, are found again as they were left."""

from PySide6.QtWidgets import QVBoxLayout

from assessor_app.ui.drafts import Drafts, Typed
from assessor_app.ui.kit.dialogs import Dialog
from assessor_app.ui.kit.fields import typed_before
from assessor_app.ui.kit.typed import read_fields, write_fields


def keep_typed(drafts: Drafts, dialog: Dialog, *, by: str, about: str) -> None:
    """Puts back what `by` typed here before, and keeps what they type now until `Drafts.forget_typed`.

    Called before the dialog opens. `about` names what it is about: whatever has the same name has the same fields.
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
        return Typed(fields=now) if now != fresh else None

    drafts.watch(by, about, typed)
    dialog.finished.connect(lambda: drafts.settle(by, about))
