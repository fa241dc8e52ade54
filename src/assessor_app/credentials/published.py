"""What a static host publishes, read from a folder of it: files by their URL, and keys of its did document."""

import json
from pathlib import Path
from typing import Any

from assessor_app.domain.errors import KnownError
from assessor_app.trust.keys import public_of_did
from assessor_app.trust.p256 import public_of_multibase

URLS = "urls.json"
DID = ".well-known/did.json"
MOST_BYTES = 6 * 1024 * 1024
"""The longest file read: a status list of the largest size that openbadgeslib unpacks."""


def published_file(folder: str, url: str) -> bytes | None:
    """The file that the host serves at this URL; None where the folder does not say, or has none."""
    if not folder:
        return None
    urls = _object(_read(Path(folder), URLS))
    name = urls.get(url)
    return _read(Path(folder), name) if isinstance(name, str) else None


def did_keys(folder: str, issuer: str) -> dict[str, str]:
    """Keys (hex; Ed25519, or P-256 compressed) by fragment, of this issuer's did document where the folder has it."""
    document = _object(_read(Path(folder), DID)) if folder else {}
    methods = document.get("verificationMethod")
    if not issuer or document.get("id") != issuer or not isinstance(methods, list):
        return {}
    found = {}
    for method in methods:
        name, key = _method(method)
        if key and name.partition("#")[0] == issuer:
            found[name.partition("#")[2]] = key
    return found


def _method(method: Any) -> tuple[str, str]:
    if not isinstance(method, dict) or "revoked" in method:
        return "", ""
    name, multibase = method.get("id"), method.get("publicKeyMultibase")
    if not isinstance(name, str) or not isinstance(multibase, str):
        return "", ""
    point = public_of_multibase(multibase)
    if point is not None:
        return name, point.hex()
    try:
        return name, public_of_did(f"did:key:{multibase}").hex()
    except KnownError:
        return "", ""


def _read(folder: Path, name: str) -> bytes | None:
    """A file inside the folder and nowhere else."""
    try:
        path = (folder / name).resolve()
        if not path.is_relative_to(folder.resolve()):
            return None
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except (OSError, ValueError):
        return None
    return data if len(data) <= MOST_BYTES else None


def _object(data: bytes | None) -> dict[str, Any]:
    try:
        found = json.loads(data or b"{}")
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
