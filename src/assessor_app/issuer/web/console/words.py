"""The console's words for codes: made where they are shown."""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from assessor_app.domain import number as numbers
from assessor_app.domain.answer import PaperState
from assessor_app.domain.errors import KnownError
from assessor_app.domain.record_types import RecordType
from assessor_app.domain.verdict import HeldCode, RejectedCode
from assessor_app.issuer.web.console import act_words
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.catalogue import ngettext
from assessor_app.wording.checking import state_word
from assessor_app.wording.days import day_words, long_day, moment_words
from assessor_app.wording.short import short_word
from assessor_app.wording.verdicts import why

_ID = re.compile("[0-9a-f]{32}")
_TYPES: Mapping[str, Callable[[], str]] = {
    RecordType.CHAIN_STARTED: lambda: _("Device began its records"),
    RecordType.CHAIN_ENCLOSED: lambda: _("Records from before a restart"),
    RecordType.PERSON_INTRODUCED: lambda: _("Person introduced"),
    RecordType.SITTING_OPENED: lambda: _("Sitting opened"),
    RecordType.SITTING_CLOSED: lambda: _("Sitting closed"),
    RecordType.COUNTERSIGNED: lambda: _("Countersigned"),
    RecordType.ASSESSMENT_FINALISED: lambda: _("Assessment"),
    RecordType.REMARKED: lambda: _("Remarks"),
    RecordType.ACKNOWLEDGED: lambda: _("Learner acknowledged"),
    RecordType.RELEASED: lambda: _("Release"),
    RecordType.RETURNED: lambda: _("Return"),
    RecordType.CERTIFICATE_ISSUED: lambda: _("Certificate"),
    RecordType.CERTIFICATE_REPRINTED: lambda: _("Reprint"),
    RecordType.CERTIFICATE_SPOILED: lambda: _("Spoiled sheet"),
    RecordType.NAME_CHECKED: lambda: _("Name checked"),
    RecordType.NAME_CORRECTED: lambda: _("Name corrected"),
    RecordType.SUPERSEDED: lambda: _("Replacement"),
    RecordType.REVOKED: lambda: _("Revocation"),
    RecordType.ANNULLED: lambda: _("Annulment"),
    RecordType.CORRECTED: lambda: _("Correction"),
    RecordType.APPEAL: lambda: _("Appeal"),
    RecordType.QUALIFICATION_AWARDED: lambda: _("Qualification awarded"),
    RecordType.SAME_LEARNER_AS: lambda: _("Same learner as"),
    RecordType.ERASED: lambda: _("Erasure"),
}
_OUTCOMES: Mapping[str, Callable[[], str]] = {
    "accepted": lambda: _("Accepted"),
    "held": lambda: _("Held"),
    "rejected": lambda: _("Rejected"),
}
_GLYPHS: Mapping[str, str] = {
    "accepted": "◆",
    "held": "❙❙",
    "rejected": "▲",
    "registered": "◆",
    "superseded": "◇",
    "revoked": "▲",
    "annulled": "▲",
}
_DECISIONS: Mapping[str, Callable[[], str]] = {
    "competent": lambda: _("Competent"),
    "not-yet-competent": lambda: _("Not yet competent"),
}
_ENVIRONMENTS: Mapping[str, Callable[[], str]] = {
    "workplace": lambda: _("at the workplace"),
    "simulated": lambda: _("simulated"),
}
_ROLES: Mapping[str, Callable[[], str]] = {
    "registrar": lambda: _("Registrar"),
    "operator": lambda: _("Operator"),
    "reader": lambda: _("Reader"),
}
_POLICIES: Mapping[str, Callable[[], str]] = {
    "at-once": lambda: _("Papers are registered at once."),
    "after-approval": lambda: _("Papers are registered when somebody here approved them."),
    "after-evidence": lambda: _("Papers are registered when all their evidence is here."),
}
_MARKS: Mapping[str, Callable[[int], str]] = {
    "met": lambda n: ngettext("{n} met", "{n} met", n),
    "not-met": lambda n: ngettext("{n} not met", "{n} not met", n),
    "not-seen": lambda n: ngettext("{n} not seen", "{n} not seen", n),
    "not-applicable": lambda n: ngettext("{n} not applicable", "{n} not applicable", n),
}


