"""Endorsements at a centre: a request to send, and the signed word that comes back."""

from typing import Any

from assessor_app.domain.errors import KnownError
from assessor_app.domain.people import Role, require_role
from assessor_app.formats.endorsement_files import MOST, kept_text, read_signed, request_file
from assessor_app.services.clock import stamp
from assessor_app.services.credentials.ports import CredentialDesk


def endorsement_request(desk: CredentialDesk, *, by: str, code: str, version: str) -> dict[str, Any]:
    """What is sent to whoever is asked: which achievement, by the name that credentials have for it, and what it says.

    Raises KnownError `not-allowed`, `no-such-form`, `endorsement-elsewhere` where an issuer signs the credentials.
    """
    require_role(desk.awards.staff.get(by), Role.ADMINISTRATOR, Role.CENTRE_STAFF)
    form = desk.awards.forms.get(code, version)
    about, centre = _about(desk, code, version), desk.awards.centre.centre().name
    return request_file(form, about=about, centre=centre)


def add_endorsement(desk: CredentialDesk, content: bytes, *, by: str, code: str, version: str) -> bool:
    """Embeds a signed endorsement in the credentials of this form version that are made from now on; False where it is here.

    Raises KnownError `not-allowed`, `no-such-form`, `endorsement-elsewhere`, `endorsement-unreadable`, `endorsement-other`,
    `endorsements-enough`.
    """
    require_role(desk.awards.staff.get(by), Role.ADMINISTRATOR)
    desk.awards.forms.get(code, version)
    signed = read_signed(content)
    desk.maker.require_endorsement(signed, about=_about(desk, code, version))
    clock = desk.awards.ledger.clock
    with desk.awards.ledger.transactions.atomic():
        if len(desk.endorsements.of_form(code, version, at=clock.now())) >= MOST:
            raise KnownError("endorsements-enough", most=MOST)
        return desk.endorsements.add(code, version, kept_text(signed), at=stamp(clock.now()), by=by)


def _about(desk: CredentialDesk, code: str, version: str) -> str:
    """In whose name credentials are signed, its achievements are endorsed."""
    if not desk.awards.centre.centre().own_root:
        raise KnownError("endorsement-elsewhere")
    return desk.maker.achievement_name(desk.seeds.issuing_seed("on-line"), code, version)
