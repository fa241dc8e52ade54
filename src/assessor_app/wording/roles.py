"""Words for roles."""

from collections.abc import Iterable

from assessor_app.domain.people import Role, Staff
from assessor_app.wording.catalogue import gettext as _


def role_word(role: Role) -> str:
    """One role."""
    return {
        Role.ASSESSOR: _("assessor"),
        Role.QUALITY_ASSURER: _("quality assurer"),
        Role.CENTRE_STAFF: _("centre staff"),
        Role.ADMINISTRATOR: _("administrator"),
    }[role]


def role_words(roles: Iterable[Role]) -> str:
    """Several, always in the same order."""
    held = set(roles)
    return ", ".join(role_word(role) for role in Role if role in held)


def person_words(person: Staff) -> str:
    """A member of staff on paper: the name with the roles."""
    return _("{name} ({roles})").format(name=person.name, roles=role_words(person.roles))
