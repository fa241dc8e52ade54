"""Addresses inside the console."""

from urllib.parse import urlencode

ROOT = "/console"


def link(path: str, **query: object) -> str:
    """An address under the console; what is empty is left out of its query."""
    asked = {name: value for name, value in query.items() if value not in {"", None}}
    return f"{ROOT}{path}" + (f"?{urlencode(asked)}" if asked else "")


def is_inside(address: str) -> bool:
    """Whether somebody may be sent there after signing in: a page of the console, and no other host's."""
    plain = address.isascii() and address.isprintable() and "\\" not in address
    return plain and (address == ROOT or address.startswith(f"{ROOT}/"))
