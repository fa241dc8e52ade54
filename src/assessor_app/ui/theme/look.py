"""The look as one value: whoever makes a widget hands it on."""

from dataclasses import dataclass, field

from PySide6.QtGui import QColor, QFont, QIcon, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from assessor_app.ui.theme.icons import Icons
from assessor_app.ui.theme.lettering import Role, font, load_fonts
from assessor_app.ui.theme.metrics import Metrics, has_touch_screen, metrics_of
from assessor_app.ui.theme.sheet import palette, stylesheet
from assessor_app.ui.theme.tokens import LIGHT, THEMES, Tokens


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """Colours, sizes and icons of the window. Another theme or text size is another Look and a new window."""

    tokens: Tokens = LIGHT
    metrics: Metrics = field(default_factory=Metrics)
    icons: Icons = field(default_factory=Icons)

    def font(self, role: Role = "body", *, bold: bool = False) -> QFont:
        """Lettering at the reader's size."""
        return font(role, scale=self.metrics.text_scale, bold=bold)

    def icon(self, name: str, colour: str | None = None, size: int = 24) -> QIcon:
        """A Lucide icon in ink, or in the colour given; `size` at 100 % text."""
        return self.icons.icon(name, colour or self.tokens.ink, self.metrics.text(size))

    def pixmap(self, name: str, colour: str | None = None, size: int = 24) -> QPixmap:
        """The same, as a picture for a painter or a label."""
        side = self.metrics.text(size)
        return self.icon(name, colour, size).pixmap(side, side)

    def colour(self, token: str) -> QColor:
        """A token as Qt's colour, for painters."""
        return QColor(str(getattr(self.tokens, token)))

    def dress(self, widget: QWidget) -> None:
        """Gives a top-level widget, and so its children, palette, lettering and stylesheet."""
        load_fonts()
        widget.setPalette(palette(self.tokens))
        widget.setFont(self.font())
        widget.setStyleSheet(stylesheet(self.tokens, self.metrics))

    def dress_application(self, application: QApplication) -> None:
        """The same for all windows of a process, Qt's own dialogs and tooltips with them."""
        load_fonts()
        application.setStyle("Fusion")
        application.setPalette(palette(self.tokens))
        application.setFont(self.font())
        application.setStyleSheet(stylesheet(self.tokens, self.metrics))


def look_for(
    application: QApplication,
    *,
    theme: str = "light",
    text_scale: float = 1.0,
    gloves: bool = False,
    touch: bool | None = None,
    thumb: str = "",
) -> Look:
    """The look for this process's first screen. `theme` is light, dark or contrast; `touch` as the screen is.

    `thumb` is the hand that marks with its thumb, left or right, or nothing.
    """
    metrics = metrics_of(
        application.primaryScreen(),
        text_scale=text_scale,
        gloves=gloves,
        touch=has_touch_screen() if touch is None else touch,
        thumb=thumb,
    )
    return Look(tokens=THEMES[theme], metrics=metrics)
