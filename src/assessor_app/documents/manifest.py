"""The manifest of a closed sitting on paper, drawn from the record of its closing."""

from collections.abc import Iterator

from assessor_app.documents.plain.papers import Paper, open_plain
from assessor_app.documents.plain.pieces import Piece, Setter
from assessor_app.documents.plain.report import Report, add_report, report_setter
from assessor_app.documents.plain.tables import Columns
from assessor_app.domain.centre import Centre
from assessor_app.domain.marks import How
from assessor_app.services.papers.file import PaperFile
from assessor_app.services.sittings.closed import ClosedEntry, ClosedSitting
from assessor_app.services.sittings.manifest import Manifest
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.catalogue import ngettext
from assessor_app.wording.days import day_words, moment_words
from assessor_app.wording.manifest import (
    clocks_sentence,
    fills_sentence,
    how_word,
    kind_word,
    sum_sentence,
    taken_word,
)
from assessor_app.wording.marks import decision_word, environment_word, identified_word
from assessor_app.wording.roles import person_words
from assessor_app.wording.short import short_word


def draw_manifest(closed: ClosedSitting, centre: Centre) -> PaperFile:
    """As many pages as it needs."""
    design = open_plain()
    paper = Paper(design, _("Manifest of a sitting: {place}").format(place=closed.sitting.place))
    setter = report_setter(design)
    columns = _columns(setter)
    foot = _("{place}, {day} · record {seq}").format(
        place=closed.sitting.place, day=day_words(closed.sitting.date), seq=closed.seq
    )
    body: list[Piece] = [*_numbers(closed, setter), *_proof(closed, setter)]
    body += [*setter.text(_("Each learner"), "head", keep=True), columns.head()]
    body += [columns.row(_cells(closed, entry)) for entry in closed.entries]
    body += [setter.gap(6), *setter.text(_as_of(), "small")]
    report = Report(head=list(_head(closed, centre, setter)), again=[columns.head()], body=body, foot=foot)
    add_report(paper, setter, report)
    return paper.file()


def _head(closed: ClosedSitting, centre: Centre, setter: Setter) -> Iterator[Piece]:
    if centre.sample:
        yield setter.band(_("SAMPLE: invented people and results"))
    approval = _("approval number {number}").format(number=centre.approval_number)
    named = f"{centre.name} · {approval}" if centre.approval_number else centre.name
    yield from setter.text(named, "strong")
    yield setter.fit(_("Manifest of a sitting"), "title", after=2)
    yield setter.rule(after=5, weight=1.2)
    where = " · ".join(
        (
            closed.sitting.place,
            day_words(closed.sitting.date),
            environment_word(closed.sitting.environment),
        )
    )
    yield from setter.text(where, "strong")
    for form in closed.forms:
        yield from setter.text(form)
    opened = _("Opened by {name}, {moment}").format(
        name=closed.opened_by, moment=moment_words(closed.sitting.opened_at)
    )
    yield from setter.text(opened, "small")
    ended = _("Closed by {name}, {moment}").format(
        name=closed.closed_by, moment=moment_words(closed.closed_at)
    )
    yield from setter.text(ended, "small", after=6)


def _numbers(closed: ClosedSitting, setter: Setter) -> Iterator[Piece]:
    manifest = closed.manifest
    if manifest is None:
        old = _("An earlier version closed this sitting: its record lists the learners and holds no sums.")
        yield from setter.text(old, "strong", after=6)
        return
    yield setter.fit(sum_sentence(manifest.listed, manifest.count), "title", after=6)
    yield from _marks(manifest, setter)
    yield from _signatures(closed, manifest, setter)
    yield from _count(manifest, setter)


def _marks(manifest: Manifest, setter: Setter) -> Iterator[Piece]:
    yield from setter.text(_("Marks seen in this sitting"), "head", keep=True)
    others = [
        _("{how}: {count}").format(how=how_word(how), count=count)
        for how, count in manifest.marks.items()
        if how != How.FILL
    ]
    yield from setter.text(" · ".join(others) or _("None."))
    filled = manifest.marks.get(How.FILL.value, 0)
    yield from setter.text(fills_sentence(filled, manifest.fill_acts), "strong")
    short = [
        _("{what}: {count}").format(what=short_word(lack), count=count)
        for lack, count in manifest.overrides.items()
    ]
    if manifest.stops:
        stopped = ngettext("Work was stopped once.", "Work was stopped {count} times.", manifest.stops)
        yield from setter.text(stopped.format(count=manifest.stops), "strong")
    if manifest.rounds:
        went = ngettext(
            "Everybody went on to the next station once.",
            "Everybody went on to the next station {count} times.",
            manifest.rounds,
        )
        yield from setter.text(went.format(count=manifest.rounds))
    if manifest.clocks:
        yield from setter.text(clocks_sentence(manifest.clocks))
    told = _("Set aside with a reason: {what}").format(what=" · ".join(short))
    yield from setter.text(told if short else _("Nothing was set aside with a reason."), after=6)


