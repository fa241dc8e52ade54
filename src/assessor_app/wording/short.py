"""What was short and set aside with a reason, in a word or two."""

from assessor_app.wording.catalogue import gettext as _


def short_word(lack: str) -> str:
    """What was set aside with a reason; a code of another version as it is."""
    return {
        "note": _("a note"),
        "photo": _("a photo"),
        "reading": _("a reading"),
        "occasions": _("an occasion"),
        "context": _("a context"),
        "currency": _("currency"),
        "condition": _("a condition that nobody ticked"),
    }.get(lack, lack)
