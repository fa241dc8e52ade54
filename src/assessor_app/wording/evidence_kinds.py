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
        Kind.PRODUCT: ngettext("{count} note on a finished piece", "{count} notes on finished pieces", count),
        Kind.SIMULATION: ngettext("{count} note on a simulation", "{count} notes on simulations", count),
    }
    return words[kind].format(count=count)