def _signatures(closed: ClosedSitting, manifest: Manifest, setter: Setter) -> Iterator[Piece]:
    yield from setter.text(_("Signatures"), "head", keep=True)
    for one in manifest.signed:
        signed = one.competent + one.not_yet
        told = ngettext(
            "{name} signed {count} result: {competent} competent, {not_yet} not yet competent",
            "{name} signed {count} results: {competent} competent, {not_yet} not yet competent",
            signed,
        )
        yield from setter.text(
            told.format(
                name=closed.people[one.by].name, count=signed, competent=one.competent, not_yet=one.not_yet
            )
        )
    if not manifest.signed:
        yield from setter.text(_("No result was signed."))
    whose = {entry.assessment: entry.name for entry in closed.entries}
    for word in manifest.words:
        told = _("{who} countersigned the result of {learner}, {moment}").format(
            who=person_words(closed.people[word.by]),
            learner=whose.get(word.assessment, ""),
            moment=moment_words(word.at),
        )
        yield from setter.text(told)
    taken = [
        _("{how}: {count}").format(how=taken_word(kind), count=count)
        for kind, count in manifest.acknowledged.items()
    ]
    if taken:
        yield from setter.text(_("The learner's part: {how}").format(how=" · ".join(taken)))
    yield setter.gap(6)


def _count(manifest: Manifest, setter: Setter) -> Iterator[Piece]:
    records = manifest.records
    yield from setter.text(_("Records of this device before the closing"), "head", keep=True)
    told = _(
        "{captured} captured = {unsent} unsent + {accepted} accepted + {held} held + {rejected} rejected"
    ).format(
        captured=records.captured,
        unsent=records.unsent,
        accepted=records.accepted,
        held=records.held,
        rejected=records.rejected,
    )
    yield from setter.text(told, after=6)


def _proof(closed: ClosedSitting, setter: Setter) -> Iterator[Piece]:
    yield setter.rule(after=4)
    told = _(
        "These numbers stand in signed record {seq} of this device's chain. Whoever has the record can check them; this paper proves nothing without it."
    ).format(seq=closed.seq)
    yield from setter.text(told, "small", keep=True)
    for label, value in (
        (_("Chain"), closed.chain),
        (_("Record"), closed.record),
        (_("Head of the chain before it"), closed.before),
        (_("Hash of this record"), closed.hash),
    ):
        yield from setter.text(_("{label}:").format(label=label), "small", keep=True)
        yield from setter.text(value, "code", keep=label != _("Hash of this record"))
    yield setter.gap(4)
    yield setter.rule(after=8)


def _columns(setter: Setter) -> Columns:
    return Columns(
        setter=setter,
        titles=(
            _("Bib"),
            _("Learner"),
            _("Counted as"),
            _("Result"),
            _("Signed by"),
            _("The learner's part"),
        ),
        shares=(0.7, 3.2, 2.2, 2, 2, 1.9),
    )


def _cells(closed: ClosedSitting, entry: ClosedEntry) -> tuple[str, ...]:
    work = entry.work
    who = f"{entry.name} · {entry.number}" if entry.number else entry.name
    known = identified_word(entry.identified) if entry.identified else ""
    came = kind_word(entry.kind)
    result = decision_word(work.decision) if work and work.decision else ""
    if work and work.annulled:
        result = _("annulled")
    taken = taken_word(work.acknowledged.value) if work and work.acknowledged else ""
    return (entry.bib, who, f"{came} · {known}" if known else came, result, _signers(closed, entry), taken)


def _signers(closed: ClosedSitting, entry: ClosedEntry) -> str:
    """Who signed, and who countersigned."""
    others = ", ".join(closed.people[word.by].name for word in entry.words)
    if not others:
        return entry.signed_by
    return _("{name}; countersigned: {others}").format(name=entry.signed_by, others=others)


def _as_of() -> str:
    return _(
        "What each learner is counted as was so at the closing; results, signatures and the learner's part as they stood when this was printed."
    )
