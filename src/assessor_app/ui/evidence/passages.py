"""What stands over each part of a note, where it is written and where it is read."""

from dataclasses import asdict

from assessor_app.services.evidence.note import Note, ProductNote, SimulationNote
from assessor_app.wording.catalogue import gettext as _


def note_labels(made: type[Note]) -> dict[str, str]:
    """By the name of each part, in the order in which it is asked."""
    return {
        ProductNote: {
            "piece": _("What was looked at"),
            "mark": _("Mark, number, or what else tells it apart"),
            "found": _("What was found, in the assessor's own words"),
        },
        SimulationNote: {
            "simulated": _("What was simulated"),
            "means": _("With what"),
            "differs": _("How it differed from real work"),
            "seen": _("What was seen, in the assessor's own words"),
        },
    }[made]


def passages(note: Note) -> tuple[tuple[str, str], ...]:
    """Each part of a note under its heading."""
    labels = note_labels(type(note))
    return tuple((labels[name], words) for name, words in asdict(note).items())
