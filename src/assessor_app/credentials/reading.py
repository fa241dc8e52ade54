"""Reads a credential that anybody may have made, in a process of its own that is killed when it hangs."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from assessor_app.domain.credential_answer import Endorsement, Finding, NamedPart, Said
from assessor_app.domain.errors import KnownError
from assessor_app.formats.unsigned_award import is_unsigned_award
from assessor_app.trust.elsewhere import run_elsewhere

MOST_TEXT_BYTES = 256 * 1024
"""The longest credential; openbadgeslib's own bound."""
MOST_PICTURE_BYTES = 16 * 1024 * 1024
MOST_SECONDS = 20.0
"""The reader's own guards end a hostile one after two or three; a slow machine may need more for a start."""
_WORK = "assessor_app.credentials.reading_work"
_PNG = b"\x89PNG\r\n\x1a\n"
_KEYWORD = b"openbadgecredential\x00"
_BEGINS_WITHIN = 4096
_JWT = re.compile(rb"ey[A-Za-z0-9_-]*\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*\Z")

Keys = Mapping[str, Mapping[str, str]]
"""By did of an issuer: its keys for credentials (hex; Ed25519, or P-256 compressed) by the name that follows the `#`."""


@dataclass(frozen=True, kw_only=True)
class ReadCredential:
    """A credential taken apart. `public` is the key that signed it (32 bytes of Ed25519, or P-256 as a compressed point), None for another kind.

    `carrier` is json, jwt, png or svg. `status_as_of` is when the list was made that `status` was read in.
    `members` are those inside a transcript, `named` the parts that a qualification names.
    """

    carrier: str
    signature: Finding
    public: bytes | None
    status: Finding
    status_as_of: datetime | None
    said: Said
    members: "tuple[ReadCredential, ...]" = ()
    named: tuple[NamedPart, ...] = ()
    endorsements: tuple[Endorsement, ...] = ()


def is_credential(data: bytes) -> bool:
    """Whether these bytes look like a credential or a picture with one inside: quick, and decides nothing else."""
    if data.startswith(_PNG):
        return _KEYWORD in data
    start = data[:_BEGINS_WITHIN].removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"{"):
        return True
    if start.startswith(b"<"):
        return b"<svg" in start or b"openbadges:credential" in data
    return len(data) <= MOST_TEXT_BYTES and bool(_JWT.match(data.strip()))


def read_credential(
    data: bytes, *, keys: Keys, now: datetime, published: Path | None = None, lost: Sequence[str] = ()
) -> ReadCredential:
    """Reads and checks a credential with these keys, and what `published` (the folder of a static host) has of lists.

    `lost` names keys (by what follows the `#`) that others have too: they sign no list of withdrawals.

    Nothing is fetched from a network. Raises KnownError `award-unsigned`, `credential-too-large`, `credential-unreadable` (no JSON, no JWT, no
    picture), `credential-none` (a picture that carries none), `credential-refused` (it is none that can be
    relied on; `refused` is `term`, `context` or `form`, `detail` what the library said), `credential-unsigned`, `credential-other-proof`, `credential-too-hard` (a file made to keep the
    machine busy).
    """
    if is_unsigned_award(data):
        raise KnownError("award-unsigned")
    picture = (
        data.startswith(_PNG) or data[:_BEGINS_WITHIN].removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"<"
    )
    if len(data) > (MOST_PICTURE_BYTES if picture else MOST_TEXT_BYTES):
        raise KnownError("credential-too-large")
    asked = {
        "keys": {did: dict(known) for did, known in keys.items()},
        "lost": list(lost),
        "published": str(published or ""),
        "now": now.isoformat(),
    }
    head = json.dumps(asked).encode("ascii") + b"\n"
    return _answer(run_elsewhere(_WORK, head + data, seconds=MOST_SECONDS))


def _answer(told: bytes) -> ReadCredential:
    try:
        answer: dict[str, Any] = json.loads(told)
    except ValueError as reason:
        raise KnownError("credential-too-hard") from reason
    if "error" in answer:
        raise KnownError(answer["error"], **answer.get("details", {}))
    return _read(answer)


def _read(answer: dict[str, Any]) -> ReadCredential:
    said: dict[str, Any] = answer["said"]
    for name in ("valid_from", "valid_until", "signed_at"):
        said[name] = _moment(said[name])
    return ReadCredential(
        carrier=answer["carrier"],
        signature=Finding(answer["signature"]),
        public=bytes.fromhex(answer["public"]) if answer["public"] else None,
        status=Finding(answer["status"]),
        status_as_of=_moment(answer["status_as_of"]),
        said=Said(**said),
        members=tuple(_read(one) for one in answer["members"]),
        named=tuple(NamedPart(**one) for one in answer["named"]),
        endorsements=tuple(
            Endorsement(**{**one, "signature": Finding(one["signature"])}) for one in answer["endorsements"]
        ),
    )


def _moment(text: str) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
