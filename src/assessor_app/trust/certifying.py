"""Whether a delegation lets its device certify a form today."""

from datetime import UTC, datetime

from assessor_app.domain.answer import in_scope
from assessor_app.formats import cose
from assessor_app.formats.delegation import decode


def window_of(delegation: bytes | None) -> tuple[datetime, datetime] | None:
    """First and last moment (UTC) of an encoded delegation; None where there is none."""
    if delegation is None:
        return None
    content = decode(cose.decode(delegation).payload)
    return datetime.fromtimestamp(content.not_before, UTC), datetime.fromtimestamp(content.expires, UTC)


def certifies(delegation: bytes | None, code: str, *, at: datetime) -> bool:
    """Whether this delegation (an encoded COSE_Sign1, None where there is none) covers the form code now."""
    if delegation is None:
        return False
    content = decode(cose.decode(delegation).payload)
    moment = int(at.timestamp())
    return content.not_before <= moment <= content.expires and in_scope(code, content.scope)
