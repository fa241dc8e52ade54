"""Credentials of registered papers: made off the path of any request, one process at a time, each once."""

from base64 import b64encode
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from assessor_app.credentials.mapping import credential_of
from assessor_app.credentials.qualification import qualification_credential
from assessor_app.credentials.signing import Issuing, sign_credential
from assessor_app.credentials.status_list import free_place
from assessor_app.documents.badge_image.drawer import FormBadges
from assessor_app.domain.credential import CredentialFacts, StatusPlace
from assessor_app.domain.errors import KnownError
from assessor_app.formats.credential import document, encode
from assessor_app.issuer.credentials import kept
from assessor_app.issuer.credentials.alone import tell, works_alone
from assessor_app.issuer.credentials.facts import facts_of
from assessor_app.issuer.credentials.jwt_signer import jwt_today
from assessor_app.issuer.credentials.jwts import jwt_of
from assessor_app.issuer.credentials.kept import Made
from assessor_app.issuer.credentials.lists import issuing_of, publish_lists, url_of
from assessor_app.issuer.keys.vault import Vault
from assessor_app.issuer.register.entries import Paper
from assessor_app.issuer.stacking import kept as stacked
from assessor_app.issuer.stacking.facts import qualification_facts
from assessor_app.issuer.stacking.kept import Awarded
from assessor_app.issuer.store import centres
from assessor_app.issuer.store.badges import CentreDesigns
from assessor_app.issuer.store.engine import Store
from assessor_app.issuer.store.metadata import moment

AT_ONCE = 50


@dataclass(frozen=True, kw_only=True)
class Issued:
    """How many papers were looked at, and the bugs that were met: those papers have no credential."""

    count: int = 0
    faults: tuple[Exception, ...] = ()


def issue_due(
    store: Store, *, vault: Vault, badges: FormBadges, now: datetime, most: int = AT_ONCE
) -> Issued:
    """Makes up to `most` credentials; none where nothing is due, or another process is at it."""
    with store.read() as connection:
        if not _wanted(connection, most=1):
            return Issued()
    with store.write() as connection:
        if not works_alone(connection):
            return Issued()
        wanted = _wanted(connection, most=most)
        for centre in sorted({one.centre for one in wanted}):
            centres.lock_devices(connection, centre)
        issuing, jwt = issuing_of(connection, vault), jwt_today(connection, vault, now=now)
        faults: list[Exception] = []
        for one in wanted:
            place = _place(connection)
            status = StatusPlace(url=url_of(connection, place[0]), index=place[1])
            try:
                with connection.begin_nested():  # what the database refuses is undone alone
                    content = _content(connection, one, status, issuing=issuing, badges=badges, now=now)
            except Exception as error:  # noqa: BLE001 - our bug in one paper must not block those behind it
                faults.append(error)
                content = None
            made = Made(
                centre=one.centre,
                digest=one.digest,
                number=one.number,
                list=place[0],
                place=place[1],
                content=content,
                made_at=moment(now),
                jwt=None if content is None or jwt is None else jwt_of(content, jwt),
            )
            kept.add(connection, made)
            if content is not None:
                tell(connection, made, now=now)
        # A credential names its list: the list is there before anybody can hold the credential.
        publish_lists(connection, vault=vault, now=now)
        return Issued(count=len(wanted), faults=tuple(faults))


def _wanted(connection: Connection, *, most: int) -> list[Paper | Awarded]:
    """Papers that were registered, and qualifications that were awarded, without a credential."""
    papers = kept.due(connection, most=most)
    return [*papers, *stacked.due(connection, most=most - len(papers))]


def image_of(facts: CredentialFacts, badges: FormBadges) -> str:
    """The badge as a data URI."""
    return _uri(badges.svg(facts))


def _place(connection: Connection) -> tuple[int, int]:
    """A free place in the newest list, or in the one after it."""
    number = max(1, kept.newest_list(connection))
    try:
        return number, free_place(kept.places(connection, number))
    except KnownError:
        return number + 1, free_place(())


def _content(
    connection: Connection,
    one: Paper | Awarded,
    status: StatusPlace,
    *,
    issuing: Issuing,
    badges: FormBadges,
    now: datetime,
) -> bytes | None:
    badges = badges.under(CentreDesigns(connection=connection, centre=one.centre))
    if isinstance(one, Awarded):
        told = qualification_facts(connection, one, status)
        if told is None:
            return None
        made = document(qualification_credential(told, image=_uri(badges.qualification_svg(told))))
    else:
        facts = facts_of(connection, one, status)
        if facts is None:
            return None
        made = document(credential_of(facts, image=image_of(facts, badges)))
    return encode(sign_credential(made, issuing=issuing, created=now))


def _uri(svg: str) -> str:
    return "data:image/svg+xml;base64," + b64encode(svg.encode("utf-8")).decode("ascii")
