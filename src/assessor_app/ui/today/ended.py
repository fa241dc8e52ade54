"""What Today says after the program ended without being closed, and the way back to where somebody stood."""

from PySide6.QtCore import Signal

from assessor_app.domain.marks import Judgement, OralAnswer
from assessor_app.services.recovery.left import COPY_TO_STICK, Left
from assessor_app.services.recovery.recall import LastKept, Recalled
from assessor_app.ui.drafts import RELEASE_CHOICE
from assessor_app.ui.kit.buttons import PlainButton, PrimaryButton
from assessor_app.ui.kit.flow import Flow
from assessor_app.ui.kit.glyphs import Shape
from assessor_app.ui.kit.layout import Frame, column, holding, row
from assessor_app.ui.kit.status import Glyph
from assessor_app.ui.kit.text import Text
from assessor_app.ui.theme.look import Look
from assessor_app.ui.today.view import Ended
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.catalogue import ngettext
from assessor_app.wording.days import moment_words
from assessor_app.wording.marks import end_word, mark_word


def ended_view(left: Left, recalled: Recalled | None, *, journal: bool, cleared: int, today: str) -> Ended:
    """The card, ready to read.

    `journal` says that the database took its last marks from its journal; `cleared` counts files that belonged to no
    evidence; `today` is the ISO date.
    """
    at = f"{left.at[11:16]}" if left.at.startswith(today) else moment_words(left.at)
    lines = [_lost_words(recalled.last if recalled else None)]
    sheet = left.place.details.get("sheet", "")
    if sheet and recalled is not None:
        lines.append(_("Paper sheet {sheet} was being copied: that goes on too.").format(sheet=sheet))
    if left.words:
        lines.append(_("Words of a decision were typed and not kept: they stand on its page again."))
    if any(typed.about == RELEASE_CHOICE for typed in left.typed):
        lines.append(_("Works were chosen for release: they are chosen again on its page."))
    if any(typed.about != RELEASE_CHOICE for typed in left.typed):
        lines.append(
            _("Words were typed and not kept: they stand in their fields again, once those are opened.")
        )
    if journal:
        lines.append(_("The database took over the last marks from its journal."))
    if cleared:
        lines.append(
            ngettext(
                "{count} file that belonged to no evidence was cleared away: see whether a photo is missing.",
                "{count} files that belonged to no evidence were cleared away: see whether a photo is missing.",
                cleared,
            ).format(count=cleared)
        )
    if COPY_TO_STICK in left.under_way:
        lines.append(_("The copy to the stick was not finished: make it again."))
    return Ended(
        title=_("The program ended without being closed at {time}").format(time=at),
        lines=tuple(lines),
        step=_step(recalled) if recalled else "",
    )


def _step(recalled: Recalled) -> str:
    return _("Go on with {name}").format(name=recalled.name) if recalled.name else _("Go on in the sitting")


def _lost_words(last: LastKept | None) -> str:
    if last is None:
        return _("Nothing that was shown as saved is lost.")
    change = last.change
    new = change.new
    mark = mark_word(new.mark) if isinstance(new, Judgement | OralAnswer) else end_word(new) if new else ""
    whose = last.name
    if last.count > 1:
        whose = ngettext("{count} learner", "{count} learners", last.count).format(count=last.count)
    what = ", ".join(part for part in (mark, change.about, whose) if part)
    return _("Nothing that was shown as saved is lost. Last kept: {what}.").format(what=what)


class EndedCard(Frame):
    """A calm card over everything else of Today.

    Signals:
        go_on_asked(): back to where somebody stood. read_asked(): it has been read.
    """

    go_on_asked = Signal()
    read_asked = Signal()

    def __init__(self, look: Look, ended: Ended) -> None:
        super().__init__("notice")
        self.setAccessibleName(ended.title)
        self.read = PlainButton(look, _("I have read this"))
        self.read.clicked.connect(self.read_asked)
        steps: list[PlainButton] = [self.read]
        if ended.step:
            go_on = PrimaryButton(look, ended.step)
            go_on.clicked.connect(self.go_on_asked)
            steps.insert(0, go_on)
        words = column(
            Text(look, ended.title, role="row", bold=True),
            *[Text(look, line) for line in ended.lines],
            holding(Flow(*steps, gap=max(look.metrics.step(2), look.metrics.gap))),
            gap=1,
        )
        line = row(Glyph(look, Shape.WAITING, size=24), words, gap=1.5, margin=2)
        line.setStretch(1, 1)
        self.setLayout(line)
