"""The fields of a design's line art."""

from assessor_app.domain import design_art as model
from assessor_app.formats.form_yaml.shapes import Choice, Field, Flag, ListOf, Number, Record, Text, Whole

COLOUR_NAMES = ("ink", "muted", "rule", "deep", "accent", "tint", "line", "paper", "pale")
COLOUR_NAME = Text(pattern="|".join(COLOUR_NAMES), shape="colour-name")
LONGEST = 2000
LENGTH = Number(above=-1, most=LONGEST)
"""A length in points."""


def _colour(key: str = "colour", says: str = "Name of a colour of the design.") -> Field:
    return Field(key=key, shape=COLOUR_NAME, says=says, required=True)


def _length(key: str, says: str, *, required: bool = True) -> Field:
    return Field(key=key, shape=LENGTH, says=says, required=required)


_WEIGHT = Field(
    key="weight", shape=Number(above=0, most=20), says="Width of the line, in points.", required=True
)
_LINES = Field(key="lines", shape=Whole(least=1, most=200), says="How many lines.", required=True)
_PETALS = Field(key="petals", shape=Whole(least=1, most=240), says="Petals of a ring.", required=True)
_DEPTH = Field(
    key="depth", shape=Number(above=-1, most=1), says="Depth of a petal, of its ring.", required=True
)
_TWIST = Field(key="twist", shape=Number(above=-10, most=10), says="Turn of the outermost ring, in radians.")
_EDGE = Field(key="edge", shape=Choice(model.Edge), says="Along which edge of the page.", required=True)

ROSETTE = Record(
    name="rosette",
    make=model.Rosette,
    fields=(
        _colour(), _WEIGHT, _LINES,
        _length("inner", "Radius of the innermost ring."), _length("outer", "Radius of the outermost ring."),
        _PETALS, _DEPTH, _TWIST,
        Field(key="wide", shape=Number(above=0, most=5), says="How many times as wide as high."),
        Field(key="height", shape=Number(above=-1, most=1), says="Its place, in shares of the page from the foot."),
    ),
)  # fmt: skip
RIBBON = Record(
    name="ribbon",
    make=model.Ribbon,
    fields=(
        _colour(), _WEIGHT, _LINES,
        _length("inset", "From the page's edge."), _length("radius", "Of the corners."),
        Field(key="waves", shape=Whole(least=1, most=400), says="Waves round the page.", required=True),
        _length("amplitude", "Of a wave."),
        Field(key="swell", shape=Number(above=-1, most=1), says="How far the waves swell and sink, 0 to 1."),
    ),
)  # fmt: skip
FRAME = Record(
    name="frame",
    make=model.Frame,
    fields=(
        _colour(),
        _WEIGHT,
        _length("inset", "From the page's edge."),
        _length("notch", "Radius of the quarter circles cut out of the corners.", required=False),
    ),
)
CORNERS = Record(
    name="corners",
    make=model.Corners,
    fields=(
        _colour(), _WEIGHT, _colour("paper", "Colour under the rosette."),
        _length("inset", "Its middle, from the page's edges."), _length("clear", "Radius of the ground."),
        _length("ring", "Width of the ring's line."), _LINES,
        _length("inner", "Radius of the innermost ring."), _length("outer", "Radius of the outermost ring."),
        _PETALS, _DEPTH, _TWIST,
    ),
)  # fmt: skip
_STRIPE = (
    _colour(),
    _EDGE,
    _length("size", "Across."),
    _length("inset", "From its edge.", required=False),
    _length("ends", "Of its ends, from the page's other edges.", required=False),
)
BAND = Record(name="band", make=model.Band, fields=_STRIPE)
WEAVE = Record(
    name="weave",
    make=model.Weave,
    fields=(
        _colour(), _WEIGHT, _LINES,
        Field(key="waves", shape=Number(above=0, most=200), says="Waves along it.", required=True),
        _length("amplitude", "Of a wave."),
    ),
)  # fmt: skip
SEAL = Record(
    name="seal",
    make=model.Seal,
    fields=(
        _length("radius", "Of the disc."),
        _colour("ground", "Of the disc."), _colour("line", "Of the engraving."), _colour("paper", "Of the sign."),
        Field(key="teeth", shape=Whole(least=12, most=120), says="Teeth of its edge."),
        Field(key="ribbons", shape=Flag(), says="True for two ribbons under it."),
    ),
)  # fmt: skip
ART = Record(
    name="art",
    make=model.Art,
    fields=(
        Field(key="bands", shape=ListOf(item=BAND), says="Filled stripes along edges."),
        Field(key="weaves", shape=ListOf(item=WEAVE), says="Fine waves over the side column's ground."),
        Field(key="rosettes", shape=ListOf(item=ROSETTE), says="Pale rosettes on the page's axis."),
        Field(key="ribbons", shape=ListOf(item=RIBBON), says="Waves woven round the page."),
        Field(key="frames", shape=ListOf(item=FRAME), says="Rectangles."),
        Field(key="corners", shape=CORNERS, says="A rosette over each corner of the border."),
        Field(key="seal", shape=SEAL, says="A seal at the foot."),
    ),
)
