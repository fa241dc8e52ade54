"""What happened to a result after its signature, as lines under it."""

from assessor_app.domain.after import Outcome
from assessor_app.services.people.history import Aftermath
from assessor_app.ui.kit.glyphs import Shape
from assessor_app.wording.after import annulled_words, corrected_words, lodged_words, ruled_words

Line = tuple[Shape, str]


def after_lines(after: Aftermath) -> tuple[Line, ...]:
    """Each with its shape, in the order of time."""
    lines: list[tuple[str, Line]] = [
        (correction.at, (Shape.HELD, corrected_words(correction, after.names)))
        for correction in after.corrections
    ]
    for appeal in after.appeals:
        lines.append((appeal.at, (Shape.HELD, lodged_words(appeal, after.names))))
        ruled = {None: Shape.WAITING, Outcome.UPHELD: Shape.MET, Outcome.DISMISSED: Shape.NOT_APPLICABLE}
        decided = (ruled[appeal.outcome], ruled_words(appeal, after.names))
        lines.append((appeal.decided_at or appeal.at, decided))
    if after.annulment is not None:
        lines.append((after.annulment.at, (Shape.DANGER, annulled_words(after.annulment, after.names))))
    return tuple(line for _at, line in sorted(lines, key=lambda item: item[0]))
