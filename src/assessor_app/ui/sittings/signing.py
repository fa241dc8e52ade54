"""One PIN signs a list of decisions: the pad, the act, and what a wrong PIN gets."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from assessor_app.domain.assessment import Assessment, Decision
from assessor_app.domain.errors import KnownError
from assessor_app.services.deciding.desk import DecisionDesk
from assessor_app.services.deciding.finalise import finalise
from assessor_app.ui.acts import Acts
from assessor_app.ui.kit.dialogs import put_away, still_open
from assessor_app.ui.kit.page import Page
from assessor_app.ui.kit.pinpad import PinPad, wait_of
from assessor_app.ui.session import Session
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.catalogue import ngettext
from assessor_app.wording.errors import sentence
from assessor_app.wording.marks import decision_word

__all__ = ["MOST_NAMED", "ToSign", "ask_to_sign", "form_ref", "named", "to_sign", "wait_of"]

MOST_NAMED = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class ToSign:
    """A decision that a PIN is asked for: whose, what was decided, on which form (code and version)."""

    assessment: str
    name: str
    decision: Decision
    form: str


def ask_to_sign(
    page: Page,
    deciding: DecisionDesk,
    *,
    acts: Acts,
    session: Session,
    decisions: Sequence[ToSign],
    done: Callable[[Any], None],
) -> PinPad | None:
    """Asks for the signer's PIN, says what it signs, and signs all or none."""
    staff = session.staff
    if not decisions or staff is None:
        return None
    assessments = [one.assessment for one in decisions]
    count = len(decisions)
    title = ngettext("Sign {count} decision", "Sign {count} decisions", count).format(count=count)
    pad = PinPad(
        page.look, title, who=staff.name, sentence=_told(decisions), action=_("Sign"), parent=page.window()
    )

    def signed(result: Any) -> None:
        put_away(pad)
        done(result)

    def refused(error: KnownError) -> None:
        if still_open(pad):
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
            once=f"sign {assessments}",
        )

    pad.entered.connect(entered)
    pad.open()
    return pad


def to_sign(decided: Assessment, name: str) -> ToSign:
    """A decision as the pad says it."""
    if decided.decision is None:
        raise ValueError("nothing was decided")
    ref = form_ref(decided.form_code, decided.form_version)
    return ToSign(assessment=decided.id, name=name, decision=decided.decision, form=ref)


def form_ref(code: str, version: str) -> str:
    """Code and version as people write them."""
    return f"{code} v{version}"


def _told(decisions: Sequence[ToSign]) -> str:
    """What is signed, one line for each result and form: nobody signs what they have not read."""
    grouped: dict[tuple[Decision, str], list[str]] = {}
    for one in sorted(decisions, key=lambda one: one.decision is Decision.COMPETENT):
        grouped.setdefault((one.decision, one.form), []).append(one.name)
    return "\n".join(
        _("{names}: {decision} · {form}").format(
            decision=decision_word(decision), form=form, names=named(names)
        )
        for (decision, form), names in grouped.items()
    )


def named(names: Sequence[str]) -> str:
    """Names in a row, so many at most, and how many more."""
    shown = ", ".join(names[:MOST_NAMED])
    rest = len(names) - MOST_NAMED
    if rest <= 0:
        return shown
    more = ngettext("and {count} more", "and {count} more", rest).format(count=rest)
    return f"{shown} {more}"
