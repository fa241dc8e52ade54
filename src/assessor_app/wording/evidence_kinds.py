"""Words for how many pieces of evidence of a kind there are, in the language in use."""

from assessor_app.domain.evidence import Kind
from assessor_app.wording.catalogue import ngettext


def count_words(kind: Kind, count: int) -> str:
    """So many of a kind: "2 photos"."""
    words = {
        Kind.PHOTO: ngettext("{count} photo", "{count} photos", count),
        Kind.AUDIO: ngettext("{count} sound", "{count} sounds", count),
        Kind.VIDEO: ngettext("{count} film", "{count} films", count),
        Kind.FILE: ngettext("{count} file", "{count} files", count),
        Kind.WITNESS: ngettext("{count} witness's statement", "{count} witnesses' statements", count),
        Kind.PRODUCT: ngettext("{count} product note", "{count} product notes", count),
        Kind.SIMULATION: ngettext("{count} simulation note", "{count} simulation notes", count),
    }
    return words[kind].format(count=count)
