"""Nodes to values by a table of fields, with every error at once."""

import difflib
import math
import re
from typing import assert_never

import yaml.resolver

from assessor_app.formats.form_yaml.nodes import CONTROL, Mapping, Node, Scalar, Sequence
from assessor_app.formats.form_yaml.problems import Findings
from assessor_app.formats.form_yaml.shapes import (
    Choice,
    Field,
    Flag,
    ListOf,
    Number,
    Record,
    Shape,
    Text,
    Whole,
)
from assessor_app.formats.form_yaml.values import Entry, Leaf, Many, Value

_WHOLE = re.compile(r"-?(0|[1-9][0-9]{0,8})")
_NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,11})(\.[0-9]{1,12})?")
_LONGEST_KEY = 60  # comparing longer ones with every known key is work for nothing


def read_value(node: Node, shape: Shape, findings: Findings, *, field: Field | None = None) -> Value | None:
    """The value of a node, or None after a problem was written down; a record comes back even when damaged."""
    if isinstance(shape, Record):
        return _record(node, shape, findings)
    if isinstance(shape, ListOf):
        return _list(node, shape, findings, field)
    if not isinstance(node, Scalar):
        findings.error(node, "wrong-type", wanted=_wanted(shape), key=_key(field))
        return None
    if node.plain and _tag(node) == "null":
        findings.error(node, (field and field.absent) or "empty", key=_key(field))
        return None
    data = _leaf(node, shape, findings, field)
    return None if data is None else Leaf(line=node.line, col=node.col, data=data)


def _record(node: Node, shape: Record, findings: Findings) -> Entry | None:
    if not isinstance(node, Mapping):
        findings.error(node, "wrong-type", wanted="mapping", key=shape.name)
        return None
    seen: set[str] = set()
    fields: dict[str, Value] = {}
    for key_node, value_node in node.pairs():
        if not isinstance(key_node, Scalar):
            findings.error(key_node, "key-not-text")
            continue
        field = shape.field(key_node.text)
        if key_node.text in seen:
            findings.error(key_node, "duplicate-key", key=key_node.text)
        elif field is None:
            _unknown_key(key_node, shape, findings)
        else:
            value = read_value(value_node, field.shape, findings, field=field)
            fields |= {} if value is None else {field.key: value}
        seen.add(key_node.text)
    for missing in (one for one in shape.fields if one.required and one.key not in seen):
        findings.error(node, missing.absent or "missing-key", key=missing.key, section=shape.name)
    return Entry(line=node.line, col=node.col, fields=fields)


def _unknown_key(node: Scalar, shape: Record, findings: Findings) -> None:
    close: list[str] = []
    if not findings.full and len(node.text) <= _LONGEST_KEY:
        close = difflib.get_close_matches(node.text.lower().replace("_", "-"), shape.keys(), n=1)
    code = "unknown-key-like" if close else "unknown-key"
    findings.error(node, code, key=node.text, section=shape.name, suggestion="".join(close))


def _list(node: Node, shape: ListOf, findings: Findings, field: Field | None) -> Many | None:
    if not isinstance(node, Sequence):
        findings.error(node, "wrong-type", wanted="list", key=_key(field))
        return None
    if len(node.items) < shape.least:
        findings.error(node, "list-too-short", key=_key(field), least=shape.least)
    read = [read_value(item, shape.item, findings, field=field) for item in node.items]
    return Many(line=node.line, col=node.col, items=tuple(item for item in read if item is not None))


def _leaf(
    node: Scalar, shape: Text | Whole | Number | Flag | Choice, findings: Findings, field: Field | None
) -> str | float | bool | None:
    if isinstance(shape, Text):
        return _text(node, shape, findings, field)
    if isinstance(shape, Choice):
        return _choice(node, shape, findings, field)
    if isinstance(shape, Flag):
        if node.plain and node.text in {"true", "false"}:
            return node.text == "true"
        findings.error(node, "wrong-type", wanted="flag", key=_key(field))
        return None
    if isinstance(shape, Whole | Number):
        return _number(node, shape, findings, field)
    assert_never(shape)


def _text(node: Scalar, shape: Text, findings: Findings, field: Field | None) -> str | None:
    key = _key(field)
    if node.plain and _tag(node) in {"int", "float", "bool"}:
        findings.error(node, "needs-quotes", key=key, value=node.text)
        return None
    text = node.text.strip()
    if not text:
        findings.error(node, (field and field.absent) or "empty", key=key)
    elif control := CONTROL.search(text):
        findings.error(node, "control-character", key=key, character=f"U+{ord(control.group()):04X}")
    elif shape.pattern and not re.fullmatch(shape.pattern, text):
        findings.error(node, f"not-{shape.shape}", key=key, value=text)
    else:
        return text
    return None


def _choice(node: Scalar, shape: Choice, findings: Findings, field: Field | None) -> str | None:
    words = [str(word) for word in shape.words]
    if node.text in words:
        return shape.words(node.text)
    findings.error(node, "not-a-choice", key=_key(field), value=node.text, choices=", ".join(words))
    return None


def _number(node: Scalar, shape: Whole | Number, findings: Findings, field: Field | None) -> float | None:
    pattern = _WHOLE if isinstance(shape, Whole) else _NUMBER
    if not node.plain or not pattern.fullmatch(node.text):
        findings.error(node, "wrong-type", wanted=_wanted(shape), key=_key(field))
        return None
    value = int(node.text) if isinstance(shape, Whole) else float(node.text)
    if isinstance(shape, Whole) and not shape.least <= value <= shape.most:
        findings.error(node, "out-of-range", key=_key(field), value=value, least=shape.least, most=shape.most)
        return None
    if isinstance(shape, Number) and not _within(value, shape):
        bounds = {"above": shape.above, "most": shape.most}
        code = "not-above" if shape.most is None else "not-between"
        findings.error(node, code, key=_key(field), value=value, **bounds)
        return None
    return value


def _within(value: float, shape: Number) -> bool:
    return (shape.above is None or value > shape.above) and value <= (
        math.inf if shape.most is None else shape.most
    )


_TAGS = yaml.resolver.Resolver()


def _tag(node: Scalar) -> str:
    """The type that YAML would guess for a value without quotes: null, bool, int, float, str or another."""
    tag: str = _TAGS.resolve(yaml.ScalarNode, node.text, (True, False))  # type: ignore[no-untyped-call] # the stubs give it no types
    return tag.rpartition(":")[2]


def _wanted(shape: Shape) -> str:
    names = {Text: "text", Whole: "whole", Number: "number", Flag: "flag", Choice: "text"}
    return names.get(type(shape), "mapping")


def _key(field: Field | None) -> str:
    return field.key if field else ""
