"""A link that fills LinkedIn's own form for a certification; nothing is sent before the learner opens it."""

from datetime import date
from urllib.parse import urlencode

ADDRESS = "https://www.linkedin.com/profile/add"


def add_to_profile(
    *, title: str, organisation: str, number: str, issued: date, until: date | None, url: str = ""
) -> str:
    """The link. `url` is where the certificate can be checked, empty where nothing serves it."""
    asked = {
        "startTask": "CERTIFICATION_NAME",
        "name": title,
        "organizationName": organisation,
        "issueYear": str(issued.year),
        "issueMonth": str(issued.month),
    }
    if until is not None:
        asked |= {"expirationYear": str(until.year), "expirationMonth": str(until.month)}
    if url:
        asked["certUrl"] = url
    asked["certId"] = number
    return f"{ADDRESS}?{urlencode(asked)}"
