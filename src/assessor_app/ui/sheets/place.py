"""The paper sheet that is copied, as it is written down for the next start."""

from collections.abc import Mapping

from assessor_app.services.board.paper import Copying


def sheet_of(copying: Copying | None) -> dict[str, str]:
    """What is written down of a sheet; nothing where none is copied."""
    if copying is None:
        return {}
    return {"sheet": str(copying.sheet), "seen": copying.observed_at, "of": copying.entry}


def copying_of(details: Mapping[str, str]) -> Copying | None:
    """The sheet that was being copied; None where none was."""
    sheet, seen = details.get("sheet", ""), details.get("seen", "")
    if not sheet.isdecimal() or not seen:
        return None
    return Copying(sheet=int(sheet), observed_at=seen, entry=details.get("of", ""))
