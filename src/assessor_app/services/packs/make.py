"""The learner's pack: everything that proves an award, in one folder that a learner can keep, send on and have checked."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from assessor_app.domain.certificate import Certificate, CertificateState
from assessor_app.domain.errors import KnownError
from assessor_app.domain.people import require_role
from assessor_app.services.awards.issue import MAY_PRINT
from assessor_app.services.awards.save import save
from assessor_app.services.awards.sheets import state
from assessor_app.services.credentials.files import credential_files, learners_pdf
from assessor_app.services.credentials.ports import WITHOUT, CredentialDesk, CredentialFiles
from assessor_app.services.credentials.stacked import held_qualifications
from assessor_app.services.credentials.transcript import made_transcripts
from assessor_app.services.packs.linkedin import add_to_profile
from assessor_app.services.packs.names import apart, safe_name
from assessor_app.services.packs.ports import PackDesk, PackedCertificate, PackFile, PackStory
from assessor_app.services.slips.slip import slip

README = "README.txt"
TRANSCRIPT = "transcript"
Heard = Callable[[int], bool]
"""Hears how many packs are done; answers False to stop."""


@dataclass(frozen=True, kw_only=True)
class Packed:
    """A pack that was written: whose, where, of which certificates."""

    holder: str
    path: Path
    files: tuple[str, ...]
    certificates: tuple[PackedCertificate, ...]


def make_packs(
    desk: PackDesk,
    *,
    by: str,
    numbers: Sequence[str],
    into: Path,
    zipped: bool,
    language: str = "",
    heard: Heard | None = None,
) -> tuple[Packed, ...]:
    """A pack for each holder of these certificates, in `into`: a folder, or one ZIP file, named by holder and number.

    README and result slips are in `language` (BCP 47), where it is empty in that of the learner's own papers; English where there is
    no translation. What stands already under that name is replaced. Each certificate is written down as saved before the first byte.
    Raises KnownError `not-allowed`, `no-such-certificate`, `may-not-print`, `appeal-open`, `cancelled` (what is written
    stays), and what the disk says.
    """
    awards = desk.credentials.awards
    require_role(awards.staff.get(by), *MAY_PRINT)
    papers: dict[str, list[Certificate]] = {}
    for number in dict.fromkeys(numbers):
        paper = awards.certificates.get(number)
        papers.setdefault(paper.learner, []).append(paper)
    names = apart(safe_name(f"{group[0].holder} {group[0].number}") for group in papers.values())
    done: list[Packed] = []
    for name, group in zip(names, papers.values(), strict=True):
        done.append(_pack(desk, by, name, group, into, zipped=zipped, language=language))
        if heard is not None and not heard(len(done)):
            raise KnownError("cancelled")
    return tuple(done)


def _pack(
    desk: PackDesk,
    by: str,
    name: str,
    papers: Sequence[Certificate],
    into: Path,
    *,
    zipped: bool,
    language: str,
) -> Packed:
    path = into / (f"{name}.zip" if zipped else name)
    packed: list[Packed] = []

    def write() -> None:
        files: list[PackFile] = []
        told = []
        for paper in papers:
            some, certificate = _certificate(desk, by, paper, language=language)
            files += some
            told.append(certificate)
        more = _beyond(desk, papers[0].learner)
        files += more
        files.insert(0, _readme(desk, papers, told, more, language=language))
        if zipped:
            desk.write.zip(path, name, files)
        else:
            desk.write.folder(path, files)
        packed.append(
            Packed(
                holder=papers[0].holder,
                path=path,
                files=tuple(file.name for file in files),
                certificates=tuple(told),
            )
        )

    numbers = [paper.number for paper in papers]
    save(desk.credentials.awards, by=by, numbers=numbers, path=path, write=lambda _sheets, _path: write())
    return packed[0]


def _readme(
    desk: PackDesk,
    papers: Sequence[Certificate],
    told: Sequence[PackedCertificate],
    more: Sequence[PackFile],
    *,
    language: str,
) -> PackFile:
    awards = desk.credentials.awards
    centre = awards.centre.centre()
    form = awards.forms.get(papers[0].form_code, papers[0].form_version)
    story = PackStory(
        holder=papers[0].holder,
        centre=centre.name,
        phone=centre.phone,
        certificates=tuple(told),
        language=language or form.language,
        signed=desk.credentials.signs(),
        more=tuple(file.name for file in more),
        sample=centre.sample,
    )
    # Editors of every system take these line ends and find the letters by this mark.
    content = "\ufeff" + desk.readme(story).replace("\n", "\r\n")
    return PackFile(name=README, content=content.encode("utf-8"))


def _beyond(desk: PackDesk, learner: str) -> list[PackFile]:
    """What is of the learner and not of one certificate: qualifications, and a transcript where they hold more than one thing."""
    credentials = desk.credentials
    found = []
    held = held_qualifications(credentials, learner)
    for number, one in held:
        found += _carried(number, one)
    several = sum(len(past.papers) for past in credentials.qualifications.reads.history(learner)) + len(held)
    made = _transcripts(credentials, learner) if several > 1 else ()
    for place, content in enumerate(made, 1):
        name = f"{TRANSCRIPT}.json" if len(made) == 1 else f"{TRANSCRIPT}-{place}.json"
        found.append(PackFile(name=name, content=content))
    return found


def _transcripts(desk: CredentialDesk, learner: str) -> tuple[bytes, ...]:
    """None while an issuer has not signed it: the next pack has it."""
    try:
        return made_transcripts(desk, learner, name=TRANSCRIPT)
    except KnownError as error:
        if error.code != "transcript-asked":
            raise
        return ()


def _certificate(
    desk: PackDesk, by: str, paper: Certificate, *, language: str
) -> tuple[list[PackFile], PackedCertificate]:
    """The files of one certificate, and what the README tells of it."""
    awards, number = desk.credentials.awards, paper.number
    form = awards.forms.get(paper.form_code, paper.form_version)
    credential, without = _credential(desk, number)
    pdf = learners_pdf(desk.credentials, number, credential=credential.json if credential else None)
    files = [PackFile(name=f"{number}.pdf", content=pdf)]
    if credential is not None:
        files += _carried(number, credential)
        europass = desk.europass(credential.json, picture=desk.picture(paper.page), language=form.language)
        files.append(PackFile(name=f"{number}.europass.jsonld", content=europass))
    files += _slip(desk, by, paper, language=language or form.language)
    url = "" if paper.qr.startswith("ASSESSOR:") else paper.qr
    issued = date.fromisoformat(paper.issued_at[:10])
    until = date.fromisoformat(paper.valid_until) if paper.valid_until else None
    stands = state(awards, number)
    provisional = (
        date.fromisoformat(paper.provisional_until)
        if stands is CertificateState.PROVISIONAL and paper.provisional_until
        else None
    )
    return files, PackedCertificate(
        number=number,
        title=form.title,
        issued=issued,
        until=until,
        provisional=provisional,
        state=stands,
        files=tuple(file.name for file in files),
        without=without,
        url=url,
        linkedin=add_to_profile(
            title=form.title,
            organisation=awards.centre.centre().name,
            number=number,
            issued=issued,
            until=min((day for day in (until, provisional) if day), default=None),
            url=url,
        ),
    )


def _credential(desk: PackDesk, number: str) -> tuple[CredentialFiles | None, KnownError | None]:
    try:
        return credential_files(desk.credentials, number), None
    except KnownError as error:
        if error.code not in WITHOUT:
            raise
        return None, error


def _carried(number: str, credential: CredentialFiles) -> list[PackFile]:
    contents = {"json": credential.json, "png": credential.png, "svg": credential.svg}
    if credential.jwt is not None:
        contents["jwt"] = credential.jwt.encode("ascii")
    return [PackFile(name=f"{number}.{kind}", content=content) for kind, content in contents.items()]


def _slip(desk: PackDesk, by: str, paper: Certificate, *, language: str) -> list[PackFile]:
    """The result slip; none of work that another device of the centre has."""
    if desk.credentials.awards.elsewhere.work(paper.assessment) is not None:
        return []
    content = desk.draw_slip(slip(desk.slips, by=by, assessment=paper.assessment), language)
    return [PackFile(name=f"{paper.number}.slip.pdf", content=content)]
