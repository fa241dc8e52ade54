"""A learner's transcript: every credential that they hold from this centre, in one signed file, or in several that are full."""

from pathlib import Path

from assessor_app.domain.errors import KnownError
from assessor_app.domain.people import require_role
from assessor_app.services.awards.issue import MAY_PRINT
from assessor_app.services.credentials.export import WITHOUT
from assessor_app.services.credentials.facts import qualification_facts
from assessor_app.services.credentials.files import credential_files
from assessor_app.services.credentials.ports import CredentialDesk, CredentialFiles
from assessor_app.services.qualifications.look import QualificationState, state_of


def transcript(desk: CredentialDesk, *, by: str, learner: str, name: str, folder: Path) -> tuple[Path, ...]:
    """Writes `transcript-NUMBER.json` (`-1`, `-2` … where it takes more) into the folder; `name` is its title.

    Raises KnownError `not-allowed`, `transcript-elsewhere` where an issuer makes the credentials, `transcript-empty`, and what the
    disk says.
    """
    awards = desk.awards
    require_role(awards.staff.get(by), *MAY_PRINT)
    if not awards.centre.centre().own_root:
        raise KnownError("transcript-elsewhere")
    person = awards.learners.get(learner)
    made = made_transcripts(desk, learner, name=name)
    if not made:
        raise KnownError("transcript-empty", name=person.name)
    stem = f"transcript-{_plain(person.number) or learner[:8]}"
    written = []
    for place, content in enumerate(made, 1):
        path = folder / (f"{stem}.json" if len(made) == 1 else f"{stem}-{place}.json")
        desk.write(path, content)
        written.append(path)
    return tuple(written)


def made_transcripts(desk: CredentialDesk, learner: str, *, name: str) -> tuple[bytes, ...]:
    """The signed files; none where the learner holds nothing that has a credential."""
    members = [*_papers(desk, learner), *(one.json for _number, one in held_qualifications(desk, learner))]
    if not members:
        return ()
    at = desk.awards.ledger.clock.now()
    return desk.maker.transcript(members, name=name, seed=desk.seeds.issuing_seed("on-line"), at=at)


def held_qualifications(desk: CredentialDesk, learner: str) -> tuple[tuple[str, CredentialFiles], ...]:
    """Number and files of each qualification of this learner that stands; none where an issuer awards them."""
    if not desk.awards.centre.centre().own_root:
        return ()
    seed = desk.seeds.issuing_seed("on-line")
    issuer = desk.maker.issuer_of(seed)
    return tuple(
        (
            one.number,
            desk.maker.make_qualification(qualification_facts(desk, one, issuer=issuer), seed=seed),
        )
        for one in desk.qualifications.table.of_learner(learner)
        if state_of(desk.qualifications, one) is QualificationState.STANDS
    )


def _papers(desk: CredentialDesk, learner: str) -> list[bytes]:
    """Oldest first; papers that have no credential are left out."""
    found = []
    for past in reversed(desk.qualifications.reads.history(learner)):
        for line in past.papers:
            try:
                found.append(credential_files(desk, line.number).json)
            except KnownError as error:
                if error.code not in WITHOUT:
                    raise
    return found


def _plain(number: str) -> str:
    """What of a learner's number may stand in a file's name."""
    return "".join(letter for letter in number if letter.isalnum() or letter in "-_")[:40]
