"""Qualifications that were awarded, and whether enough of their parts still stand."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select, tuple_
from sqlalchemy.sql.elements import ColumnElement
from sqlalchemy.sql.selectable import ScalarSelect

from assessor_app.domain.answer import PaperState
from assessor_app.issuer.store import credentials_due
from assessor_app.issuer.store.across import Known
from assessor_app.issuer.store.credentials import credential, credential_due
from assessor_app.issuer.store.facts import entry
from assessor_app.issuer.store.qualifications import centre_of_part, qualification, qualification_part


@dataclass(frozen=True, kw_only=True)
class Awarded:
    """A qualification. `of` and `first` are the codes of its rule, `parts` the awards it was made of; `until` ISO or empty.

    `part_centres` are where those were recorded, each in its place; empty where all were at `centre`.
    """

    centre: str
    award: str
    learner: str
    code: str
    title: str
    sector: str
    of: tuple[str, ...]
    need: int
    first: tuple[str, ...]
    parts: tuple[str, ...]
    number: str
    cti: bytes
    digest: str
    until: str
    awarded_at: str
    by: str
    part_centres: tuple[str, ...] = ()

    @property
    def places(self) -> tuple[tuple[str, str], ...]:
        """Centre and award of each part."""
        return tuple(zip(self.part_centres or (self.centre,) * len(self.parts), self.parts, strict=True))


def add(connection: Connection, awarded: Awarded) -> None:
    same = ("centre", "award", "learner", "code", "title", "sector", "need", "number", "digest", "until")
    values: dict[str, Any] = {name: getattr(awarded, name) for name in (*same, "awarded_at", "by")}
    values |= {
        "cti": awarded.cti.hex(),
        "rule": json.dumps({"of": awarded.of, "first": awarded.first}),
    }
    connection.execute(insert(qualification).values(values))
    for place, (where, part) in enumerate(awarded.places):
        beside = None if where == awarded.centre else where
        connection.execute(
            insert(qualification_part).values(
                centre=awarded.centre, award=awarded.award, part=part, place=place, part_centre=beside
            )
        )
    credentials_due.want(
        connection,
        centre=awarded.centre,
        digest=awarded.digest,
        at=datetime.fromisoformat(awarded.awarded_at),
    )


def standing_parts() -> ScalarSelect[int]:
    """How many of the awards that a qualification (of the query around) was made of have a registered paper."""
    # Asked of each part by itself: joined, a database may walk through all papers of the centre.
    registered = (
        select(entry.c.digest)
        .where(
            entry.c.centre == centre_of_part,
            entry.c.award == qualification_part.c.part,
            entry.c.state == PaperState.REGISTERED.value,
        )
        .correlate(qualification_part)
        .exists()
    )
    return (
        select(func.count(func.distinct(qualification_part.c.part)))
        .select_from(qualification_part)
        .where(
            qualification_part.c.centre == qualification.c.centre,
            qualification_part.c.award == qualification.c.award,
            registered,
        )
        .correlate(qualification)
        .scalar_subquery()
    )


def stands() -> ColumnElement[bool]:
    """Whether enough of them do."""
    return standing_parts() >= qualification.c.need


def of_people(connection: Connection, *, people: Collection[Known], today: str) -> tuple[str, ...]:
    """Codes of the qualifications that a person known by these holds: they stand, and are in date."""
    chosen = select(qualification.c.code).where(
        tuple_(qualification.c.centre, qualification.c.learner).in_(sorted(people)),
        (qualification.c.until == "") | (qualification.c.until >= today),
        stands(),
    )
    return tuple(connection.execute(chosen).scalars())


def due(connection: Connection, *, most: int) -> tuple[Awarded, ...]:
    """Those for which no credential was made, the oldest first."""
    its = (credential.c.centre == qualification.c.centre) & (credential.c.digest == qualification.c.digest)
    named = (credential_due.c.centre == qualification.c.centre) & (
        credential_due.c.digest == qualification.c.digest
    )
    chosen = (
        select(qualification)
        .select_from(credential_due.join(qualification, named).outerjoin(credential, its))
        .where(credential.c.digest.is_(None))
        .order_by(credential_due.c.since, credential_due.c.digest)
        .limit(most)
    )
    return tuple(_awarded(connection, row) for row in connection.execute(chosen).all())


def of_digest(connection: Connection, *, centre: str, digest: str) -> Awarded | None:
    """The qualification whose credential is named by the bytes with this SHA-256 (hex)."""
    chosen = select(qualification).where(qualification.c.centre == centre, qualification.c.digest == digest)
    row = connection.execute(chosen).one_or_none()
    return None if row is None else _awarded(connection, row)


def _awarded(connection: Connection, row: Any) -> Awarded:
    rule = json.loads(row.rule)
    parts = connection.execute(
        select(qualification_part.c.part, centre_of_part.label("where"))
        .where(qualification_part.c.centre == row.centre, qualification_part.c.award == row.award)
        .order_by(qualification_part.c.place)
    ).all()
    return Awarded(
        centre=row.centre,
        award=row.award,
        learner=row.learner,
        code=row.code,
        title=row.title,
        sector=row.sector,
        of=tuple(rule["of"]),
        need=row.need,
        first=tuple(rule["first"]),
        parts=tuple(part.part for part in parts),
        part_centres=tuple(part.where for part in parts),
        number=row.number,
        cti=bytes.fromhex(row.cti),
        digest=row.digest,
        until=row.until,
        awarded_at=row.awarded_at,
        by=row.by,
    )
