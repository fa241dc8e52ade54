"""The stops on the way to an awarding body."""

from collections.abc import Iterator

from assessor_app.desktop.tour_steps import Stop, on, room, sign_in
from assessor_app.domain.people import Staff
from assessor_app.ui.joining.card import JoinCard
from assessor_app.ui.joining.dialog import JoinDialog


def joining(administrator: Staff, *, back: Staff) -> Iterator[Stop]:
    """What somebody sees who may join one, and what is said of a code that is none."""
    asked = on(JoinCard, lambda card: card.asked.emit())
    yield Stop(name="joining", steps=(sign_in(administrator), room("sync"), asked))
    yield Stop(name="joining-refused", steps=(asked, on(JoinDialog, _nothing_typed)))
    yield Stop(name="retiring", steps=(on(JoinCard, lambda card: card.retire_asked.emit()),))
    yield Stop(name="joining-back", steps=(sign_in(back), room("sync")))


def _nothing_typed(dialog: JoinDialog) -> None:
    dialog.go.click()
