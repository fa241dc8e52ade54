"""The centre bundle: what one device of a centre gives to another, by stick or sealed through the issuer.

An envelope whose sender and receiver are two devices of one centre, whose body begins with `BundleHead`. Records and
their chains are the items of `record_item` and `feed`; drawings and fonts that papers name go as pieces (`asset`).
"""

from base64 import b64decode, b64encode
from typing import Annotated

import msgspec

from assessor_app.domain.errors import KnownError
from assessor_app.formats.message import Day, Hash, Id, Moment, Number, Place, Short, Word

MOST_FORM_TEXT = 1024 * 1024
MOST_PAGE_BYTES = 4 * 1024 * 1024
MOST_DESIGN_TEXT = 1024 * 1024
MOST_PICTURE_BYTES = 2 * 1024 * 1024
_BASE64 = r"^[A-Za-z0-9+/=]*\Z"

Name = Annotated[str, msgspec.Meta(min_length=1, max_length=300)]


class BundleHead(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag="bundle", tag_field="kind"
):
    """Which centre this is, and which part of how many of the same bundle. Each part is applied by itself.

    `host` is the verifier page's; `holds` what is in it, in words of a person's choice (`staff`, `learners` …).
    """

    bundle: Id
    part: Annotated[int, msgspec.Meta(ge=1, le=10_000)] = 1
    parts: Annotated[int, msgspec.Meta(ge=1, le=10_000)] = 1
    centre: Short
    name: Name
    approval_number: Short = ""
    awarding_body: Short = ""
    country: Short = ""
    phone: Short = ""
    host: Short = ""
    made_at: Moment
    made_by: Id | None = None
    holds: Annotated[list[Word], msgspec.Meta(max_length=16)] = []


class StaffItem(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag="staff", tag_field="kind"):
    """A member of staff, without PIN or passphrase: whoever comes to another device chooses new ones there."""

    id: Id
    name: Name
    label: Short = ""
    roles: Annotated[list[Word], msgspec.Meta(max_length=8)]
    registration: Short = ""
    scope: Annotated[list[Word], msgspec.Meta(max_length=64)] = []
    qualified_until: Day | None = None
    trainee: bool = False
    left_at: Moment | None = None


class LearnerItem(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag="learner", tag_field="kind"
):
    """A learner as the sending device knows them; `changed_at` tells which of two is the newer.

    A number that is here under another id is a task for a person, and neither is changed.
    """

    id: Id
    name: Name
    number: Short = ""
    group: Short = ""
    identity_mark: Word = "none"
    id_last_four: Annotated[str, msgspec.Meta(max_length=16)] = ""
    birth_date: Day | None = None
    said_under_18: bool | None = None
    guardian_consent: bool = False
    photo_consent: bool = False
    changed_at: Moment


class RosterItem(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag="roster", tag_field="kind"
):
    """Who is expected where: a group with its day, place and forms, before there is a sitting."""

    id: Id
    name: Name
    day: Day | None = None
    place: Short = ""
    forms: Annotated[list[Word], msgspec.Meta(max_length=64)] = []
    learners: Annotated[list[Id], msgspec.Meta(max_length=5_000)]
    made_at: Moment


class FormItem(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag="form", tag_field="kind"):
    """A form's exact text and its SHA-256, as records name it."""

    code: Word
    version: Word
    text: Annotated[str, msgspec.Meta(min_length=1, max_length=MOST_FORM_TEXT)]
    sha256: Hash


class DesignItem(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag="design", tag_field="kind"
):
    """A version of a design of the centre's own: the exact text of its file; `before` is the SHA-256 of the one before it."""

    id: Word
    version: Annotated[int, msgspec.Meta(ge=1, le=1_000_000)]
    title: Name
    text: Annotated[str, msgspec.Meta(min_length=1, max_length=MOST_DESIGN_TEXT)]
    sha256: Hash
    before: Hash | None = None
    made_at: Moment
    made_by: Id


class DesignChosenItem(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag="design-chosen", tag_field="kind"
):
    """Which design counts for a scope (empty: the centre; `sector:…`, `form:…`); an empty design is none of its own."""

    scope: Annotated[str, msgspec.Meta(max_length=80)]
    design: Annotated[str, msgspec.Meta(max_length=64)] = ""
    chosen_at: Moment
    chosen_by: Id


class LogoItem(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag="logo", tag_field="kind"):
    """A picture that designs name by its SHA-256; `png` is base64."""

    sha256: Hash
    png: Annotated[str, msgspec.Meta(pattern=_BASE64, max_length=MOST_PICTURE_BYTES * 4 // 3 + 4)]


class SignatureItem(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag="signature", tag_field="kind"
):
    """The picture of somebody's signature as base64; without one it was taken away, and is to be elsewhere too."""

    staff: Id
    png: Annotated[str, msgspec.Meta(pattern=_BASE64, max_length=MOST_PICTURE_BYTES * 4 // 3 + 4)] = ""
    changed_at: Moment


class PaperItem(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag="paper", tag_field="kind"):
    """A certificate's frozen page, so that another device can print it: its record has the hashes of both.

    `page` is base64; the assets that the page names go as pieces, by their SHA-256. `seq` is the place of its record.
    """

    number: Number
    chain: Id
    seq: Place | None = None
    qr: Annotated[str, msgspec.Meta(min_length=1, max_length=8_592)]
    page: Annotated[str, msgspec.Meta(pattern=_BASE64, max_length=MOST_PAGE_BYTES * 4 // 3 + 4)]
    assets: Annotated[list[Hash], msgspec.Meta(max_length=64)] = []


def paper_item(
    *, number: str, chain: str, qr: str, page: bytes, assets: list[str] | None = None, seq: int | None = None
) -> PaperItem:
    return PaperItem(
        number=number,
        chain=chain,
        seq=seq,
        qr=qr,
        page=b64encode(page).decode("ascii"),
        assets=assets or [],
    )


def picture_text(png: bytes) -> str:
    """As it stands in an item."""
    return b64encode(png).decode("ascii")


def picture_of(item: LogoItem | SignatureItem) -> bytes:
    """The picture's exact bytes; raises KnownError("envelope-unreadable")."""
    try:
        return b64decode(item.png, validate=True)
    except ValueError as error:
        raise KnownError("envelope-unreadable") from error


def page_of(paper: PaperItem) -> bytes:
    """The page's exact bytes; raises KnownError("envelope-unreadable")."""
    try:
        return b64decode(paper.page, validate=True)
    except ValueError as error:
        raise KnownError("envelope-unreadable") from error
