"""What click itself says, in our catalogue: it speaks the language of our own words, so that no help is half of each."""

import gettext as standard
import os

from assessor_app.resources import translations_folder
from assessor_app.wording.catalogue import SOURCE_LANGUAGE, ngettext
from assessor_app.wording.catalogue import gettext as _

_DOMAIN = "assessor"


def let_click_speak(language: str) -> None:
    """From now on what click says is looked up beside our own words. Before click is imported or after, but before it speaks."""
    if language == SOURCE_LANGUAGE:
        return
    os.environ["LANGUAGE"] = language  # the standard library goes by the environment alone
    standard.bindtextdomain(_DOMAIN, str(translations_folder()))
    standard.textdomain(_DOMAIN)


def of_click() -> tuple[str, ...]:
    """Every sentence of click's that somebody can meet here: called literally, so that they are in the catalogue."""
    return (
        _("Usage:"),
        _("Options"),
        _("Commands"),
        _("required"),
        _("default: {default}"),
        _("Show this message and exit."),
        _("Show the version and exit."),
        _("%(prog)s, version %(version)s"),
        _("Error: {message}"),
        _("Try '{command} {option}' for help."),
        _("Missing command."),
        _("Missing argument"),
        _("Missing option"),
        _("No such command {name!r}."),
        _("No such option {name!r}."),
        ngettext("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)", 1),
        ngettext("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})", 1),
        _("Option {name!r} requires an argument."),
        _("Option {name!r} does not take a value."),
        _("Invalid value for {param_hint}: {message}"),
        _("{name} {filename!r} does not exist."),
        _("{name} {filename!r} is a file."),
        _("{name} {filename!r} is a directory."),
        _("{name} {filename!r} is not readable."),
        _("{name} {filename!r} is not writable."),
        _("file"),
        _("directory"),
        _("path"),
        _("{value!r} is not a valid {number_type}."),
        ngettext("{value!r} is not {choice}.", "{value!r} is not one of {choices}.", 1),
        _("{value} is not in the range {range}."),
        _("{value!r} does not match the format {format}."),
        _("Choose from:\n\t{choices}"),
    )
