"""All tables of the issuer together: what the migrations must come to."""

from assessor_app.issuer.store import bodies, facts
from assessor_app.issuer.store.metadata import metadata

__all__ = ["bodies", "facts", "metadata"]
