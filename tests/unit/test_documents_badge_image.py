"""Badges by rule: every shipped form has one that is a picture, reads without fonts, and names nobody."""

import json
from base64 import b64encode
from io import BytesIO
from xml.etree import ElementTree as ET

import pytest
from PIL import Image, ImageChops, ImageStat

from assessor_app.documents.badge_image.badge import BadgeArtist, BadgeWords
from assessor_app.documents.badge_image.drawer import FormBadges, badge_words
from assessor_app.documents.badge_image.vector import Path, path_data, paths_of, png_of, svg_of
from assessor_app.documents.design import designs_folder
from assessor_app.formats.form_yaml import parse_form
from assessor_app.resources import forms_folder

SVG = "{http://www.w3.org/2000/svg}"
FORMS = sorted(forms_folder().glob("*/*.yaml"))
LOOK = json.loads((designs_folder() / "badges.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def artist() -> BadgeArtist:
    return BadgeArtist()


def words(**changes: object) -> BadgeWords:
    values = {"title": "Electrical Safety", "line": "ELE-SAF v1", "sector": "electrical", **changes}
    return BadgeWords(**values)  # type: ignore[arg-type]  # a test names what it changes


def picture(png: bytes) -> Image.Image:
    found = Image.open(BytesIO(png))
    found.load()
    return found.convert("RGBA")


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_every_form_that_ships_has_a_badge(path: object, artist: BadgeArtist) -> None:
    form = parse_form(path.read_bytes())  # type: ignore[attr-defined]  # parametrize gives objects
    root = ET.fromstring(artist.svg(badge_words(form, sample=False)))  # noqa: S314 - we made it
    title = root.find(f"{SVG}title")
    assert title is not None
    assert title.text == form.title
    assert not list(root.iter(f"{SVG}text")), "words are outlines: no font has to be there"


@pytest.mark.parametrize("sector", LOOK["sectors"])
def test_every_sector_draws_on_a_clear_ground(sector: str, artist: BadgeArtist) -> None:
    drawn = picture(artist.png(words(sector=sector)))
    assert drawn.size == (640, 640)
    assert drawn.getpixel((2, 2))[3] == 0  # type: ignore[index]  # RGBA
    assert drawn.getpixel((320, 560))[3] == 255  # type: ignore[index]  # RGBA
    assert len(drawn.getcolors(1_000_000) or ()) > 20


def test_sectors_are_told_apart_by_shape_and_sign_and_not_by_colour_alone() -> None:
    looks = [(one["shape"], one["sign"]) for one in LOOK["sectors"].values()]
    assert len(set(looks)) == len(looks)


@pytest.mark.parametrize(
    "title", ["السلامة الكهربائية", "विद्युत सुरक्षा", "የኤሌክትሪክ ደህንነት", "Електробезпека", "Η ασφάλεια"]
)
def test_titles_in_every_script_are_drawn(title: str, artist: BadgeArtist) -> None:
    assert artist.svg(words(title=title)).count("<path") > artist.svg(words(title=" ")).count("<path")


def test_a_word_is_not_cut_in_two_as_long_as_it_fits(artist: BadgeArtist) -> None:
    one = artist.svg(words(title="Cybersecurity Essentials", line=""))
    apart = artist.svg(words(title="Cybersecurity", line=""))
    assert one.count("<path") == apart.count("<path") + 1, "two lines, broken between the words"


def test_invented_data_is_marked(artist: BadgeArtist) -> None:
    assert artist.png(words(sample=True)) != artist.png(words())


def test_a_picture_is_made_once_and_always_the_same() -> None:
    form = parse_form(FORMS[0].read_bytes())
    assert FormBadges().png_of(form) == FormBadges().png_of(form)
    badges = FormBadges()
    assert badges.svg_of(form) is badges.svg_of(form)


def test_path_data_is_read_strictly() -> None:
    assert path_data("M0 0 L10 -5.5Z") == (("M", (0, 0)), ("L", (10, -5.5)), ("Z", ()))
    for wrong in ("", "M0", "M0 0 A1 1 0 0 1 2 2", "L", "Z 1", "m0 0"):
        with pytest.raises(ValueError, match="path data"):
            path_data(wrong)


def test_curves_come_out_the_same_in_both_files() -> None:
    drop = Path(commands=path_data("M500 100 Q900 900 500 900 Q100 900 500 100 Z"), fill="#102030")
    assert "Q900 900 500 900" in svg_of((drop,), title="a <drop>")
    assert "a &lt;drop&gt;" in svg_of((drop,), title="a <drop>")
    drawn = picture(png_of((drop,)))
    assert drawn.getpixel((320, 500)) == (0x10, 0x20, 0x30, 255)
    assert drawn.getpixel((40, 40))[3] == 0  # type: ignore[index]  # RGBA


@pytest.mark.parametrize("changes", [{}, {"title": "Ω & <Kitchen> &amp; more", "parts": 5, "sample": True}])
def test_a_drawing_is_read_back_from_its_svg(changes: dict[str, object], artist: BadgeArtist) -> None:
    svg = artist.svg(words(**changes))
    again = picture(png_of(paths_of(svg)))
    before = picture(artist.png(words(**changes)))
    differs = ImageStat.Stat(ImageChops.difference(again, before)).mean
    assert max(differs) < 0.5, "a tenth of a unit at an edge"
    image = "data:image/svg+xml;base64," + b64encode(svg.encode()).decode()
    assert (FormBadges().again(image) or ("", b""))[0] == svg


@pytest.mark.parametrize(
    "svg",
    [
        "",
        "<svg/>",
        '<svg xmlns="http://www.w3.org/2000/svg"><title>x</title><path fill="none" d="M0 0"/><script/></svg>',
    ],
)
def test_a_drawing_of_anybody_is_not(svg: str) -> None:
    with pytest.raises(ValueError, match="not made here"):
        paths_of(svg)
    assert FormBadges().again("data:image/svg+xml;base64," + b64encode(svg.encode()).decode()) is None
    assert FormBadges().again("https://example.com/badge.svg") is None
