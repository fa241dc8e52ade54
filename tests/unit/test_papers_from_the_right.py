"""Papers in Arabic: every sentence that stands on one is translated, and lines, cards and pages are laid out from the right."""

from dataclasses import replace
from datetime import date

import pytest
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po

from assessor_app.documents import phrases
from assessor_app.documents.certificate import draw_back, draw_certificate
from assessor_app.documents.design_preview import DesignPreviews
from assessor_app.documents.raster import page_png
from assessor_app.documents.reading import codes_in
from assessor_app.documents.shaped import Line
from assessor_app.documents.shipped import Shipped
from assessor_app.documents.slips.layouts import SlipSize, draw_slips
from assessor_app.documents.wallet import draw_wallet
from assessor_app.domain.design import Overleaf
from assessor_app.services.awards.ports import ChosenDesign
from assessor_app.wording.catalogue import languages, paper_languages, speaking_here, words
from documents_samples import PAYLOAD, certificate, design
from slip_samples import slip
from test_documents_designs import boxes_of, drawn, opened
from test_documents_wallet import card
from test_translations import ROOT, texts

ON_PAPER = (
    *(
        f"documents/{name}.py"
        for name in ("certificate", "certificate_words", "phrases", "form_words", "files")
    ),
    *(f"documents/{folder}/*.py" for folder in ("layout", "derived", "slips", "packs", "plain")),
    "documents/wallet.py",
    *(f"wording/{name}.py" for name in ("slips", "standing", "roles")),
)
"""Where the sentences of papers come from that a learner takes away."""
PARTS = ("Environment", "Tools and materials", "Protective equipment", "People", "workplace", "simulated")
"""Words of other pages that stand inside a sentence of a slip."""
ARABIC = certificate(
    holder="Amina Bello",
    title="السلامة الكهربائية: العزل وإثبات خلوّ الجهد",
    outcomes=("تحديد كل مصادر التغذية", "عزل الدائرة وقفلها والاحتفاظ بالمفتاح"),
    criteria=(("تحديد كل مصادر التغذية",), ("عزل الدائرة",)),
    workload=phrases.hours_text(25, "ar"),
    language="ar",
)


def test_every_sentence_of_a_paper_is_said_in_arabic() -> None:
    """A new sentence on a paper fails here until it is translated."""
    package = ROOT / "src" / "assessor_app"
    files = [path for place in ON_PAPER for path in sorted(package.glob(place))]
    wanted = {
        texts(message)[0]
        for path in files
        for _line, message, _comments, _context in extract_from_file("python", path)
    }
    assert len(wanted) > 120, "the places above are where sentences are"
    with (ROOT / "resources/translations/ar/LC_MESSAGES/assessor.po").open("rb") as file:
        kept = {texts(one.id)[0]: one for one in read_po(file, locale="ar") if one.id and not one.fuzzy}
    assert [
        one for one in sorted({*wanted, *PARTS}) if one not in kept or not all(texts(kept[one].string))
    ] == []


def test_papers_speak_arabic_and_the_window_does_not_offer_it() -> None:
    assert "ar" in paper_languages()
    assert "ar" not in languages()
    with speaking_here("ar"):
        assert phrases.right_to_left("ar")
    assert phrases.hours_text(0.5, "ar").endswith("0.5 ساعة")
    assert phrases.hours_text(3, "ar").endswith("3 ساعات")
    assert phrases.hours_text(25, "ar").endswith("25 ساعة")
    assert phrases.date_text(date(2026, 11, 18), "ar") == "18 نوفمبر 2026"


def seen(line: Line) -> str:
    """The letters of a line as they stand from left to right, marks that nobody sees left out."""
    told = "".join(cluster.text for run in line.runs for cluster in run.clusters)
    return "".join(letter for letter in told if letter not in "\u200e\u200f")


