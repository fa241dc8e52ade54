"""Invented data, told by what was signed: whoever checks a paper elsewhere sees no band of a sample centre."""

from assessor_app.domain.centre import SAMPLE_MARK
from assessor_app.domain.credential_answer import JudgedCredential
from assessor_app.trust.judge import Judged
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.catalogue import paper_languages, words


def sample_sentence() -> str:
    """What stands before every answer about invented data."""
    return _("SAMPLE: nobody has earned this certificate.")


def is_marked_paper(judged: Judged) -> bool:
    """Whether the list of keys names its centre, or who awards, as invented."""
    return _is_name_of_sample(judged.centre, judged.awarding_body)


def is_marked_credential(judged: JudgedCredential) -> bool:
    """Whether it, or one inside, says of itself that it is invented; the sentence is in the language of its form."""
    said = judged.said
    return (
        _is_name_of_sample(judged.awarding_body, said.issuer_name)
        or said.description.startswith(_sentences())
        or any(map(is_marked_credential, judged.members))
    )


def _is_name_of_sample(*names: str | None) -> bool:
    return any(name and name.startswith(SAMPLE_MARK) for name in names)


def _sentences() -> tuple[str, ...]:
    told = "SAMPLE: nobody has earned this certificate."
    return tuple(words(language).gettext(told) for language in paper_languages())
