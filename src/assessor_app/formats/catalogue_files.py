"""The catalogue as it is sent: its files with their exact text, under names that stay inside one folder."""

from hashlib import sha256
from typing import Annotated

import msgspec

from assessor_app.domain.errors import KnownError
from assessor_app.formats.message import Count, Hash, Place, Word
from assessor_app.formats.sync_limits import MIB

CATALOGUE_PATH = "catalogue.yaml"
"""The file that says how forms belong together; every other one is a form."""
MOST_FILES = 2_000
MOST_TEXT = MIB
_NAME = r"^[A-Za-z0-9][A-Za-z0-9._-]{0,60}(/[A-Za-z0-9][A-Za-z0-9._-]{0,60}){0,3}\.yaml\Z"


class CatalogueFile(msgspec.Struct, frozen=True, kw_only=True):
    """`path` has forward slashes, and neither `..` nor anything else that leads out of its folder."""

    path: Annotated[str, msgspec.Meta(pattern=_NAME, max_length=200)]
    text: Annotated[str, msgspec.Meta(max_length=MOST_TEXT)]
    sha256: Hash


class Policy(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the awarding body asks of a centre: codes of `domain.sync_policy`; a code that is not known is the strictest.

    `remarks`: whether it wants free text beside records without having asked for a sample.
    """

    registration: Word = "at-once"
    evidence: Word = "none"
    remarks: bool = False
    provisional_days: Annotated[int, msgspec.Meta(ge=1, le=3_660)] = 90
    sync_minutes: Annotated[int, msgspec.Meta(ge=1, le=100_000)] = 15
    renew_after_days: Count | None = None


class CatalogueItem(msgspec.Struct, frozen=True, kw_only=True, tag="catalogue", tag_field="kind"):
    """A whole catalogue; a later `version` takes the place of an earlier one. Forms in use stay as they were adopted."""

    version: Place
    files: Annotated[list[CatalogueFile], msgspec.Meta(max_length=MOST_FILES)]
    policy: Policy = Policy()


def catalogue_file(path: str, text: str) -> CatalogueFile:
    return CatalogueFile(path=path, text=text, sha256=_digest(text))


def require_whole(catalogue: CatalogueItem) -> None:
    """Raises KnownError("catalogue-damaged") where a file is not the one that its hash names, or stands twice."""
    if len({file.path for file in catalogue.files}) != len(catalogue.files):
        raise KnownError("catalogue-damaged", path="")
    for file in catalogue.files:
        if _digest(file.text) != file.sha256:
            raise KnownError("catalogue-damaged", path=file.path)


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8")).hexdigest()
