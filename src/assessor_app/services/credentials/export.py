"""Handing out credentials as files: of each certificate that has one; of the others, why not."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from assessor_app.domain.errors import KnownError
from assessor_app.domain.people import require_role
from assessor_app.services.awards.issue import MAY_PRINT
from assessor_app.services.awards.save import save
from assessor_app.services.credentials.facts import qualification_facts
from assessor_app.services.credentials.files import credential_files, learners_pdf
from assessor_app.services.credentials.ports import CredentialDesk, CredentialFiles
from assessor_app.services.qualifications.look import QualificationState, state_of
from assessor_app.services.qualifications.ports import Awarded

WITHOUT = frozenset({"no-credential", "credential-elsewhere", "appeal-open", "credential-too-long"})
"""Why one certificate has no credential: told of it, and no reason to keep the others back."""


@dataclass(frozen=True, kw_only=True)
class Exported:
    """What was written of one certificate, or why nothing was."""

    number: str
    files: tuple[Path, ...] = ()
    without: KnownError | None = None


def export(
    desk: CredentialDesk, *, by: str, numbers: Sequence[str], folder: Path, jwt_key: bytes | None = None
) -> tuple[Exported, ...]:
    """Writes `N.json`, `N.png`, `N.svg`, `N.pdf` and, where the issuer has a key for it, `N.jwt` into the folder.

    For each number once, in this order. `jwt_key`, a P-256 key in PEM, signs in place of the centre's own. Raises
    KnownError `not-allowed`, `no-such-certificate`, `no-own-root`, `jwt-key-unreadable`, what `save` raises, and what
    the disk says.
    """
    require_role(desk.awards.staff.get(by), *MAY_PRINT)
    return tuple(_export(desk, by, number, folder, jwt_key) for number in dict.fromkeys(numbers))


def _export(desk: CredentialDesk, by: str, number: str, folder: Path, jwt_key: bytes | None) -> Exported:
    awarded = desk.qualifications.table.find(number)
    if awarded is not None:
        return _export_qualification(desk, awarded, folder)
    if number in desk.issued.without_paper():
        rules = desk.qualifications.catalogue().qualifications
        made = desk.maker.bake_qualification(
            desk.issued.of_paper(number) or b"", {one.code: one.sector for one in rules}
        )
        made = replace(made, jwt=desk.issued.jwt_of(number))
        return Exported(number=number, files=tuple(_write(desk, made, number, folder)))
    try:
        files = credential_files(desk, number, jwt_key=jwt_key)
    except KnownError as error:
        if error.code not in WITHOUT:
            raise
        return Exported(number=number, without=error)
    written = _write(desk, files, number, folder)
    page = folder / f"{number}.pdf"
    pdf = learners_pdf(desk, number, credential=files.json)
    save(desk.awards, by=by, numbers=[number], path=page, write=lambda _sheets, path: desk.write(path, pdf))
    return Exported(number=number, files=(*written, page))


def _export_qualification(desk: CredentialDesk, awarded: Awarded, folder: Path) -> Exported:
    """A qualification has a credential, and no page."""
    found = state_of(desk.qualifications, awarded)
    if found is not QualificationState.STANDS:
        state = "expired" if found is QualificationState.EXPIRED else "revoked"
        error = KnownError("no-credential", number=awarded.number, state=state)
        return Exported(number=awarded.number, without=error)
    seed = desk.seeds.issuing_seed("on-line")
    facts = qualification_facts(desk, awarded, issuer=desk.maker.issuer_of(seed))
    files = desk.maker.make_qualification(facts, seed=seed)
    return Exported(number=awarded.number, files=tuple(_write(desk, files, awarded.number, folder)))


def _write(desk: CredentialDesk, files: CredentialFiles, number: str, folder: Path) -> list[Path]:
    contents = {"json": files.json, "png": files.png, "svg": files.svg}
    if files.jwt is not None:
        contents["jwt"] = files.jwt.encode("ascii")
    for kind, content in contents.items():
        desk.write(folder / f"{number}.{kind}", content)
    return [folder / f"{number}.{kind}" for kind in contents]
