"""Whether a delegation lets its device certify a form today."""

from datetime import datetime

from assessor_app.formats import cose
from assessor_app.formats.delegation import Delegation, decode


def certifies(delegation: bytes | None, code: str, *, at: datetime) -> bool:
    """Whether this delegation (an encoded COSE_Sign1, None where there is none) covers the form code now."""
    if delegation is None:
        return False
    content = decode(cose.decode(delegation).payload)
    moment = int(at.timestamp())
    return content.not_before <= moment <= content.expires and covers(content, code)


def covers(delegation: Delegation, code: str) -> bool:
    """Whether the form code lies in the delegation's scope: whole parts of codes, or `*` for all."""
    return any(part in {"*", code} or code.startswith(f"{part}-") for part in delegation.scope)
