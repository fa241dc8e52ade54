"""JSON Schema (draft 2020-12) of form and catalogue files, made from the tables that the reader reads by."""

import json
from typing import Any, assert_never

from assessor_app.formats.form_yaml.catalogue_fields import CATALOGUE
from assessor_app.formats.form_yaml.fields import FORM
from assessor_app.formats.form_yaml.shapes import Choice, Flag, ListOf, Number, Record, Shape, Text, Whole

SCHEMAS = {"form": FORM, "catalogue": CATALOGUE}


def schema_text(kind: str) -> str:
    """The schema of a `form` or `catalogue` file as indented JSON, ending with a newline."""
    return json.dumps(schema_of(SCHEMAS[kind]), ensure_ascii=False, indent=2) + "\n"


def schema_of(record: Record) -> dict[str, Any]:
    parts: dict[str, Any] = {}
    _reference(record, parts)
    root = parts.pop(record.name)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": record.name,
        **root,
        "$defs": dict(sorted(parts.items())),
    }


def _reference(record: Record, parts: dict[str, Any]) -> dict[str, Any]:
    if record.name not in parts:
        parts[record.name] = {}
        properties = {
            one.key: {**_schema(one.shape, parts), "description": one.says} for one in record.fields
        }
        parts[record.name] = {
            "type": "object",
            "additionalProperties": False,
            "required": [one.key for one in record.fields if one.required],
            "properties": properties,
        }
    return {"$ref": f"#/$defs/{record.name}"}


def _schema(shape: Shape, parts: dict[str, Any]) -> dict[str, Any]:
    if isinstance(shape, Record):
        return _reference(shape, parts)
    if isinstance(shape, ListOf):
        least = {"minItems": shape.least} if shape.least else {}
        return {"type": "array", "items": _schema(shape.item, parts), **least}
    if isinstance(shape, Text):
        # A text of blanks is empty; \S says so.
        return {"type": "string", "pattern": f"^{shape.pattern}$" if shape.pattern else r"\S"}
    if isinstance(shape, Choice):
        return {"enum": [str(word) for word in shape.words]}
    return _plain(shape)


def _plain(shape: Whole | Number | Flag) -> dict[str, Any]:
    if isinstance(shape, Flag):
        return {"type": "boolean"}
    if isinstance(shape, Whole):
        return {"type": "integer", "minimum": shape.least, "maximum": shape.most}
    if isinstance(shape, Number):
        bounds = {"exclusiveMinimum": shape.above, "maximum": shape.most}
        return {"type": "number", **{name: bound for name, bound in bounds.items() if bound is not None}}
    assert_never(shape)
