"""The sentence for each code of a KnownError: what is wrong, where, and what to do."""

from typing import Any

from assessor_app.domain.errors import KnownError
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.direction import as_its_pattern_reads
from assessor_app.wording.errors import (
    after,
    assessing,
    badges,
    board,
    console,
    credentials,
    evidence,
    issuer,
    joining,
    papers,
    people,
    press,
    rules,
    storage,
    sync,
)
from assessor_app.wording.errors.details import worded

SENTENCES = {
    **after.SENTENCES,
    **assessing.SENTENCES,
    **badges.SENTENCES,
    **board.SENTENCES,
    **console.SENTENCES,
    **credentials.SENTENCES,
    **evidence.SENTENCES,
    **issuer.SENTENCES,
    **joining.SENTENCES,
    **papers.SENTENCES,
    **people.SENTENCES,
    **press.SENTENCES,
    **rules.SENTENCES,
    **storage.SENTENCES,
    **sync.SENTENCES,
}


class _Details(dict[str, Any]):
    """Details by name; one that an error does not carry is left out of its sentence."""

    def __missing__(self, name: str) -> str:
        return "…"


def sentence(error: KnownError) -> str:
    """The sentence that a person reads, in the language in use."""
    if error.code in {"form-unreadable", "design-unreadable"}:
        from assessor_app.wording.forms import unreadable_sentence

        return unreadable_sentence(error.details)
    if error.code == "retire-unsent":
        from assessor_app.wording.retiring import unsent_sentence

        return unsent_sentence(error.details)
    make = SENTENCES.get(error.code)
    said = str(error.details.get("said", ""))
    if said and (make is None or "{" in make()):
        # What the issuer said knows its details; in its language.
        return said
    if make is None:
        return _("This did not work ({code}). Nothing was lost.").format(code=error.code)
    pattern = make()
    details = _Details({name: worded(name, value) for name, value in error.details.items()})
    return as_its_pattern_reads(pattern, pattern.format_map(details))
