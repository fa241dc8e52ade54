"""Palette and stylesheet made from the tokens; no other file names a colour."""

from PySide6.QtGui import QColor, QPalette

from assessor_app.ui.theme.metrics import Metrics
from assessor_app.ui.theme.tokens import Tokens

_DOUBLE = 6
"""Of two lines and what is between them, each a third."""


def palette(tokens: Tokens) -> QPalette:
    """Qt's roles filled from the tokens, so that nothing falls back to the system's colours."""
    made = QPalette()
    roles = {
        QPalette.ColorRole.Window: tokens.page,
        QPalette.ColorRole.WindowText: tokens.ink,
        QPalette.ColorRole.Base: tokens.surface,
        QPalette.ColorRole.AlternateBase: tokens.page,
        QPalette.ColorRole.Text: tokens.ink,
        QPalette.ColorRole.PlaceholderText: tokens.muted,
        QPalette.ColorRole.Button: tokens.surface,
        QPalette.ColorRole.ButtonText: tokens.ink,
        QPalette.ColorRole.Highlight: tokens.accent,
        QPalette.ColorRole.HighlightedText: tokens.on_accent,
        QPalette.ColorRole.ToolTipBase: tokens.ink,
        QPalette.ColorRole.ToolTipText: tokens.page,
        QPalette.ColorRole.Link: tokens.accent,
        QPalette.ColorRole.Mid: tokens.line,
    }
    for role, colour in roles.items():
        made.setColor(role, QColor(colour))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(tokens.muted))
    return made


def stylesheet(tokens: Tokens, metrics: Metrics) -> str:
    """The one stylesheet. Kit widgets say what they are by the property `kind`; lettering is not set here."""
    return "\n".join(
        (
            _surfaces(tokens),
            _scrolls(tokens, metrics),
            _buttons(tokens, metrics),
            _edits(tokens, metrics),
            _lists(tokens, metrics),
        )
    )


def _surfaces(t: Tokens) -> str:
    return f"""
QDialog, QMainWindow {{ background: {t.page}; }}
QFrame[kind="card"] {{ background: {t.surface}; border: {t.stroke}px solid {t.line}; border-radius: {t.corner}px; }}
QFrame[kind="plain"] {{ background: {t.surface}; border: none; }}
QFrame[kind="bar"] {{ background: {t.surface}; border: none; border-bottom: {t.stroke}px solid {t.line}; }}
QFrame[kind="foot"] {{ background: {t.surface}; border: none; border-top: {t.stroke}px solid {t.line}; }}
QFrame[kind="rail"] {{ background: {t.page}; border: none; border-right: {t.stroke}px solid {t.line}; }}
QFrame[kind="side"] {{ background: {t.surface}; border: none; border-left: {t.stroke}px solid {t.line}; }}
QFrame[kind="rule"] {{ background: {t.line}; border: none; max-height: {t.stroke}px; min-height: {t.stroke}px; }}
QFrame[kind="trouble"] {{ background: {t.danger_tint}; border: none; border-bottom: 2px solid {t.danger}; }}
QFrame[kind="notice"] {{ background: {t.not_met_tint}; border: {t.stroke}px solid {t.not_met};
  border-radius: {t.corner}px; }}
QFrame[kind="dangerous"] {{ background: {t.surface}; border: 2px solid {t.danger};
  border-radius: {t.corner}px; }}
QLabel {{ background: transparent; border: none; color: {t.ink}; }}
QLabel[tone="muted"] {{ color: {t.muted}; }}
QLabel[tone="danger"] {{ color: {t.danger}; }}
QLabel[tone="met"] {{ color: {t.met}; }}
QLabel[tone="not_met"] {{ color: {t.not_met}; }}
QLabel[tone="accent"] {{ color: {t.accent}; }}
QToolTip {{ background: {t.ink}; color: {t.page}; border: none; padding: 8px; }}
"""


