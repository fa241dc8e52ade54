"""How large code, logo, signatures and seal are, in millimetres and by steps; and on which side the code stands."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from assessor_app.domain.design import CertificateDesign, SidePlace
from assessor_app.ui.designs import parts_edits
from assessor_app.ui.designs.parts_edits import POINTS
from assessor_app.ui.designs.words import side_word
from assessor_app.ui.kit.buttons import Choice, PlainButton
from assessor_app.ui.kit.layout import column, holding, nest, row
from assessor_app.ui.kit.text import Text
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _

Measured = Callable[[CertificateDesign, float], CertificateDesign]


class Steps(QWidget):
    """A length by steps of a millimetre.

    Signals:
        stepped(float): the millimetres that are wanted.
    """

    stepped = Signal(float)

    def __init__(self, look: Look, name: str, *, least: int, most: int) -> None:
        super().__init__()
        self._least, self._most = least, most
        self._value = float(least)
        self.told = Text(look, "")
        self.less = PlainButton(look, "−", name=_("{what}: smaller").format(what=name))
        self.more = PlainButton(look, "+", name=_("{what}: larger").format(what=name))
        self.less.clicked.connect(lambda: self.stepped.emit(max(round(self._value) - 1, least)))
        self.more.clicked.connect(lambda: self.stepped.emit(min(round(self._value) + 1, most)))
        gap = look.metrics.apart(8) / look.metrics.gap
        whole = column()
        nest(
            whole,
            column(
                Text(look, name, role="small", bold=True),
                holding(row(self.less, self.told, self.more, None, gap=gap)),
                gap=0.5,
            ),
        )
        self.setLayout(whole)

    def show_value(self, millimetres: float) -> None:
        """What it is now."""
        self._value = millimetres
        self.told.say(_("{count} mm").format(count=f"{millimetres:.0f}"))
        self.less.setEnabled(round(millimetres) > self._least)
        self.more.setEnabled(round(millimetres) < self._most)


class Measures(QWidget):
    """Everything whose size a centre may choose.

    Signals:
        changed(object): the CertificateDesign as it is now.
    """

    changed = Signal(object)

    def __init__(self, look: Look, design: CertificateDesign) -> None:
        super().__init__()
        self._design = design
        self.place = Choice(look, _("Side of the code"), [(one.value, side_word(one)) for one in SidePlace])
        self.place.chosen.connect(
            lambda key: self._take(parts_edits.with_side_place(self._design, SidePlace(key)))
        )
        # Above 45 mm a head on the whole width may reach it; below 35 mm it is refused by the design's own rules, in a sentence.
        self.code = self._steps(look, _("Code"), parts_edits.with_code_side, 30, 45)
        self.logo = self._steps(look, _("Logo, height"), parts_edits.with_logo_height, 4, 50)
        self.signature = self._steps(
            look, _("Pictures of signatures, height"), parts_edits.with_signature_height, 7, 20
        )
        self.seal = self._steps(look, _("Seal"), parts_edits.with_seal_width, 16, 50)
        whole = column()
        nest(
            whole,
            column(
                Text(look, _("Side of the code"), role="small", bold=True),
                self.place,
                self.code,
                self.logo,
                self.signature,
                self.seal,
                None,
                gap=1.5,
            ),
        )
        self.setLayout(whole)
        self.show_design(design)

    def show_design(self, design: CertificateDesign) -> None:
        """Shows a design, without saying that it changed; what it does not have has no size."""
        self._design = design
        seal = design.art.seal
        self.place.choose(design.layout.side.place.value)
        self.code.show_value(design.code.side)
        self.logo.setVisible(design.logo is not None)
        self.logo.show_value(design.logo.height / POINTS if design.logo else 0)
        self.signature.setVisible(design.signed)
        self.signature.show_value(design.signature / POINTS)
        self.seal.setVisible(seal is not None)
        self.seal.show_value(2 * seal.radius / POINTS if seal else 0)

    def _steps(self, look: Look, name: str, change: Measured, least: int, most: int) -> Steps:
        made = Steps(look, name, least=least, most=most)
        made.stepped.connect(lambda value: self._take(change(self._design, value)))
        return made

    def _take(self, design: CertificateDesign) -> None:
        if design != self._design:
            self.show_design(design)
            self.changed.emit(design)
