"""The fields of a design file: one table for the reader, the writer and the JSON Schema."""

from assessor_app.domain import design as model
from assessor_app.formats.design_yaml.art_fields import ART, COLOUR_NAME, COLOUR_NAMES, LENGTH
from assessor_app.formats.form_yaml.shapes import (
    PROSE,
    Choice,
    Field,
    Flag,
    ListOf,
    Number,
    Record,
    Text,
    Whole,
)

DESIGN_ID = Text(pattern=r"[a-z][a-z0-9-]{0,31}", shape="design-id")
COLOUR = Text(pattern=r"#[0-9A-Fa-f]{6}|sector|sector-dark|sector-light", shape="colour")
LANGUAGE = Text(pattern=r"[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}", shape="language")
HASH = Text(pattern=r"[0-9a-f]{64}", shape="hash")
STYLES = (
    ("centre", "The centre's name."),
    ("under", "Approval, country and awarding body."),
    ("heading", "What the paper is called."),
    ("state", "That it is provisional."),
    ("says", "“This is to certify that”, “has been assessed …”."),
    ("name", "The holder's name."),
    ("identity", "The identity mark."),
    ("award", "The award's title."),
    ("code", "Code, level, credits, workload."),
    ("label", "Labels over facts and outcomes."),
    ("outcome", "Learning outcomes."),
    ("value", "Facts."),
    ("signer", "Names of those who answer for it."),
    ("small", "Roles and small print."),
    ("limits", "What the award does not reach."),
    ("number", "The certificate's number."),
    ("proof", "Beside the code: which answer counts."),
    ("host", "Where to check."),
)

