"""Endorsements of this issuer's forms: signed words of employers and authorities, in force from a moment on, kept for ever."""

import json
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Column, Connection, Index, String, Table, Text, func, insert, select

from assessor_app.issuer.store.metadata import HASH, MOMENT, NAME, metadata, moment

endorsement = Table(
    "endorsement",
    metadata,
    Column("sha256", HASH, primary_key=True),
    Column("form_code", String(64), nullable=False),
    Column("form_version", String(32), nullable=False),
    Column("content", Text, nullable=False),
    Column("at", MOMENT, nullable=False),
    Column("by", NAME, nullable=False),
    Index("endorsement_by_form", "form_code", "form_version", "at"),
)


def add(connection: Connection, code: str, version: str, content: str, *, by: str, at: datetime) -> bool:
    """Keeps it; False where it is here already."""
    digest = sha256(content.encode("utf-8")).hexdigest()
    if connection.execute(select(endorsement.c.at).where(endorsement.c.sha256 == digest)).first():
        return False
    values = {"sha256": digest, "form_code": code, "form_version": version, "content": content}
    connection.execute(insert(endorsement).values(**values, at=moment(at), by=by))
    return True


def size(connection: Connection, code: str, version: str) -> tuple[int, int]:
    """How many there are of a form version, and how many characters they have together."""
    chosen = select(func.count(), func.coalesce(func.sum(func.length(endorsement.c.content)), 0)).where(
        endorsement.c.form_code == code, endorsement.c.form_version == version
    )
    count, characters = connection.execute(chosen).one()
    return int(count), int(characters)


def of_form(connection: Connection, code: str, version: str, *, at: datetime) -> tuple[dict[str, Any], ...]:
    """Those in force at this moment, oldest first."""
    chosen = (
        select(endorsement.c.content)
        .where(
            endorsement.c.form_code == code,
            endorsement.c.form_version == version,
            endorsement.c.at <= moment(at),
        )
        .order_by(endorsement.c.at, endorsement.c.sha256)
    )
    return tuple(json.loads(text) for text in connection.execute(chosen).scalars())
