"""The kinds of value that a field may have. One table of fields serves the reader, the schema and the docs."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Union


@dataclass(frozen=True, kw_only=True)
class Text:
    """Text that is not empty; `pattern` must match the whole of it and `shape` names the pattern in sentences."""

    pattern: str = ""
    shape: str = ""


@dataclass(frozen=True, kw_only=True)
class Whole:
    """A whole number of at most nine digits, bounds inclusive."""

    least: int
    most: int = 999_999_999


@dataclass(frozen=True, kw_only=True)
class Number:
    """A decimal number; `above` is exclusive, `most` inclusive."""

    above: float | None = None
    most: float | None = None


@dataclass(frozen=True)
class Flag:
    """`true` or `false`."""


@dataclass(frozen=True)
class Choice:
    """One word out of an enumeration."""

    words: type[StrEnum]


@dataclass(frozen=True, kw_only=True)
class ListOf:
    item: "Shape"
    least: int = 0


@dataclass(frozen=True, kw_only=True)
class Record:
    """A mapping with named fields; `make` builds the model from the fields' attributes as keywords."""

    name: str
    make: Callable[..., object]
    fields: "tuple[Field, ...]"

    def field(self, key: str) -> "Field | None":
        return next((one for one in self.fields if one.key == key), None)

    def keys(self) -> tuple[str, ...]:
        return tuple(one.key for one in self.fields)


Shape = Union[Text, Whole, Number, Flag, Choice, ListOf, Record]  # noqa: UP007 - forward references in classes above


@dataclass(frozen=True, kw_only=True)
class Field:
    """One key of a record.

    `attribute` is its name in the model, the key with underscores when empty; `absent` is the problem's code when
    it is missing or empty. What is left out takes the model's default.
    """

    key: str
    shape: Shape
    says: str
    required: bool = False
    attribute: str = ""
    absent: str = ""

    @property
    def name(self) -> str:
        return self.attribute or self.key.replace("-", "_")


IDENTIFIER = Text(pattern=r"[A-Za-z0-9][A-Za-z0-9._-]{0,31}", shape="identifier")
CODE = Text(pattern=r"[A-Z0-9]{2,12}(-[A-Z0-9]{1,12}){0,3}", shape="code")
FOLDER = Text(pattern=r"[a-z][a-z0-9]*(-[a-z0-9]+)*", shape="sector")
PROSE = Text()
LINES = ListOf(item=PROSE)