PAGE = Record(
    name="page",
    make=model.Page,
    fields=(
        Field(key="size", shape=Choice(model.PaperSize), says="A4 or Letter.", required=True),
        Field(key="way", shape=Choice(model.Way), says="How the sheet is held.", required=True),
    ),
)
MARGINS = Record(
    name="margins",
    make=model.Margins,
    fields=(
        Field(key="side", shape=LENGTH, says="Left and right, in points.", required=True),
        Field(key="top", shape=LENGTH, says="In points.", required=True),
        Field(key="bottom", shape=LENGTH, says="In points.", required=True),
    ),
)
CODE = Record(
    name="code",
    make=model.Code,
    fields=(
        Field(key="side", shape=Number(above=0, most=100), says="Across the modules, in millimetres.", required=True),
        Field(key="quiet", shape=Number(above=3.9, most=20), says="White around, in modules; 4 when left out."),
    ),
)  # fmt: skip
FONTS = Record(
    name="fonts",
    make=model.Fonts,
    fields=tuple(
        Field(key=role, shape=Choice(model.Family), says=f"Family of {role} letters.", required=True)
        for role in ("title", "text", "small")
    ),
)
COLOURS = Record(
    name="colours",
    make=dict,
    fields=tuple(
        Field(key=name, shape=COLOUR, says="#RRGGBB, or the sector's colour.", required=True)
        for name in COLOUR_NAMES
    ),
)
LETTERING = Record(
    name="lettering",
    make=model.Lettering,
    fields=(
        Field(key="font", shape=Choice(model.FontRole), says="Which of the design's fonts.", required=True),
        Field(key="weight", shape=Choice(model.Weight), says="Regular when left out."),
        Field(key="size", shape=Number(above=3, most=160), says="In points.", required=True),
        Field(key="smallest", shape=Number(above=2, most=160), says="How far one line shrinks.", required=True),
        Field(key="leading", shape=Number(above=0.8, most=3), says="From line to line, in sizes; 1.35 when left out."),
        Field(key="colour", shape=COLOUR_NAME, says="Name of a colour; ink when left out."),
        Field(key="spacing", shape=Number(above=-1, most=1), says="After each letter, in ems."),
        Field(key="lines", shape=Whole(least=1, most=8), says="At most; 1 when left out."),
    ),
)  # fmt: skip
STYLE_SHEET = Record(
    name="styles",
    make=dict,
    fields=tuple(Field(key=key, shape=LETTERING, says=says, required=True) for key, says in STYLES),
)
LINE = Record(
    name="line",
    make=model.Line,
    fields=(
        Field(key="part", shape=Choice(model.Part), says="What stands here.", required=True),
        Field(key="above", shape=LENGTH, says="White before it, in points."),
        Field(key="wings", shape=Flag(), says="True for a fine rule to each side."),
    ),
)
SIDE = Record(
    name="side",
    make=model.Side,
    fields=(
        Field(
            key="place", shape=Choice(model.SidePlace), says="Where a line begins, or ends.", required=True
        ),
        Field(key="begins", shape=Choice(model.SideFrom), says="At the page's top, or beneath the head."),
        Field(key="width", shape=LENGTH, says="In points.", required=True),
        Field(key="gap", shape=LENGTH, says="From the main column, in points."),
        Field(key="ground", shape=COLOUR_NAME, says="Colour that fills it to the page's edges."),
        Field(key="top", shape=ListOf(item=LINE), says="From the top."),
        Field(key="foot", shape=ListOf(item=LINE, least=1), says="At the foot.", required=True),
    ),
)
LAYOUT = Record(
    name="layout",
    make=model.Layout,
    fields=(
        Field(key="align", shape=Choice(model.Align), says="On the axis, or from the start.", required=True),
        Field(key="head", shape=ListOf(item=LINE, least=1), says="From the top.", required=True),
        Field(key="foot", shape=ListOf(item=LINE), says="At the foot, in order.", required=True),
        Field(key="side", shape=SIDE, says="A column beside the main one.", required=True),
        Field(key="air", shape=LENGTH, says="White around the outcomes, in points."),
        Field(key="stretch", shape=LENGTH, says="How much more white the head may take."),
        Field(key="columns", shape=Whole(least=1, most=2), says="Columns of outcomes where they have room."),
        Field(key="label", shape=Flag(), says="False for outcomes without a label."),
    ),
)
WORDING = Record(
    name="wording",
    make=model.Wording,
    fields=(
        Field(key="language", shape=LANGUAGE, says="BCP 47.", required=True),
        Field(key="heading", shape=PROSE, says="In place of “Certificate of Competence”."),
        Field(key="certify", shape=PROSE, says="In place of “This is to certify that”."),
        Field(key="found", shape=PROSE, says="In place of “has been assessed and found competent in”."),
    ),
)
LOGO = Record(
    name="logo",
    make=model.Picture,
    fields=(
        Field(key="sha256", shape=HASH, says="Which of the centre's pictures.", required=True),
        Field(key="height", shape=Number(above=9, most=160), says="In points; 48 when left out."),
    ),
)
DESIGN = Record(
    name="design",
    make=model.CertificateDesign,
    fields=(
        Field(key="id", shape=DESIGN_ID, says="Small letters, digits and hyphens.", required=True),
        Field(key="version", shape=Whole(least=1, most=99_999), says="A version in use never changes.", required=True),
        Field(key="title", shape=PROSE, says="What people call it.", required=True),
        Field(key="about", shape=PROSE, says="One sentence for who chooses.", required=True),
        Field(key="page", shape=PAGE, says="Size and way.", required=True),
        Field(key="languages", shape=ListOf(item=LANGUAGE), says="The first that is not the paper's own stands beside it."),
        Field(key="overleaf", shape=Choice(model.Overleaf), says="What stands on the back."),
        Field(key="signed", shape=Flag(), says="True to print the pictures of signatures."),
        Field(key="signature", shape=Number(above=17, most=60), says="The most height of such a picture, in points; 30 when left out."),
        Field(key="logo", shape=LOGO, says="The centre's logo."),
        Field(key="texts", shape=ListOf(item=WORDING), says="The design's own words."),
        Field(key="margins", shape=MARGINS, says="White at the edges.", required=True),
        Field(key="code", shape=CODE, says="The QR code.", required=True),
        Field(key="fonts", shape=FONTS, says="A family for each role.", required=True),
        Field(key="colours", shape=COLOURS, says="The palette.", required=True),
        Field(key="layout", shape=LAYOUT, says="Where the parts stand.", required=True),
        Field(key="styles", shape=STYLE_SHEET, says="How each kind of text is set.", required=True),
        Field(key="art", shape=ART, says="The line art."),
    ),
)  # fmt: skip
