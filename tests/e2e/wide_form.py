"""A form as wide as a test wants it: so many criteria, some of them critical, the rest free to be filled."""


def wide_form(criteria: int = 12, critical: int = 4, *, code: str = "TST-WID", tasks: int = 3) -> bytes:
    """YAML of a form; every third criterion is critical until there are enough."""
    chosen = list(range(0, criteria, 3))[:critical]
    each = -(-criteria // tasks)
    lines = [
        f"code: {code}",
        'version: "1"',
        "title: Many criteria",
        "sector: electrical",
        "language: en",
        "description: A form for tests.",
        "levels: [{framework: EQF, level: '3', referenced: true}]",
        "workload: {hours: 12.5, credits: 1, system: ECTS}",
        'isced-f: "0713"',
        "delivery: In person",
        "participation: Face to face",
        "assessment: Observation",
        "quality-assurance: Release",
        "limits: Tests alone.",
        "not-a-licence: No licence.",
        "endorsement: Example content, not endorsed by any awarding body.",
        "guideline: EN 1",
        "conditions: {environments: [workplace, simulated], tools: [Drill]}",
        "instructions: [Read the form.]",
        "briefing: [The task is one hour.]",
        "stop-conditions: [Smoke.]",
        "outcomes: [{id: '1', text: Drills a hole}]",
        "tasks:",
    ]
    for index in range(criteria):
        if index % each == 0:
            lines += [
                f"  - id: T{index // each + 1}",
                f"    title: Part {index // each + 1}",
                "    criteria:",
            ]
        lines += [
            f'      - id: "{index // each + 1}.{index % each + 1}"',
            '        outcome: "1"',
            f"        text: Shows thing number {index + 1}",
            f"        benchmark: Seen once within {index + 1} minutes; a word about it does not count.",
            f"        critical: {'true' if index in chosen else 'false'}",
        ]
    lines += [
        "rules: {share: 1.0, reassess: task, attempts: 3}",
        "policy: {print: at-once, provisional-days: 60}",
    ]
    return "\n".join(lines).encode()
