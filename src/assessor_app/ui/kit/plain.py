"""What people typed, made safe to show: Qt guesses rich text in tooltips and shortcuts in buttons."""

import html
import unicodedata

# Marks that turn the direction of whatever follows them, in a name or out of it (Unicode UAX 9, 2.1 to 2.4).
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_KEPT = frozenset("\n\t")


def shown(text: str) -> str:
    """The text without control characters and direction overrides."""
    return "".join(
        sign for sign in text if sign in _KEPT or not (sign in _TURNING or unicodedata.category(sign) == "Cc")
    )


def tooltip(text: str) -> str:
    """The text as a tooltip that Qt cannot take for markup of the text's own."""
    return f"<p>{html.escape(shown(text))}</p>"


def on_button(text: str) -> str:
    """The text for a button, where a single `&` would vanish and underline."""
    return shown(text).replace("&", "&&")
