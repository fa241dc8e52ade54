"""Takes the files out that a PDF of anybody carries, in a process of its own that is killed when it hangs."""

import json
from base64 import b64decode

from assessor_app.domain.errors import KnownError
from assessor_app.trust.elsewhere import run_elsewhere

MOST_BYTES = 64 * 1024 * 1024
MOST_SECONDS = 15.0
_WORK = "assessor_app.documents.attached_work"


def attached_to(pdf: bytes) -> dict[str, bytes]:
    """By name: the first few files attached, each of at most 16 MiB; nothing for a PDF that cannot be read.

    Raises KnownError `file-too-large` over 64 MiB.
    """
    if len(pdf) > MOST_BYTES:
        raise KnownError("file-too-large")
    told = run_elsewhere(_WORK, pdf, seconds=MOST_SECONDS)
    try:
        found = json.loads(told)
    except ValueError:
        return {}
    return {str(name): b64decode(content) for name, content in found.items()}
