"""What people and commands did to the issuer: appended, never changed."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select

from assessor_app.issuer.store.bodies import audit
from assessor_app.issuer.store.metadata import moment


def note(
    connection: Connection,
    act: str,
    *,
    by: str,
    subject: str,
    at: datetime,
    detail: dict[str, Any] | None = None,
) -> None:
    """One act. `subject` and `detail` hold ids and codes, never a person's name."""
    told = json.dumps(detail or {}, sort_keys=True)
    connection.execute(insert(audit).values(at=moment(at), by=by, act=act, subject=subject, detail=told))


@dataclass(frozen=True, kw_only=True)
class Noted:
    """One act as it was noted."""

    serial: int
    at: str
    by: str
    act: str
    subject: str
    detail: dict[str, Any]


def listed(connection: Connection, *, before: int | None, most: int) -> tuple[Noted, ...]:
    """The newest acts first; those before a serial number, where one is given."""
    chosen = select(audit).order_by(audit.c.serial.desc()).limit(most)
    if before is not None:
        chosen = chosen.where(audit.c.serial < before)
    return _read(connection.execute(chosen))


def about(connection: Connection, subject: str, *, acts: Sequence[str]) -> tuple[Noted, ...]:
    """The acts of these kinds on one subject, the oldest first."""
    chosen = select(audit).where(audit.c.subject == subject, audit.c.act.in_(acts)).order_by(audit.c.serial)
    return _read(connection.execute(chosen))


def _read(rows: Iterable[Row[Any]]) -> tuple[Noted, ...]:
    return tuple(
        Noted(
            serial=row.serial,
            at=row.at,
            by=row.by,
            act=row.act,
            subject=row.subject,
            detail=json.loads(row.detail),
        )
        for row in rows
    )
