"""`assessor-app verify` of a paper: the answer, and what the paper must say."""

from typing import Any

from assessor_app.trust.judge import Judged
from assessor_app.wording.answers import answer_message
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.checking import answer_word, number_text


def paper_lines(judged: Judged, *, sample: bool) -> list[str]:
    """The answer with its sentence, then what the paper must say the same."""
    return [answer_word(judged.answer), answer_message(judged, sample=sample), *_claim_lines(judged)]


def in_short(judged: Judged) -> dict[str, Any]:
    """One of several papers in a file, as one JSON object."""
    return {
        "number": number_text(judged),
        "answer": judged.answer.value,
        "state": judged.state.value,
        "reason": judged.reason.value,
    }


def _claim_lines(judged: Judged) -> list[str]:
    claims = judged.claims
    return [
        _("The paper must say the same; ask for an identity document:"),
        f"  {claims.name}",
        *([f"  {claims.mark}"] if claims.mark else []),
        f"  {claims.title} ({claims.code}, {claims.version})",
        f"  {number_text(judged)}",
    ]
