"""What a static host serves: the verifier page, register, list of keys, did document, lists of withdrawn credentials."""

import json
import secrets
from pathlib import Path

from sqlalchemy import Connection

from assessor_app.domain.errors import KnownError
from assessor_app.formats.register import decode_bundle
from assessor_app.formats.verifier_page import PAGE
from assessor_app.issuer.credentials import kept, lists
from assessor_app.issuer.keys import anchors
from assessor_app.issuer.keys.did_document import did_document
from assessor_app.issuer.register import page
from assessor_app.issuer.register.files import StaticFile
from assessor_app.issuer.register.published import published
from assessor_app.issuer.store import settings

DID_PATH = ".well-known/did.json"
ANCHORS_PATH = "anchors"
REGISTER_PATH = "register/register.cbor"
MANIFEST_PATH = "register/manifest"
STATUS_TYPE, STATUS_JWT_TYPE = "application/vc", "application/vc+jwt"
URLS_NAME = "urls.json"


def bucket_path(place: int) -> str:
    """Where a bucket stands: three hex digits, the first 12 bits of SHA-256(cti) where there are 4,096 of them."""
    return f"register/{place:03x}"


def register_files(content: bytes) -> tuple[StaticFile, ...]:
    """The files of a register (its bundle), the manifest behind its buckets."""
    bundle = decode_bundle(content)
    return (
        *(
            StaticFile(bucket_path(place), "application/cbor", bucket)
            for place, bucket in enumerate(bundle.buckets)
        ),
        StaticFile(MANIFEST_PATH, "application/jose", bundle.manifest.encode("ascii")),
        StaticFile(REGISTER_PATH, "application/cbor", content),
    )


def anchors_file(connection: Connection) -> StaticFile:
    return StaticFile(ANCHORS_PATH, "application/jose", anchors.newest_text(connection).encode("ascii"))


def did_file(connection: Connection) -> StaticFile:
    return StaticFile(DID_PATH, "application/did+json", did_document(connection))


def status_file(connection: Connection, number: int, *, jwt: bool = False) -> StaticFile | None:
    """A list of withdrawn credentials, as JSON or as a JWT; None where there is none with this number."""
    content = lists.published_list(connection, number, jwt=jwt)
    kind = STATUS_JWT_TYPE if jwt else STATUS_TYPE
    return None if content is None else StaticFile(lists.path_of(number, jwt=jwt), kind, content)


def status_files(connection: Connection) -> tuple[StaticFile, ...]:
    """Every list of withdrawn credentials."""
    numbers = range(1, kept.newest_list(connection) + 1)
    found = (status_file(connection, number, jwt=jwt) for number in numbers for jwt in (False, True))
    return tuple(file for file in found if file is not None)


def write_static(connection: Connection, folder: Path) -> int:
    """Writes every file whole or not at all, and `urls.json`. Returns how many. Raises KnownError("file-not-written")."""
    host = settings.needed(connection, "host").lower()
    register = register_files(published(connection).content)
    others = (anchors_file(connection), did_file(connection), *status_files(connection))
    shown = (StaticFile(file.name, file.media_type, file.content) for file in page.files(connection))
    files = (*register, *others, *shown)
    urls = {f"https://{host}/{'' if file.path == PAGE else file.path}": file.path for file in files}
    try:
        for file in files:
            _replace(folder / file.path, file.content)
        _replace(folder / URLS_NAME, json.dumps(urls, indent=2).encode("ascii") + b"\n")
    except OSError as error:
        raise KnownError("file-not-written", path=str(folder), why=error.strerror or "") from error
    return len(files)


def _replace(path: Path, content: bytes) -> None:
    if path.is_file() and path.read_bytes() == content:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        aside.write_bytes(content)
        aside.replace(path)
    except BaseException:
        aside.unlink(missing_ok=True)
        raise
