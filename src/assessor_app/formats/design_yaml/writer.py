"""A design as a file, written from the table that the reader reads by."""

from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from enum import StrEnum
from typing import Any

import yaml

from assessor_app.domain.design import CertificateDesign
from assessor_app.formats.design_yaml.fields import DESIGN
from assessor_app.formats.form_yaml.shapes import ListOf, Record, Shape

_WIDE = 140


def design_text(design: CertificateDesign) -> bytes:
    """The file of a design: read back, it is the same design."""
    told = yaml.dump(
        _told(design, DESIGN),
        Dumper=yaml.CSafeDumper,
        allow_unicode=True,
        sort_keys=False,
        width=_WIDE,
        default_flow_style=None,
    )
    return str(told).encode("utf-8")


def _told(value: Any, shape: Shape) -> Any:
    if isinstance(shape, ListOf):
        return [_told(item, shape.item) for item in value]
    if isinstance(shape, Record):
        return {
            field.key: _told(_part(value, field.name), field.shape)
            for field in shape.fields
            if not _left_out(value, field.name)
        }
    return value.value if isinstance(value, StrEnum) else value


def _part(value: Any, name: str) -> Any:
    return value[name] if isinstance(value, Mapping) else getattr(value, name)


def _left_out(value: Any, name: str) -> bool:
    """Whether a field has the value that leaving it out gives."""
    if isinstance(value, Mapping):
        return name not in value
    if not is_dataclass(value):
        raise TypeError(type(value).__name__)
    known = next(one for one in fields(value) if one.name == name)
    default = known.default
    if default is MISSING and known.default_factory is not MISSING:
        default = known.default_factory()
    return bool(default is not MISSING and getattr(value, name) == default)
