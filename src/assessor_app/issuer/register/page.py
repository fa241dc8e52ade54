"""The verifier page as this issuer serves it: it knows the issuer's keys, so it answers on a telephone without a network."""

from sqlalchemy import Connection

from assessor_app.formats.verifier_page import PAGE, PageFile, page_files
from assessor_app.issuer.keys import anchors
from assessor_app.issuer.store import settings
from assessor_app.resources import verifier_folder
from assessor_app.wording.catalogue import gettext as _


def is_built() -> bool:
    """Whether set-up could build the page."""
    return (verifier_folder() / PAGE).is_file()


def files(connection: Connection) -> tuple[PageFile, ...]:
    """The page with this issuer's newest list of keys, and what stands beside it; nothing where it was not built."""
    if not is_built():
        return ()
    return page_files(
        lambda name: (verifier_folder() / name).read_bytes(),
        lists=[anchors.newest_text(connection)],
        host=settings.needed(connection, "host"),
        name=settings.needed(connection, "name"),
        label=_("Verify"),
    )
