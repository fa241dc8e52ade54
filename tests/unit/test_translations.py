"""The catalogue of words: fresh, and every translation of it whole."""

import string
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from assessor_app.documents import phrases
from assessor_app.documents.assets import MemoryAssets
from assessor_app.documents.certificate import draw_certificate
from assessor_app.documents.phrases import both_text, facts, hours_text
from assessor_app.documents.sheets import Sheet
from assessor_app.resources import translations_folder
from assessor_app.wording import catalogue
from assessor_app.wording.catalogue import languages, paper_languages
from documents_samples import certificate, design, pdf_of

ROOT = Path(__file__).resolve().parents[2]
TEMPLATE = ROOT / "resources" / "translations" / "assessor.pot"
TRANSLATIONS = sorted((ROOT / "resources" / "translations").glob("*/LC_MESSAGES/assessor.po"))
WHOLE = [path for path in TRANSLATIONS if path.parent.parent.name in languages()]
"""Those that the window is offered in; of papers alone: test_papers_from_the_right.py."""
STALE = "run `make translations`, then translate what is new"
Key = tuple[str | None, str]


@pytest.fixture
def by_language() -> Iterator[Callable[[str], None]]:
    before = catalogue.spoken()
    yield catalogue.speak
    catalogue.speak(before)


def read(path: Path, language: str | None = None) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=language)


def messages(found: Catalog) -> dict[Key, Message]:
    """Each message by its context and its singular, as gettext keeps them apart."""
    told = {}
    for message in found:
        if message.id:
            told[message.context, texts(message.id)[0]] = message
    return told


def texts(value: str | Sequence[str] | None) -> tuple[str, ...]:
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else tuple(value)


def fields(text: str) -> list[tuple[str, str, str]]:
    """The fields of `str.format` in a text, with their formats."""
    return sorted(
        (name, spec or "", conversion or "")
        for _text, name, spec, conversion in string.Formatter().parse(text)
        if name is not None
    )


def test_the_template_is_fresh() -> None:
    with (ROOT / "packaging" / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)  # type: ignore[no-untyped-call]  # Babel types no commands
    found = extract_from_dir(ROOT, methods, options)
    fresh = {(context, texts(message)[0]) for _file, _line, message, _comments, context in found}
    assert set(messages(read(TEMPLATE))) == fresh, STALE


@pytest.mark.parametrize("path", WHOLE, ids=lambda path: path.parent.parent.name)
def test_a_translation_is_whole(path: Path) -> None:
    kept, template = messages(read(path, path.parent.parent.name)), messages(read(TEMPLATE))
    assert kept.keys() == template.keys(), STALE
    empty = [key[1] for key, message in kept.items() if not all(texts(message.string)) or message.fuzzy]
    assert empty == []


@pytest.mark.parametrize("path", TRANSLATIONS, ids=lambda path: path.parent.parent.name)
def test_a_translation_fills_in_the_same(path: Path) -> None:
    for message in messages(read(path, path.parent.parent.name)).values():
        wanted = [fields(text) for text in texts(message.id)]
        for text in filter(None, texts(message.string)):
            assert fields(text) in wanted, message.id


@pytest.mark.parametrize("path", TRANSLATIONS, ids=lambda path: path.parent.parent.name)
def test_a_translation_has_every_plural_and_compiles(path: Path, tmp_path: Path) -> None:
    found = read(path, path.parent.parent.name)
    for message in messages(found).values():
        if not isinstance(message.id, str):
            assert len(texts(message.string)) == found.num_plurals, message.id
    with (tmp_path / "assessor.mo").open("wb") as file:
        write_mo(file, found)


def test_every_translation_is_offered() -> None:
    named = {path.parent.parent.name for path in TRANSLATIONS}
    assert "de" in named
    assert set(paper_languages()) >= {"en", *named}, f"compiled at set-up into {translations_folder()}"


def test_the_window_counts_in_german(by_language: Callable[[str], None]) -> None:
    by_language("de")
    one, many = "{count} certificate", "{count} certificates"
    assert catalogue.ngettext(one, many, 1).format(count=1) == "1 Zertifikat"
    assert catalogue.ngettext(one, many, 3).format(count=3) == "3 Zertifikate"
    assert catalogue.pgettext("evidence", "Valid") != catalogue.gettext("Valid")


def test_a_paper_speaks_its_forms_language_whatever_the_window_speaks(
    by_language: Callable[[str], None],
) -> None:
    by_language("de")
    english = dict(facts(certificate()))
    assert english["Achieved on"] == "18 November 2026"
    by_language("en")
    german = dict(facts(certificate(language="de")))
    assert german["Erworben am"] == "18. November 2026"
    assert phrases.state_text(certificate(language="de", provisional_until=date(2027, 2, 20))) == (
        "Vorläufig bis 20. Februar 2027"
    )


def test_a_german_forms_certificate_is_drawn_in_german(by_language: Callable[[str], None]) -> None:
    by_language("en")
    assets = MemoryAssets()
    drawn = draw_certificate(certificate(language="de", supersedes="7F3A-9KQ2-003Z"), design(), assets)
    document = pypdfium2.PdfDocument(pdf_of([Sheet(drawn)], assets))
    told = " ".join(document[0].get_textpage().get_text_range().split())
    document.close()
    for words in (
        "Kompetenzzertifikat",
        "Gezeigte Lernergebnisse",
        "Prüfperson",
        "das nicht mehr gültig ist",
    ):
        assert words in told
    assert "Certificate of Competence" not in told


@pytest.mark.parametrize(
    ("hours", "language", "told"),
    [(1, "en", "1 hour"), (0.5, "en", "0.5 hours"), (12.5, "de", "12,5 Stunden"), (1, "de", "1 Stunde")],
)
def test_hours_are_counted_as_the_paper_speaks(hours: float, language: str, told: str) -> None:
    assert hours_text(hours, language) == told


def test_two_environments_are_joined_as_the_paper_speaks() -> None:
    assert both_text(["workplace"], "en") == "workplace"
    assert both_text(["workplace", "simulated environment"], "en") == "workplace and simulated environment"
    assert both_text(["Arbeitsplatz", "simulierte Umgebung"], "de") == "Arbeitsplatz und simulierte Umgebung"
