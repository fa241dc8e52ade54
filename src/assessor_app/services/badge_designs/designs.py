"""Choosing how badges look, by sector or by form. What was issued keeps the badge that it had."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from assessor_app.domain.badge_design import BadgeDesign, of_form, of_sector, require_usable
from assessor_app.domain.errors import KnownError
from assessor_app.domain.people import Role, require_role
from assessor_app.services.clock import Clock, stamp
from assessor_app.services.people.ports import StaffLookup
from assessor_app.services.transactions import Transactions


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """A version of a design: what it is for, since when (ISO) and by whom (an id). None for the design that ships, again."""

    target: str
    version: int
    design: BadgeDesign | None
    at: str
    by: str


class DesignStore(Protocol):
    def newest(self, target: str, *, at: datetime | None = None) -> Chosen | None:
        """The newest version, or the newest at this moment; None where nobody ever chose."""

    def add(self, target: str, design: BadgeDesign | None, *, at: str, by: str) -> None: ...


@dataclass(frozen=True, kw_only=True)
class DesignDesk:
    """The parts that choosing a design is built from; `shapes` and `signs` are the names of what can be drawn."""

    transactions: Transactions
    store: DesignStore
    staff: StaffLookup
    clock: Clock
    shapes: Collection[str]
    signs: Collection[str]


def choose_design(desk: DesignDesk, *, by: str, target: str, design: BadgeDesign | None) -> None:
    """From now on badges of this sector or form look so; None: as they ship.

    Raises KnownError `not-allowed`, `badge-part-unknown`, and what `require_usable` raises.
    """
    require_role(desk.staff.get(by), Role.ADMINISTRATOR)
    if design is not None:
        if design.shape not in desk.shapes or design.sign not in desk.signs:
            raise KnownError("badge-part-unknown")
        require_usable(design)
    with desk.transactions.atomic():
        desk.store.add(target, design, at=stamp(desk.clock.now()), by=by)


class ChosenDesigns:
    """What was in force at a moment: a form's own design, else its sector's."""

    def __init__(self, store: DesignStore) -> None:
        self._store = store

    def design(self, *, form: str, sector: str, at: datetime) -> BadgeDesign | None:
        for target in (of_form(form), of_sector(sector)):
            found = self._store.newest(target, at=at)
            if found is not None and found.design is not None:
                return found.design
        return None
