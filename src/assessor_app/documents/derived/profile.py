"""The colours of the page: an sRGB profile, made by the library that converts colours, dated like nothing."""

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pikepdf

CONDITION = "sRGB IEC61966-2.1"
_DATED = slice(24, 36)
_ID = slice(84, 100)
_SOME_DAY = bytes((0x07, 0xE8, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0))


@cache
def srgb() -> bytes:
    """The ICC profile. The library dates it by its clock; the same file wants the same bytes (ICC.1, 7.2)."""
    from PIL import ImageCms

    made = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    made[_DATED] = _SOME_DAY
    made[_ID] = bytes(16)
    return bytes(made)


def add_output_intent(pdf: "pikepdf.Pdf") -> None:
    """Says what the page's colours mean (ISO 19005-3, 6.2.3)."""
    from pikepdf import Array, Dictionary, Name, String

    profile = pdf.make_stream(srgb())
    profile.N = 3
    profile.Alternate = Name.DeviceRGB
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFA1,
        OutputConditionIdentifier=String(CONDITION),
        Info=String(CONDITION),
        DestOutputProfile=profile,
    )
    pdf.Root.OutputIntents = Array([pdf.make_indirect(intent)])
