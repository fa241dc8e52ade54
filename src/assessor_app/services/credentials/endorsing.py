"""Endorsements at a centre: a request to send, and the signed word that comes back."""

import json
from typing import Any

from assessor_app.domain.errors import KnownError
from assessor_app.domain.people import Role, require_role
from assessor_app.services.clock import stamp
from assessor_app.services.credentials.ports import CredentialDesk

REQUEST = "assessor-endorsement-request/1"
MOST = 5
"""Of one form version: each is inside every credential of it."""
MOST_BYTES = 32 * 1024


def endorsement_request(desk: CredentialDesk, *, by: str, code: str, version: str) -> dict[str, Any]:
    """What is sent to whoever is asked: which achievement, by the name that credentials have for it, and what it says.

    Raises KnownError `not-allowed`, `no-such-form`, `no-own-root`.
    """
    require_role(desk.awards.staff.get(by), Role.ADMINISTRATOR, Role.CENTRE_STAFF)
    form = desk.awards.forms.get(code, version)
    return {
        "kind": REQUEST,
        "about": _about(desk, code, version),
        "code": code,
        "version": version,
        "title": form.title,
        "description": form.description,
        "outcomes": [outcome.text for outcome in form.outcomes],
        "centre": desk.awards.centre.centre().name,
    }


def add_endorsement(desk: CredentialDesk, content: bytes, *, by: str, code: str, version: str) -> bool:
    """Embeds a signed endorsement in the credentials of this form version that are made from now on; False where it is here.

    Raises KnownError `not-allowed`, `no-such-form`, `no-own-root`, `endorsement-unreadable`, `endorsement-other`,
    `endorsements-enough`.
    """
    require_role(desk.awards.staff.get(by), Role.ADMINISTRATOR)
    desk.awards.forms.get(code, version)
    signed = _read(content)
    desk.maker.require_endorsement(signed, about=_about(desk, code, version))
    clock = desk.awards.ledger.clock
    with desk.awards.ledger.transactions.atomic():
        if len(desk.endorsements.of_form(code, version, at=clock.now())) >= MOST:
            raise KnownError("endorsements-enough", most=MOST)
        text = json.dumps(signed, ensure_ascii=False, sort_keys=True)
        return desk.endorsements.add(code, version, text, at=stamp(clock.now()), by=by)


def _about(desk: CredentialDesk, code: str, version: str) -> str:
    return desk.maker.achievement_name(desk.seeds.issuing_seed("on-line"), code, version)


def _read(content: bytes) -> dict[str, Any]:
    try:
        found = json.loads(content) if len(content) <= MOST_BYTES else None
    except (ValueError, RecursionError) as error:
        raise KnownError("endorsement-unreadable") from error
    if not isinstance(found, dict):
        raise KnownError("endorsement-unreadable")
    return found
