"""The beginning of any word finds it, in every script, whatever accents, case or vowel signs are typed."""

import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from assessor_app.domain.folding import fold
from assessor_app.domain.people import Learner
from assessor_app.services.people.plain_text import clean, is_name
from assessor_app.storage.engine.store import Store, open_store
from assessor_app.storage.schema.migrations import schema
from assessor_app.storage.tables.learners import Learners

RANGES = {
    "latin": (0x41, 0x24F),
    "vietnamese": (0x1EA0, 0x1EF9),
    "greek": (0x370, 0x3FF),
    "greek-extended": (0x1F00, 0x1FFF),
    "cyrillic": (0x400, 0x52F),
    "hebrew": (0x5B0, 0x5EA),
    "arabic": (0x620, 0x6D3),
    "devanagari": (0x900, 0x97F),
    "bengali": (0x980, 0x9FE),
    "tamil": (0xB82, 0xBCD),
    "ethiopic": (0x1200, 0x137F),
    "thai": (0xE01, 0xE4E),
    "hangul": (0xAC00, 0xD7A3),
}
AT = "2026-11-22T14:03:11+01:00"
SLOW_SET_UP = [HealthCheck.function_scoped_fixture]


def words(script: str) -> st.SearchStrategy[str]:
    first, last = RANGES[script]
    marks = "\u0300\u0301\u0302\u0308\u0323\u064b\u0651\u200c\u200d'-"
    letters = st.characters(min_codepoint=first, max_codepoint=last, categories=["L", "Mn", "Mc", "Nd"])
    return st.text(letters | st.sampled_from(marks), min_size=1, max_size=8)


ANY_NAME = st.sampled_from(sorted(RANGES)).flatmap(
    lambda script: st.lists(words(script), min_size=1, max_size=3).map(" ".join)
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = open_store(tmp_path, bytes(range(32)), schema(), create=True)
    yield made
    made.close()


@pytest.fixture
def learners(store: Store) -> Learners:
    return Learners(store)


def only(learners: Learners, name: str, number: str = "") -> None:
    """Keeps this one learner, whose id is always the same."""
    learners.put(Learner(id="1" * 32, name=name, number=number), at=AT, by="")


def finds(learners: Learners, text: str) -> bool:
    return bool(learners.search(text))


def beginnings(word: str) -> list[str]:
    """What somebody has typed after each key: half a syllable too."""
    return [word[:length] for length in range(1, len(word) + 1)]


@given(ANY_NAME)
@example("أَحْمَد ٱلْمُهَنْدِس")
@example("प्रियंका शर्मा")
@example("ትግስት ገብረ")
@example("ŁUKASZ ŻÓŁĆ")
@example("Nguyễn Thị Ánh")
@example("Ὀδυσσεύς ΜΆΪΟΣ")
@example("שָׁלוֹם כֹּהֵן")
@example("Straße IĞDIR İnci")
@settings(max_examples=250, deadline=None, suppress_health_check=SLOW_SET_UP)
def test_the_beginning_of_any_word_finds_it(learners: Learners, raw: str) -> None:
    name = clean(raw).text
    if not is_name(name):
        return
    only(learners, name, "A-1042")
    for word in fold(name).split():
        for start in beginnings(word):
            assert finds(learners, start), (name, start)
    for word in name.split():
        if fold(word):
            assert finds(learners, word), (name, word)
            assert finds(learners, word.upper()), (name, word.upper())
            assert finds(learners, word.lower()), (name, word.lower())
            assert finds(learners, unicodedata.normalize("NFD", word)), (name, "decomposed")


@given(st.text(max_size=30))
@settings(max_examples=200, deadline=None, suppress_health_check=SLOW_SET_UP)
def test_whatever_is_typed_is_an_answer(learners: Learners, typed: str) -> None:
    learners.search(typed)


@given(st.text(max_size=40))
@settings(max_examples=300)
def test_folding_is_stable(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert fold(text.upper()) == fold(text.upper().lower())
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Łukasz Żak", "lukasz zak"),
        ("Søren Ødegård", "soren odegard"),
        ("Đặng Thị Ánh", "dang thi anh"),
        ("İnci Çağlar", "inci caglar"),
        ("IŞIK Yıldız", "isik yildiz"),
        ("Jürgen Groß", "jurgen gross"),
        ("مُحَمَّد أحمد", "محمد احمد"),
        ("فاطمة موسى", "فاطمه موسي"),
        ("کریم یوسفی", "كريم يوسفي"),
        ("Γιώργος Παπαδόπουλος", "γιωργοσ παπαδο"),
        ("Фёдор Йосипенко", "федор иосипенко"),
        ("שָׁלוֹם", "שלום"),
        ("प्रियंका", "प्रि"),
        ("አበበ ቢቂላ", "ቢቂ"),
        ("O’Brien-Smith", "o brien smith"),
        ("O'Brien", "brien"),
        ("Ada Lovelace", "LOVE ad"),
        ("Ａｄａ", "ada"),
        ("김철수", "김철"),
    ],
)
def test_people_type_what_their_keyboard_has(learners: Learners, name: str, typed: str) -> None:
    only(learners, name)
    assert finds(learners, typed)


