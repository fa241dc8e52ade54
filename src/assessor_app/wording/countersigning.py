"""Whose word a decision waits for, in words."""

from collections.abc import Sequence

from assessor_app.domain.countersigning import Because, Wanted
from assessor_app.domain.people import Staff
from assessor_app.wording.catalogue import gettext as _


def wanted_sentence(one: Wanted, may: Sequence[Staff]) -> str:
    """What is wanted and why: "2.1, 2.4: critical, and seen by Ben Okafor, who countersigns"."""
    names = ", ".join(person.name for person in may)
    if one.because is Because.CRITICAL:
        criteria = ", ".join(one.criteria)
        if not may:
            return _(
                "{criteria}: critical, and seen by somebody who cannot countersign now. See it again yourself, or decide not yet."
            ).format(criteria=criteria)
        return _("{criteria}: critical, and seen by {name}, who countersigns").format(
            criteria=criteria, name=names
        )
    why = (
        _("A trainee's decision")
        if one.because is Because.TRAINEE
        else _("An interest of the assessor is declared")
    )
    if not may:
        return _(
            "{why}: another assessor must countersign, and nobody here may. Add one, or decide not yet."
        ).format(why=why)
    return _("{why}: another assessor countersigns ({names})").format(why=why, names=names)
