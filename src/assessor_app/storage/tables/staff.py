"""Staff and their PINs."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from assessor_app.domain.errors import KnownError
from assessor_app.domain.people import Role, Staff
from assessor_app.services.people.ports import PinState
from assessor_app.storage.engine.store import Store

_COLUMNS = "id, name, label, roles, registration, scope, qualified_until, left_at, trainee"


class StaffTable:
    """The members of staff of this centre."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def get(self, staff_id: str) -> Staff:
        """One member; raises KnownError `no-such-person`."""
        row = self._store.raw().execute(f"SELECT {_COLUMNS} FROM staff WHERE id = ?", (staff_id,)).fetchone()
        if row is None:
            raise KnownError("no-such-person", id=staff_id)
        return _staff(row)

    def all(self) -> tuple[Staff, ...]:
        """Everybody, those who left last, by name."""
        rows = self._store.raw().execute(f"SELECT {_COLUMNS} FROM staff ORDER BY left_at <> '', name")
        return tuple(_staff(row) for row in rows)

    def put(self, staff: Staff, *, at: str) -> None:
        """Adds a member or changes one; `at` (ISO) is when the member joined, for a new one."""
        sql = """
            INSERT INTO staff (id, name, label, roles, registration, scope, qualified_until, trainee, joined_at)
            VALUES (:id, :name, :label, :roles, :registration, :scope, :until, :trainee, :at)
            ON CONFLICT (id) DO UPDATE SET name = excluded.name, label = excluded.label, roles = excluded.roles,
              registration = excluded.registration, scope = excluded.scope, qualified_until = excluded.qualified_until,
              trainee = excluded.trainee
        """
        values = {
            "id": staff.id,
            "name": staff.name,
            "label": staff.label,
            "roles": json.dumps(sorted(role.value for role in staff.roles)),
            "registration": staff.registration,
            "scope": json.dumps(list(staff.scope)),
            "until": staff.qualified_until.isoformat() if staff.qualified_until else None,
            "trainee": int(staff.trainee),
            "at": at,
        }
        self._store.raw().execute(sql, values)

    def leave(self, staff_id: str, *, at: str) -> None:
        self._store.raw().execute("UPDATE staff SET left_at = ?, pin = '' WHERE id = ?", (at, staff_id))

    def pin(self, staff_id: str) -> PinState:
        row = (
            self._store.raw()
            .execute("SELECT pin, pin_failures, pin_wait_until FROM staff WHERE id = ?", (staff_id,))
            .fetchone()
        )
        if row is None:
            raise KnownError("no-such-person", id=staff_id)
        return PinState(hash=row[0], failures=row[1], wait_until=row[2])

    def put_pin(self, staff_id: str, pin: PinState) -> None:
        self._store.raw().execute(
            "UPDATE staff SET pin = ?, pin_failures = ?, pin_wait_until = ? WHERE id = ?",
            (pin.hash, pin.failures, pin.wait_until, staff_id),
        )


def _staff(row: Any) -> Staff:
    return Staff(
        id=row[0],
        name=row[1],
        label=row[2],
        roles=frozenset(Role(role) for role in _strings(row[3])),
        registration=row[4],
        scope=tuple(_strings(row[5])),
        qualified_until=date.fromisoformat(row[6]) if row[6] else None,
        left=bool(row[7]),
        trainee=bool(row[8]),
    )


def _strings(text: str) -> Iterator[str]:
    yield from json.loads(text)
