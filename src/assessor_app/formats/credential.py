"""An Open Badges 3.0 credential as a typed structure: its members by their names in the standard, and nothing else.

Source: 1EdTech Open Badges 3.0 (AchievementCredential and what hangs from it) on W3C Verifiable Credentials 2.0. A member
that is not said is left out: the standard knows neither null nor an empty list. `docs/credentials.md` says where each
value comes from.
"""

from typing import Any, TypeVar

import msgspec
from msgspec import UNSET, UnsetType

CONTEXTS = (
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
    # Without it the type of `credentialSchema` is a term that nothing defines, and nothing signs.
    "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json",
)
SCHEMA = "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json"
SCHEMA_TYPE = "1EdTechJsonSchemaValidator2019"

Texts = tuple[str, ...]
Text = str | UnsetType
Said = TypeVar("Said")
# C0 controls but tab, line feed and carriage return, and DEL: PyLD canonicalises them otherwise than others do.
_CONTROLS = {code: None for code in (*range(0x20), 0x7F) if code not in {0x09, 0x0A, 0x0D}}
_SURROGATES = dict.fromkeys(range(0xD800, 0xE000), "�")


class _Node(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """A node of the credential: members in camel case."""


class Address(_Node, frozen=True, kw_only=True):
    type: Texts = ("Address",)
    address_country: Text = UNSET
    address_country_code: Text = UNSET


class IdentifierEntry(_Node, frozen=True, kw_only=True):
    """`type` is one word: the schema knows no list here."""

    type: str = "IdentifierEntry"
    identifier: str
    identifier_type: str


class Image(_Node, frozen=True, kw_only=True):
    id: str
    type: str = "Image"
    caption: Text = UNSET


class Profile(_Node, frozen=True, kw_only=True):
    """An organisation. `official` is who answers for it here, by role."""

    id: str
    type: Texts = ("Profile",)
    name: str
    url: Text = UNSET
    phone: Text = UNSET
    address: Address | UnsetType = UNSET
    other_identifier: tuple[IdentifierEntry, ...] | UnsetType = UNSET
    official: Text = UNSET


class Alignment(_Node, frozen=True, kw_only=True):
    type: Texts = ("Alignment",)
    target_name: str
    target_url: str
    target_description: Text = UNSET
    target_framework: Text = UNSET
    target_code: Text = UNSET
    target_type: Text = UNSET


class ResultDescription(_Node, frozen=True, kw_only=True):
    id: str
    type: Texts = ("ResultDescription",)
    name: str
    result_type: str


class Criteria(_Node, frozen=True, kw_only=True):
    narrative: str


class Related(_Node, frozen=True, kw_only=True):
    """Another achievement that this one has to do with."""

    id: str
    type: Texts = ("Related",)
    version: Text = UNSET
    in_language: Text = UNSET


class Achievement(_Node, frozen=True, kw_only=True):
    id: str
    type: Texts = ("Achievement",)
    achievement_type: str
    name: str
    description: str
    criteria: Criteria
    image: Image | UnsetType = UNSET
    human_code: str
    version: Text = UNSET
    in_language: str
    field_of_study: Text = UNSET
    credits_available: float | UnsetType = UNSET
    alignment: tuple[Alignment, ...] | UnsetType = UNSET
    endorsement: tuple[dict[str, Any], ...] | UnsetType = UNSET
    related: tuple[Related, ...] | UnsetType = UNSET
    result_description: tuple[ResultDescription, ...] | UnsetType = UNSET


class IdentityObject(_Node, frozen=True, kw_only=True):
    """Who the holder is, without an e-mail address. A hash is `sha256$` and 64 hex digits, of value and salt."""

    type: str = "IdentityObject"
    hashed: bool
    identity_hash: str
    identity_type: str
    salt: Text = UNSET


class Result(_Node, frozen=True, kw_only=True):
    """A value is text, whatever it counts."""

    type: Texts = ("Result",)
    result_description: str
    status: Text = UNSET
    value: Text = UNSET


class Subject(_Node, frozen=True, kw_only=True):
    type: Texts = ("AchievementSubject",)
    identifier: tuple[IdentityObject, ...]
    credits_earned: float | UnsetType = UNSET
    license_number: str
    result: tuple[Result, ...] | UnsetType = UNSET
    source: Profile | UnsetType = UNSET
    achievement: Achievement


class Evidence(_Node, frozen=True, kw_only=True):
    id: str
    type: Texts = ("Evidence",)
    name: str
    description: Text = UNSET
    genre: Text = UNSET


class StatusEntry(_Node, frozen=True, kw_only=True):
    """A bit in a status list; its index is a base-10 number in text (W3C Bitstring Status List 1.0)."""

    id: str
    type: str = "BitstringStatusListEntry"
    status_purpose: str = "revocation"
    status_list_index: str
    status_list_credential: str


class Schema(_Node, frozen=True, kw_only=True):
    id: str = SCHEMA
    type: str = SCHEMA_TYPE


class Credential(_Node, frozen=True, kw_only=True):
    """The whole credential, not yet signed. Times are UTC to the second and end in Z."""

    contexts: Texts = msgspec.field(name="@context", default=CONTEXTS)
    id: str
    type: Texts = ("VerifiableCredential", "OpenBadgeCredential")
    name: str
    description: Text = UNSET
    issuer: Profile
    valid_from: str
    valid_until: Text = UNSET
    awarded_date: str
    credential_subject: Subject
    evidence: tuple[Evidence, ...] | UnsetType = UNSET
    credential_status: StatusEntry | UnsetType = UNSET
    credential_schema: tuple[Schema, ...] = (Schema(),)


def document(credential: Credential) -> dict[str, Any]:
    """The credential as plain dicts and lists, as a signer takes it."""
    found: dict[str, Any] = _plain(msgspec.to_builtins(credential))
    return found


def unless_empty(values: tuple[Said, ...]) -> tuple[Said, ...] | UnsetType:
    """The values; unsaid where there are none."""
    return values or UNSET


def unless_blank(text: str) -> Text:
    """The text; unsaid where there is none."""
    return text or UNSET


def unless_none(value: Said | None) -> Said | UnsetType:
    """The value; unsaid where there is none."""
    return UNSET if value is None else value


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _plain(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, str):
        return value.translate(_CONTROLS).translate(_SURROGATES)
    if isinstance(value, float) and value.is_integer():
        # Read by JavaScript, 1.0 is 1, and would be signed as another number.
        return int(value)
    return value


def encode(signed: dict[str, Any]) -> bytes:
    """The file's bytes: JSON to be read by people too, in UTF-8. `]]>` cannot occur in it (it may stand in CDATA)."""
    text = msgspec.json.format(msgspec.json.encode(signed), indent=2).decode("utf-8")
    return text.replace("]]>", "]]\\u003e").encode("utf-8") + b"\n"
