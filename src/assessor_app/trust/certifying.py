"""Whether a delegation lets its device certify a form today."""

from datetime import datetime

from assessor_app.domain.answer import in_scope
from assessor_app.formats import cose
from assessor_app.formats.delegation import decode


def certifies(delegation: bytes | None, code: str, *, at: datetime) -> bool:
    """Whether this delegation (an encoded COSE_Sign1, None where there is none) covers the form code now."""
    if delegation is None:
        return False
    content = decode(cose.decode(delegation).payload)
    moment = int(at.timestamp())
    return content.not_before <= moment <= content.expires and in_scope(code, content.scope)
