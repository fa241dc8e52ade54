"""What is said of a pack's parts, and of the pack."""

from collections.abc import Sequence
from typing import Any

from assessor_app.domain.answer import Answer
from assessor_app.domain.errors import KnownError
from assessor_app.services.packs.check import Kind, Part, gravest
from assessor_app.wording.answers import answer_message, credential_message
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.catalogue import ngettext
from assessor_app.wording.checking import answer_word, number_text
from assessor_app.wording.errors import sentence


def part_word(part: Part) -> str:
    """Its answer in a word or two; of what has none, why."""
    if part.answer is not None:
        return answer_word(part.answer)
    return {
        Kind.UNSIGNED: _("Not signed"),
        Kind.OTHER: _("Nothing to check"),
        Kind.UNREAD: _("Could not be read"),
    }[part.kind]


def part_sentence(part: Part, *, sample: bool = False) -> str:
    """What is to be said of it beside the word."""
    if part.paper is not None:
        return answer_message(part.paper, sample=sample)
    if part.credential is not None:
        return credential_message(part.credential, sample=sample)
    if part.error is not None:
        return sentence(part.error)
    if part.kind is Kind.UNSIGNED:
        return sentence(KnownError("award-unsigned"))
    return _("Neither a certificate nor a credential.")


def part_number(part: Part) -> str:
    """The certificate's number as it says itself; empty where it says none."""
    if part.paper is not None:
        return number_text(part.paper)
    return part.credential.said.number if part.credential is not None else ""


def pack_sentence(parts: Sequence[Part]) -> str:
    """How many were checked, and what came out of the worst."""
    answered = [part for part in parts if part.answer is not None]
    worst = gravest(parts)
    if worst is None:
        return _("There is neither a certificate nor a credential in it that can be checked.")
    count = len(answered)
    if worst is Answer.VALID:
        told = ngettext(
            "{count} part was checked, and is valid.", "{count} parts were checked, and all are valid.", count
        )
        return told.format(count=count)
    as_bad = sum(part.answer is worst for part in answered)
    told = ngettext(
        "{some} of {count} part that was checked: {answer}.",
        "{some} of {count} parts that were checked: {answer}.",
        count,
    )
    return told.format(some=as_bad, count=count, answer=answer_word(worst).lower())


def parts_differ(parts: Sequence[Part]) -> str:
    """What to say where the page of a PDF and what it carries name different certificates; empty where they agree.

    Each may be good and the file is not: nobody can tell what it is. An answer that is graver by itself stands.
    """
    if len({part_number(part) for part in parts if part_number(part)}) <= 1:
        return ""
    if gravest(parts) is Answer.NOT_VALID:
        return ""
    return _(
        "The page and what is attached to it name different certificates. Ask for the file as its centre made it."
    )


def part_value(part: Part, *, sample: bool) -> dict[str, Any]:
    """As one JSON object."""
    judged = part.paper or part.credential
    return {
        "file": part.name,
        "kind": part.kind.value,
        "answer": part.answer.value if part.answer is not None else None,
        "reason": judged.reason.value if judged is not None else part.error.code if part.error else None,
        "number": part_number(part) or None,
        "holder": part.holder or None,
        "message": part_sentence(part, sample=sample),
    }
