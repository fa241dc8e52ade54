"""The recovery key: shown once, written on paper, and the only way in when everything else is lost.

160 random bits as eight groups of four Crockford base32 characters and one check character. Two keys are
derived from it: one opens the data folder, the other opens copies on a stick. The data folder keeps only the
*public* half of the second, so that a copy can be made without the recovery key being there.
"""

import secrets

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from assessor_app.domain.errors import KnownError
from assessor_app.domain.number import check_character

RECOVERY_BYTES = 20
_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_CHARACTERS = RECOVERY_BYTES * 8 // 5
_LOOKALIKE = str.maketrans("OIL", "011")
_MOST_TYPED = 200


def new_recovery_key() -> bytes:
    return secrets.token_bytes(RECOVERY_BYTES)


def show_recovery_key(key: bytes) -> str:
    """`XXXX-XXXX-…-XXXX-C`: what stands on the paper."""
    number = int.from_bytes(key, "big")
    text = "".join(_CROCKFORD[number >> 5 * place & 31] for place in reversed(range(_CHARACTERS)))
    groups = [text[start : start + 4] for start in range(0, _CHARACTERS, 4)]
    return "-".join([*groups, check_character(text)])


def read_recovery_key(text: str) -> bytes:
    """The 20 bytes, from what somebody typed: case, spaces and dashes do not matter, nor O for 0, I or L for 1.

    Raises KnownError("recovery-key-unreadable") where it cannot be one: too short, or a mistyped character.
    """
    typed = "".join(character for character in text[:_MOST_TYPED].upper() if character.isalnum())
    typed = typed.translate(_LOOKALIKE)
    body, check = typed[:-1], typed[-1:]
    if len(body) != _CHARACTERS or set(body) - set(_CROCKFORD):
        raise KnownError("recovery-key-unreadable")
    if check_character(body).translate(_LOOKALIKE) != check:
        raise KnownError("recovery-key-unreadable")
    number = 0
    for character in body:
        number = number << 5 | _CROCKFORD.index(character)
    return number.to_bytes(RECOVERY_BYTES, "big")


def folder_key(recovery: bytes) -> bytes:
    """32 bytes that wrap the database key (`secrets.wrap`, `secrets.unwrap(…, wrong="recovery-key-wrong")`)."""
    return _derive(recovery, b"assessor-recovery-folder/1")


def stick_seed(recovery: bytes) -> bytes:
    """32 bytes: the X25519 private key that opens copies on a stick (`hpke_box`)."""
    return _derive(recovery, b"assessor-recovery-stick/1")


def _derive(recovery: bytes, info: bytes) -> bytes:
    # 160 random bits need no slow function: nobody guesses them.
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=info).derive(recovery)
