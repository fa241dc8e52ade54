"""Takes files out of a PDF that anybody may have made: bounded in number, size, memory and time; `attached` runs it.

The PDF arrives on stdin; one JSON object leaves on stdout: by name, each file in base64.
"""

import json
import sys
from base64 import b64encode

from assessor_app.trust.elsewhere import limit_myself

MOST_FILES = 8
MOST_EACH = 16 * 1024 * 1024
MOST_SECONDS = 20.0


def attachments(pdf: bytes) -> dict[str, bytes]:
    """The files of a PDF, in its own order; those that cannot be read are passed over."""
    import pypdfium2

    found: dict[str, bytes] = {}
    try:
        document = pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError:
        return found
    try:
        for number in range(min(document.count_attachments(), MOST_FILES)):
            try:
                attachment = document.get_attachment(number)
                content = bytes(attachment.get_data())
            except (pypdfium2.PdfiumError, MemoryError):
                continue
            if len(content) <= MOST_EACH:
                found[str(attachment.get_name())] = content
    finally:
        document.close()
    return found


def main() -> None:
    """Reads stdin, writes stdout."""
    limit_myself(MOST_SECONDS)
    found = attachments(sys.stdin.buffer.read())
    told = {name: b64encode(content).decode("ascii") for name, content in found.items()}
    sys.stdout.buffer.write(json.dumps(told).encode("ascii"))


if __name__ == "__main__":
    main()
