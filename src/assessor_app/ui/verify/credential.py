"""From a credential that was judged to what the page shows: the answer, each check, and what the file says."""

from dataclasses import asdict
from datetime import date

from assessor_app.domain.credential_answer import CredentialReason, Finding, JudgedCredential
from assessor_app.ui.kit.glyphs import Shape
from assessor_app.ui.verify.telling import SHAPES
from assessor_app.ui.verify.view import AnswerView, InsideRow, InsideView
from assessor_app.wording.answers import credential_message
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.checking import answer_word, day_text
from assessor_app.wording.credentials import carrier_word, finding_word, part_word
from assessor_app.wording.inside import inside_of

_NOBODY_VOUCHES = frozenset({CredentialReason.UNKNOWN_ISSUER, CredentialReason.ALTERED})
_SHAPES = {
    Finding.GOOD: Shape.MET,
    Finding.BAD: Shape.DANGER,
    Finding.UNCHECKED: Shape.UNKNOWN,
    Finding.NONE: Shape.UNKNOWN,
}


def credential_view(judged: JudgedCredential, *, today: date) -> AnswerView:
    """A credential's answer, with each part that was checked."""
    said = judged.said
    vouched = judged.reason not in _NOBODY_VOUCHES
    return AnswerView(
        shape=SHAPES[judged.answer],
        word=answer_word(judged.answer),
        sentence=credential_message(judged),
        as_of=_("As of {day}").format(day=day_text(judged.as_of or today)),
        vouched=vouched,
        caution=_("This is what the file says. Ask for an identity document.")
        if vouched
        else _("This is what the file says of itself; nobody known here vouches for it."),
        name=said.holder or "–",
        title=said.title,
        number=said.number,
        facts=tuple(_facts(judged)),
        inside=tuple(
            InsideView(
                title=one.title,
                rows=tuple(
                    InsideRow(shape=_SHAPES[line.finding], name=line.name, word=line.word, line=line.told)
                    for line in one.lines
                ),
            )
            for one in inside_of(judged)
        ),
    )


def _facts(judged: JudgedCredential) -> list[tuple[str, str]]:
    said = judged.said
    checks = [(part_word(name), finding_word(found)) for name, found in asdict(judged.parts).items()]
    told = [
        (_("File"), carrier_word(judged.carrier)),
        (_("Issuer, as it says"), said.issuer_name or said.issuer),
        (_("Valid until"), day_text(said.valid_until.date()) if said.valid_until else ""),
        (_("Form"), f"{said.code} v{said.version}" if said.code and said.version else ""),
    ]
    return [(label, value) for label, value in (*checks, *told) if value]
