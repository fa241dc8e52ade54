"""The claims of a paper: what its QR code says, as a CWT claims set (RFC 8392; `docs/qr-format.md`)."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum
from typing import Any

from assessor_app.domain.errors import KnownError
from assessor_app.formats import cbor
from assessor_app.formats.cut import cut, plain

CTI_BYTES = 16
MOST_NAME_BYTES = 64
MOST_TITLE_BYTES = 80
MOST_CODE_BYTES = 64
MOST_SHORT_BYTES = 24
"""Longest number, identity mark, form version, level or credits, in UTF-8 bytes."""
MOST_BYTES = 600
_IAT = 6
_CTI = 7
_OURS = -65537
_VERSION = 1
_FIELDS = 12
_EPOCH = date(1970, 1, 1)
_MOST_SECONDS = 253_402_300_799


class Environment(IntEnum):
    """Where the work was seen."""

    WORKPLACE = 0
    SIMULATED = 1
    BOTH = 2


@dataclass(frozen=True, kw_only=True)
class PaperClaims:
    """What the paper says. `issued_at` is Unix seconds; `cti` 16 random bytes; `number` without its dashes.

    `mark` is the holder's birth date, or the last characters of an identity document, as the holder chose.
    `level` and `credits` are the words on the paper, None where it has none. A date stands for the whole day.
    """

    cti: bytes
    issued_at: int
    number: str
    name: str
    mark: date | str | None
    code: str
    version: str
    title: str
    level: str | None
    credits: str | None
    environment: Environment
    provisional_until: date | None
    valid_until: date | None


def fitted(claims: PaperClaims) -> PaperClaims:
    """The same claims with name and title cut to fit, as `encode` writes them and `decode` gives them back."""
    return decode(encode(claims))


def encode(claims: PaperClaims) -> bytes:
    """The claims as CBOR, name and title cut to fit. Other text too long, or of no sense, is a ValueError."""
    fields = [
        _VERSION,
        plain(claims.number).replace("-", ""),
        cut(claims.name, MOST_NAME_BYTES),
        _days(claims.mark) if isinstance(claims.mark, date) else _short(claims.mark),
        plain(claims.code),
        plain(claims.version),
        cut(claims.title, MOST_TITLE_BYTES),
        _short(claims.level),
        _short(claims.credits),
        int(claims.environment),
        _days(claims.provisional_until),
        _days(claims.valid_until),
    ]
    data = cbor.encode({_IAT: claims.issued_at, _CTI: claims.cti, _OURS: fields})
    try:
        decode(data)
    except KnownError as error:
        raise ValueError("these claims could not be read back") from error
    return data


def decode(data: bytes) -> PaperClaims:
    """Read what `encode` writes.

    Raises KnownError("paper-newer") for claims of a later version, KnownError("paper-unreadable") for the rest.
    """
    try:
        value = cbor.decode(data, most_bytes=MOST_BYTES)
        return _claims(value)
    except (ValueError, OverflowError) as error:
        raise KnownError("paper-unreadable") from error


def _claims(value: Any) -> PaperClaims:
    if not isinstance(value, dict):
        raise ValueError("no claims")  # noqa: TRY004 (one kind of error for whatever is wrong in there)
    cbor.refuse_newer(value.get(_OURS), known=_VERSION)
    if set(value) != {_IAT, _CTI, _OURS}:
        raise ValueError("other claims")
    issued_at, cti, fields = value[_IAT], value[_CTI], value[_OURS]
    if type(issued_at) is not int or not 0 <= issued_at <= _MOST_SECONDS:
        raise ValueError("no time of issue")
    if not isinstance(cti, bytes) or len(cti) != CTI_BYTES:
        raise ValueError("no cti")
    if not isinstance(fields, list) or not fields:
        raise ValueError("no fields")
    if type(fields[0]) is not int or fields[0] != _VERSION or len(fields) != _FIELDS:
        raise ValueError("other fields")
    _, number, name, mark, code, version, title, level, credit, environment, provisional, valid = fields
    return PaperClaims(
        cti=cti,
        issued_at=issued_at,
        number=_text(number, MOST_SHORT_BYTES),
        name=_text(name, MOST_NAME_BYTES),
        mark=_date(mark) if type(mark) is int else _text_or_none(mark),
        code=_text(code, MOST_CODE_BYTES),
        version=_text(version, MOST_SHORT_BYTES),
        title=_text(title, MOST_TITLE_BYTES),
        level=_text_or_none(level),
        credits=_text_or_none(credit),
        environment=Environment(_int(environment)),
        provisional_until=_date(provisional),
        valid_until=_date(valid),
    )


def _days(day: date | None) -> int | None:
    return None if day is None else (day - _EPOCH).days


def _date(days: Any) -> date | None:
    return None if days is None else _EPOCH + timedelta(days=_int(days))


def _int(value: Any) -> int:
    if type(value) is not int:
        raise ValueError("not a whole number")
    return value


def _short(text: str | None) -> str | None:
    return None if text is None else cut(text, MOST_SHORT_BYTES)


def _text_or_none(value: Any) -> str | None:
    return None if value is None else _text(value, MOST_SHORT_BYTES)


def _text(value: Any, most_bytes: int) -> str:
    if not isinstance(value, str) or not value or len(value.encode("utf-8")) > most_bytes:
        raise ValueError("text that is missing or too long")
    if plain(value) != value:
        raise ValueError("text that is not one plain line")
    return value
