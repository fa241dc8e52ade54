"""Badges as papers: of one learner, of a group, of everybody listed in a sitting."""

from collections.abc import Callable, Sequence

from assessor_app.services.badges.issue import issue, issue_group
from assessor_app.services.badges.ports import BadgeToPrint
from assessor_app.ui.learners.view import LearnerView
from assessor_app.ui.papers.desks import PaperDesks
from assessor_app.ui.papers.offer import Draw, Offer, Way
from assessor_app.wording.catalogue import gettext as _

First = Callable[[str], Draw]

_LEARNER = ""
"""The way of the one learner; a group's way is its name."""


def learner_badges_offer(
    desks: PaperDesks, *, by: str, view: LearnerView | None, group: str, group_first: bool = False
) -> Offer:
    """The badge of the learner shown, or those of the group: the one chosen in the list, or the learner's own."""
    one = [Way(key=_LEARNER, word=view.name)] if view else []
    named = dict.fromkeys(name for name in (group, view.group if view else "") if name)
    groups = [Way(key=name, word=_("Group {group}").format(group=name)) for name in named]

    def first(way: str) -> Draw:
        if way == _LEARNER and view is not None:
            return _draw(desks, issue(desks.badges, by=by, learners=[view.id]))
        return _draw(desks, issue_group(desks.badges, by=by, group=way))

    ways = tuple([*groups, *one] if group_first else [*one, *groups])
    return _offer(name=ways[0].word if ways else "", ways=ways, first=first)


def sitting_badges_offer(desks: PaperDesks, *, by: str, sitting: str, place: str) -> Offer:
    """The badges of everybody listed, in the order of their bib numbers."""

    def first(_way: str) -> Draw:
        listed = desks.sittings.sittings.entries(sitting)
        return _draw(desks, issue(desks.badges, by=by, learners=[entry.learner for entry in listed]))

    return _offer(name=place, ways=(), first=first)


def _draw(desks: PaperDesks, badges: Sequence[BadgeToPrint]) -> Draw:
    centre = desks.centre()
    return lambda: desks.drawing.badges(badges, centre)


def _offer(*, name: str, ways: tuple[Way, ...], first: First) -> Offer:
    return Offer(
        title=_("Badges"),
        sentence=_(
            "Ten on a sheet of A4 or eight on Letter, each as large as a bank card: cut along the crosses. A badge that is printed again has "
            "the same code. One that was lost is ended on the learner's page; the next that is printed has another."
        ),
        name=_("Badges {whose}").format(whose=name),
        first=first,
        ways=ways,
    )