@pytest.mark.parametrize(
    ("name", "typed"), [("Ada Lovelace", "lace"), ("Ada", "adam"), ("Ada Bo", "ada cy"), ("Ada", "'")]
)
def test_what_does_not_begin_a_word_is_not_found(learners: Learners, name: str, typed: str) -> None:
    only(learners, name)
    assert not finds(learners, typed)


def test_the_number_is_found_by_its_beginning_and_a_changed_name_by_the_new_one(learners: Learners) -> None:
    only(learners, "Ada Bo", "K-20417")
    assert finds(learners, "204")
    assert finds(learners, "ada k 20")
    only(learners, "Cy Bo", "K-20417")
    assert not finds(learners, "ada")
    assert finds(learners, "cy")


def test_the_same_name_is_found_with_and_without_a_number(learners: Learners) -> None:
    for index, (name, number) in enumerate(
        [("Ada Bo", ""), ("Ada Bo", "7"), ("Ada Bonn", ""), ("ada bo", "")]
    ):
        learners.put(Learner(id=f"{index:032x}", name=name, number=number), at=AT, by="")
    assert [one.number for one in learners.by_name("Ada Bo")] == ["", "7"]


@pytest.mark.slow
def test_every_letter_there_is_folds_once_and_for_all_into_one_word_of_the_index(store: Store) -> None:
    """The index splits words by a table of its own: were it older than Python's, a search could be an error."""
    letters = [chr(code) for code in range(0x21, 0x110000) if unicodedata.category(chr(code))[0] in "LNM"]
    folded = {letter: fold(f"a{letter}b") for letter in letters}
    assert not [letter for letter, word in folded.items() if fold(word) != word]
    assert not [
        letter
        for letter, word in folded.items()
        if fold(f"a{letter.lower()}b") != fold(f"a{letter.upper().lower()}b")
    ]
    raw = store.raw()
    sql = raw.execute("SELECT sql FROM sqlite_schema WHERE name = 'learner_words'").fetchone()[0]
    tokenize = sql[sql.index("tokenize") :]
    raw.execute(f"CREATE VIRTUAL TABLE temp.scan USING fts5 (word, {tokenize}")
    words = sorted({word for whole in folded.values() for word in whole.split()})
    raw.executemany("INSERT INTO scan (word) VALUES (?)", [(word,) for word in words])
    raw.execute("CREATE VIRTUAL TABLE temp.tokens USING fts5vocab (temp, scan, instance)")
    assert raw.execute("SELECT count(*) FROM tokens").fetchone()[0] == len(words)
