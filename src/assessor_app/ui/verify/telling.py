"""From what a service judged to what the page shows."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime

from assessor_app.domain.answer import Answer, Reason
from assessor_app.domain.certificate import STANDS, state_of
from assessor_app.formats.paper_claims import Environment
from assessor_app.services.awards.ports import CertificateLine
from assessor_app.trust.anchors import TrustStore
from assessor_app.trust.judge import Judged
from assessor_app.trust.keys import fingerprint
from assessor_app.trust.register import Register, newest
from assessor_app.ui.kit.glyphs import Shape
from assessor_app.ui.verify.view import (
    AnswerView,
    IssuerView,
    MatchesView,
    MatchView,
    RegisterView,
    TrustView,
)
from assessor_app.wording.answers import answer_message
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.catalogue import ngettext
from assessor_app.wording.certificates import state_word as certificate_word
from assessor_app.wording.checking import answer_word, day_text, number_text, state_word

SHAPES = {Answer.VALID: Shape.REGISTERED, Answer.CANNOT_TELL: Shape.UNKNOWN, Answer.NOT_VALID: Shape.DANGER}
_NOBODY_VOUCHES = {Reason.UNKNOWN_ISSUER, Reason.ALTERED}


def answer_view(judged: Judged, *, today: date) -> AnswerView:
    """A paper's answer, with what the paper must say."""
    claims = judged.claims
    as_of = judged.as_of or today
    return AnswerView(
        shape=SHAPES[judged.answer],
        word=answer_word(judged.answer),
        sentence=answer_message(judged),
        as_of=_("As of {day}").format(day=day_text(as_of)),
        vouched=judged.reason not in _NOBODY_VOUCHES,
        name=claims.name,
        mark=_mark(claims.mark),
        title=claims.title,
        number=number_text(judged),
        facts=tuple(_facts(judged)),
    )


def unknown_number(number: str) -> AnswerView:
    """A well-formed number that this device does not hold."""
    return AnswerView(
        shape=Shape.UNKNOWN,
        word=answer_word(Answer.CANNOT_TELL),
        sentence=_(
            "This device holds no certificate {number}. That does not make it false: it may come from another device or"
            " another centre. Ask for the code on the paper."
        ).format(number=number),
    )


def code_matches(found: Mapping[str, Judged]) -> MatchesView:
    """Several codes in one file, by key."""
    words = ngettext("{count} code in this file", "{count} codes in this file", len(found))
    rows = tuple(
        MatchView(
            key=key,
            name=judged.claims.name,
            line=f"{judged.claims.title} · {number_text(judged)}",
            shape=SHAPES[judged.answer],
            word=answer_word(judged.answer),
        )
        for key, judged in found.items()
    )
    return MatchesView(words=words.format(count=len(found)), rows=rows)


def named_matches(found: Sequence[CertificateLine], *, today: date, most: int) -> MatchesView:
    """This device's certificates of a name, at most so many; the key of each is its number."""
    if not found:
        words = _("This device holds no certificate of that name. Ask for the number or the code.")
    elif len(found) < most:
        words = ngettext("{count} certificate of that name", "{count} certificates, newest first", len(found))
    else:
        words = _("The newest {count} certificates; there may be more: type more of the name.")
    rows = tuple(_named_match(line, today) for line in found)
    return MatchesView(words=words.format(count=len(found)), rows=rows)


def _named_match(line: CertificateLine, today: date) -> MatchView:
    state = state_of(
        provisional_until=line.provisional_until,
        valid_until=line.valid_until,
        events=[event.kind for event in line.events],
        today=today,
    )
    return MatchView(
        key=line.number,
        name=line.holder,
        line=f"{line.form_code} v{line.form_version} · {line.number}",
        shape=Shape.REGISTERED if state in STANDS else Shape.DANGER,
        word=certificate_word(state),
    )


def trust_view(trust: TrustStore, registers: tuple[Register, ...], *, own: str, now: datetime) -> TrustView:
    """Whom this device knows; `own` is the text of its own anchor list, empty where it has none."""
    issuers = tuple(
        IssuerView(
            name=held.content.name,
            own=held.text.strip() == own.strip(),
            fingerprint=fingerprint(held.root),
            register=_register(newest(registers, issuer=held.issuer), now),
        )
        for held in trust.lists
    )
    return TrustView(issuers=issuers, may_share=bool(own))


def _register(register: Register | None, now: datetime) -> RegisterView | None:
    if register is None:
        return None
    fresh = register.is_fresh(now)
    words = (
        _("Register as of {day}, good until {until}")
        if fresh
        else _("Register as of {day}, too old since {until}: fetch a newer one")
    )
    as_of, until = day_text(register.as_of.date()), day_text(register.valid_until.date())
    return RegisterView(words=words.format(day=as_of, until=until), fresh=fresh)


def _mark(mark: date | str | None) -> str:
    if mark is None:
        return ""
    if isinstance(mark, date):
        return _("born {day}").format(day=day_text(mark))
    return _("identity document ending in {characters}").format(characters=mark)


def _facts(judged: Judged) -> list[tuple[str, str]]:
    claims = judged.claims
    found = [
        (_("Level"), claims.level or ""),
        (_("Issued on"), day_text(datetime.fromtimestamp(claims.issued_at, UTC).date())),
        (_("State"), state_word(judged.state)),
        (_("Provisional until"), day_text(claims.provisional_until) if claims.provisional_until else ""),
        (_("Valid until"), day_text(claims.valid_until) if claims.valid_until else ""),
        (_("Seen in"), _environment(claims.environment)),
        (_("Form"), f"{claims.code} v{claims.version}"),
    ]
    return [(label, value) for label, value in found if value]


def _environment(environment: Environment) -> str:
    return {
        Environment.WORKPLACE: _("a workplace"),
        Environment.SIMULATED: _("a simulated workplace"),
        Environment.BOTH: _("a workplace and a simulated one"),
    }[environment]
