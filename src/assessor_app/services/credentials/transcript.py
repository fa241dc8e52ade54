"""A learner's transcript: every credential that they hold from this centre, in one signed file, or in several that are full."""

from pathlib import Path

from assessor_app.domain.errors import KnownError
from assessor_app.domain.people import require_role
from assessor_app.services.awards.issue import MAY_PRINT
from assessor_app.services.credentials.files import credential_files
from assessor_app.services.credentials.issued_transcript import issued_transcripts
from assessor_app.services.credentials.ports import WITHOUT, CredentialDesk
from assessor_app.services.credentials.stacked import held_qualifications


def transcript(desk: CredentialDesk, *, by: str, learner: str, name: str, folder: Path) -> tuple[Path, ...]:
    """Writes `transcript-NUMBER.json` (`-1`, `-2` … where it takes more) into the folder; `name` is its title.

    Where an issuer makes the credentials it signs the transcript too: it comes with the next sync. Raises KnownError `not-allowed`,
    `transcript-asked` (not here yet, or out of date), `transcript-empty`, and what the disk says.
    """
    awards = desk.awards
    require_role(awards.staff.get(by), *MAY_PRINT)
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
    """The signed files; none where the learner holds nothing that has a credential. Raises KnownError `transcript-asked`."""
    members = [*_papers(desk, learner), *(one.json for _number, one in held_qualifications(desk, learner))]
    if not members:
        return ()
    if not desk.awards.centre.centre().own_root:
        return issued_transcripts(desk, learner, members)
    at = desk.awards.ledger.clock.now()
    return desk.maker.transcript(members, name=name, seed=desk.seeds.issuing_seed("on-line"), at=at)


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
