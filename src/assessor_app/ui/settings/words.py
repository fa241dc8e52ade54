"""Words for the settings that the table declares."""

from assessor_app.services.settings.table import (
    APPEAL_DAYS,
    GLOVES,
    IDLE_LOCK,
    LANGUAGE,
    ONE_THUMB,
    TEXT_SIZE,
    THEME,
    Setting,
)
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.catalogue import ngettext


def setting_word(setting: Setting) -> str:
    """What a setting is called."""
    return {
        LANGUAGE.key: _("Language"),
        THEME.key: _("Colours"),
        TEXT_SIZE.key: _("Text size"),
        GLOVES.key: _("Gloves"),
        ONE_THUMB.key: _("One thumb"),
        IDLE_LOCK.key: _("Lock an untouched screen"),
        APPEAL_DAYS.key: _("An appeal is possible"),
    }[setting.key]


def setting_note(setting: Setting) -> str:
    """One line about what it does; nothing where the word says it all."""
    return {
        LANGUAGE.key: _("Of the window. A paper speaks the language of its form."),
        GLOVES.key: _("Whatever is touched is 20 mm high instead of 12."),
        ONE_THUMB.key: _("Marks, Next, Undo and Stop in the lower corner of the hand that holds the tablet."),
        IDLE_LOCK.key: _("For everybody who works with this data."),
        APPEAL_DAYS.key: _("Counted from the decision; the last day stands on the learner's result slip."),
    }.get(setting.key, "")


def value_word(setting: Setting, value: str) -> str:
    """What a value is called."""
    if setting is LANGUAGE:
        return language_word(value)
    if setting is TEXT_SIZE:
        return _("{percent} %").format(percent=value)
    if setting is IDLE_LOCK:
        return ngettext("after {minutes} minute", "after {minutes} minutes", int(value)).format(minutes=value)
    if setting is APPEAL_DAYS:
        return ngettext("for {days} day", "for {days} days", int(value)).format(days=value)
    return {
        "light": _("Light"),
        "dark": _("Dark"),
        "contrast": _("High contrast"),
        "no": _("No"),
        "yes": _("Yes"),
        "left": _("Left hand"),
        "right": _("Right hand"),
    }[value]


def language_word(tag: str) -> str:
    """A language's name in itself."""
    from babel import Locale, UnknownLocaleError

    try:
        name = Locale.parse(tag, sep="-").get_display_name() or tag
    except (ValueError, UnknownLocaleError):
        return tag
    return name[:1].upper() + name[1:]
