"""All tables of the issuer together: what the migrations must come to."""

from assessor_app.issuer.store import (
    accounts,
    across,
    badges,
    between,
    bodies,
    cases,
    credentials,
    discarded,
    endorsements,
    erasures,
    facts,
    parcels,
    qualifications,
    transcripts,
)
from assessor_app.issuer.store.metadata import metadata

__all__ = [
    "accounts",
    "across",
    "badges",
    "between",
    "bodies",
    "cases",
    "credentials",
    "discarded",
    "endorsements",
    "erasures",
    "facts",
    "metadata",
    "parcels",
    "qualifications",
    "transcripts",
]
