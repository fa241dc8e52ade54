"""What a form must hold beyond the type of each value: names that exist once, and rules that can be met."""

from collections.abc import Iterable

from assessor_app.domain.catalogue import Catalogue
from assessor_app.formats.form_yaml.problems import Findings
from assessor_app.formats.form_yaml.values import Entry


def check_form(form: Entry, findings: Findings) -> None:
    """Writes down every broken rule, on a form as far as it could be read."""
    _identifiers(form, findings)
    _outcomes(form, findings)
    for pool in form.entries("oral"):
        _pool(pool, findings)
    for criterion in criteria(form):
        _readings(criterion, findings)
    for rule in observation_rules(form):
        _observations(rule, findings)
    workload = form.entry("workload")
    if workload and "credits" in workload.fields and "system" not in workload.fields:
        findings.error(workload.at("credits"), "credits-without-system")


def criteria(form: Entry) -> tuple[Entry, ...]:
    return tuple(criterion for task in form.entries("tasks") for criterion in task.entries("criteria"))


def observation_rules(form: Entry) -> tuple[Entry, ...]:
    """Every rule on occasions, wherever it stands."""
    holders: list[Entry | None] = [form.entry("rules"), *form.entries("tasks"), *criteria(form)]
    found = (holder.entry("observations") for holder in holders if holder)
    return tuple(rule for rule in found if rule)


def check_unique(entries: Iterable[Entry], findings: Findings, *, key: str = "id", kind: str) -> None:
    """Each entry's `key` may stand once; the second one is the problem."""
    seen: dict[str, int] = {}
    for entry in entries:
        leaf = entry.leaf(key)
        if leaf is None:
            continue
        name = str(leaf.data)
        if name in seen:
            findings.error(leaf, "duplicate-id", kind=kind, id=name, first=seen[name])
        seen.setdefault(name, leaf.line)


def check_against_catalogue(form: Entry, catalogue: Catalogue, findings: Findings) -> None:
    """Code, sector and levels must be the catalogue's; raises nothing."""
    listed = {micro.code: micro for micro in catalogue.micro_credentials}
    code, sector = form.leaf("code"), form.leaf("sector")
    if code and code.data not in listed:
        findings.error(code, "code-not-listed", form=code.data)
    elif code and sector and listed[str(code.data)].sector != sector.data:
        findings.error(sector, "other-sector", form=code.data, sector=listed[str(code.data)].sector)
    if sector and sector.data not in {one.code for one in catalogue.sectors}:
        findings.error(sector, "unknown-sector", sector=sector.data)
    levels = {framework.code: framework.levels for framework in catalogue.frameworks}
    for level in form.entries("levels"):
        framework, name = level.leaf("framework"), level.leaf("level")
        if framework and framework.data not in levels:
            findings.error(framework, "unknown-framework", framework=framework.data, known=", ".join(levels))
        elif framework and name and name.data not in levels[str(framework.data)]:
            known = ", ".join(levels[str(framework.data)])
            findings.error(name, "unknown-level", framework=framework.data, level=name.data, known=known)


def _identifiers(form: Entry, findings: Findings) -> None:
    pools = form.entries("oral")
    conditions = form.entry("conditions")
    check_unique(form.entries("outcomes"), findings, kind="outcome")
    check_unique(form.entries("tasks"), findings, kind="task")
    check_unique(criteria(form), findings, kind="criterion")
    check_unique(pools, findings, kind="pool")
    check_unique(
        (question for pool in pools for question in pool.entries("questions")), findings, kind="question"
    )
    check_unique(conditions.entries("fault-sets") if conditions else (), findings, kind="fault set")
    check_unique(form.entries("levels"), findings, key="framework", kind="framework")
    for criterion in criteria(form):
        check_unique(criterion.entries("readings"), findings, key="label", kind="reading")


def _outcomes(form: Entry, findings: Findings) -> None:
    known = {outcome.text("id") for outcome in form.entries("outcomes")}
    for holder in (*criteria(form), *form.entries("oral")):
        leaf = holder.leaf("outcome")
        if leaf and leaf.data not in known:
            findings.error(leaf, "unknown-outcome", id=leaf.data)
    covered = {criterion.text("outcome") for criterion in criteria(form)}
    for outcome in form.entries("outcomes"):
        name = outcome.leaf("id")
        if name and name.data not in covered:
            findings.error(name, "outcome-not-covered", id=name.data)


def _pool(pool: Entry, findings: Findings) -> None:
    questions = pool.entries("questions")
    known = {question.text("id") for question in questions}
    ask, always = pool.number("ask"), pool.leaves("always")
    if ask is not None and questions and ask > len(questions):
        findings.error(pool.at("ask"), "asks-too-many", ask=ask, count=len(questions))
    if ask is not None and len(always) > ask:
        findings.error(pool.at("always"), "always-more-than-ask", ask=ask, count=len(always))
    seen: set[object] = set()
    for leaf in always:
        if leaf.data not in known:
            findings.error(leaf, "unknown-question", id=leaf.data)
        elif leaf.data in seen:
            findings.error(leaf, "listed-twice", value=leaf.data)
        seen.add(leaf.data)


def _readings(criterion: Entry, findings: Findings) -> None:
    for reading in criterion.entries("readings"):
        low, high = reading.number("low"), reading.number("high")
        if low is not None and high is not None and low > high:
            findings.error(reading.at("low"), "low-above-high", low=low, high=high)
        if reading.flag("task-sheet") and (low is not None or high is not None):
            findings.error(reading.at("task-sheet"), "limits-twice", label=reading.text("label") or "")


def _observations(rule: Entry, findings: Findings) -> None:
    contexts = rule.leaves("contexts")
    count = rule.number("count") if "count" in rule.fields else 1
    if count is not None and len(contexts) > count:
        findings.error(
            rule.at("contexts"), "more-contexts-than-occasions", count=count, contexts=len(contexts)
        )
    seen: set[object] = set()
    for leaf in contexts:
        if leaf.data in seen:
            findings.error(leaf, "listed-twice", value=leaf.data)
        seen.add(leaf.data)
