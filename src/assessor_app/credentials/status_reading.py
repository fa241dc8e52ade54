"""What a status list says of a credential, where the list is here, signed by the same issuer, and can be relied on."""

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

from openbadgeslib.ob3 import OB3VerificationError, decode_encoded_list, verify_data_integrity_proof

from assessor_app.credentials.proving import Proved, issuer_of
from assessor_app.credentials.published import published_file
from assessor_app.domain.credential_answer import Finding
from assessor_app.domain.errors import KnownError

_ENTRY = "BitstringStatusListEntry"
_BAD_NEWS = frozenset({"revocation", "suspension"})
_CONTEXT = ["https://www.w3.org/ns/credentials/v2"]
# Every member of a list that is read here is defined by that one context: what is read is what was signed.
_MEMBERS = frozenset(
    {
        "@context",
        "id",
        "type",
        "issuer",
        "validFrom",
        "validUntil",
        "credentialSubject",
        "proof",
        "name",
        "description",
    }
)
_SUBJECT = frozenset({"id", "type", "statusPurpose", "encodedList", "ttl"})
KeyOf = Callable[[str], bytes | None]
"""The issuer's key in PEM that this verification method names, which may sign lists; None where it has none."""


def status_of(proved: Proved, published: str, *, key_of: KeyOf, now: datetime) -> tuple[Finding, str]:
    """The finding, and when the list was made (ISO; empty where none was read).

    The list may be signed by another key of the same issuer: keys change, and a JWT has one of its own.

    An entry of a kind that is not known here is UNCHECKED. A withdrawal counts from an old list too; that nothing is
    withdrawn only from one in its dates.
    """
    entries = proved.content.get("credentialStatus")
    if entries is None or proved.signature is not Finding.GOOD:
        return (Finding.NONE if entries is None else Finding.UNCHECKED), ""
    found = [
        _entry(entry, proved, published, key_of, now)
        for entry in (entries if isinstance(entries, list) else [entries])
    ]
    for finding in (Finding.BAD, Finding.UNCHECKED):
        for one in found:
            if one[0] is finding:
                return one
    return found[0] if found else (Finding.NONE, "")


def _entry(entry: Any, proved: Proved, published: str, key_of: KeyOf, now: datetime) -> tuple[Finding, str]:
    unchecked = (Finding.UNCHECKED, "")
    if not isinstance(entry, dict) or entry.get("type") != _ENTRY or entry.get("statusSize") not in {None, 1}:
        return unchecked
    url, index, purpose = (
        entry.get(name) for name in ("statusListCredential", "statusListIndex", "statusPurpose")
    )
    if not isinstance(url, str) or not isinstance(index, str) or not index.isascii() or not index.isdecimal():
        return unchecked
    try:
        content = _list_at(url, proved, published, key_of)
        bit = None if content is None else _bit(content, int(index), purpose)
    except (OB3VerificationError, KnownError, ValueError):
        return unchecked
    if content is None or bit is None:
        return unchecked
    as_of = str(content.get("validFrom", ""))
    if bit and purpose in _BAD_NEWS:
        return Finding.BAD, as_of
    return (Finding.GOOD if _in_dates(content, now) else Finding.UNCHECKED), as_of


def _list_at(url: str, proved: Proved, published: str, key_of: KeyOf) -> dict[str, Any] | None:
    """The list at this URL, if the folder has it and the issuer of the credential signed it."""
    data = published_file(published, url)
    if data is None or proved.pem is None:
        return None
    text = data.decode("utf-8").strip()
    content = _of_json(text, key_of) if text.startswith("{") else _of_jwt(text, key_of)
    named = content.get("id") == url and issuer_of(content) == issuer_of(proved.content)
    return content if named else None


def _of_json(text: str, key_of: KeyOf) -> dict[str, Any]:
    content = json.loads(text)
    proof = content.get("proof")
    method = proof.get("verificationMethod") if isinstance(proof, dict) else None
    pem = key_of(method) if isinstance(method, str) else None
    if pem is None:
        raise ValueError("a list by a key that the issuer has not")
    subject = content.get("credentialSubject")
    plain = (
        content.get("@context") == _CONTEXT
        and set(content) <= _MEMBERS
        and isinstance(subject, dict)
        and set(subject) <= _SUBJECT
    )
    if not plain:
        raise ValueError("a list with members that are not read here")
    verify_data_integrity_proof(content, pem)
    return dict(content)


def _of_jwt(text: str, key_of: KeyOf) -> dict[str, Any]:
    """The list's dates are minded by whoever reads it: bad news counts from an old one too."""
    import jwt

    try:
        method = jwt.get_unverified_header(text).get("kid")
    except jwt.exceptions.PyJWTError as error:
        raise ValueError("a list that nobody signed") from error
    pem = key_of(method) if isinstance(method, str) else None
    if pem is None:
        raise ValueError("a list by a key that the issuer has not")
    algorithms = ["EdDSA"] if b"MCowBQYDK2Vw" in pem else ["ES256"]
    try:
        content = jwt.decode(
            text,
            pem,
            algorithms=algorithms,
            options={"verify_aud": False, "verify_exp": False, "verify_nbf": False},
        )
    except jwt.exceptions.PyJWTError as error:
        raise ValueError("a list that nobody signed") from error
    return dict(content)


def _bit(content: dict[str, Any], index: int, purpose: Any) -> bool | None:
    """Whether the bit is set; None where the list is for another purpose, or has no such bit."""
    subject = content.get("credentialSubject")
    types = content.get("type")
    if not isinstance(subject, dict) or not isinstance(types, list):
        return None
    if "BitstringStatusListCredential" not in types or subject.get("statusPurpose") != purpose:
        return None
    encoded = subject.get("encodedList")
    bits = decode_encoded_list(encoded) if isinstance(encoded, str) else b""
    if index // 8 >= len(bits):
        return None
    return bool(bits[index // 8] & (0x80 >> index % 8))


def _in_dates(content: dict[str, Any], now: datetime) -> bool:
    """A list without a last day is believed on no day: it could be any old one."""
    try:
        start, end = (datetime.fromisoformat(content[name]) for name in ("validFrom", "validUntil"))
        within = start <= now <= end
    except (KeyError, TypeError, ValueError):
        return False
    return within