def _scrolls(t: Tokens, m: Metrics) -> str:
    # Gloves and fingers hit nothing narrow: there the bar is a target like any other, and a tap beside its handle
    # pages. A flick over the rows is no way to scroll: one that began on a mark would mark.
    wide = m.mm(12) if m.gloves or m.touch else 14
    return f"""
QScrollArea {{ background: transparent; border: none; }}
QScrollArea:focus {{ border: {t.ring}px solid {t.accent}; border-radius: {t.corner}px; }}
QScrollArea > QWidget > QWidget {{ background: transparent; }}
QScrollBar:vertical {{ background: transparent; width: {wide}px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: {wide}px; margin: 0; }}
QScrollBar::handle {{ background: {t.edge}; border: 4px solid {t.page}; border-radius: 7px; }}
QScrollBar::handle:vertical {{ min-height: {max(48, m.target)}px; }}
QScrollBar::handle:horizontal {{ min-width: {max(48, m.target)}px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
"""


def _buttons(t: Tokens, m: Metrics) -> str:
    inside, low = m.step(2), m.target - 2 * t.ring
    hovered, focused = inside - (2 - t.stroke), inside - (t.ring - t.stroke)
    # What is filled is ringed at a distance: a border in the colour of the ground shows on none of them.
    ring, room = max(t.ring, _DOUBLE), inside - (max(t.ring, _DOUBLE) - t.stroke)
    return f"""
QPushButton {{ background: {t.surface}; color: {t.ink}; border: {t.stroke}px solid {t.edge};
  border-radius: {t.corner}px; min-height: {m.target - 2 * t.stroke}px; padding: 0 {inside}px; }}
QPushButton:hover {{ background: {t.hover}; }}
QPushButton:pressed {{ background: {t.accent_tint}; border-color: {t.accent}; }}
QPushButton:checked {{ background: {t.chosen}; color: {t.on_chosen}; border-color: {t.accent}; }}
QPushButton:focus {{ border: {t.ring}px solid {t.accent}; padding: 0 {focused}px; min-height: {low}px; }}
QPushButton:disabled {{ background: {t.page}; color: {t.muted}; border: {t.stroke}px dashed {t.line}; }}
QPushButton[kind="primary"] {{ background: {t.accent}; color: {t.on_accent}; border-color: {t.accent}; }}
QPushButton[kind="primary"]:hover {{ background: {t.accent}; border: 2px solid {t.ink}; padding: 0 {hovered}px;
  min-height: {m.target - 4}px; }}
QPushButton[kind="primary"]:disabled {{ background: {t.page}; color: {t.muted};
  border: {t.stroke}px dashed {t.edge}; }}
QPushButton[kind="danger"] {{ color: {t.danger}; border-color: {t.danger}; }}
QPushButton[kind="danger"]:focus {{ border-color: {t.accent}; }}
QPushButton[kind="danger"]:hover, QPushButton[kind="danger"]:pressed {{ background: {t.danger_tint}; }}
QPushButton[kind="danger"]:disabled {{ color: {t.muted}; border-color: {t.line}; }}
QPushButton[kind="alarm"] {{ background: {t.danger}; color: {t.on_mark}; border-color: {t.danger}; }}
QPushButton[narrow="true"], QPushButton[narrow="true"]:focus, QPushButton[narrow="true"]:hover {{ padding: 0 2px; }}
QPushButton[kind="quiet"] {{ background: transparent; border-color: transparent; }}
QPushButton[kind="quiet"]:hover {{ background: {t.hover}; }}
QPushButton[kind="quiet"]:checked {{ background: {t.chosen}; }}
QPushButton[kind="quiet"]:focus {{ border-color: {t.accent}; }}
QPushButton[kind="segment"] {{ border-radius: 0; border-right-width: 0; }}
QPushButton[kind="segment"]:checked {{ background: {t.chosen}; border-color: {t.edge}; color: {t.on_chosen}; }}
QPushButton[kind="segment"]:focus {{ border: {t.ring}px solid {t.accent}; }}
QPushButton[kind="segment"][end="first"] {{ border-top-left-radius: {t.corner}px;
  border-bottom-left-radius: {t.corner}px; }}
QPushButton[kind="segment"][end="last"] {{ border-top-right-radius: {t.corner}px;
  border-bottom-right-radius: {t.corner}px; border-right-width: {t.stroke}px; }}
QPushButton[kind="segment"][end="only"] {{ border-radius: {t.corner}px; border-right-width: {t.stroke}px; }}
QPushButton[kind="segment"][end="last"]:focus, QPushButton[kind="segment"][end="only"]:focus
  {{ border-right-width: {t.ring}px; }}
{_filled(t)} {{ border: {ring}px double {t.on_accent}; padding: 0 {room}px; min-height: {m.target - 2 * ring}px; }}
"""


