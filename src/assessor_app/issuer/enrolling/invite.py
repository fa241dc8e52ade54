"""Inviting a device: a code that is good once, of which only what follows from it is kept."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import Connection, insert

from assessor_app.domain.answer import in_scope
from assessor_app.domain.errors import KnownError
from assessor_app.formats.cut import plain
from assessor_app.formats.delegation import MOST_SCOPES, MOST_TEXT_BYTES
from assessor_app.issuer.store import audit, catalogue, centres
from assessor_app.issuer.store.bodies import invitation
from assessor_app.issuer.store.centres import Centre
from assessor_app.issuer.store.metadata import moment
from assessor_app.trust.enrolling import code_id, code_key, new_code

CODE_DAYS = 14
DELEGATION_DAYS = 400
MOST_DAYS = 3_660


@dataclass(frozen=True, kw_only=True)
class Invitation:
    """The code to hand over (80 random bits) and when it expires."""

    code: str
    expires: datetime


def invite(
    connection: Connection,
    centre: Centre,
    *,
    scope: tuple[str, ...] = ("*",),
    days: int = DELEGATION_DAYS,
    by: str,
    now: datetime,
) -> Invitation:
    """A code for one device of this centre, which is added where it is new; a centre named as its id keeps its name.

    Raises KnownError: "centre-unusable", "scope-unusable", "scope-unknown", "days-unusable".
    """
    _check(centre, scope, days)
    _require_forms(connection, scope)
    _meet(connection, centre, by=by, now=now)
    code = new_code()
    key = code_key(code)
    expires = now + timedelta(days=CODE_DAYS)
    connection.execute(
        insert(invitation).values(
            code_id=code_id(key),
            code_key=key.hex(),
            centre=centre.id,
            scope=",".join(scope),
            days=days,
            made_at=moment(now),
            expires_at=moment(expires),
        )
    )
    detail = {"scope": list(scope), "days": days}
    audit.note(connection, "device-invited", by=by, subject=centre.id, at=now, detail=detail)
    return Invitation(code=code, expires=expires)


def _check(centre: Centre, scope: tuple[str, ...], days: int) -> None:
    if not _fits(centre.id) or not centre.name.strip():
        raise KnownError("centre-unusable", centre=centre.id)
    if not scope or len(scope) > MOST_SCOPES or not all(_fits(part) and "," not in part for part in scope):
        raise KnownError("scope-unusable", scope=", ".join(scope))
    if not 1 <= days <= MOST_DAYS:
        raise KnownError("days-unusable", most=MOST_DAYS)


def _require_forms(connection: Connection, scope: tuple[str, ...]) -> None:
    """A mistyped code would be a delegation for nothing; before a catalogue is published nobody can say."""
    codes = sorted({row.code for row in catalogue.all_forms(connection)})
    for part in scope:
        if codes and not any(in_scope(code, (part,)) for code in codes):
            raise KnownError("scope-unknown", scope=part, forms=", ".join(codes))


def _fits(text: str) -> bool:
    """Whether a delegation can say it: one plain line of at most 64 bytes."""
    return bool(text) and len(text.encode("utf-8", "replace")) <= MOST_TEXT_BYTES and plain(text) == text


def _meet(connection: Connection, centre: Centre, *, by: str, now: datetime) -> None:
    known = centres.find_centre(connection, centre.id)
    if known is None:
        centres.add_centre(connection, centre, at=now)
        audit.note(connection, "centre-added", by=by, subject=centre.id, at=now)
    elif (told := _told(centre, known)) != known:
        centres.change_centre(connection, told)
        audit.note(connection, "centre-changed", by=by, subject=centre.id, at=now)


def _told(centre: Centre, known: Centre) -> Centre:
    """What was typed, and what nobody types; a country that is not said again stays."""
    country = centre.country or known.country
    if centre.name == centre.id:
        return replace(known, country=country)
    told = replace(centre, policy=known.policy, country=country)
    return centres.as_sample(told) if known.sample else told
