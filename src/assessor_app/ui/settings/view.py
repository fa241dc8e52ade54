"""What the settings page shows."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from assessor_app.domain.people import Role
from assessor_app.domain.seal import Seal


@dataclass(frozen=True, kw_only=True)
class MemberView:
    """A member of staff, as an administrator sees them."""

    id: str
    name: str
    label: str
    roles: frozenset[Role]
    registration: str = ""
    scope: tuple[str, ...] = ()
    qualified_until: date | None = None
    trainee: bool = False
    left: bool = False
    may_open: bool = False
    has_pin: bool = False
    has_badge: bool = False


@dataclass(frozen=True, kw_only=True)
class FormLine:
    """A form version; `since` (ISO moment) is empty for one that is offered and not in use yet."""

    code: str
    version: str
    title: str
    since: str = ""


@dataclass(frozen=True, kw_only=True)
class Places:
    """Where things lie on this computer; `log` is None where the disk takes none."""

    data: Path
    log: Path | None


@dataclass(frozen=True, kw_only=True)
class SettingsView:
    """Everything at once. `values` are by key of `services.settings.table`; `me` is who looks.

    `members`, and what concerns the ways in, is shown to administrators alone.
    """

    values: dict[str, str]
    languages: tuple[str, ...]
    places: Places
    me: MemberView
    administrator: bool
    keyring: bool = False
    members: tuple[MemberView, ...] = ()
    forms: tuple[FormLine, ...] = ()
    seal: Seal | None = None
    scopes: tuple[tuple[str, str], ...] = field(default=())
    """What a scope may name: (sector or code, title)."""

    def member(self, member_id: str) -> MemberView | None:
        """The member with this id; None where there is none, or who looks may not see them."""
        return next((one for one in self.members if one.id == member_id), None)
