"""What people and commands did to the issuer: appended, never changed."""

import json
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert

from assessor_app.issuer.store.bodies import audit
from assessor_app.issuer.store.metadata import moment


def note(
    connection: Connection,
    act: str,
    *,
    by: str,
    subject: str,
    at: datetime,
    detail: dict[str, Any] | None = None,
) -> None:
    """One act. `subject` and `detail` hold ids and codes, never a person's name."""
    told = json.dumps(detail or {}, sort_keys=True)
    connection.execute(insert(audit).values(at=moment(at), by=by, act=act, subject=subject, detail=told))
