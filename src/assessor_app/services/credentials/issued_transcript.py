"""A transcript that an issuer signs: asked for with a sync, and handed out while it says what is true."""

import json
from collections.abc import Sequence
from uuid import UUID

from assessor_app.domain.certificate import CertificateState
from assessor_app.domain.errors import KnownError
from assessor_app.services.awards.sheets import state
from assessor_app.services.clock import stamp
from assessor_app.services.credentials.ports import CredentialDesk


def issued_transcripts(desk: CredentialDesk, learner: str, members: Sequence[bytes]) -> tuple[bytes, ...]:
    """The signed files, where these credentials are in them and nothing that stands no longer.

    Otherwise one is asked for, and KnownError `transcript-asked` raised.
    """
    files = desk.transcripts.of_learner(learner)
    inside = {name for one in files for name in _named(one)}
    wanted = {str(json.loads(one)["id"]) for one in members}
    if files and wanted <= inside and not any(_is_gone(desk, name) for name in inside - wanted):
        return files
    person, clock = desk.awards.learners.get(learner), desk.awards.ledger.clock
    with desk.awards.ledger.transactions.atomic():
        desk.transcripts.want(learner, at=stamp(clock.now()))
    raise KnownError("transcript-asked", name=person.name)


def _named(transcript: bytes) -> list[str]:
    """The credentials inside, by their names."""
    return [str(one["id"]) for one in json.loads(transcript)["credentialSubject"]["verifiableCredential"]]


def _is_gone(desk: CredentialDesk, name: str) -> bool:
    """Whether it is of a paper that is known here and stands no longer; a person has papers under other ids too."""
    try:
        paper = desk.awards.certificates.by_cti(UUID(name).bytes)
    except ValueError:
        return False
    return paper is not None and state(desk.awards, paper.number) is not CertificateState.REGISTERED
