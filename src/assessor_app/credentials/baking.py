"""Baking: a signed credential inside the picture of its badge, as Open Badges 3.0 (5.3) has it."""

import re
from typing import Any

from assessor_app.formats.credential import encode

NAMESPACE = "https://purl.imsglobal.org/ob/v3p0"
_ROOT = re.compile(r"<svg\b([^>]*)>")


def bake_png(picture: bytes, signed: dict[str, Any]) -> bytes:
    """The picture with one uncompressed iTXt chunk that holds the credential."""
    from openbadgeslib import baking

    baked: bytes = baking.bake_png(
        picture, encode(signed).decode("utf-8").strip(), keyword=baking.ITXT_KEYWORD_OB3
    )
    return baked


def bake_svg(picture: str, signed: dict[str, Any]) -> bytes:
    """The drawing with the credential in the first element after `<svg>`, its namespace on the root, JSON as CDATA.

    The standard says where; openbadgeslib appends it as escaped text at the end, which other readers pass over. ValueError
    where the drawing is not one element `svg` or has been baked.
    """
    if "openbadges:" in picture or not _ROOT.search(picture):
        raise ValueError("a drawing to bake in is an svg that holds no credential yet")
    text = encode(signed).decode("utf-8").strip()
    element = f"<openbadges:credential><![CDATA[{text}]]></openbadges:credential>"
    return _ROOT.sub(
        lambda root: f'<svg{root[1]} xmlns:openbadges="{NAMESPACE}">{element}', picture, count=1
    ).encode("utf-8")
