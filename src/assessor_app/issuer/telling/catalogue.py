"""The catalogue as a device gets it: every file with its exact text, and what the awarding body asks."""

from sqlalchemy import Connection

from assessor_app.formats.catalogue_files import CatalogueItem, Policy, catalogue_file
from assessor_app.formats.catalogue_yaml import form_path
from assessor_app.issuer.store import catalogue, settings

CATALOGUE_PATH = "catalogue.yaml"


def catalogue_item(connection: Connection) -> CatalogueItem:
    """The newest version of each form, and the catalogue itself."""
    newest = catalogue.newest_forms(connection)
    text = catalogue.newest_catalogue(connection).decode("utf-8")
    files = [catalogue_file(CATALOGUE_PATH, text)]
    files += [
        catalogue_file(form_path(sector=row.sector, code=row.code), row.content.decode("utf-8"))
        for row in newest
    ]
    return CatalogueItem(
        version=catalogue.version(connection),
        files=files,
        policy=Policy(registration=settings.needed(connection, "policy")),
    )
