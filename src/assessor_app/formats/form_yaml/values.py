"""What the reader read: values that know where they stand. A broken value is simply not there."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Union

from assessor_app.formats.form_yaml.shapes import ListOf, Record, Shape


@dataclass(frozen=True, kw_only=True, eq=False)
class Leaf:
    line: int
    col: int
    data: str | float | bool


@dataclass(frozen=True, kw_only=True, eq=False)
class Many:
    line: int
    col: int
    items: "tuple[Value, ...]"


@dataclass(frozen=True, kw_only=True, eq=False)
class Entry:
    """A record as far as it could be read."""

    line: int
    col: int
    fields: "Mapping[str, Value]" = field(default_factory=dict)

    def leaf(self, key: str) -> Leaf | None:
        found = self.fields.get(key)
        return found if isinstance(found, Leaf) else None

    def text(self, key: str) -> str | None:
        found = self.leaf(key)
        return str(found.data) if found else None

    def number(self, key: str) -> float | None:
        found = self.leaf(key)
        return found.data if found and not isinstance(found.data, str) else None

    def flag(self, key: str) -> bool:
        found = self.leaf(key)
        return bool(found and found.data is True)

    def entry(self, key: str) -> "Entry | None":
        found = self.fields.get(key)
        return found if isinstance(found, Entry) else None

    def entries(self, key: str) -> "tuple[Entry, ...]":
        found = self.fields.get(key)
        return tuple(one for one in found.items if isinstance(one, Entry)) if isinstance(found, Many) else ()

    def leaves(self, key: str) -> tuple[Leaf, ...]:
        found = self.fields.get(key)
        return tuple(one for one in found.items if isinstance(one, Leaf)) if isinstance(found, Many) else ()

    def at(self, key: str) -> "Value":
        """Where to point for this key: its value, or the record when it has none."""
        return self.fields.get(key, self)


Value = Union[Leaf, Many, Entry]  # noqa: UP007 - forward references in classes above


def build(value: Value, shape: Shape) -> object:
    """The model of a value without errors, made by the table's own constructors."""
    if isinstance(value, Many) and isinstance(shape, ListOf):
        return tuple(build(item, shape.item) for item in value.items)
    if isinstance(value, Entry) and isinstance(shape, Record):
        present = [one for one in shape.fields if one.key in value.fields]
        return shape.make(**{one.name: build(value.fields[one.key], one.shape) for one in present})
    if isinstance(value, Leaf):
        return value.data
    raise TypeError(f"{type(value).__name__} does not fit {type(shape).__name__}")