_DETAILS: Mapping[str, Callable[[], str]] = {
    "before": lambda: _("before"),
    "centre": lambda: _("centre"),
    "code": lambda: _("why"),
    "days": lambda: _("days"),
    "device": lambda: _("device"),
    "found": lambda: _("found"),
    "kind": lambda: _("what"),
    "reason": lambda: _("reason"),
    "record": lambda: _("record"),
    "roles": lambda: _("roles"),
    "scope": lambda: _("forms"),
    "seq": lambda: _("up to record"),
    "type": lambda: _("what"),
    "verdict": lambda: _("now"),
}
_WHYS = frozenset(code.value for code in (*HeldCode, *RejectedCode))


def kind(code: str) -> str:
    """A type of record."""
    return _said(_TYPES, code) if code else _("Unreadable bytes")


def needs(kinds: Sequence[str], *, outcome: str) -> str:
    """What is not accepted of what a record needs, each kind once; "" is a record that is not here."""
    said = [
        f"{count} × {word}" if count > 1 else word
        for word, count in Counter(
            kind(code) if code else _("a record that is not here") for code in kinds
        ).items()
    ]
    words = _("Rests on: {what}") if outcome == "rejected" else _("Waits for: {what}")
    return words.format(what=", ".join(said))


def outcome(code: str) -> str:
    return _said(_OUTCOMES, code)


def glyph(code: str) -> str:
    """The shape beside the word."""
    return _GLYPHS.get(code, "○")


def reason(code: str) -> str:
    """Why a record is held or was rejected."""
    return why(code) if code else ""


def decision(code: str) -> str:
    return _said(_DECISIONS, code)


def environment(code: str) -> str:
    return _said(_ENVIRONMENTS, code)


def role(code: str) -> str:
    return _said(_ROLES, code)


def policy(code: str) -> str:
    return _said(_POLICIES, code)


def paper_state(code: str) -> str:
    """Where a paper stands."""
    known = code in set(PaperState)
    word = state_word(PaperState(code)) if known else code
    return word[:1].upper() + word[1:]


def overrides(codes: Sequence[str]) -> str:
    """What the assessor set aside with a reason."""
    return ", ".join(short_word(code) for code in codes)


def marks(counts: Mapping[str, int]) -> str:
    """How many criteria were marked how."""
    said = [make(counts[code]).format(n=counts[code]) for code, make in _MARKS.items() if counts.get(code)]
    return ", ".join(said)


def identity(code: str, value: str) -> str:
    """The identity mark as a paper bears it."""
    if code == "birth-date":
        try:
            day = long_day(date.fromisoformat(value))
        except ValueError:
            day = value
        return _("born {day}").format(day=day)
    return _("identity document …{digits}").format(digits=value) if value else ""


def when(iso: str | None) -> str:
    """A moment as it was written, with its zone where that is UTC."""
    if not iso:
        return _("never")
    said = moment_words(iso)
    return f"{said} UTC" if iso.endswith("+00:00") else said


def day(iso: str) -> str:
    return day_words(iso)


def number(plain: str) -> str:
    """A certificate's number with its dashes."""
    try:
        return numbers.normalise(plain)
    except KnownError:
        return plain


def act(code: str) -> str:
    """An act of the log."""
    return act_words.word(code)


def who(by: str) -> str:
    """Who acted: a person's name, the command line, or a device by the beginning of its id."""
    if by == "command-line":
        return _("command line")
    return _("device {id}").format(id=by[:8]) if _ID.fullmatch(by) else by


def details(told: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What the log keeps beside an act, name by name: what is empty left out, a record by the beginning of its chain."""
    found = []
    for name, value in sorted(told.items()):
        text = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
        chain, slash, seq = text.partition("/")
        if name == "record" and slash:
            text = f"{chain[:8]}/{seq}"
        if text and name != "hash":
            found.append((_said(_DETAILS, name), _told(name, text)))
    return found


def _told(name: str, text: str) -> str:
    """A code in words, where it is one of ours; an id by its beginning."""
    if name == "type":
        return kind(text)
    if name == "verdict":
        return outcome(text)
    if name in {"before", "code"} and text in _WHYS:
        return reason(text)
    return text[:8] if _ID.fullmatch(text) else text


def _said(words: Mapping[str, Callable[[], str]], code: str) -> str:
    make = words.get(code)
    return make() if make else code
