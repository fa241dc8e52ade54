"""What lies inside a credential, in words: the credentials of a transcript, the parts of a qualification, who endorses it."""

from collections.abc import Iterator
from dataclasses import dataclass

from assessor_app.domain.answer import Answer, PaperState
from assessor_app.domain.credential_answer import Endorsement, Finding, JudgedCredential, NamedPart
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.catalogue import ngettext
from assessor_app.wording.checking import answer_word, day_text, state_word
from assessor_app.wording.credentials import judged_sentence

_STANDS = frozenset({PaperState.PROVISIONAL, PaperState.REGISTERED})
_FINDINGS = {
    Answer.VALID: Finding.GOOD,
    Answer.CANNOT_TELL: Finding.UNCHECKED,
    Answer.NOT_VALID: Finding.BAD,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class InsideLine:
    """One thing inside: its name, what is said of it, and how it stands in a word or two and as a finding."""

    finding: Finding
    name: str
    told: str
    word: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Inside:
    """Things of one kind under their title."""

    title: str
    lines: tuple[InsideLine, ...]


def inside_of(judged: JudgedCredential) -> tuple[Inside, ...]:
    """Credentials first, then parts that are only named, then endorsements; no title without lines."""
    count = len(judged.members)
    words = ngettext("{count} credential inside", "{count} credentials inside", count)
    found = (
        Inside(
            title=words.format(count=count),
            lines=tuple(_member(one, holder=judged.said.holder) for one in judged.members),
        ),
        Inside(title=_("Made of these parts"), lines=tuple(map(_part, judged.named))),
        Inside(title=_("Endorsed by"), lines=tuple(_endorsements(judged))),
    )
    return tuple(one for one in found if one.lines)


def _member(one: JudgedCredential, *, holder: str) -> InsideLine:
    """A credential with its own answer; whose it is where that is somebody else than the transcript's holder."""
    said = one.said
    told = [
        said.holder if said.holder != holder else "",
        said.number,
        _("issued on {day}").format(day=day_text(said.valid_from.date())) if said.valid_from else "",
        _("until {day}").format(day=day_text(said.valid_until.date())) if said.valid_until else "",
    ]
    line = " · ".join(words for words in told if words)
    if one.answer is not Answer.VALID:
        line = f"{line}. {judged_sentence(one)}" if line else judged_sentence(one)
    return InsideLine(
        finding=_FINDINGS[one.answer], name=said.title or said.id, told=line, word=answer_word(one.answer)
    )


def _part(part: NamedPart) -> InsideLine:
    """A part by what our own records have of it: the credential only names it."""
    if part.state is None:
        finding, word = Finding.UNCHECKED, _("not known here: check its own file")
    else:
        finding = Finding.GOOD if part.state in _STANDS else Finding.BAD
        word = state_word(part.state)
    return InsideLine(finding=finding, name=part.name or part.id, told=part.told, word=word)


def _endorsements(judged: JudgedCredential) -> Iterator[InsideLine]:
    """Its own, and those of the credentials inside, each with what it is about."""
    for one in judged.endorsements:
        yield _endorsement(one, about="")
    for member in judged.members:
        for one in member.endorsements:
            yield _endorsement(one, about=member.said.title)


def _endorsement(one: Endorsement, *, about: str) -> InsideLine:
    word = {
        Finding.GOOD: _("signature good"),
        Finding.BAD: _("signature bad: do not count on it"),
        Finding.UNCHECKED: _("signature not checked: its key is not known here"),
        Finding.NONE: _("not signed"),
    }[one.signature]
    told = _("{title}: {comment}").format(title=about, comment=one.comment) if about else one.comment
    return InsideLine(finding=one.signature, name=one.issuer_name or one.issuer, told=told, word=word)
