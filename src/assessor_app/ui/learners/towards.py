"""What a learner is on the way to: qualifications awarded, and how much of others is held."""

from dataclasses import dataclass

from PySide6.QtWidgets import QVBoxLayout, QWidget

from assessor_app.domain.stacking import QualificationState, Stack
from assessor_app.services.qualifications.look import Towards
from assessor_app.services.qualifications.ports import Awarded, IssuedQualification
from assessor_app.ui.kit.glyphs import Shape
from assessor_app.ui.kit.layout import clear, column, holding, row
from assessor_app.ui.kit.status import Glyph
from assessor_app.ui.kit.text import Text
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.days import day_words

_MOST_SIGNS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class TowardsView:
    """One qualification: a sign for each micro-credential that is asked for, what that comes to in words, and what is next."""

    signs: tuple[Shape, ...]
    words: str
    about: str = ""


def towards_views(found: Towards) -> tuple[TowardsView, ...]:
    """Awarded ones first, then those begun, the nearest first."""
    awarded = (_awarded(one, where) for one, where in found.awarded)
    return (*awarded, *(_begun(one, found.titles) for one in found.begun))


class TowardsList(QWidget):
    """Shows `TowardsView`s under a heading; nothing at all where there is none."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._box: QVBoxLayout = column(gap=1.5)
        self.setLayout(self._box)
        self.hide()

    def show_views(self, views: tuple[TowardsView, ...]) -> None:
        clear(self._box)
        self.setVisible(bool(views))
        if not views:
            return
        self._box.addWidget(Text(self._look, _("Qualifications"), role="row", bold=True, parent=self))
        for view in views:
            signs = row(*(Glyph(self._look, shape, size=18) for shape in view.signs), None, gap=0.5)
            self._box.addWidget(holding(signs))
            self._box.addWidget(Text(self._look, view.words, parent=self))
            if view.about:
                self._box.addWidget(Text(self._look, view.about, role="small", tone="muted", parent=self))


def _awarded(one: Awarded | IssuedQualification, where: QualificationState) -> TowardsView:
    day = day_words(one.awarded_at[:10])
    words = _("{title}, awarded on {day}").format(title=one.title, day=day)
    shape = {
        QualificationState.STANDS: Shape.REGISTERED,
        QualificationState.EXPIRED: Shape.HELD,
        QualificationState.WITHDRAWN: Shape.DANGER,
    }[where]
    about = {
        QualificationState.STANDS: _("Number {number}").format(number=one.number),
        QualificationState.EXPIRED: _("Its parts have expired: it is awarded again when they are renewed."),
        QualificationState.WITHDRAWN: _("It no longer stands: too few of its parts do."),
    }[where]
    return TowardsView(signs=(shape,), words=words, about=about)


def _begun(one: Stack, titles: dict[str, str]) -> TowardsView:
    held = min(len(one.parts), one.need)
    met, left = (Shape.MET,) * held, (Shape.NOT_SEEN,) * (one.need - held)
    words = _("{held} of {need} towards {title}").format(
        held=held, need=one.need, title=one.qualification.title
    )
    return TowardsView(signs=(*met, *left)[:_MOST_SIGNS], words=words, about=_next(one, titles))


def _next(one: Stack, titles: dict[str, str]) -> str:
    if one.is_complete:
        return _("All of it is held: a quality assurer may award it.")
    wanted = [*one.first, *(one.missing if len(one.parts) < one.need else ())]
    return _("Next: {titles}").format(titles=", ".join(titles.get(code, code) for code in wanted))
