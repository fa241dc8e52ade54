"""Reads a credential from the bytes of a file that anybody may have made: bounded in bytes, depth, work and memory.

`reading` runs this module in a process of its own. On stdin: one line of JSON (keys by issuer, the folder of a static
host, the moment), then the file. On stdout: one JSON object.
"""

import json
import sys
from datetime import datetime
from typing import Any

from assessor_app.credentials.closed import TRANSCRIPT, kind_of
from assessor_app.credentials.endorsements import endorsements_of
from assessor_app.credentials.opening import carried
from assessor_app.credentials.proving import prove_document, prove_jwt
from assessor_app.credentials.said import said_of
from assessor_app.credentials.status_reading import status_of
from assessor_app.credentials.transcript import members_of
from assessor_app.domain.errors import KnownError
from assessor_app.trust.elsewhere import limit_myself

MOST_MEMORY = 1024**3
MOST_SECONDS = 30.0
MOST_MEMBERS = 100
"""Credentials inside a transcript: more than anybody signs into one."""


def read(data: bytes, *, keys: dict[str, dict[str, str]], published: str, now: str) -> dict[str, Any]:
    """What `reading` needs to know; raises what `reading.read_credential` raises."""
    carrier, text = carried(data)
    told = _read(text, keys=keys, published=published, now=datetime.fromisoformat(now))
    return {**told, "carrier": carrier if carrier in {"png", "svg"} else told["carrier"]}


def _read(
    text: str, *, keys: dict[str, dict[str, str]], published: str, now: datetime, inside: bool = False
) -> dict[str, Any]:
    """One credential; of a transcript those inside too, each proved by itself."""
    proved = (
        prove_document(text, keys=keys, published=published)
        if text.startswith("{")
        else prove_jwt(text, keys=keys, published=published)
    )
    status, as_of = status_of(proved, published, now=now)
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
        "endorsements": endorsements_of(proved.content, keys=keys, published=published),
        "members": [
            _read(json.dumps(one), keys=keys, published=published, now=now, inside=True) for one in members
        ],
    }


def main() -> None:
    """Reads stdin, writes stdout."""
    limit_myself(MOST_SECONDS, memory=MOST_MEMORY)
    head, _, data = sys.stdin.buffer.read().partition(b"\n")
    answer: dict[str, Any]
    try:
        answer = read(data, **json.loads(head))
    except KnownError as error:
        answer = {"error": error.code, "why": str(error.details.get("why", ""))}
    except (MemoryError, RecursionError):
        answer = {"error": "credential-too-hard"}
    sys.stdout.buffer.write(json.dumps(answer).encode("ascii"))


if __name__ == "__main__":
    main()
