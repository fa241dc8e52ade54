"""What was written behind the rows of a sheet and is not on disk: read, and put back."""

from collections.abc import Mapping

from assessor_app.ui.assess.sheet import Sheet


def typed_in(sheet: Sheet) -> dict[str, str]:
    """By criterion and field: `2.3 note`."""
    return {
        f"{key} {name}": text
        for key, row in sheet.rows.items()
        if row.details is not None
        for name, text in row.details.typed().items()
    }


def put_back(sheet: Sheet, said: Mapping[str, str], *, by: str) -> None:
    """Opens the rows in which `by` wrote something before that was not kept, with the words as they stood."""
    parts: dict[str, dict[str, str]] = {}
    for where, text in said.items():
        key, _space, name = where.partition(" ")
        parts.setdefault(key, {})[name] = text
    for key, found in parts.items():
        if key in sheet.rows:
            sheet.rows[key].open_details().put_back(found, by=by)
