"""Words for what is settled before the work: conditions, and what is arranged for one learner."""

from assessor_app.domain.before import Arranged, Arrangement, Condition
from assessor_app.domain.form import Form
from assessor_app.wording.catalogue import gettext as _


def condition_word(condition: Condition) -> str:
    return {
        Condition.ENVIRONMENT: _("Environment"),
        Condition.TOOLS: _("Tools and materials"),
        Condition.PPE: _("Protective equipment"),
        Condition.PEOPLE: _("People"),
    }[condition]


def condition_asks(condition: Condition, form: Form) -> str:
    """What the form asks under this condition, as one line; the form's own words."""
    asked = form.conditions
    if condition is Condition.ENVIRONMENT:
        return asked.supply
    if condition is Condition.TOOLS:
        return "; ".join((*asked.tools, *asked.materials))
    return "; ".join(asked.ppe) if condition is Condition.PPE else asked.people


def arranged_word(kind: Arranged) -> str:
    return {
        Arranged.ADJUSTMENT: _("reasonable adjustment"),
        Arranged.READER: _("reader"),
        Arranged.SCRIBE: _("scribe"),
        Arranged.INTERPRETER: _("interpreter"),
        Arranged.HELPER: _("helper"),
        Arranged.GUARDIAN: _("guardian's consent"),
        Arranged.INTEREST: _("conflict of interest"),
    }[kind]


def declaration(kind: Arranged) -> str:
    """The sentence that is ticked for this kind; empty where there is none."""
    return {
        Arranged.ADJUSTMENT: _("The standard is not lowered: the same is shown, in another way"),
        Arranged.INTERPRETER: _(
            "Interprets what is said and nothing else, and neither trains this learner nor is assessed here today"
        ),
        Arranged.GUARDIAN: _("The consent was seen"),
    }.get(kind, "")


def field_word(name: str, kind: Arranged) -> str:
    """The label of a field, as its kind asks for it."""
    if name == "what":
        return {Arranged.HELPER: _("What the helper does"), Arranged.INTEREST: _("What the interest is")}.get(
            kind, _("What is done otherwise")
        )
    return {
        "who": _("Name"),
        "relation": _("Relation to the learner"),
        "language": _("Language"),
        "why": _("Why"),
        "agreed_by": _("Agreed by"),
        "staff": _("Whose interest"),
        "declared": declaration(kind),
    }[name]


def arrangement_line(made: Arrangement, *, staff: str = "") -> str:
    """One arrangement in a line: "interpreter: Lin Wei, Mandarin, neighbour". `staff` names whose interest it is."""
    parts = [staff, made.who, made.language, made.relation, made.what, made.why]
    if made.agreed_by:
        parts.append(_("agreed by {name}").format(name=made.agreed_by))
    if made.late:
        parts.append(_("written down after the work began"))
    return _("{kind}: {details}").format(
        kind=arranged_word(made.kind), details=", ".join(part for part in parts if part)
    )
