"""Names and lists as the world brings them: plain text everywhere, a report on every row, nothing imported by halves."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from assessor_app.documents.files import PdfFiles
from assessor_app.documents.reading import codes_in
from assessor_app.domain.answer import Answer
from assessor_app.domain.errors import KnownError
from assessor_app.domain.people import Learner
from assessor_app.exchange.rosters import read_roster, rows
from assessor_app.services.awards.issue import issue
from assessor_app.services.awards.save import save
from assessor_app.services.awards.supersede import Correction, correct_name
from assessor_app.services.checking.check import check_text
from assessor_app.services.deciding.finalise import finalise
from assessor_app.services.deciding.release import release
from assessor_app.services.people import learners
from assessor_app.services.people.import_learners import Verdict, accept_import, plan_import
from assessor_app.services.records.check import check_records
from assessor_app.wording.errors import sentence
from doors import tell
from story import ADMIN, ASSESSOR, ASSURER, PASSPHRASE, PINS, Story, begin

NAMES = {
    "300 letters": "Maximiliana " * 24 + "Maximiliana!",
    "300 wide letters": "W" * 300,
    "300 letters of Arabic": ("عبد الرحمن " * 28)[:300].strip(),
    "one letter": "Ø",
    "right to left": "محمد عبد الله الأحمدي",
    "both ways": "Amina أمينة Bello שלום 123",
    "HTML": "<b>Amina</b> <img src=x onerror=alert(1)> & Söhne &amp; <script>1</script>",
    "markup": "{name} %s $HOME `id` \\n *x* _y_ [a](b)",
    "a formula": '=HYPERLINK("http://example.org";"Amina")',
    "SQL": "Robert'); DROP TABLE learner;--",
    "combining": "Z̷̢̛a̸l̶g̵o̷ " + "e" + "\u0301" * 60,
    "Devanagari": "क्षत्रिय श्री प्रियंका",
    "digits": "007",
}
CONTROL = {
    "control": "Ami\x00na\x1b[2J Bel\x07lo\r\n",
    "override": "Amina \u202eolleB\u202c",
    "isolate": "\u2066Amina\u2069 \u200fBello\u200e",
    "lines": "Amina\u2028Bello\u2029\x85",
    "surrogate": "Amina \ud800 Bello",
    "zero width": "A\u200bmi\ufeffna Bello",
}


@pytest.fixture
def story(tmp_path: Path) -> Iterator[Story]:
    found = begin(tmp_path / "data", tmp_path / "state")
    yield found
    found.device.close()


def added(story: Story, name: str, number: str = "2031") -> Learner:
    made = learners.add(
        story.device.learners,
        by=ASSESSOR,
        learner=Learner(id="", name=name, number=number, said_under_18=False),
    )
    story.learners.append(made.id)
    return made


def released(story: Story) -> list[str]:
    sitting, entries = story.open_sitting()
    works = [story.start(entry) for entry in entries]
    for work in works:
        story.show_everything(work, sitting.id)
        story.decide_competent(work)
    ids = [work.id for work in works]
    finalise(story.device.deciding, by=ASSESSOR, pin=PINS[ASSESSOR], assessments=ids)
    release(story.device.deciding, by=ASSURER, pin=PINS[ASSURER], assessments=ids, looked_at=ids)
    return ids


def certified(story: Story) -> tuple[str, ...]:
    return issue(story.device.awards, by=ASSESSOR, assessments=released(story))


def text_of(pdf: Path) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


def test_names_of_every_kind_reach_paper_and_proof_as_plain_text(story: Story, tmp_path: Path) -> None:
    people = [added(story, name, str(index)) for index, name in enumerate(NAMES.values())]
    assert [person.name for person in people if not person.name.isprintable()] == [
        person.name for person in people if "\u200d" in person.name
    ]
    numbers = certified(story)
    path = tmp_path / "all.pdf"
    save(
        story.device.awards,
        by=ASSESSOR,
        numbers=numbers,
        path=path,
        write=PdfFiles(story.device.assets).write,
    )
    texts = codes_in(path)
    assert len(texts) == len(numbers)
    for person, text in zip(people, texts, strict=True):
        judged = check_text(story.device.checks, text)
        assert judged.answer is Answer.VALID
        claimed = judged.claims.name
        assert len(claimed.encode()) <= 64
        assert person.name == claimed or (
            claimed.endswith("…") and person.name.startswith(claimed[:-1].rstrip())
        )
    pages = text_of(path)
    plain = " ".join(pages[list(NAMES).index("HTML")].split())
    assert "<b>Amina</b>" in plain
    assert "&amp;" in plain
    assert "DROP TABLE learner" in " ".join(pages[list(NAMES).index("SQL")].split())
    device = story.device
    assert check_records(device.tables.records, device.tables.waiting).ok
    device.close()
    listed = tell(
        "certificates",
        "list",
        "--json",
        "--data",
        tmp_path / "data",
        state=tmp_path / "state",
        passphrase=PASSPHRASE,
    )
    assert {row["holder"] for row in listed.json["certificates"]} == {person.name for person in people}


def test_a_name_that_no_font_here_can_draw_is_told_and_nothing_is_issued(story: Story) -> None:
    made = added(story, "👩🏽‍🔧 Amina")
    added(story, "Bo Li", "2032")
    with pytest.raises(KnownError, match="letters-missing") as caught:
        certified(story)
    assert "the letter “👩🏽‍🔧”" in sentence(caught.value)
    assert "certificate of 👩🏽‍🔧 Amina" in sentence(caught.value)
    assert story.device.tables.certificates.lines() == ()
    assert story.device.tables.learners.get(made.id).name == "👩🏽‍🔧 Amina"


def test_one_name_that_cannot_be_drawn_stops_none_of_the_others(tmp_path: Path) -> None:
    story = begin(tmp_path / "data", tmp_path / "state" / "chains")
    for number, name in enumerate(("Bo Li", "👩🏽‍🔧 Amina", "Zoë Müller"), start=2031):
        added(story, name, str(number))
    released(story)
    story.device.close()
    where: dict[str, Any] = {"state": tmp_path / "state", "passphrase": PASSPHRASE}
    out = tmp_path / "all.pdf"
    asked = ("--all", "--clock-is-right", "--json", "--data", tmp_path / "data", "--out")
    line = ("certificates", "print", *asked)
    done = tell(*line, out, **where)
    assert done.status == 1, done
    assert len(done.json["certificates"]) == 2, done
    (refused,) = done.json["not_made"]
    assert (refused["holder"], refused["error"]) == ("👩🏽‍🔧 Amina", "letters-missing-for")
    assert "certificate of 👩🏽‍🔧 Amina" in done.err
    pages = " ".join(text_of(out))
    assert "Bo Li" in pages
    assert "Zoë Müller" in pages
    again = tell(*line, tmp_path / "again.pdf", **where)
    assert again.json["certificates"] == done.json["certificates"], "nothing is made twice"


@pytest.mark.parametrize("kind", CONTROL)
def test_what_steers_a_screen_is_taken_out_of_a_name(story: Story, kind: str) -> None:
    made = added(story, CONTROL[kind])
    assert made.name.isprintable()
    assert story.device.tables.learners.get(made.id).name == made.name
    assert "Amina" in made.name or kind == "control"


def test_a_name_that_is_too_long_or_nothing_is_refused(story: Story) -> None:
    for name, code in (
        ("x" * 301, "text-too-long"),
        ("x" * 1_000_000, "text-too-long"),
        ("\u202e\x07", "name-missing"),
    ):
        with pytest.raises(KnownError, match=code) as caught:
            added(story, name)
        assert len(sentence(caught.value)) < 300
    assert story.device.tables.learners.count() == 0


def test_a_corrected_name_is_held_to_the_same_rules(story: Story) -> None:
    added(story, "Amina Bello")
    (number,) = certified(story)

    def corrected(name: str) -> str:
        correction = Correction(name=name, reason="misspelt", identity_seen="passport", surrendered=True)
        return correct_name(story.device.awards, by=ASSESSOR, number=number, correction=correction)

    with pytest.raises(KnownError, match="text-too-long"):
        corrected("x" * 301)
    new = corrected("Ami\x1bna \u202eBello-Sow")
    assert story.device.tables.certificates.get(new).holder == "Amina Bello-Sow"


def imported(story: Story, data: bytes, name: str = "class.csv") -> dict[Verdict, int]:
    roster = read_roster(data, name)
    plan = plan_import(story.device.learners, by=ADMIN, rows=rows(roster))
    accept_import(story.device.learners, by=ADMIN, plan=plan)
    return dict(plan.counts())


@pytest.mark.parametrize(
    ("encoding", "told"),
    [("utf-8", "utf-8"), ("utf-8-sig", "utf-8"), ("utf-16", "utf-16"), ("cp1252", "cp1252"), ("latin-1", "cp1252")],
)  # fmt: skip
def test_a_list_in_any_encoding(story: Story, encoding: str, told: str) -> None:
    data = "Nr;Name;Gruppe\r\n1;Jürgen Müller;A\r\n2;Zoë Ångström;B\r\n".encode(encoding)
    roster = read_roster(data, "class.csv")
    assert roster.encoding == told
    assert roster.encoding_guessed == (encoding in {"cp1252", "latin-1"})
    assert imported(story, data)[Verdict.NEW] == 2
    assert story.device.tables.learners.by_numbers(["1"])["1"].name == "Jürgen Müller"


def test_a_ragged_list_with_doubles_and_formulas(story: Story) -> None:
    data = (
        b"number,name,group\n"
        b"1,Amina Bello,A,extra,cells\n"
        b"2\n"
        b"3,=cmd|' /C calc'!A0,A\n"
        b"4,Bo Li,A\n"
        b"4,Bo Lee,A\n"
        b"5,Cy Wu,A\n"
        b"5,Cy Wu,A\n"
        b"6,@SUM(1+1)*cmd,A\n"
        b",,\n"
    )
    roster = read_roster(data, "class.csv")
    assert roster.ragged == (2, 3)
    plan = plan_import(story.device.learners, by=ADMIN, rows=rows(roster))
    told = [report.row.line for report in plan.rows if "looks-like-formula" in report.notes]
    assert told == [4, 9]
    found = imported(story, data)
    assert found == {
        Verdict.NEW: 4,
        Verdict.CHANGED: 0,
        Verdict.UNCHANGED: 0,
        Verdict.REPEATED: 1,
        Verdict.REFUSED: 3,
    }
    kept = story.device.tables.learners.by_numbers(["1", "3", "4", "6"])
    assert {number: one.name for number, one in kept.items()} == {
        "1": "Amina Bello",
        "3": "=cmd|' /C calc'!A0",
        "6": "@SUM(1+1)*cmd",
    }


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "roster-empty"),
        (b"\n\n\n", "roster-empty"),
        (b"PK\x03\x04 torn", "roster-unreadable"),
        (b"\x00\x01\x02", "roster-format"),
        (b"name\n" + b'"' + b"x" * 200_000, "roster-unreadable"),
        (b"\xff\xfe\x00", "roster-unreadable"),
        (b"name\n" + b"x\n" * 200_001, "roster-too-many-rows"),
    ],
    ids=["nothing", "blank", "torn XLSX", "bytes", "endless quotation", "torn UTF-16", "200,001 rows"],
)
def test_what_is_no_list_gets_a_sentence(data: bytes, code: str) -> None:
    with pytest.raises(KnownError) as caught:
        read_roster(data, "list.csv")
    assert caught.value.code == code
    assert "…" not in sentence(caught.value)


@pytest.mark.slow
def test_a_hundred_thousand_rows(story: Story) -> None:
    lines = ["number,name,group"]
    lines += [f"{index},Learner {index} of many,G{index % 50}" for index in range(100_000)]
    began = time.monotonic()
    found = imported(story, "\n".join(lines).encode())
    assert found[Verdict.NEW] == 100_000
    assert story.device.tables.learners.count() == 100_000
    assert imported(story, "\n".join(lines).encode())[Verdict.UNCHANGED] == 100_000
    assert time.monotonic() - began < 180


def test_stopping_an_import_half_way_imports_nothing(story: Story) -> None:
    lines = ["number,name"] + [f"{index},Learner {index}" for index in range(5000)]
    roster = read_roster("\n".join(lines).encode(), "class.csv")
    plan = plan_import(story.device.learners, by=ADMIN, rows=rows(roster))

    def stop(done: int, _all: int) -> None:
        if done > 1000:
            raise KnownError("cancelled")

    with pytest.raises(KnownError, match="cancelled"):
        accept_import(story.device.learners, by=ADMIN, plan=plan, progress=stop)
    assert story.device.tables.learners.count() == 0
