"""Signing in gets slower with every try in vain: for a name from one address, and more gently for a name from anywhere.

What is counted is the name as it was typed, whether anybody bears it or not: how long one waits tells nothing of who
has an account. A try is counted before it is looked at, so that many at once win nothing.
"""

import contextlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import Connection, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from assessor_app.domain.errors import KnownError
from assessor_app.issuer.people.accounts import name_key
from assessor_app.issuer.store.accounts import attempt
from assessor_app.issuer.store.metadata import moment

_FORGOTTEN_AFTER = timedelta(days=1)
_MOST_DOUBLINGS = 20


@dataclass(frozen=True, kw_only=True)
class _Pace:
    """`free` tries without a wait, then one second, doubled each time up to `most` seconds."""

    free: int
    most: int

    def seconds(self, failures: int) -> int:
        over = failures - self.free
        return 0 if over < 0 else min(self.most, 2 ** min(over, _MOST_DOUBLINGS))


_HERE = _Pace(free=4, most=900)
_ANYWHERE = _Pace(free=25, most=60)
"""Low, or a stranger could lock somebody out of their own account by trying for them."""


def count_try(connection: Connection, name: str, address: str, *, now: datetime) -> None:
    """Counts a try. Raises KnownError("too-often", seconds) where it came too early, and counts nothing then."""
    connection.execute(delete(attempt).where(attempt.c.last_at < moment(now - _FORGOTTEN_AFTER)))
    subjects = _subjects(name, address)
    for subject, pace in subjects:
        row = connection.execute(
            select(attempt).where(attempt.c.subject == subject).with_for_update()
        ).one_or_none()
        if row is None:
            continue
        until = datetime.fromisoformat(row.last_at) + timedelta(seconds=pace.seconds(row.failures))
        if now < until:
            raise KnownError("too-often", seconds=int((until - now).total_seconds()) + 1)
    for subject, _pace in subjects:
        this = attempt.c.subject == subject
        counted = update(attempt).where(this).values(failures=attempt.c.failures + 1, last_at=moment(now))
        if connection.execute(counted).rowcount:
            continue
        # Somebody else may count the first try beside this one: then it is counted.
        with contextlib.suppress(IntegrityError), connection.begin_nested():
            connection.execute(insert(attempt).values(subject=subject, failures=1, last_at=moment(now)))


def forget(connection: Connection, name: str, address: str) -> None:
    """It was them."""
    subjects = [subject for subject, _pace in _subjects(name, address)]
    connection.execute(delete(attempt).where(attempt.c.subject.in_(subjects)))


def _subjects(name: str, address: str) -> tuple[tuple[str, _Pace], ...]:
    key = name_key(name)
    here = sha256(f"{key} {address}".encode("utf-8", "surrogatepass")).hexdigest()
    return (here, _HERE), (key, _ANYWHERE)
