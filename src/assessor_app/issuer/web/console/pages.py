"""Pages: templates that escape whatever they are given, rendered with the words of the language in use."""

from pathlib import Path
from typing import Any

from babel.core import Locale, UnknownLocaleError
from litestar import MediaType, Response
from mako.lookup import TemplateLookup

from assessor_app.wording.catalogue import spoken

_TEMPLATES = Path(__file__).resolve().parent / "templates"
STYLE = (_TEMPLATES / "console.css").read_bytes()

# Every expression is escaped (filter `h`, MarkupSafe); a name that a template is not given is an error.
_lookup = TemplateLookup(
    directories=[str(_TEMPLATES)],
    default_filters=["h"],
    strict_undefined=True,
    input_encoding="utf-8",
    imports=[
        "from assessor_app.wording.catalogue import gettext as _, ngettext",
        "from assessor_app.issuer.web.console import words",
        "from assessor_app.issuer.web.console.links import link",
    ],
)

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    ),
    # With no-referrer a browser would say that its own forms come from nowhere.
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def rendered(template: str, /, **values: Any) -> str:
    """The text of a page."""
    text: str = _lookup.get_template(template).render_unicode(
        language=spoken(), direction=_direction(spoken()), **values
    )
    return text


def answer(template: str, /, *, status: int = 200, **values: Any) -> Response[str]:
    """A page as it is sent."""
    return Response(
        rendered(template, **values), media_type=MediaType.HTML, status_code=status, headers=dict(HEADERS)
    )


def _direction(language: str) -> str:
    try:
        return str(Locale.parse(language.replace("-", "_")).text_direction)
    except (UnknownLocaleError, ValueError):
        return "ltr"
