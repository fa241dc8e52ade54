"""Reading back what the credential of a qualification says: which papers it was made of."""

import json
from typing import Any

from assessor_app.credentials.naming import cti_named
from assessor_app.credentials.qualification import ACHIEVEMENT_TYPE
from assessor_app.credentials.said import PART_GENRE
from assessor_app.services.qualifications.ports import IssuedQualification


def issued_qualification(number: str, content: bytes) -> IssuedQualification | None:
    """None for what is no credential of a qualification."""
    try:
        said: dict[str, Any] = json.loads(content)
        achievement = said["credentialSubject"]["achievement"]
        if achievement["achievementType"] != ACHIEVEMENT_TYPE:
            return None
        names = [one["id"] for one in said["evidence"] if one.get("genre") == PART_GENRE]
        return IssuedQualification(
            number=number,
            code=achievement["humanCode"],
            title=achievement["name"],
            parts=tuple(cti for cti in map(cti_named, names) if cti is not None),
            awarded_at=said["awardedDate"],
            valid_until=said.get("validUntil", "")[:10],
            content=content,
        )
    except (ValueError, RecursionError, KeyError, TypeError, AttributeError):
        return None
