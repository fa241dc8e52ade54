"""Bytes to a tree of YAML nodes that know where they stand, in bounded time and memory.

Built from PyYAML's events rather than its composed nodes: no recursion, no Python objects, and an alias is never
followed, so that a file cannot be larger than it looks. libyaml alone: its marks are as good as the pure parser's
(tested), it is twenty times as fast, and the pure parser refuses a "?" before a comma, so that one form could be good
on one machine and bad on the next.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml
from yaml import events

from assessor_app.domain.errors import KnownError
from assessor_app.formats.form_yaml.problems import Findings

LARGEST_BYTES = 1024 * 1024
DEEPEST = 24
# YAML 1.2 section 5.1 lets none of these stand in a file; U+0085 and U+FEFF inside a text are refused too.
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")


@dataclass(frozen=True, kw_only=True, eq=False)
class Scalar:
    """One value as it is written; `plain` means without quotes, so that YAML would guess its type."""

    line: int
    col: int
    text: str
    plain: bool


@dataclass(frozen=True, kw_only=True, eq=False)
class Sequence:
    line: int
    col: int
    items: "list[Node]" = field(default_factory=list)


@dataclass(frozen=True, kw_only=True, eq=False)
class Mapping:
    """Keys and values by turns, as they stand in the file; doubled keys are still there."""

    line: int
    col: int
    items: "list[Node]" = field(default_factory=list)

    def pairs(self) -> "Iterator[tuple[Node, Node]]":
        return zip(self.items[::2], self.items[1::2], strict=True)


Node = Scalar | Sequence | Mapping


@dataclass(frozen=True)
class Position:
    line: int
    col: int


def compose(data: bytes, findings: Findings) -> Node:
    """The root node of a YAML file.

    Anchors, aliases and tags are written down as problems. Raises KnownError `form-unreadable` (reason, line,
    col) for what is too large, too deep, empty, not UTF-8 or not YAML.
    """
    text = _decoded(data)
    try:
        return _tree(yaml.parse(text, Loader=yaml.CSafeLoader), findings)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = Position(mark.line + 1, mark.column + 1) if mark else Position(1, 1)
        raise _unreadable("not-yaml", where, said=error.problem or error.context or "?") from error
    except yaml.YAMLError as error:
        raise _unreadable("not-yaml", Position(1, 1), said=str(error).partition("\n")[0]) from error


def _decoded(data: bytes) -> str:
    if len(data) > LARGEST_BYTES:
        raise _unreadable("too-large", Position(1, 1), most=LARGEST_BYTES)
    try:
        text = data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise _unreadable("not-utf-8", _position(data[: error.start].decode("utf-8"))) from error
    if control := CONTROL.search(text):
        where = _position(text[: control.start()])
        raise _unreadable("control-character", where, character=f"U+{ord(control.group()):04X}")
    return text


def _position(before: str) -> Position:
    return Position(before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1)


def _tree(stream: Iterator[events.Event], findings: Findings) -> Node:
    root = Sequence(line=1, col=1)
    parents: list[Sequence | Mapping] = [root]
    for event in stream:
        where = _start(event)
        if isinstance(event, events.DocumentStartEvent) and root.items:
            raise _unreadable("several-documents", where)
        if isinstance(event, events.CollectionEndEvent):
            parents.pop()
            continue
        node = _node(event, where, findings)
        if node is None:
            continue
        parents[-1].items.append(node)
        if not isinstance(node, Scalar):
            parents.append(node)
            if len(parents) > DEEPEST:
                raise _unreadable("too-deep", where, most=DEEPEST)
    if not root.items:
        raise _unreadable("empty", Position(1, 1))
    return root.items[0]


def _node(event: events.Event, where: Position, findings: Findings) -> Node | None:
    if not isinstance(event, events.NodeEvent):
        return None
    if event.anchor is not None:
        code = "alias" if isinstance(event, events.AliasEvent) else "anchor"
        findings.error(where, code, name=event.anchor)
    if tag := getattr(event, "tag", None):
        findings.error(where, "tag", tag=tag)
    if isinstance(event, events.SequenceStartEvent):
        return Sequence(line=where.line, col=where.col)
    if isinstance(event, events.MappingStartEvent):
        return Mapping(line=where.line, col=where.col)
    if isinstance(event, events.ScalarEvent):
        return Scalar(line=where.line, col=where.col, text=event.value, plain=event.style in {None, ""})
    return Scalar(line=where.line, col=where.col, text=f"*{event.anchor}", plain=False)


def _start(event: events.Event) -> Position:
    mark = event.start_mark
    return Position(mark.line + 1, mark.column + 1) if mark else Position(1, 1)


def _unreadable(reason: str, where: Position, **details: object) -> KnownError:
    return KnownError("form-unreadable", reason=reason, line=where.line, col=where.col, **details)
