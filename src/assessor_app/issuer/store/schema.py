"""All tables of the issuer together: what the migrations must come to."""

from assessor_app.issuer.store import accounts, bodies, cases, facts
from assessor_app.issuer.store.metadata import metadata

__all__ = ["accounts", "bodies", "cases", "facts", "metadata"]
