from pathlib import Path

import pytest
from PySide6.QtGui import QFontDatabase, QFontInfo
from PySide6.QtWidgets import QApplication

from assessor_app.ui.theme.icons import Icons
from assessor_app.ui.theme.lettering import load_fonts
from assessor_app.ui.theme.look import Look
from assessor_app.ui.theme.metrics import Metrics, metrics_of
from assessor_app.ui.theme.tokens import THEMES, Tokens, contrast


@pytest.mark.parametrize("tokens", THEMES.values(), ids=THEMES.keys())
def test_every_theme_can_be_read_in_the_sun(tokens: Tokens) -> None:
    for ground in (tokens.page, tokens.surface, tokens.hover):
        assert contrast(tokens.ink, ground) >= 7
        assert contrast(tokens.muted, ground) >= 4.5
    for ground in (tokens.page, tokens.surface):
        assert contrast(tokens.edge, ground) >= 3
        for colour in (tokens.met, tokens.not_met, tokens.not_seen, tokens.danger, tokens.accent):
            assert contrast(colour, ground) >= 4.5
    assert contrast(tokens.on_accent, tokens.accent) >= 4.5
    for tint in (tokens.met_tint, tokens.not_met_tint, tokens.danger_tint, tokens.accent_tint):
        assert contrast(tokens.ink, tint) >= 7


def test_a_target_is_twelve_millimetres_at_least_and_twenty_in_gloves() -> None:
    assert Metrics(dpi=96).target == 45
    assert Metrics(dpi=254).target == 120
    assert Metrics(dpi=254, gloves=True).target == 200
    assert Metrics(dpi=96, text_scale=2).target >= 64


def test_a_screen_that_reports_nonsense_counts_as_96_dpi(qapp: QApplication) -> None:
    class Liar:
        def physicalDotsPerInch(self) -> float:
            return 7.0

    assert metrics_of(Liar()).dpi == 96  # type: ignore[arg-type]  # a stand-in for a projector
    assert metrics_of(None).dpi == 96
    assert metrics_of(qapp.primaryScreen(), text_scale=9).text_scale == 2


def test_the_lettering_is_ours_and_not_the_systems(look: Look) -> None:
    load_fonts()
    assert {"Noto Sans", "Noto Sans Arabic", "Noto Sans Ethiopic"} <= set(QFontDatabase.families())
    assert QFontInfo(look.font("name")).family() == "Noto Sans"
    assert look.font("name").pixelSize() == 32


@pytest.mark.usefixtures("qapp")
def test_a_missing_icon_and_missing_fonts_are_said_at_once(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        Icons(tmp_path).icon("lock", "#000000")
    with pytest.raises(FileNotFoundError):
        load_fonts(tmp_path)
    assert not Icons().icon("lock", "#000000").isNull()
