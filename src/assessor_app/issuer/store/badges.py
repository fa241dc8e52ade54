"""How the badges of a centre look, as its devices told: versions, each in force from a moment on."""

import json
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Column, Connection, String, Table, Text, insert, select

from assessor_app.domain.badge_design import BadgeDesign, of_form, of_sector
from assessor_app.issuer.store.metadata import MOMENT, NAME, metadata, moment

badge_design = Table(
    "badge_design",
    metadata,
    Column("centre", NAME, primary_key=True),
    Column("target", String(80), primary_key=True),
    Column("at", MOMENT, primary_key=True),
    Column("design", Text),
    Column("heard_at", MOMENT, nullable=False),
)


def hear(
    connection: Connection,
    *,
    centre: str,
    target: str,
    design: BadgeDesign | None,
    at: datetime,
    now: datetime,
) -> bool:
    """Keeps a version that is newer than the one that is known, and says something else; whether it was kept.

    A clock that is ahead gives no version of tomorrow: it would stand above what is chosen until then.
    """
    since, text = moment(min(at, now)), None if design is None else json.dumps(vars(design), sort_keys=True)
    newest = connection.execute(
        select(badge_design.c.at, badge_design.c.design)
        .where(badge_design.c.centre == centre, badge_design.c.target == target)
        .order_by(badge_design.c.at.desc())
        .limit(1)
    ).one_or_none()
    if newest is not None and (newest.at >= since or newest.design == text):
        return False
    values = {"centre": centre, "target": target, "at": since, "design": text, "heard_at": moment(now)}
    connection.execute(insert(badge_design).values(**values))
    return True


@dataclass(frozen=True, kw_only=True)
class CentreDesigns:
    """What is in force for a centre at a moment: a form's own design, else its sector's; None for the one that ships."""

    connection: Connection
    centre: str

    def design(self, *, form: str, sector: str, at: datetime) -> BadgeDesign | None:
        for target in (of_form(form), of_sector(sector)):
            text = self.connection.execute(
                select(badge_design.c.design)
                .where(
                    badge_design.c.centre == self.centre,
                    badge_design.c.target == target,
                    badge_design.c.at <= moment(at),
                )
                .order_by(badge_design.c.at.desc())
                .limit(1)
            ).scalar_one_or_none()
            if text is not None:
                return BadgeDesign(**json.loads(text))
        return None