def _filled(t: Tokens) -> str:
    """Buttons with the focus whose ground is as dark as a ring would be."""
    found = ['[kind="primary"]:focus', '[kind="primary"]:focus:hover', '[kind="alarm"]:focus']
    chosen = [":checked:focus", '[kind="segment"]:checked:focus', '[kind="quiet"]:checked:focus']
    return ", ".join(f"QPushButton{one}" for one in (*found, *(chosen if t.filled else ())))


def _edits(t: Tokens, m: Metrics) -> str:
    more, wrong = t.ring - t.stroke, max(t.ring, 4)
    return f"""
QLineEdit, QComboBox, QDateEdit, QSpinBox {{ background: {t.surface}; color: {t.ink};
  border: {t.stroke}px solid {t.edge}; border-radius: {t.corner}px; padding: 0 12px;
  min-height: {m.target - 2 * t.stroke}px;
  selection-background-color: {t.accent}; selection-color: {t.on_accent}; }}
QLineEdit, QPlainTextEdit {{ placeholder-text-color: {t.muted}; }}
QPlainTextEdit {{ background: {t.surface}; color: {t.ink}; border: {t.stroke}px solid {t.edge};
  border-radius: {t.corner}px; padding: 8px; selection-background-color: {t.accent};
  selection-color: {t.on_accent}; }}
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QDateEdit:focus, QSpinBox:focus
  {{ border: {t.ring}px solid {t.accent}; padding: 0 {12 - more}px; min-height: {m.target - 2 * t.ring}px; }}
QPlainTextEdit:focus {{ padding: {8 - more}px; min-height: 0; }}
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled {{ background: {t.page}; color: {t.muted};
  border-color: {t.line}; }}
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"] {{ border: 2px solid {t.danger};
  padding: 0 {10 + t.stroke}px; min-height: {m.target - 4}px; }}
QLineEdit[wrong="true"]:focus, QPlainTextEdit[wrong="true"]:focus {{ border: {wrong}px solid {t.danger};
  padding: 0 {12 - (wrong - t.stroke)}px; min-height: {m.target - 2 * wrong}px; }}
QComboBox {{ combobox-popup: 0; }}
QComboBox::drop-down {{ border: none; width: {m.text(40)}px; }}
QComboBox::down-arrow {{ image: none; }}
QComboBox QAbstractItemView {{ background: {t.surface}; color: {t.ink}; border: {t.stroke}px solid {t.edge};
  selection-background-color: {t.chosen}; selection-color: {t.on_chosen}; outline: none; padding: 4px; }}
QComboBox QAbstractItemView::item {{ min-height: {m.target}px; padding: 0 8px; }}
QProgressBar {{ background: {t.line}; border: none; border-radius: 4px; min-height: 8px; max-height: 8px; }}
QProgressBar::chunk {{ background: {t.accent}; border-radius: 4px; }}
"""


def _lists(t: Tokens, m: Metrics) -> str:
    return f"""
QAbstractItemView {{ background: {t.surface}; color: {t.ink}; border: {t.stroke}px solid {t.line};
  border-radius: {t.corner}px; gridline-color: {t.line}; outline: none;
  selection-background-color: {t.accent_tint}; selection-color: {t.ink}; }}
QHeaderView {{ background: {t.surface}; border: none; }}
QHeaderView::section {{ background: {t.surface}; color: {t.muted}; border: none; padding: 8px 12px;
  border-bottom: {t.stroke}px solid {t.edge}; }}
QTableView[kind="cells"] {{ border: none; border-radius: 0; }}
QTableView[kind="cells"] QHeaderView::section {{ color: {t.ink}; padding: 4px 8px;
  border-bottom: {t.stroke}px solid {t.edge}; border-right: {t.stroke}px solid {t.edge}; }}
QTableCornerButton::section {{ background: {t.surface}; border: none; }}
QMenu {{ background: {t.surface}; color: {t.ink}; border: {t.stroke}px solid {t.edge}; padding: 4px; }}
QMenu::item {{ padding: 12px 24px; border-radius: 4px; min-height: {m.target - 24}px;
  margin: {m.apart(0) // 2}px 0; }}
QMenu::item:selected {{ background: {t.chosen}; color: {t.on_chosen}; }}
"""
