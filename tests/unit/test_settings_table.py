import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessor_app.services.settings.table import IDLE_LOCK, SETTINGS, THEME, Kept, Place, Setting, read


class Texts(dict[str, str]):
    """Named texts in memory."""

    def get(self, name: str, default: str = "") -> str:  # type: ignore[override]  # only texts are asked for
        return super().get(name, default)

    def put(self, name: str, value: str) -> None:
        self[name] = value


def test_a_value_is_kept_where_it_belongs() -> None:
    computer, centre = Texts(), Texts()
    kept = Kept(computer=computer, centre=centre)
    kept.put(THEME, "dark")
    kept.put(IDLE_LOCK, "5")
    assert kept.get(THEME) == "dark"
    assert computer == {"theme": "dark"}
    assert centre == {"idle-lock": "5"}


def test_a_value_that_is_not_allowed_is_refused() -> None:
    kept = Kept(computer=Texts(), centre=Texts())
    with pytest.raises(ValueError, match="theme"):
        kept.put(THEME, "pink")


@given(st.sampled_from(SETTINGS), st.text())
def test_whatever_stands_in_the_file_a_setting_has_an_allowed_value(setting: Setting, text: str) -> None:
    value = read(Texts({setting.key: text}), setting)
    assert not setting.allowed or value in setting.allowed


def test_defaults_are_allowed_and_keys_unique() -> None:
    assert len({setting.key for setting in SETTINGS}) == len(SETTINGS)
    for setting in SETTINGS:
        assert not setting.allowed or setting.default in setting.allowed
        assert setting.place is Place.COMPUTER or not setting.redraws
