from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from assessor_app.ui.assess.decide import DecidePage, DecideView, Obstacle, RuleLine
from assessor_app.ui.assess.handover import HandoverPage, HandoverView
from assessor_app.ui.kit.glyphs import Shape
from assessor_app.ui.theme.look import Look
from walks import every_focusable_has_a_name

DECISION = DecideView(
    name="Amina Bello",
    number="2031",
    initials="AB",
    form="ELE-SAF v2",
    rule="Competent by the rules, but a photo is missing.",
    rule_shape=Shape.NOT_MET,
    evidence=(RuleLine(word="Valid", shape=Shape.MET, said="yes", sentence="Every criterion was seen."),),
    obstacles=(
        Obstacle(key="photo:1.5", shape=Shape.NOT_MET, sentence="1.5 photo missing", overridable=True),
    ),
)
RESULT = HandoverView(
    name="Amina Bello",
    number="2031",
    form="ELE-SAF v2",
    result="Competent",
    shape=Shape.MET,
    feedback="Calm and exact.",
    appeal="Tell the office within 20 days.",
)


@pytest.fixture
def deciding(look: Look, qtbot: QtBot) -> DecidePage:
    page = DecidePage(look)
    qtbot.addWidget(page)
    look.dress(page)
    page.show_data(DECISION)
    page.resize(1198, 680)
    page.show()
    return page


@pytest.fixture
def learners(look: Look, qtbot: QtBot) -> HandoverPage:
    page = HandoverPage(look)
    qtbot.addWidget(page)
    look.dress(page)
    page.show_data(RESULT)
    page.resize(1366, 740)
    page.show()
    qtbot.waitExposed(page)
    return page


def test_competent_wants_a_reason_for_what_is_overridden(deciding: DecidePage) -> None:
    every_focusable_has_a_name(deciding)
    found: list[tuple[object, ...]] = []
    deciding.decided_requested.connect(lambda *what: found.append(what))
    deciding.competent.click()
    assert found == []
    assert deciding.reasons["photo:1.5"].edit.property("wrong")
    deciding.reasons["photo:1.5"].write("The camera was broken; seen by two")
    assert not deciding.reasons["photo:1.5"].edit.property("wrong"), "a reason stands there now"
    deciding.competent.click()
    assert found == [("competent", "", "", {"photo:1.5": "The camera was broken; seen by two"})]


def test_not_yet_is_always_allowed_and_wants_feedback(deciding: DecidePage) -> None:
    found: list[tuple[object, ...]] = []
    deciding.decided_requested.connect(lambda *what: found.append(what))
    critical = Obstacle(key="critical-not-met:2.2", shape=Shape.DANGER, sentence="2.2 not met")
    deciding.show_data(replace(DECISION, obstacles=(critical,)))
    assert not deciding.competent.isEnabled()
    deciding.not_yet.click()
    assert found == []
    deciding.feedback.write("Prove the tester again after the test.")
    deciding.next_step.write("Practise on bench 2")
    deciding.not_yet.click()
    assert found == [
        ("not-yet-competent", "Prove the tester again after the test.", "Practise on bench 2", {}),
    ]


def test_the_learner_signs_with_strokes(learners: HandoverPage) -> None:
    every_focusable_has_a_name(learners)
    found: list[tuple[str, dict[str, object]]] = []
    learners.acknowledged.connect(lambda kind, given: found.append((kind, given)))
    learners.done.click()
    assert found == []
    pad = learners.pad
    QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=QPoint(30, 40))
    QTest.mouseMove(pad, QPoint(80, 60))
    QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=QPoint(80, 60))
    learners.done.click()
    kind, given = found[0]
    assert kind == "signed"
    assert given["name_right"] is True, "it stands in the sentence that is signed"
    assert len(pad.strokes()[0]) == 2
    assert given["strokes"] == pad.strokes()


def test_a_name_that_is_wrong_is_said_to_be_wrong_whatever_is_signed(learners: HandoverPage) -> None:
    found: list[bool] = []
    learners.acknowledged.connect(lambda _kind, given: found.append(bool(given["name_right"])))
    learners.name_wrong.setChecked(True)
    assert any("My name is not written right." in label.text() for label in learners.findChildren(QLabel))
    QTest.mousePress(learners.pad, Qt.MouseButton.LeftButton, pos=QPoint(30, 40))
    QTest.mouseRelease(learners.pad, Qt.MouseButton.LeftButton, pos=QPoint(80, 60))
    learners.done.click()
    assert found == [False]


def test_a_typed_name_is_right_where_it_is_the_one_that_stands_there(learners: HandoverPage) -> None:
    found: list[bool] = []
    learners.acknowledged.connect(lambda _kind, given: found.append(bool(given["name_right"])))
    learners._way.choose("typed")
    learners._show_way("typed")
    for typed in ("Amina Belllo", "amina  bello"):
        learners.typed.write(typed)
        learners.done.click()
    assert found == [False, True]


@pytest.mark.parametrize(
    ("way", "field", "key"),
    [("typed", "typed", "typed"), ("declined", "words", "words"), ("not-available", "why", "why")],
)
def test_there_are_other_ways_than_signing(learners: HandoverPage, way: str, field: str, key: str) -> None:
    found: list[tuple[str, dict[str, object]]] = []
    learners.acknowledged.connect(lambda kind, given: found.append((kind, given)))
    learners._show_way(way)
    learners.done.click()
    assert found == []
    getattr(learners, field).write("Amina Bello")
    learners.done.click()
    assert found == [(way, {key: "Amina Bello", "name_right": way == "typed"})]


def test_a_mark_wants_a_witness(learners: HandoverPage) -> None:
    found: list[str] = []
    learners.acknowledged.connect(lambda kind, _given: found.append(kind))
    learners._show_way("mark")
    QTest.mouseClick(learners.mark_pad, Qt.MouseButton.LeftButton, pos=QPoint(30, 40))
    learners.done.click()
    assert found == []
    learners.witness.write("Otieno, workshop help")
    learners.done.click()
    assert found == ["mark"]


def test_nothing_of_the_learner_before_stays_on_the_page(learners: HandoverPage) -> None:
    learners.typed.write("Amina Bello")
    learners.name_right.setChecked(True)
    QTest.mouseClick(learners.pad, Qt.MouseButton.LeftButton, pos=QPoint(30, 40))
    learners.show_data(replace(RESULT, name="Bo Li", number="2032"))
    assert learners.typed.text() == ""
    assert learners.pad.strokes() == []
    assert not learners.name_right.isChecked()
    every_focusable_has_a_name(learners)


def test_leaving_needs_the_assessor(learners: HandoverPage, qtbot: QtBot) -> None:
    from PySide6.QtWidgets import QPushButton

    leave = next(item for item in learners.findChildren(QPushButton) if "assessor" in item.accessibleName())
    with qtbot.waitSignal(learners.leave_requested):
        leave.click()
