"""What a form takes as evidence, in words: said before anything is captured, not after."""

from assessor_app.domain.form import EvidenceRules, Location
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.catalogue import ngettext

_MINUTE = 60


def length_words(seconds: int) -> str:
    """A length as people say it: "2 minutes", "90 seconds"."""
    minutes, left = divmod(seconds, _MINUTE)
    if minutes and not left:
        return ngettext("{count} minute", "{count} minutes", minutes).format(count=minutes)
    return ngettext("{count} second", "{count} seconds", seconds).format(count=seconds)


def limits_words(rules: EvidenceRules) -> str:
    """Everything that the form says of evidence, in one paragraph; empty where it says nothing."""
    said = []
    if rules.pieces is not None:
        words = ngettext(
            "At most {count} piece for each criterion.",
            "At most {count} pieces for each criterion.",
            rules.pieces,
        )
        said.append(words.format(count=rules.pieces))
    if rules.sound_seconds is not None:
        said.append(_("A sound lasts at most {length}.").format(length=length_words(rules.sound_seconds)))
    if rules.film_seconds is not None:
        said.append(_("A film lasts at most {length}.").format(length=length_words(rules.film_seconds)))
    if rules.file_mib is not None:
        said.append(_("Nothing but a photo may be larger than {most} MiB.").format(most=rules.file_mib))
    if rules.location is Location.KEEP:
        said.append(place_words())
    if not said:
        return ""
    return _("The form says: {limits}").format(limits=" ".join(said))


def place_words() -> str:
    """That photos keep where, when and with what they were taken."""
    return _("Photos from files keep the place, the time and the device that the camera wrote.")


def count_words(rules: EvidenceRules, there: int) -> str:
    """How many pieces a criterion has of those that it may; empty where the form says nothing."""
    if rules.pieces is None:
        return ""
    if there >= rules.pieces:
        words = ngettext(
            "The form takes {count} piece for a criterion, and it is there. Take it out to add another.",
            "The form takes {count} pieces for a criterion, and they are there. Take one out to add another.",
            rules.pieces,
        )
        return words.format(count=rules.pieces)
    return _("{count} of at most {most} pieces").format(count=there, most=rules.pieces)
