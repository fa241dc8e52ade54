"""Changing papers in the register, each change told to every device of its centre; and ending an award with all its papers."""

from dataclasses import replace
from datetime import UTC, date, datetime

from sqlalchemy import Connection, bindparam, insert, select, update

from assessor_app.domain.answer import PaperState
from assessor_app.issuer.register import entries
from assessor_app.issuer.register.entries import Paper
from assessor_app.issuer.store import centres, feed
from assessor_app.issuer.store.facts import award
from assessor_app.issuer.store.metadata import moment
from assessor_app.issuer.telling.sharing import paper_item

_AWARD_STATE = select(award.c.state).where(
    award.c.centre == bindparam("centre"), award.c.id == bindparam("id")
)


def enter(connection: Connection, paper: Paper, *, now: datetime) -> None:
    """A new paper."""
    entries.add(connection, paper, at=now)
    _tell(connection, paper, PaperState(paper.state), now=now)


def change(
    connection: Connection,
    paper: Paper,
    state: PaperState,
    *,
    now: datetime,
    successor: str | None = None,
    reason: str = "",
) -> None:
    """Another state, from today; nothing where it has that state and that successor already."""
    if (paper.state, paper.successor) == (state, successor):
        return
    entries.change(connection, paper, state, on=today(now), successor=successor, at=now)
    _tell(connection, paper, state, now=now, successor=successor, reason=reason)


def award_state(connection: Connection, centre: str, award_id: str) -> str | None:
    """Where an award stands, None for one that nobody told of."""
    this = {"centre": centre, "id": award_id}
    found: str | None = connection.execute(_AWARD_STATE, this).scalar_one_or_none()
    return found


def end_award(
    connection: Connection,
    *,
    centre: str,
    award_id: str,
    assessment: str,
    state: PaperState,
    now: datetime,
    reason: str = "",
) -> None:
    """Takes an award (revoked or annulled) with all its papers, past and future."""
    values = {"state": state.value, "changed_at": moment(now)}
    this = (award.c.centre == centre) & (award.c.id == award_id)
    if connection.execute(update(award).where(this).values(**values)).rowcount == 0:
        key = {"centre": centre, "id": award_id, "assessment": assessment}
        connection.execute(insert(award).values(**key, **values))
    for paper in entries.of_award(connection, centre, award_id):
        if paper.state != state:
            change(connection, paper, state, now=now, reason=reason)


def today(now: datetime) -> date:
    return now.astimezone(UTC).date()


def _tell(
    connection: Connection,
    paper: Paper,
    state: PaperState,
    *,
    now: datetime,
    successor: str | None = None,
    reason: str = "",
) -> None:
    told = replace(paper, state=state.value, on_day=today(now).isoformat(), successor=successor)
    item = paper_item(told, reason=reason)
    for device in centres.devices_of(connection, paper.centre):
        feed.append(connection, centre=paper.centre, to=device.id, items=[item], at=now)
