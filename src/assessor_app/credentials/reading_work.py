"""Reads a credential from the bytes of a file that anybody may have made: bounded in bytes, depth, work and memory.

`reading` runs this module in a process of its own. On stdin: one line of JSON (keys by issuer, the folder of a static
host, the moment), then the file. On stdout: one JSON object.
"""

import json
import sys
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from assessor_app.credentials.closed import TRANSCRIPT, kind_of
from assessor_app.credentials.endorsements import endorsements_of
from assessor_app.credentials.opening import carried
from assessor_app.credentials.proving import issuer_of, key_named, prove_document, prove_jwt
from assessor_app.credentials.said import parts_of, said_of
from assessor_app.credentials.status_reading import status_of
from assessor_app.credentials.transcript import members_of
from assessor_app.domain.errors import KnownError
from assessor_app.trust.elsewhere import limit_myself

MOST_MEMORY = 1024**3
MOST_SECONDS = 30.0
MOST_MEMBERS = 100
"""Credentials inside a transcript: more than anybody signs into one."""


@dataclass(frozen=True, kw_only=True)
class Held:
    """What to check with: keys by issuer, those among them that others have too, a static host's folder, the moment."""

    keys: dict[str, dict[str, str]]
    lost: frozenset[str]
    published: str
    now: datetime

    def of_list(self, issuer: str, method: str) -> bytes | None:
        """The key with which this issuer may sign a list: no other's, and none that others could sign with too."""
        name, _, fragment = method.partition("#")
        if name != issuer or fragment in self.lost:
            return None
        return key_named(issuer, method, keys=self.keys, published=self.published)


def read(
    data: bytes, *, keys: dict[str, dict[str, str]], lost: list[str], published: str, now: str
) -> dict[str, Any]:
    """What `reading` needs to know; raises what `reading.read_credential` raises."""
    carrier, text = carried(data)
    held = Held(keys=keys, lost=frozenset(lost), published=published, now=datetime.fromisoformat(now))
    told = _read(text, held)
    return {**told, "carrier": carrier if carrier in {"png", "svg"} else told["carrier"]}


def _read(text: str, held: Held, *, inside: bool = False) -> dict[str, Any]:
    """One credential; of a transcript those inside too, each proved by itself."""
    proved = (
        prove_document(text, keys=held.keys, published=held.published)
        if text.startswith("{")
        else prove_jwt(text, keys=held.keys, published=held.published)
    )
    key_of = partial(held.of_list, issuer_of(proved.content))
    status, as_of = status_of(proved, held.published, key_of=key_of, now=held.now)
    whole = not inside and kind_of(proved.content) == TRANSCRIPT
    members = members_of(proved.content) if whole else []
    if len(members) > MOST_MEMBERS:
        raise KnownError("credential-too-hard")
    return {
        "carrier": "json" if text.startswith("{") else "jwt",
        "signature": proved.signature.value,
        "public": proved.public.hex() if proved.public else "",
        "status": status.value,
        "status_as_of": as_of,
        "said": said_of(proved.content),
        "named": parts_of(proved.content),
        "endorsements": endorsements_of(proved.content, keys=held.keys, published=held.published),
        "members": [_read(json.dumps(one), held, inside=True) for one in members],
    }


def main() -> None:
    """Reads stdin, writes stdout."""
    limit_myself(MOST_SECONDS, memory=MOST_MEMORY)
    head, _, data = sys.stdin.buffer.read().partition(b"\n")
    answer: dict[str, Any]
    try:
        answer = read(data, **json.loads(head))
    except KnownError as error:
        told = {name: str(error.details[name]) for name in ("refused", "detail") if name in error.details}
        answer = {"error": error.code, "details": told}
    except (MemoryError, RecursionError):
        answer = {"error": "credential-too-hard"}
    sys.stdout.buffer.write(json.dumps(answer).encode("ascii"))


if __name__ == "__main__":
    main()
