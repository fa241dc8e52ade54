"""Where an awarding body's server is reached."""

from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit

from assessor_app.domain.errors import KnownError

LONGEST = 300
_NOBODYS = frozenset({"example", "test", "localhost", "invalid"})
"""Last parts of names that are nobody's (RFC 2606)."""


def read_address(typed: str) -> str:
    """The address as it is kept and asked, without a slash at its end, from what somebody typed.

    `issuer.example` is `https://issuer.example`. Plain http is taken only for this computer itself: what goes there
    leaves no machine. Raises KnownError: `address-unreadable`, `address-not-https`.
    """
    text = typed.strip()
    if "://" not in text:
        text = f"https://{text}"
    parts = _split(text)
    if parts.scheme != "https" and not is_here(parts.hostname or ""):
        raise KnownError("address-not-https", host=parts.hostname or "")
    return f"{parts.scheme}://{parts.netloc.lower()}{parts.path.rstrip('/')}"


def is_here(host: str) -> bool:
    """Whether this name is this computer itself, without asking any network."""
    if host.lower() == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def is_for_trying(host: str) -> bool:
    """Whether this host, with or without a port, is one that nobody else can reach: an example's name, or this computer."""
    name = urlsplit(f"//{host}").hostname or ""
    return name.rpartition(".")[2] in _NOBODYS or is_here(name)


def host_of(url: str) -> str:
    """The name by which people know it."""
    return urlsplit(url).hostname or url


def _split(text: str) -> SplitResult:
    """Raises KnownError `address-unreadable` for anything that is no plain address of a server."""
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError as error:
        raise KnownError("address-unreadable") from error
    odd = parts.scheme not in {"https", "http"} or not parts.hostname or port == 0
    more = parts.username is not None or parts.password is not None or parts.query or parts.fragment
    spaced = any(character.isspace() or not character.isprintable() for character in text)
    if odd or more or spaced or len(text) > LONGEST:
        raise KnownError("address-unreadable")
    return parts
