"""The fields of one reading: value and unit, its limits in words, instrument and calibration where asked."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from assessor_app.ui.assess.view import ReadingView
from assessor_app.ui.kit.buttons import Choice
from assessor_app.ui.kit.fields import Field
from assessor_app.ui.kit.glyphs import Shape
from assessor_app.ui.kit.layout import column, hide_unless, holding, row
from assessor_app.ui.kit.status import StatusChip
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _


def number_in(text: str) -> float | None:
    """The number somebody wrote, with a point or a comma; None for what is no number.

    Raises:
        ValueError: there is something, and it is no finite number.
    """
    plain = text.strip().replace(",", ".").replace("٫", ".").replace("−", "-")
    if not plain:
        return None
    value = float(plain)
    if value in {float("inf"), float("-inf")} or value != value:  # noqa: PLR0124 - only NaN differs from itself
        raise ValueError(text)
    return value


class ReadingFields(QWidget):
    """One reading, kept when its fields are left.

    Signals:
        taken(object, str, str, object): value (None takes it back), instrument, ISO date, within or None.
    """

    taken = Signal(object, str, str, object)

    def __init__(self, look: Look, reading: ReadingView) -> None:
        super().__init__()
        self._reading = reading
        # What was asked last: leaving a field twice does not ask twice.
        self._asked: tuple[object, ...] = ()
        # The assessor's word belongs to the value it was said of: another value is not judged yet.
        self._word: tuple[float | None, bool | None] = (None, None)
        label = _("{label} ({unit})").format(label=reading.label, unit=reading.unit or "1")
        asked = " · ".join(part for part in (label, reading.limits) if part)
        self.value = Field(look, asked)
        self.value.setMinimumWidth(look.metrics.text(160))
        self.instrument = Field(look, _("Instrument"))
        self.calibrated = Field(look, _("Calibrated on"), hint=_("YYYY-MM-DD"))
        self._within = Choice(look, label, [("yes", _("within the task sheet")), ("no", _("outside"))])
        self._within.chosen.connect(self._judge)
        self._chip = StatusChip(look, Shape.NOT_SEEN, "")
        chip = holding(row(self._chip))
        chip.layout().setContentsMargins(0, 0, 0, look.metrics.step(1))  # type: ignore[union-attr]  # just given one
        line = row(self.value, chip, None, gap=2)
        line.setAlignment(chip, Qt.AlignmentFlag.AlignBottom)
        second = row(self.instrument, self.calibrated, gap=2)
        self._proof = holding(second)
        self.setLayout(column(line, self._within, self._proof, gap=look.metrics.apart(8) / 8))
        hide_unless(self._within, reading.task_sheet)
        hide_unless(self._proof, reading.proven or bool(reading.instrument))
        for field in (self.value, self.instrument, self.calibrated):
            if isinstance(field.edit, QLineEdit):
                field.edit.editingFinished.connect(self.keep)
        self.show_reading(reading)

    def show_reading(self, reading: ReadingView) -> None:
        """Shows what is kept; never writes over what is being typed."""
        self._reading = reading
        self._asked = ()
        kept = ((self.value, reading.value), (self.instrument, reading.instrument))
        for field, text in (*kept, (self.calibrated, reading.calibrated)):
            if not field.edit.hasFocus():
                field.write(text)
        self._word = (number_in(reading.value), reading.within)
        if reading.task_sheet:
            self._within.choose({True: "yes", False: "no", None: ""}[reading.within])
        unsaid = _("say whether it lies within") if reading.value else _("not taken")
        shape, word = {
            True: (Shape.MET, _("within limits")),
            False: (Shape.NOT_MET, _("outside limits")),
            None: (Shape.NOT_SEEN, unsaid),
        }[reading.within]
        self._chip.show_status(shape, word)

    def typed(self) -> dict[str, str]:
        """What stands in the fields and is not kept, by name."""
        kept = (self._reading.value, self._reading.instrument, self._reading.calibrated)
        return {
            name: field.text()
            for (name, field), was in zip(self._fields(), kept, strict=True)
            if field.text().strip() != was
        }

    def put_back(self, said: Mapping[str, str]) -> None:
        """Shows again what was typed before and not kept."""
        for name, field in self._fields():
            if name in said:
                field.write(said[name])

    def _fields(self) -> tuple[tuple[str, Field], ...]:
        return (("value", self.value), ("instrument", self.instrument), ("calibrated", self.calibrated))

    def not_kept(self) -> None:
        """What was asked for last is not on disk: the same may be asked for again."""
        self._asked = ()

    def keep(self) -> bool:
        """Asks for what was written to be kept, where it differs from what is; False where it is no reading."""
        try:
            value = number_in(self.value.text())
        except ValueError:
            self.value.show_error(_("Write the reading as a number, such as 0.42."))
            return False
        self.value.show_error("")
        if not self._day_is_one():
            return False
        said_of, said = self._word
        within = said if self._reading.task_sheet and value == said_of else None
        written = (value, self.instrument.text().strip(), self.calibrated.text().strip())
        kept = (number_in(self._reading.value), self._reading.instrument, self._reading.calibrated)
        same = written == kept and (not self._reading.task_sheet or within == self._reading.within)
        if not same and (*written, within) != self._asked:
            self._asked = (*written, within)
            self.taken.emit(*written, within)
        return True

    def _day_is_one(self) -> bool:
        text = self.calibrated.text().strip()
        try:
            known = not text or bool(date.fromisoformat(text))
        except ValueError:
            known = False
        self.calibrated.show_error(
            "" if known else _("This is no day: write it as 2028-12-31, or leave it empty.")
        )
        return known

    def _judge(self, answer: str) -> None:
        try:
            value = number_in(self.value.text())
        except ValueError:
            value = None
        if value is None:
            self._within.choose("")
            self.value.show_error(_("Write the reading as a number, such as 0.42."))
            return
        self._word = (value, answer == "yes")
        self.keep()
