"""Evidence that goes with marks: what may not go is refused before anything is, and names itself."""

from assessor_app.domain.errors import KnownError
from assessor_app.domain.evidence import require_may_capture
from assessor_app.domain.marks import How, Judgement
from assessor_app.services.assessing.desk import Desk
from assessor_app.services.assessing.ports import PieceMove, Subject
from assessor_app.services.assessing.undo import require_places
from assessor_app.services.board.sides import Side
from assessor_app.services.clock import stamp

_WHY_NOT = {
    "minor-without-consent": "moved-to-minor",
    "age-unsaid": "moved-to-age-unsaid",
    "photographs-refused": "moved-to-refusing",
}
"""What `require_may_capture` says of a picture that is taken, as it is said of one that would come."""


def require_own_way(giver: Side) -> None:
    """Prior learning is a candidate's own: raises KnownError `prior-learning-stays` where marks or evidence rest on it."""
    for (subject, about), said in sorted(giver.going.items(), key=lambda one: one[0]):
        rests = subject is Subject.CRITERION and isinstance(said, Judgement) and said.how is How.RPL
        if rests or any(item.criterion == about and item.id in giver.claimed for item in giver.pieces):
            raise KnownError("prior-learning-stays", learner=giver.learner.name, criterion=about)


def require_may_take(desk: Desk, giver: Side, taker: Side) -> None:
    """Raises KnownError where a picture, a sound or a film would come to a learner of whom it may not be kept.

    `moved-to-minor`, `moved-to-age-unsaid`, `moved-to-refusing`; each with `learner` (who would get it), `giver`, `piece`
    (its kind), and `criterion`, which is empty for the whole work.
    """
    today = desk.clock.now().date()
    for item in giver.pieces:
        try:
            require_may_capture(taker.learner, item.kind, today, work_only=item.work_only)
        except KnownError as error:
            raise KnownError(
                _WHY_NOT[error.code],
                learner=taker.learner.name,
                giver=giver.learner.name,
                piece=item.kind.value,
                criterion=item.criterion,
            ) from error


def give_pieces(desk: Desk, *, by: str, act: str, giver: Side, taker: Side) -> None:
    """Gives what goes to the other's occasion, as a part of the act that moves the marks."""
    for item in giver.pieces:
        move = PieceMove(evidence=item.id, source=giver.occasion, target=taker.occasion, act=act)
        desk.pieces.move(move, at=stamp(desk.clock.now()), by=by)


def require_room_at(desk: Desk, side: Side) -> None:
    """Raises KnownError `moved-too-many` where a criterion has more evidence now than the form takes."""
    try:
        require_places(desk, side.assessment)
    except KnownError as error:
        raise KnownError("moved-too-many", **error.details, learner=side.learner.name) from error
