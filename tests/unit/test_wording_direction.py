"""A name in another script turns no sentence round."""

from assessor_app.domain.errors import KnownError
from assessor_app.wording.direction import as_its_pattern_reads, reads_rightwards
from assessor_app.wording.errors import sentence


def test_a_sentence_that_begins_with_a_name_in_arabic_reads_as_its_own_words_do() -> None:
    refused = KnownError("cooling-off", learner="يوسف الحداد", form="ELE-SAF v1", until="2026-11-29")
    assert reads_rightwards(sentence(refused))
    assert "يوسف الحداد" in sentence(refused)
    assert sentence(KnownError("cooling-off", learner="Amina", form="ELE-SAF v1", until="")).startswith(
        "Amina"
    )


def test_the_mark_is_of_the_patterns_own_direction() -> None:
    assert as_its_pattern_reads("{who} went", "Amina went") == "Amina went"
    assert as_its_pattern_reads("{who} went", "يوسف went")[0] == "\u200e"
    assert as_its_pattern_reads("{who} ذهب", "Amina ذهب")[0] == "\u200f"
    assert as_its_pattern_reads("{who}: {what}", "Amina: 3") == "Amina: 3"
