"""What the settings page is wired to, and how it reads."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from operator import itemgetter
from typing import Protocol

from assessor_app.domain.people import Staff
from assessor_app.services.badges.staff import StaffBadgeDesk
from assessor_app.services.forms.shelf import Shelf
from assessor_app.services.packs.seal import SealDesk
from assessor_app.services.people.pin import PinDesk
from assessor_app.services.people.staff import StaffDesk
from assessor_app.services.settings.table import Kept
from assessor_app.ui.settings.view import FormLine, MemberView, Places
from assessor_app.wording.catalogue import gettext as _


class FormDates(Protocol):
    def adopted(self) -> Mapping[tuple[str, str], str]:
        """The moment (ISO) at which each (code, version) was first used."""


@dataclass(frozen=True, kw_only=True)
class WaysIn:
    """The ways in beside passphrases, as callables that run off the GUI thread.

    `set_keyring` raises KnownError `keyring-unavailable`; `new_recovery` returns the key to show once, and also
    keeps its public half for copies on a stick.
    """

    keyring_on: Callable[[], bool]
    set_keyring: Callable[[bool], None]
    new_recovery: Callable[[], str]


@dataclass(frozen=True, kw_only=True)
class SettingsParts:
    """Everything that the page needs. `languages` are those of the catalogue, `sectors` its sectors' titles by code."""

    kept: Kept
    staff: StaffDesk
    pins: PinDesk
    badges: StaffBadgeDesk
    shelf: Shelf
    dates: FormDates
    ways: WaysIn
    places: Places
    sealing: SealDesk
    languages: Callable[[], tuple[str, ...]]
    sectors: Callable[[], Mapping[str, str]] = dict


def member_view(parts: SettingsParts, staff: Staff) -> MemberView:
    """One member with their ways in."""
    return MemberView(
        id=staff.id,
        name=staff.name,
        label=staff.label,
        roles=staff.roles,
        registration=staff.registration,
        scope=staff.scope,
        qualified_until=staff.qualified_until,
        trainee=staff.trainee,
        left=staff.left,
        may_open=parts.staff.keys.may_open(staff.id),
        has_badge=parts.badges.badges.has(staff.id),
        has_pin=bool(parts.pins.staff.pin(staff.id).hash),
    )


def form_lines(shelf: Shelf, dates: FormDates) -> tuple[FormLine, ...]:
    """Every form offered or in use."""
    since = dates.adopted()
    return tuple(
        FormLine(code=code, version=version, title=offered.form.title, since=since.get((code, version), ""))
        for (code, version), offered in shelf.offered().items()
    )


def scopes(shelf: Shelf, titles: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """What a scope may name: each sector by its title, then each form by its code."""
    forms = [offered.form for offered in shelf.offered().values()]
    sectors = {form.sector: titles.get(form.sector) or form.sector.replace("-", " ") for form in forms}
    codes = {form.code: _("{title} ({code})").format(title=form.title, code=form.code) for form in forms}
    return (*sorted(sectors.items(), key=itemgetter(1)), *sorted(codes.items()))
