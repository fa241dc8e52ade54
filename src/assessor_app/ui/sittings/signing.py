"""One PIN signs a list of decisions: the pad, the act, and what a wrong PIN gets."""

from collections.abc import Callable, Sequence
from typing import Any

from assessor_app.domain.errors import KnownError
from assessor_app.services.deciding.desk import DecisionDesk
from assessor_app.services.deciding.finalise import finalise
from assessor_app.ui.acts import Acts
from assessor_app.ui.kit.page import Page
from assessor_app.ui.kit.pinpad import PinPad, wait_of
from assessor_app.ui.session import Session
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.catalogue import ngettext
from assessor_app.wording.errors import sentence

__all__ = ["MOST_NAMED", "ask_to_sign", "wait_of"]

MOST_NAMED = 12


def ask_to_sign(
    page: Page,
    deciding: DecisionDesk,
    *,
    acts: Acts,
    session: Session,
    assessments: Sequence[str],
    names: Sequence[str],
    done: Callable[[Any], None],
) -> PinPad | None:
    """Asks for the signer's PIN and signs all or none; `names` are whose decisions they are, in the same order."""
    staff = session.staff
    if not assessments or staff is None:
        return None
    count = len(assessments)
    title = ngettext("Sign {count} decision", "Sign {count} decisions", count).format(count=count)
    pad = PinPad(
        page.look, title, who=staff.name, sentence=_named(names), action=_("Sign"), parent=page.window()
    )

    def signed(result: Any) -> None:
        pad.accept()
        done(result)

    def refused(error: KnownError) -> None:
        if pad.isVisible():
            pad.refuse(sentence(error), wait_seconds=wait_of(error))
        else:
            # A lock closed it meanwhile.
            acts.tell(error)

    def entered(pin: str) -> None:
        acts.sign(
            lambda confirmed: finalise(
                deciding, by=staff.id, pin=pin, assessments=assessments, clock_confirmed=confirmed
            ),
            done=signed,
            failed=refused,
        )

    pad.entered.connect(entered)
    pad.open()
    return pad


def _named(names: Sequence[str]) -> str:
    shown = ", ".join(names[:MOST_NAMED])
    rest = len(names) - MOST_NAMED
    if rest <= 0:
        return shown
    more = ngettext("and {count} more", "and {count} more", rest).format(count=rest)
    return f"{shown} {more}"
