"""Where the files that ship are found: in a checkout beside `src`, in an installed wheel inside the package."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent
_SHIPPED = _PACKAGE / "_shipped"
_CHECKOUT = _PACKAGE.parent.parent


def _root() -> Path:
    return _SHIPPED if _SHIPPED.is_dir() else _CHECKOUT


def forms_folder() -> Path:
    """The catalogue and the forms that ship."""
    return _root() / "forms"


def resources_folder() -> Path:
    """Fonts, icons, certificate designs, translations."""
    return _root() / "resources"


def fonts_folder() -> Path:
    """The fonts fetched at set-up, as `*.ttf`."""
    return resources_folder() / "fonts"


def icons_folder() -> Path:
    """The outline icons fetched at set-up, as `*.svg`."""
    return resources_folder() / "icons"


def translations_folder() -> Path:
    """Gettext's tree: `<language>/LC_MESSAGES/assessor.mo`."""
    return resources_folder() / "translations"


def verifier_folder() -> Path:
    """The verifier page as it was built at set-up: `index.html`, `sw.js`, `icon.svg`, `licences.txt`."""
    return resources_folder() / "verifier" / "built"
