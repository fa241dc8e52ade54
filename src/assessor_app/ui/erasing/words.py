"""What goes and what stays of a learner, in words."""

from collections.abc import Sequence

from assessor_app.domain.erasing import Extent, Held, Plan, Why
from assessor_app.services.erasing.erase import Erased
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.catalogue import ngettext
from assessor_app.wording.erasing import keeps_words


def extents(plan: Plan) -> tuple[tuple[str, str], ...]:
    """What may be erased, as choices: less first."""
    found = []
    if plan.going(Why.REQUEST):
        found.append((Extent.WORK.value, _("Evidence, and what was written about the work")))
    if not plan.kept and plan.is_named:
        found.append((Extent.PERSON.value, _("All of it, and who the learner is")))
    return tuple(found)


def goes(plan: Plan, extent: Extent, why: Why) -> tuple[str, ...]:
    """What goes for good."""
    works = plan.going(Why.REQUEST if extent is Extent.PERSON else why)
    lines = [_work(one) for one in works]
    if extent is Extent.PERSON:
        lines.append(
            _("Name, number, birth date and identity mark, badge, and the pages of papers that do not stand")
        )
    return tuple(lines)


def stays(plan: Plan, extent: Extent) -> tuple[str, ...]:
    """What stays, and why."""
    words = keeps_words()
    lines = [
        _("{title}: {why}").format(title=one.title, why=words[one.keeps])
        for one in plan.works
        if one.holds and one.keeps is not None
    ]
    if extent is Extent.WORK:
        lines += [_("Who the learner is: {why}").format(why=words[reason]) for reason in plan.kept[:1]]
    lines.append(
        _("Marks, decisions, times and numbers of papers, without a name: the signed records need them")
    )
    lines.append(
        _(
            "Copies made before today, on sticks and from before a new version of the program: they still hold it"
        )
    )
    return tuple(lines)


def done_words(name: str, done: Erased) -> str:
    """What went, in one sentence."""
    if done.person:
        return _("Everything by which {name} was known here is erased.").format(name=name)
    parts = []
    if done.pieces:
        parts.append(
            ngettext("{count} piece of evidence", "{count} pieces of evidence", done.pieces).format(
                count=done.pieces
            )
        )
    if done.works:
        parts.append(
            ngettext(
                "what was written about {count} result", "what was written about {count} results", done.works
            ).format(count=done.works)
        )
    return _("Erased of {name}: {what}.").format(name=name, what=", ".join(parts))


def summary(plan: Plan) -> str:
    """What has run out of one learner, for a list."""
    if plan.due and not plan.kept:
        return _("everything: the last sitting was more than three years ago")
    return ", ".join(_work(one) for one in plan.going(Why.RETENTION))


def why_choices(plan: Plan, extent: Extent) -> Sequence[Why]:
    """Reasons that may be given."""
    due = plan.due if extent is Extent.PERSON else bool(plan.going(Why.RETENTION))
    return (Why.RETENTION, Why.REQUEST, Why.MISTAKE) if due else (Why.REQUEST, Why.MISTAKE)


def _work(held: Held) -> str:
    parts = []
    if held.pieces:
        parts.append(
            ngettext("{count} piece of evidence", "{count} pieces of evidence", held.pieces).format(
                count=held.pieces
            )
        )
    if held.words:
        parts.append(_("notes, feedback and reasons"))
    return _("{title}: {what}").format(title=held.title, what=", ".join(parts))
