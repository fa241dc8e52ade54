"""A file that anybody may fetch, from the service or from a static host."""

from dataclasses import dataclass


@dataclass(frozen=True)
class StaticFile:
    """A file by its path under the host, with what a web server says that it is."""

    path: str
    media_type: str
    content: bytes
