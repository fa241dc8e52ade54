"""Handing out credentials as files: of each certificate that has one; of the others, why not."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from assessor_app.domain.errors import KnownError
from assessor_app.domain.people import require_role
from assessor_app.services.awards.issue import MAY_PRINT
from assessor_app.services.awards.save import save
from assessor_app.services.credentials.files import credential_files, learners_pdf
from assessor_app.services.credentials.ports import WITHOUT, CredentialDesk, CredentialFiles
from assessor_app.services.credentials.stacked import issued_files, own_files


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
    KnownError `not-allowed`, `no-own-root`, `jwt-key-unreadable`, what `save` raises, and what the disk says.
    """
    require_role(desk.awards.staff.get(by), *MAY_PRINT)
    return tuple(_export(desk, by, number, folder, jwt_key) for number in dict.fromkeys(numbers))


def _export(desk: CredentialDesk, by: str, number: str, folder: Path, jwt_key: bytes | None) -> Exported:
    awarded = desk.qualifications.table.find(number)
    try:
        if number in desk.issued.without_paper():
            files = issued_files(desk, number)
            return Exported(number=number, files=tuple(_write(desk, files, number, folder)))
        if awarded is not None:
            files = own_files(desk, awarded)
            return Exported(number=number, files=tuple(_write(desk, files, number, folder)))
        files = credential_files(desk, number, jwt_key=jwt_key)
    except KnownError as error:
        # A number that nobody here knows keeps no other back, wherever it stands among those that were asked for.
        if error.code not in {*WITHOUT, "no-such-certificate"}:
            raise
        return Exported(number=number, without=error)
    written = _write(desk, files, number, folder)
    page = folder / f"{number}.pdf"
    pdf = learners_pdf(desk, number, credential=files.json)
    save(desk.awards, by=by, numbers=[number], path=page, write=lambda _sheets, path: desk.write(path, pdf))
    return Exported(number=number, files=(*written, page))


def _write(desk: CredentialDesk, files: CredentialFiles, number: str, folder: Path) -> list[Path]:
    contents = {"json": files.json, "png": files.png, "svg": files.svg}
    if files.jwt is not None:
        contents["jwt"] = files.jwt.encode("ascii")
    for kind, content in contents.items():
        desk.write(folder / f"{number}.{kind}", content)
    return [folder / f"{number}.{kind}" for kind in contents]
