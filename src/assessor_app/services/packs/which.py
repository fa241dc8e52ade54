"""Which certificates belong into packs: those that may be handed out, of everybody, of a group, or of one learner."""

from collections.abc import Sequence

from assessor_app.domain.certificate import STANDS
from assessor_app.domain.errors import KnownError
from assessor_app.services.awards.desk import AwardDesk
from assessor_app.services.awards.sheets import require_not_appealed, state


def to_hand_out(desk: AwardDesk, *, group: str | None = None, learner: str | None = None) -> tuple[str, ...]:
    """Numbers, oldest first; without a group or learner, everybody's."""
    return tuple(
        line.number
        for line in reversed(desk.certificates.lines())
        if learner in {None, line.learner}
        and (group is None or _group_of(desk, line.learner) == group)
        and may_be_handed_out(desk, line.number)
    )


def may_be_handed_out(desk: AwardDesk, number: str) -> bool:
    """Whether it stands, and no appeal holds it back."""
    if state(desk, number) not in STANDS:
        return False
    try:
        require_not_appealed(desk, number)
    except KnownError:
        return False
    return True


def by_holder(desk: AwardDesk, numbers: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """The same certificates, those of each learner together, in the order of the first of each."""
    found: dict[str, list[str]] = {}
    for number in dict.fromkeys(numbers):
        found.setdefault(desk.certificates.line(number).learner, []).append(number)
    return tuple(tuple(some) for some in found.values())


def _group_of(desk: AwardDesk, learner: str) -> str | None:
    """None for a learner whom only another device of the centre knows."""
    try:
        return desk.learners.get(learner).group
    except KnownError:
        return None
