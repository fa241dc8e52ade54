"""Brings fonts and icons from installed packages into `resources/`, with their licences, and compiles translations."""

import importlib.util
import shutil
import sys
import zipfile
from importlib.metadata import files
from pathlib import Path

from babel.messages.frontend import CompileCatalog

ROOT = Path(__file__).resolve().parent.parent
FONTS = ROOT / "resources" / "fonts"
ICONS = ROOT / "resources" / "icons"
TRANSLATIONS = ROOT / "resources" / "translations"

# Debian's fonts-noto-core and fonts-noto-mono; the same files stand elsewhere on other systems.
NOTO_FOLDERS = (
    Path("/usr/share/fonts/truetype/noto"),
    Path("/usr/share/fonts/noto"),
    Path("/usr/share/fonts/google-noto"),
)
NOTO_LICENCE = Path("/usr/share/doc/fonts-noto-core/copyright")
LATIN = ("NotoSans", "NotoSerif")
DISPLAY = (
    "NotoSerifDisplay-Regular",
    "NotoSerifDisplay-Bold",
    "NotoSerifDisplay-Italic",
    "NotoSansDisplay-Regular",
    "NotoSansDisplay-Bold",
)
SANS = ("Arabic", "Devanagari", "Ethiopic", "Hebrew", "Bengali", "Thai", "Tamil", "Armenian", "Georgian")
SERIF = ("Devanagari", "Ethiopic", "Hebrew", "Bengali", "Thai", "Tamil", "Armenian", "Georgian")


def font_names() -> list[str]:
    """The font files that the window and the paper use."""
    names = [f"{family}-{style}.ttf" for family in LATIN for style in ("Regular", "Bold", "Italic")]
    families = [f"NotoSans{script}" for script in SANS]
    families += [f"NotoSerif{script}" for script in SERIF] + ["NotoNaskhArabic"]
    names += [f"{family}-{style}.ttf" for family in families for style in ("Regular", "Bold")]
    return [*names, *(f"{name}.ttf" for name in DISPLAY), "NotoSansMono-Regular.ttf"]


def fetch_fonts() -> None:
    """Copies the fonts; exits with one sentence when their package is missing."""
    FONTS.mkdir(parents=True, exist_ok=True)
    for name in font_names():
        if (FONTS / name).exists():
            continue
        found = next((folder / name for folder in NOTO_FOLDERS if (folder / name).exists()), None)
        if found is None:
            sys.exit(
                f"The font {name} is missing: install the packages fonts-noto-core and fonts-noto-mono "
                "(or your system's names for them)."
            )
        shutil.copyfile(found, FONTS / name)
    if NOTO_LICENCE.exists():
        shutil.copyfile(NOTO_LICENCE, FONTS / "LICENCE.txt")


def fetch_icons() -> None:
    """Unpacks the outline icons that the package `lucide` brings."""
    spec = importlib.util.find_spec("lucide")
    if spec is None or spec.origin is None:
        sys.exit("The package lucide is missing: run make setup again.")
    ICONS.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(Path(spec.origin).parent / "lucide.zip") as archive:
        archive.extractall(ICONS)
    for file in files("lucide") or []:
        if file.name == "LICENSE":
            shutil.copyfile(str(file.locate()), ICONS / "LICENCE.txt")


def compile_translations() -> None:
    """Makes the .mo files that gettext reads from the .po files that people write."""
    if not any(TRANSLATIONS.glob("*/LC_MESSAGES/*.po")):
        return
    command = CompileCatalog()
    command.directory = str(TRANSLATIONS)
    command.domain = ["assessor"]
    command.finalize_options()
    command.run()


if __name__ == "__main__":
    fetch_fonts()
    fetch_icons()
    compile_translations()
