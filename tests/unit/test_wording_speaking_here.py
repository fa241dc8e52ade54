"""A piece of work in another language than the window's: in its own thread, and no longer than it takes."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from assessor_app.wording.catalogue import gettext, ngettext, speaking_here, spoken


def said() -> tuple[str, str]:
    return spoken(), gettext("Valid")


def test_only_here_and_only_meanwhile() -> None:
    before = said()
    with speaking_here("de"), ThreadPoolExecutor(max_workers=1) as other:
        assert said() == ("de", "Gültig")
        assert other.submit(said).result() == before, "the window goes on in its own language"
        with speaking_here("en"):
            assert said() == ("en", "Valid")
        assert said() == ("de", "Gültig")
    assert said() == before
    assert ngettext("{count} learner", "{count} learners", 2) == "{count} learners"


@pytest.mark.parametrize(
    ("language", "wanted"), [("de-AT", "de"), ("de", "de"), ("yo", "en"), ("", "en"), ("../de", "en")]
)
def test_a_language_without_a_translation_is_english(language: str, wanted: str) -> None:
    with speaking_here(language):
        assert spoken() == wanted
