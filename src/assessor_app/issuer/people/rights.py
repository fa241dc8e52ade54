"""People at the awarding body, and what each role lets them do."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from assessor_app.domain.errors import KnownError


class Role(StrEnum):
    """Somebody may have more than one. Whoever has any may read."""

    REGISTRAR = "registrar"
    OPERATOR = "operator"
    READER = "reader"


class Right(StrEnum):
    """What is asked before it is done."""

    READ = "read"
    DECIDE = "decide"
    REVOKE = "revoke"
    ANSWER = "answer"
    INVITE = "invite"
    SUSPEND = "suspend"


_RIGHTS: Mapping[Role, frozenset[Right]] = {
    Role.REGISTRAR: frozenset({Right.READ, Right.DECIDE, Right.REVOKE, Right.ANSWER}),
    Role.OPERATOR: frozenset({Right.READ, Right.INVITE, Right.SUSPEND}),
    Role.READER: frozenset({Right.READ}),
}


@dataclass(frozen=True, kw_only=True)
class Person:
    """Who acts: the account's id, the name that verdicts and the audit log bear, and the roles."""

    id: str
    name: str
    roles: frozenset[Role]

    def may(self, right: Right) -> bool:
        return any(right in _RIGHTS[role] for role in self.roles)


def require(person: Person, right: Right) -> None:
    """Raises KnownError("role-missing")."""
    if not person.may(right):
        raise KnownError("role-missing")
