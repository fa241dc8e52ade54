"""Endorsements of the forms that this issuer publishes: a request to send, and the signed word that comes back."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from assessor_app.credentials.endorsements import require_endorsement
from assessor_app.credentials.naming import named
from assessor_app.domain.errors import KnownError
from assessor_app.domain.form import Form
from assessor_app.formats.endorsement_files import MOST, endorsed, kept_text, read_signed, request_file
from assessor_app.formats.form_yaml import parse_form
from assessor_app.issuer.store import audit, catalogue, endorsements, settings

MOST_TOGETHER = 96 * 1024
"""Characters of all of a form version: a credential that has them inside must still be one that readers take."""


def endorsement_request(connection: Connection, code: str, version: str) -> dict[str, Any]:
    """What is sent to whoever is asked. Raises KnownError `no-such-form-version`."""
    form = _form(connection, code, version)
    about = _about(connection, form)
    return request_file(form, about=about, centre=settings.needed(connection, "name"))


def take_endorsement(
    connection: Connection, content: bytes, *, code: str, version: str, by: str, now: datetime
) -> bool:
    """Credentials of papers that are issued from now on have it inside; False where it is here.

    Raises KnownError `no-such-form-version`, `endorsement-unreadable`, `endorsement-other`, `endorsements-enough`.
    """
    form = _form(connection, code, version)
    signed = read_signed(content)
    require_endorsement(signed, about=_about(connection, form))
    text = kept_text(signed)
    count, characters = endorsements.size(connection, code, version)
    if count >= MOST or characters + len(text) > MOST_TOGETHER:
        raise KnownError("endorsements-enough", most=MOST)
    new = endorsements.add(connection, code, version, text, by=by, at=now)
    if new:
        detail = {"endorser": str(signed.get("name", ""))[:300]}
        audit.note(connection, "endorsement-taken", by=by, subject=form.ref, at=now, detail=detail)
    return new


def endorsed_form(connection: Connection, content: bytes) -> tuple[str, str]:
    """Code and version of the form that an endorsement is about; nothing else of it is checked.

    Raises KnownError `endorsement-unreadable`, `endorsement-other` where it is none that was published here.
    """
    about, issuer = endorsed(read_signed(content)), settings.needed(connection, "issuer")
    for row in catalogue.all_forms(connection):
        if about == named(issuer, "achievement", row.code, row.version):
            return row.code, row.version
    raise KnownError("endorsement-other")


def _form(connection: Connection, code: str, version: str) -> Form:
    row = catalogue.find_form(connection, code, version)
    if row is None:
        raise KnownError("no-such-form-version", form=f"{code} v{version}")
    return parse_form(row.content)


def _about(connection: Connection, form: Form) -> str:
    """The name that this issuer's credentials have for the achievement."""
    return named(settings.needed(connection, "issuer"), "achievement", form.code, form.version)
