"""The delegation: an issuer's dated, scoped word that a device's key may certify for its centre.

A CWT claims set (RFC 8392) whose `cnf` (RFC 8747) holds the device's public key; signed by an on-line key.
"""

from dataclasses import dataclass
from typing import Any

from assessor_app.domain.errors import KnownError
from assessor_app.formats import cbor
from assessor_app.formats.cut import plain

DEVICE_BYTES = 8
PUBLIC_BYTES = 32
MOST_BYTES = 1_000
MOST_TEXT_BYTES = 64
MOST_SCOPES = 32
_SUB, _EXP, _NBF, _IAT, _CNF, _OURS = 2, 4, 5, 6, 8, -65537
_COSE_KEY, _KTY, _CRV, _X, _OKP, _ED25519 = 1, 1, -1, -2, 1, 6
_VERSION = 1
_FIELDS = 3
_MOST_SECONDS = 253_402_300_799


@dataclass(frozen=True, kw_only=True)
class Delegation:
    """What the issuer says of one device's key.

    `centre` is the centre's id in the issuer's anchor list; `device` the first 8 bytes of the device's id, as
    16 hex characters; `public` its Ed25519 key, 32 bytes; `scope` prefixes of form codes, by whole parts
    (`ELE` covers `ELE-SAF`), or `*` for all. Times are Unix seconds; both ends of the window are inside it.
    """

    centre: str
    device: str
    public: bytes
    scope: tuple[str, ...]
    not_before: int
    expires: int
    issued_at: int


def encode(delegation: Delegation) -> bytes:
    """The claims as CBOR; what could not be read back is a ValueError."""
    data = cbor.encode(
        {
            _SUB: delegation.centre,
            _EXP: delegation.expires,
            _NBF: delegation.not_before,
            _IAT: delegation.issued_at,
            _CNF: {_COSE_KEY: {_KTY: _OKP, _CRV: _ED25519, _X: delegation.public}},
            _OURS: [_VERSION, bytes.fromhex(delegation.device), list(delegation.scope)],
        }
    )
    try:
        decode(data)
    except KnownError as error:
        raise ValueError("this delegation could not be read back") from error
    return data


def decode(data: bytes) -> Delegation:
    """Read what `encode` writes; raises KnownError("paper-newer") or KnownError("paper-unreadable")."""
    try:
        return _delegation(cbor.decode(data, most_bytes=MOST_BYTES))
    except ValueError as error:
        raise KnownError("paper-unreadable") from error


def _delegation(value: Any) -> Delegation:
    if not isinstance(value, dict):
        raise ValueError("no claims")  # noqa: TRY004 (one kind of error for whatever is wrong in there)
    cbor.refuse_newer(value.get(_OURS), known=_VERSION)
    if set(value) != {_SUB, _EXP, _NBF, _IAT, _CNF, _OURS}:
        raise ValueError("other claims")
    device, scope = _ours(value[_OURS])
    return Delegation(
        centre=_text(value[_SUB]),
        device=device.hex(),
        public=_public(value[_CNF]),
        scope=scope,
        not_before=_seconds(value[_NBF]),
        expires=_seconds(value[_EXP]),
        issued_at=_seconds(value[_IAT]),
    )


def _ours(fields: Any) -> tuple[bytes, tuple[str, ...]]:
    if not isinstance(fields, list) or not fields or type(fields[0]) is not int:
        raise ValueError("no fields")
    if fields[0] != _VERSION or len(fields) != _FIELDS:
        raise ValueError("other fields")
    _, device, scope = fields
    if not isinstance(device, bytes) or len(device) != DEVICE_BYTES:
        raise ValueError("no device")
    if not isinstance(scope, list) or len(scope) > MOST_SCOPES:
        raise ValueError("no scope")
    return device, tuple(_text(part) for part in scope)


def _public(cnf: Any) -> bytes:
    if not isinstance(cnf, dict) or set(cnf) != {_COSE_KEY} or not isinstance(cnf[_COSE_KEY], dict):
        raise ValueError("no key")
    key = cnf[_COSE_KEY]
    if set(key) != {_KTY, _CRV, _X} or key[_KTY] != _OKP or key[_CRV] != _ED25519:
        raise ValueError("another kind of key")
    public = key[_X]
    if not isinstance(public, bytes) or len(public) != PUBLIC_BYTES:
        raise ValueError("no public key")
    return public


def _seconds(value: Any) -> int:
    if type(value) is not int or not 0 <= value <= _MOST_SECONDS:
        raise ValueError("no time")
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value or len(value.encode("utf-8")) > MOST_TEXT_BYTES:
        raise ValueError("text that is missing or too long")
    if plain(value) != value:
        raise ValueError("text that is not one plain line")
    return value
