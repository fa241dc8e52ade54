"""A paper by its number, told to whoever also knows whom it names: a number alone is told of to nobody."""

from dataclasses import replace
from datetime import date, datetime
from hmac import compare_digest

from sqlalchemy import Connection

from assessor_app.documents.form_words import credits_text, level_text
from assessor_app.domain import number as numbers
from assessor_app.domain.answer import Facts, PaperState, decide
from assessor_app.formats import compact, signed_record
from assessor_app.formats.cut import plain
from assessor_app.formats.form_yaml import parse_form
from assessor_app.formats.paper_claims import Environment, PaperClaims, fitted
from assessor_app.formats.personal import open_sealed
from assessor_app.formats.signed_record import Record
from assessor_app.issuer.judging.case import text_in
from assessor_app.issuer.register import entries
from assessor_app.issuer.register.entries import Paper
from assessor_app.issuer.store import catalogue, centres, records
from assessor_app.issuer.verifying.known import Known
from assessor_app.trust.judge import Judged


def judge_number(
    connection: Connection, typed: str, name: str, *, known: Known, now: datetime
) -> Judged | None:
    """None alike for a number that is not known, a name that is another, and a paper whose personal part was erased.

    Raises KnownError `number-unreadable`, `number-check`.
    """
    number = numbers.normalise(typed).replace("-", "")
    found = (entries.by_number(connection, centre.id, number) for centre in centres.all_centres(connection))
    for paper in (one for one in found if one is not None):
        (kept,) = records.between(
            connection, centre=paper.centre, chain=paper.chain, first=paper.seq, last=paper.seq
        )
        holder = text_in({} if kept.personal is None else open_sealed(kept.personal), "holder")
        if holder and compare_digest(_folded(holder), _folded(name)):
            record = signed_record.decode(compact.split(kept.jws).payload)
            claims = _claims(connection, record, number=number, holder=holder)
            return None if claims is None else _judged(connection, paper, claims, known=known, now=now)
    return None


def _folded(name: str) -> bytes:
    """A name as people write it differently: case and spaces tell nobody apart."""
    return plain(name).casefold().encode("utf-8")


def _claims(connection: Connection, issued: Record, *, number: str, holder: str) -> PaperClaims | None:
    """What the paper says, but for the identity mark, which whoever asks did not tell."""
    body = issued.body
    row = catalogue.find_form(connection, text_in(body, "form", "code"), text_in(body, "form", "version"))
    if row is None:
        return None
    form = parse_form(row.content)
    environment = text_in(body, "environment").upper()
    return fitted(
        PaperClaims(
            cti=bytes.fromhex(text_in(body, "cti")),
            issued_at=int(datetime.fromisoformat(text_in(body, "issued")).timestamp()),
            number=number,
            name=holder,
            mark=None,
            code=form.code,
            version=form.version,
            title=form.title,
            level=level_text(form),
            credits=credits_text(form),
            environment=Environment[environment],
            provisional_until=_day(text_in(body, "provisional_until")),
            valid_until=_day(text_in(body, "valid_until")),
        )
    )


def _judged(
    connection: Connection, paper: Paper, claims: PaperClaims, *, known: Known, now: datetime
) -> Judged:
    """By the register as it stands, which the next publication says to everybody."""
    verdict = decide(
        Facts(
            issuer_known=True,
            genuine=True,
            in_scope=True,
            in_window=True,
            suspended=False,
            compromised=False,
            fresh=True,
            registered_as=PaperState(paper.state),
            ledger=None,
            provisional_until=claims.provisional_until,
            valid_until=claims.valid_until,
            today=now.date(),
        )
    )
    listed = known.trust.lists[0].content
    centre = centres.find_centre(connection, paper.centre)
    told = Judged(
        answer=verdict.answer,
        reason=verdict.reason,
        state=verdict.state,
        claims=claims,
        as_of=now.date(),
        issuer=listed.issuer,
        awarding_body=listed.name,
        own_award=listed.own_award,
        centre_id=paper.centre,
        centre=centre.name if centre else None,
        approval_number=(centre.approval_number or None) if centre else None,
        phone=(centre.phone if centre else "") or listed.phone or None,
        host=listed.host,
    )
    if verdict.state is PaperState.EXPIRED:
        return replace(told, since=claims.valid_until)
    return replace(told, since=date.fromisoformat(paper.on_day), successor=paper.successor)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