def test_numbers_and_latin_names_keep_their_order_in_a_line_from_the_right() -> None:
    shaper = design().shaper
    call = words("ar").gettext("If it cannot tell, call {phone} and quote {number}.")
    line = shaper.line(call.format(phone="+234 1 555 0142", number="12-345-6789"), "sans")
    assert "+234 1 555 0142" in seen(line)
    assert "12-345-6789" in seen(line)
    award = shaper.line(phrases.award_text(replace(ARABIC, level="EQF 3", credits="1 ECTS")), "sans")
    parts = [part.strip() for part in seen(award).split("·")]
    assert parts[1:3] == ["1 ECTS", "EQF 3"], "each part whole, the first at the right"
    assert parts[0].endswith(" 25")
    assert phrases.award_text(certificate()).count("\u200f") == 0, "a line from the left is as it was"


@pytest.mark.slow
@pytest.mark.parametrize("name", Shipped().names())
@pytest.mark.parametrize("beside", [False, True])
def test_every_design_is_drawn_in_arabic_alone_and_beside_english(name: str, beside: bool) -> None:
    """The page is laid out from the right: its code stands where that of an English page does not."""
    second = replace(ARABIC, language="en", workload="25 hours") if beside else None
    page, pdf = drawn(replace(ARABIC, beside=second), opened(name))
    assert codes_in(pdf) == [PAYLOAD]
    assert page.language == "ar"
    _, english = drawn(certificate(), opened(name))
    left, right = boxes_of(english), boxes_of(pdf)
    assert abs(min(box[0] for box in left) - (page.width - max(box[2] for box in right))) < 12


def test_the_back_of_an_arabic_certificate_is_drawn() -> None:
    from assessor_app.documents.assets import MemoryAssets

    two_sided = replace(opened("engraver"), spec=replace(opened("engraver").spec, overleaf=Overleaf.OUTCOMES))
    back = draw_back(ARABIC, two_sided, MemoryAssets())
    assert back is not None
    assert draw_certificate(ARABIC, two_sided, MemoryAssets()).language == "ar"


def test_a_card_is_laid_out_as_its_own_language_is_read() -> None:
    cards = draw_wallet([card(language="ar", holder="عبد الإله", provisional_until=""), card()])
    assert codes_in(page_png(cards.pdf, dpi=300)) == [PAYLOAD]
    boxes = boxes_of(draw_wallet([card(language="ar", host="", phone="")]).pdf)
    middle = (210 - 2 * 85.6) / 2 / 25.4 * 72 + 85.6 / 25.4 * 36
    number = min(boxes, key=lambda box: box[1])
    assert number[0] > middle, "the words stand at the right of the code"


def test_a_slip_in_arabic_begins_at_the_right() -> None:
    with speaking_here("ar"):
        made = draw_slips([slip()], SlipSize.A4)
    ends: dict[int, float] = {}
    for _left, bottom, right, _top in boxes_of(made.pdf):
        line = round(bottom / 6)
        ends[line] = max(right, ends.get(line, 0.0))
    edge = (210 - 18) / 25.4 * 72
    near = [end for end in ends.values() if edge - 24 < end <= edge + 1]
    assert len(near) > 0.7 * len(ends), "lines begin at the right, whatever their letters are"


def test_a_language_that_no_paper_speaks_stands_beside_none() -> None:
    """Nobody translated it: its words would be the English ones once more."""
    text, previews = Shipped().text("engraver"), DesignPreviews()

    def looks(languages: bytes) -> bytes:
        return previews.png(ChosenDesign(text=text + languages), centre="Harbour Road", dpi=50)

    alone = looks(b"")
    assert looks(b"\nlanguages: [xx]\n") == alone
    assert looks(b"\nlanguages: [xx, en]\n") == alone
    assert looks(b"\nlanguages: [xx, de]\n") == looks(b"\nlanguages: [de]\n") != alone
    own = b"\ntexts: [{language: xx, heading: Xertificate}]\n"
    assert looks(b"\nlanguages: [xx]\n" + own) != looks(own)
