"""A small good form, and ways to spoil it."""

from assessor_app.domain.errors import KnownError
from assessor_app.formats.form_yaml import Problem, read_form
from assessor_app.wording.forms import problem_sentence

GOOD = """\
code: ELE-TST
version: "1"
title: Drill care
sector: electrical
language: en
description: A form for tests.
levels:
  - {framework: EQF, level: "3", referenced: true}
workload: {hours: 12.5, credits: 1, system: ECTS}
isced-f: "0713"
delivery: In person
participation: Face to face
assessment: Observation
quality-assurance: Release
limits: Hand drills alone.
not-a-licence: No licence.
endorsement: Example content, not endorsed by any awarding body.
valid-months: 24
guideline: EN 1
conditions:
  environments: [workplace, simulated]
  tools: [Drill]
  minutes: 60
  minimum-age: 16
  fault-sets:
    - {id: A, faults: [Cut lead], key: [Lead cut at the plug]}
instructions: ["Before: read the form."]
briefing: ["The task is one hour."]
stop-conditions: ["Smoke."]
outcomes:
  - {id: "1", text: Drills a hole}
  - {id: "2", text: Measures a drill}
tasks:
  - id: A
    title: Drill
    minutes: 30
    observations: {count: 2, contexts: [wood, steel]}
    criteria:
      - id: "1.1"
        outcome: "1"
        text: Clamps the workpiece
        benchmark: Two clamps within a hand's width; holding it by hand does not count.
        critical: true
      - id: "2.1"
        outcome: "2"
        text: Records the resistance of the lead
        benchmark: Ohmmeter zeroed first; a guess is no reading.
        observations: {count: 1}
        readings:
          - {label: R, unit: Ω, low: 0.1, high: 2, instrument: Ohmmeter, calibration: true}
oral:
  - id: P1
    outcome: "1"
    ask: 3
    always: [q2]
    questions:
      - {id: q1, text: Why clamp?, must-say: [It turns], wrong: It looks neat, critical: true}
      - {id: q2, text: Which speed?, must-say: [Slow]}
      - {id: q3, text: Which oil?, must-say: [Cutting oil]}
      - {id: q4, text: Which bit?, must-say: [Twist]}
      - {id: q5, text: Which chuck?, must-say: [Keyless]}
      - {id: q6, text: Which lead?, must-say: [Rubber]}
rules:
  share: 1.0
  currency-days: 365
  reassess: task
  attempts: 3
  cooling-off-days: 7
policy: {print: at-once, provisional-days: 60}
"""


def spoiled(old: str, new: str) -> bytes:
    """The good form with one passage replaced; the passage must be there once."""
    assert GOOD.count(old) == 1, old
    return GOOD.replace(old, new).encode()


def problems(data: bytes) -> tuple[Problem, ...]:
    """What is wrong with a form; each problem must have its sentence."""
    found = read_form(data).problems
    assert all(problem_sentence(problem) for problem in found)
    return found


def codes(data: bytes) -> list[str]:
    return [problem.code for problem in problems(data)]


def refusal(data: bytes) -> KnownError | None:
    """The KnownError that reading raises, or None; anything else is let through as the bug that it is."""
    try:
        read_form(data)
    except KnownError as error:
        return error
    return None
