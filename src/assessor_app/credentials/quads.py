"""From a credential of ours to RDF, by what PyLD makes of its contexts once.

Expanding the same contexts again for each credential is nearly all of what signing takes.
Only what our own credentials are made of is known here (named terms, nodes with types, texts, numbers, truth values, coerced
ids and datatypes). For anything else `quads_of` answers None, and whoever signs takes the long way; a test holds both to the same bytes.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from assessor_app.formats.credential import CONTEXTS

_RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_XSD = "http://www.w3.org/2001/XMLSchema#"
_STRING, _BOOLEAN, _INTEGER, _DOUBLE = (
    f"{_XSD}{name}" for name in ("string", "boolean", "integer", "double")
)
_KNOWN = (CONTEXTS, CONTEXTS[:1])
"""The contexts of a credential, and of a status list."""
_KEYWORDS = frozenset({"id", "type"})
_MOST_INTEGER = 10**20

Term = dict[str, str]
Quad = dict[str, Term]


class _UnknownError(Exception):
    """Something that only PyLD may judge."""


@dataclass(frozen=True)
class _Meaning:
    """What a term stands for: its predicate, and `@id`, a datatype or nothing."""

    predicate: str
    coercion: str


@dataclass
class _Writer:
    contexts: tuple[str, ...]
    quads: list[Quad] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    blanks: int = 0

    def node(self, node: dict[str, Any]) -> Term:
        """Writes what a node says; returns its term."""
        subject = self._subject(node)
        types = _listed(node.get("type", []))
        terms = _terms(self.contexts, tuple(sorted(types)))
        for name in types:
            self._add(subject, _RDF_TYPE, _iri(_type_of(self.contexts, name)))
        for name, value in node.items():
            if name in _KEYWORDS:
                continue
            meaning = terms.get(name)
            if meaning is None:
                raise _UnknownError(name)
            for item in _distinct(_listed(value)):
                self._add(subject, meaning.predicate, self._object(item, meaning.coercion))
        return subject

    def _subject(self, node: dict[str, Any]) -> Term:
        name = node.get("id")
        if name is None:
            self.blanks += 1
            return {"type": "blank node", "value": f"_:b{self.blanks}"}
        if name in self.seen:
            raise _UnknownError("a node that is described twice")
        self.seen.add(name)
        return self._named(name)

    def _named(self, name: Any) -> Term:
        """An id as it stands; one that begins with a term is short for another."""
        term = _iri(name)
        if name.partition(":")[0] in _base(self.contexts)[2]["mappings"]:
            raise _UnknownError("a shortened id")
        return term

    def _object(self, item: Any, coercion: str) -> Term:
        if isinstance(item, dict):
            return self.node(item)
        if isinstance(item, str):
            return self._named(item) if coercion == "@id" else _literal(item, coercion or _STRING)
        if coercion == "@id":
            raise _UnknownError("no id")
        return _number(item, coercion)

    def _add(self, subject: Term, predicate: str, value: Term) -> None:
        self.quads.append({"subject": subject, "predicate": _iri(predicate), "object": value})


def quads_of(document: dict[str, Any]) -> dict[str, list[Quad]] | None:
    """The RDF dataset (as PyLD has it) of a document with its `@context`; None where PyLD must judge."""
    contexts = document.get("@context")
    known = next((one for one in _KNOWN if list(one) == contexts), None)
    if known is None:
        return None
    writer = _Writer(known)
    try:
        writer.node({name: value for name, value in document.items() if name != "@context"})
    except _UnknownError:
        return None
    return {"@default": writer.quads}


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _distinct(items: list[Any]) -> Iterator[Any]:
    """A set holds a plain value once."""
    told: set[Any] = set()
    for item in items:
        if isinstance(item, list) or item is None:
            raise _UnknownError("no value")
        if isinstance(item, dict):
            yield item
        elif (type(item), item) not in told:
            told.add((type(item), item))
            yield item


def _iri(value: Any) -> Term:
    """An absolute one without white space, and no blank node's label."""
    scheme, colon, rest = value.partition(":") if isinstance(value, str) else ("", "", "")
    plain = colon and rest and scheme.isascii() and scheme[:1].isalpha() and scheme.isalnum()
    if not plain or any(letter <= " " or letter in '<>"{}|^`\\' for letter in value):
        raise _UnknownError("no absolute id")
    return {"type": "IRI", "value": value}


def _literal(value: str, datatype: str) -> Term:
    return {"type": "literal", "value": value, "datatype": datatype}


def _number(item: Any, datatype: str) -> Term:
    """As JSON-LD 1.1 converts native values; a fraction has the canonical form of a double whatever its type."""
    if isinstance(item, bool):
        return _literal("true" if item else "false", datatype or _BOOLEAN)
    if isinstance(item, int) and abs(item) < _MOST_INTEGER and datatype != _DOUBLE:
        return _literal(str(item), datatype or _INTEGER)
    raise _UnknownError("a number that PyLD writes")


@cache
def _terms(contexts: tuple[str, ...], types: tuple[str, ...]) -> dict[str, _Meaning]:
    """The terms of a node with these types (sorted, as JSON-LD applies the contexts that types bring)."""
    processor, options, active = _base(contexts)
    base = active
    for name in types:
        scoped = base["mappings"].get(name, {}).get("@context")
        if scoped is not None:
            active = processor.process_context(active, scoped, options)
    return {
        name: _Meaning(mapping["@id"], mapping.get("@type") or "")
        for name, mapping in active["mappings"].items()
        if mapping and _is_plain(mapping)
    }


def _is_plain(mapping: dict[str, Any]) -> bool:
    """Neither a list, a graph, a context of its own, a language, nor a reversed or reserved term."""
    container = mapping.get("@container") or []
    coercion = mapping.get("@type") or ""
    name = mapping.get("@id") or ""
    return (
        set(container) <= {"@set"}
        and "@context" not in mapping
        and "@language" not in mapping
        and not mapping.get("reverse")
        and (coercion == "@id" or not coercion.startswith("@"))
        and ":" in name
    )


@cache
def _type_of(contexts: tuple[str, ...], name: str) -> str:
    _processor, _options, active = _base(contexts)
    mapping = active["mappings"].get(name)
    if not mapping:
        raise _UnknownError(name)
    return str(mapping["@id"])


@cache
def _base(contexts: tuple[str, ...]) -> tuple[Any, dict[str, Any], dict[str, Any]]:
    """What PyLD makes of the contexts, which come with openbadgeslib."""
    from openbadgeslib.ob3.contexts import document_loader
    from pyld import jsonld

    processor = jsonld.JsonLdProcessor()
    loader = document_loader()
    options = {
        "base": "",
        "processingMode": "json-ld-1.1",
        "documentLoader": loader,
        "contextResolver": jsonld.ContextResolver({}, loader),
    }
    initial = processor._get_initial_context(options)  # noqa: SLF001 - it has no other name
    return processor, options, processor.process_context(initial, list(contexts), options)
