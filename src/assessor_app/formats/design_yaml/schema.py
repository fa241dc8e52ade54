"""JSON Schema (draft 2020-12) of design files, made from the table that the reader reads by."""

import json

from assessor_app.formats.design_yaml.fields import DESIGN
from assessor_app.formats.form_yaml.schema import schema_of


def design_schema() -> str:
    """The schema as indented JSON, ending with a newline."""
    return json.dumps(schema_of(DESIGN), ensure_ascii=False, indent=2) + "\n"
