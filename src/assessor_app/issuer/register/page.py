"""The verifier page as this issuer serves it: it knows the issuer's keys, so it answers on a telephone without a network."""

import json

from sqlalchemy import Connection

from assessor_app.formats.verifier_page import policy_of, verifier_page
from assessor_app.issuer.keys import anchors
from assessor_app.issuer.register.files import StaticFile
from assessor_app.issuer.store import settings
from assessor_app.resources import verifier_folder
from assessor_app.wording.catalogue import gettext as _

PAGE_PATH = "index.html"
WORKER_PATH = "sw.js"
ICON_PATH = "icon.svg"
MANIFEST_PATH = "manifest.webmanifest"
_COLOUR = "#F6F5F1"


def is_built() -> bool:
    """Whether set-up could build the page."""
    return (verifier_folder() / PAGE_PATH).is_file()


def page_file(connection: Connection) -> StaticFile:
    """The page with this issuer's newest list of keys inside. FileNotFoundError where it was not built."""
    page = verifier_page(
        (verifier_folder() / PAGE_PATH).read_text(encoding="utf-8"),
        lists=[anchors.newest_text(connection)],
        host=settings.needed(connection, "host"),
    )
    policy = f"{policy_of(page)}; frame-ancestors 'none'"
    return StaticFile(PAGE_PATH, "text/html; charset=utf-8", page.encode("utf-8"), policy=policy)


def beside_page(connection: Connection, path: str) -> StaticFile:
    """A file that goes with the page: worker, icon or manifest. FileNotFoundError where it was not built."""
    if path == MANIFEST_PATH:
        return StaticFile(path, "application/manifest+json", _manifest(connection))
    kind = "text/javascript" if path == WORKER_PATH else "image/svg+xml"
    # What a worker may fetch is said where the worker comes from.
    policy = "default-src 'none'; connect-src 'self'" if path == WORKER_PATH else ""
    return StaticFile(path, kind, (verifier_folder() / path).read_bytes(), policy=policy)


def page_files(connection: Connection) -> tuple[StaticFile, ...]:
    """All of it, for a static host; nothing where set-up could not build the page."""
    if not is_built():
        return ()
    beside = (beside_page(connection, path) for path in (WORKER_PATH, ICON_PATH, MANIFEST_PATH))
    return (page_file(connection), *beside)


def _manifest(connection: Connection) -> bytes:
    """What a telephone needs to keep the page among its programs."""
    content = {
        "name": f"{_('Verify')} · {settings.needed(connection, 'name')}",
        "short_name": _("Verify"),
        "start_url": "./",
        "scope": "./",
        "display": "standalone",
        "background_color": _COLOUR,
        "theme_color": _COLOUR,
        "icons": [{"src": ICON_PATH, "sizes": "any", "type": "image/svg+xml", "purpose": "any maskable"}],
    }
    return json.dumps(content, ensure_ascii=False, indent=2).encode("utf-8") + b"\n"
