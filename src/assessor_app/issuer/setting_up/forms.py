"""Taking the catalogue and its forms from a folder, each checked before it is kept."""

from datetime import datetime
from hashlib import sha256
from pathlib import Path

from sqlalchemy import Connection

from assessor_app.domain.errors import KnownError
from assessor_app.formats.catalogue_yaml import form_path, parse_catalogue
from assessor_app.formats.form_yaml import parse_form
from assessor_app.issuer.store.catalogue import FormRow, add_form, find_form, put_catalogue

CATALOGUE_NAME = "catalogue.yaml"


def take_forms(connection: Connection, folder: Path, *, at: datetime) -> int:
    """How many new form versions were kept. A version that is there with other bytes is refused: "form-changed".

    Raises what reading a catalogue or a form raises, and KnownError("catalogue-missing").
    """
    try:
        content = (folder / CATALOGUE_NAME).read_bytes()
    except OSError as error:
        raise KnownError("catalogue-missing", path=str(folder / CATALOGUE_NAME)) from error
    catalogue = parse_catalogue(content)
    put_catalogue(connection, content, at=at)
    new = 0
    for micro in catalogue.micro_credentials:
        if not micro.planned:
            path = folder / form_path(sector=micro.sector, code=micro.code)
            new += _take(connection, path, at=at)
    return new


def _take(connection: Connection, path: Path, *, at: datetime) -> int:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise KnownError("catalogue-missing", path=str(path)) from error
    form = parse_form(content)
    digest = sha256(content).hexdigest()
    held = find_form(connection, form.code, form.version)
    if held is not None:
        if held.sha256 != digest:
            raise KnownError("form-changed", form=form.ref)
        return 0
    row = FormRow(
        code=form.code,
        version=form.version,
        sector=form.sector,
        title=form.title,
        sha256=digest,
        content=content,
    )
    add_form(connection, row, at=at)
    return 1
