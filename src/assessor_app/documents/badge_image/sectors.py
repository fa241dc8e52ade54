"""A sector's colours and sign, for whatever wears them: badges, and certificates in a sector's colours."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from assessor_app.documents.badge_image.vector import Path, path_data
from assessor_app.documents.design import designs_folder

SIGN_SIDE = 100.0
"""Signs are drawn in a square of so many units, y downwards."""


@dataclass(frozen=True)
class SectorLook:
    """`colours` by the names that designs use; `sign` as filled or stroked paths."""

    colours: Mapping[str, str]
    sign: tuple[Path, ...]


@cache
def _data() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((designs_folder() / "badges.json").read_text(encoding="utf-8"))
    return found


@cache
def sector_look(sector: str) -> SectorLook:
    """Of a sector; of any other where it is not known."""
    data = _data()
    known = data["sectors"]
    look = known.get(sector, known["*"])
    return SectorLook(
        colours={
            "sector": look["colour"],
            "sector-dark": look["dark"],
            "sector-light": look["accent"],
        },
        sign=tuple(
            Path(
                commands=path_data(item["d"]),
                fill=item.get("fill", ""),
                stroke="" if "fill" in item else "paper",
                width=0.0 if "fill" in item else item.get("width", 6.0),
            )
            for item in data["signs"][look["sign"]]
        ),
    )
