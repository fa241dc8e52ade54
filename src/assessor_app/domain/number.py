"""The certificate number: unique without a network, and safe to read out over the telephone.

`K4T9-2M7Q-0012-5`: eight Crockford base32 characters of the first 40 bits of the chain id, so that two devices
(or a device before and after a restore) never print the same number; the serial number on that chain, at least
four digits; and one check character by ISO/IEC 7064, MOD 37,36.
"""

import re
import unicodedata

from assessor_app.domain.errors import KnownError

_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_CHAIN_CHARACTERS = 8
_LEAST_SERIAL_DIGITS = 4
_MOST_SERIAL = 999_999_999
_MOST_TYPED = 100
_LOOKALIKE = str.maketrans("OIL", "011")
_SHAPE = re.compile(rf"([{_CROCKFORD}]{{8}})([0-9]{{4}}|[1-9][0-9]{{4,8}})([0-9A-Z])\Z")


def make(chain_id: str, serial: int) -> str:
    """The number of the `serial`-th certificate (from 1) of this chain (32 hex characters)."""
    if not 1 <= serial <= _MOST_SERIAL:
        raise ValueError("a serial number is between 1 and 999999999")
    prefix = _crockford(int(chain_id[:10], 16))
    digits = f"{serial:0{_LEAST_SERIAL_DIGITS}d}"
    return _shown(prefix, digits, check_character(prefix + digits))


def normalise(text: str) -> str:
    """The number as `make` writes it, from what somebody typed: case, spaces, dashes, O for 0, I or L for 1.

    The check character alone may be any letter, so nothing is guessed there. Raises
    KnownError("number-unreadable") and, when the check character is another, KnownError("number-check").
    """
    if len(text) > _MOST_TYPED:
        raise KnownError("number-unreadable")
    typed = "".join(
        character for character in unicodedata.normalize("NFKC", text) if not _separates(character)
    )
    typed = typed.upper()
    found = _SHAPE.match(typed[:-1].translate(_LOOKALIKE) + typed[-1:])
    if not found:
        raise KnownError("number-unreadable")
    prefix, digits, check = found.groups()
    if not int(digits):
        raise KnownError("number-unreadable")
    if check_character(prefix + digits) != check:
        raise KnownError("number-check", number=_shown(prefix, digits, check))
    return _shown(prefix, digits, check)


def check_character(text: str) -> str:
    """ISO/IEC 7064 MOD 37,36 over 0–9 and A–Z.

    It sees every wrong character, and two neighbours swapped save where their values differ by one (1 and 2,
    8 and 9) in one of 36 places: the standard's own limit.
    """
    product = 36
    for character in text:
        total = (product + _ALPHABET.index(character)) % 36 or 36
        product = total * 2 % 37
    return _ALPHABET[(37 - product) % 36]


def _crockford(number: int) -> str:
    return "".join(_CROCKFORD[number >> 5 * place & 31] for place in reversed(range(_CHAIN_CHARACTERS)))


def _shown(prefix: str, digits: str, check: str) -> str:
    return f"{prefix[:4]}-{prefix[4:]}-{digits}-{check}"


def _separates(character: str) -> bool:
    return character.isspace() or unicodedata.category(character) in {"Pd", "Cf"} or character in "_.−"
