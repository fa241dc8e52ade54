"""People: staff with their roles and scope, and learners."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from assessor_app.domain.answer import in_scope
from assessor_app.domain.errors import KnownError
from assessor_app.domain.form import Form

ADULT_AT = 18
EVERYTHING = "*"


class Role(StrEnum):
    ASSESSOR = "assessor"
    QUALITY_ASSURER = "quality-assurer"
    CENTRE_STAFF = "centre-staff"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True, kw_only=True)
class Staff:
    """A member of staff.

    `scope` holds sectors, form codes or their prefixes, `*` for everything; `qualified_until` is the last day
    of the qualification to assess, None where none is asked for. `label` is the name on the sign-in page. The decisions
    of a `trainee` wait for a countersignature.
    """

    id: str
    name: str
    label: str
    roles: frozenset[Role]
    registration: str = ""
    scope: tuple[str, ...] = ()
    qualified_until: date | None = None
    trainee: bool = False
    left: bool = False

    def has(self, *roles: Role) -> bool:
        """Whether this person holds one of these roles and is still here."""
        return not self.left and any(role in self.roles for role in roles)

    def covers(self, form: Form) -> bool:
        """Whether the form lies in this person's scope; prefixes are whole parts, as a delegation's (`in_scope`)."""
        return form.sector in self.scope or in_scope(form.code, self.scope)


def require_role(staff: Staff, *roles: Role) -> None:
    """Raises KnownError `not-allowed` when the person holds none of the roles."""
    if not staff.has(*roles):
        raise KnownError("not-allowed", name=staff.name, roles=", ".join(role.value for role in roles))


def require_may_assess(staff: Staff, form: Form, on: date) -> None:
    """Raises KnownError saying why this person may not assess this form on this day."""
    require_role(staff, Role.ASSESSOR)
    if not staff.covers(form):
        raise KnownError("out-of-scope", name=staff.name, form=form.ref, title=form.title)
    if staff.qualified_until is not None and on > staff.qualified_until:
        raise KnownError(
            "qualification-expired", name=staff.name, until=staff.qualified_until.isoformat(), form=form.ref
        )


class IdentityMark(StrEnum):
    """What a paper shows beside the name, by the learner's choice."""

    BIRTH_DATE = "birth-date"
    ID_LAST_FOUR = "id-last-four"
    NONE = "none"


@dataclass(frozen=True, kw_only=True)
class Learner:
    """A learner. `under_18` is None where nobody has said; the birth date settles it where it is known."""

    id: str
    name: str
    number: str = ""
    identity_mark: IdentityMark = IdentityMark.NONE
    id_last_four: str = ""
    birth_date: date | None = None
    said_under_18: bool | None = None
    guardian_consent: bool = False
    photo_consent: bool = False
    group: str = ""

    def under_18(self, on: date) -> bool | None:
        """Whether the learner is a minor on this day; None where it is not known."""
        if self.birth_date is None:
            return self.said_under_18
        return self._age(self.birth_date, on) < ADULT_AT

    def has_reached(self, years: int, on: date) -> bool | None:
        """Whether the learner is at least so many years old on this day; None where it is not known."""
        if self.birth_date is not None:
            return self._age(self.birth_date, on) >= years
        if self.said_under_18 is True and years >= ADULT_AT:
            return False
        return True if self.said_under_18 is False and years <= ADULT_AT else None

    @staticmethod
    def _age(born: date, on: date) -> int:
        return on.year - born.year - ((on.month, on.day) < (born.month, born.day))
