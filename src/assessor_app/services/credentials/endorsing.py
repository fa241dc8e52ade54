"""Endorsements at a centre: a request to send, and the signed word that comes back."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from assessor_app.domain.errors import KnownError
from assessor_app.domain.people import Role, require_role
from assessor_app.formats.endorsement_files import (
    MOST,
    EndorsementSaid,
    endorsed,
    kept_text,
    read_signed,
    request_file,
    said,
)
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
    `endorsements-enough`, `endorsement-ended` for one that was taken away.
    """
    require_role(desk.awards.staff.get(by), Role.ADMINISTRATOR)
    desk.awards.forms.get(code, version)
    signed = read_signed(content)
    desk.maker.require_endorsement(signed, about=_about(desk, code, version))
    clock = desk.awards.ledger.clock
    with desk.awards.ledger.transactions.atomic():
        if len(desk.endorsements.of_form(code, version, at=clock.now())) >= MOST:
            raise KnownError("endorsements-enough", most=MOST)
        text = kept_text(signed)
        if any(one.ended_at and kept_text(dict(one.content)) == text for one in desk.endorsements.kept()):
            raise KnownError("endorsement-ended")
        return desk.endorsements.add(code, version, text, at=stamp(clock.now()), by=by)


@dataclass(frozen=True, kw_only=True)
class Endorsed:
    """An endorsement that is embedded; `title` is that of its form, `at` when it was taken (ISO 8601)."""

    id: int
    code: str
    version: str
    title: str
    said: EndorsementSaid
    at: str


def endorsements_here(desk: CredentialDesk, *, by: str) -> tuple[Endorsed, ...]:
    """Those that new credentials have inside, by form.

    Raises KnownError `not-allowed`, and `endorsement-elsewhere` where an issuer signs the credentials.
    """
    require_role(desk.awards.staff.get(by), Role.ADMINISTRATOR, Role.CENTRE_STAFF)
    require_endorsed_here(desk)
    return tuple(
        Endorsed(
            id=one.id,
            code=one.code,
            version=one.version,
            title=desk.awards.forms.get(one.code, one.version).title,
            said=said(one.content),
            at=one.at,
        )
        for one in desk.endorsements.kept()
        if not one.ended_at
    )


def end_endorsement(desk: CredentialDesk, *, by: str, endorsement: int) -> None:
    """Credentials of papers that are issued from now on are made without it; those that were issued keep it.

    Raises KnownError `not-allowed`, `no-such-endorsement`.
    """
    require_role(desk.awards.staff.get(by), Role.ADMINISTRATOR)
    with desk.awards.ledger.transactions.atomic():
        if endorsement not in {one.id for one in desk.endorsements.kept() if not one.ended_at}:
            raise KnownError("no-such-endorsement")
        desk.endorsements.end(endorsement, at=stamp(desk.awards.ledger.clock.now()), by=by)


def endorsed_form(desk: CredentialDesk, content: bytes, forms: Iterable[tuple[str, str]]) -> tuple[str, str]:
    """Which of these forms (code, version) an endorsement is about; nothing else of it is checked.

    Raises KnownError `endorsement-unreadable`, `endorsement-elsewhere`, `endorsement-other` where it is none of them.
    """
    about = endorsed(read_signed(content))
    for code, version in forms:
        if about == _about(desk, code, version):
            return code, version
    raise KnownError("endorsement-other")


def require_endorsed_here(desk: CredentialDesk) -> None:
    """Raises KnownError `endorsement-elsewhere` where an issuer signs the credentials."""
    if not desk.awards.centre.centre().own_root:
        raise KnownError("endorsement-elsewhere")


def _about(desk: CredentialDesk, code: str, version: str) -> str:
    """In whose name credentials are signed, its achievements are endorsed."""
    require_endorsed_here(desk)
    return desk.maker.achievement_name(desk.seeds.issuing_seed("on-line"), code, version)
