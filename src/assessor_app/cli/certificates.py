"""`assessor-app certificates`: the list, and every certificate that may be printed as one PDF."""

from collections.abc import Callable, Sequence
from pathlib import Path

import click

from assessor_app.cli.cohort import require_known
from assessor_app.cli.opening import data_option, json_option, opened, who_acts
from assessor_app.cli.options import one_way, out_file, some_or_all
from assessor_app.cli.output import Commands, Exit, say, speaks_plainly
from assessor_app.device import Device
from assessor_app.documents.files import PdfFiles
from assessor_app.domain import number as numbers
from assessor_app.domain.certificate import STANDS
from assessor_app.domain.design import PaperSize, usual_paper
from assessor_app.domain.errors import KnownError
from assessor_app.domain.print_run import Order
from assessor_app.services.awards.issue import OF_ONE_PAPER, issue, waiting
from assessor_app.services.awards.save import save
from assessor_app.services.awards.sheets import state
from assessor_app.services.awards.wallet import badge_stickers, wallet_cards
from assessor_app.services.printing.cohort import Cohort, papers_of
from assessor_app.services.printing.handing import unclaimed
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.catalogue import ngettext
from assessor_app.wording.certificates import state_word
from assessor_app.wording.errors import sentence

_SIZES = {"a4": PaperSize.A4, "letter": PaperSize.LETTER}


def _paper(told: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    return click.option("--paper", type=click.Choice(list(_SIZES)), help=told)


@click.group(cls=Commands, help=_("List certificates, and save them as PDF."))
def certificates() -> None:
    """Certificates of this data folder."""


@certificates.command(
    name="list", help=_("List every certificate that was issued here or on another computer of the centre.")
)
@data_option
@json_option
@speaks_plainly
def list_all(data: Path | None, *, as_json: bool) -> None:
    """Newest first."""
    with opened(data, readonly=True) as device:
        rows = [
            (line.number, line.holder, state(device.awards, line.number))
            for line in device.tables.certificates.lines()
        ]
    value = {
        "certificates": [
            {"number": number, "holder": holder, "state": found.value} for number, holder, found in rows
        ]
    }
    say(as_json, value, *(f"{number}  {state_word(found)}  {holder}" for number, holder, found in rows))


@certificates.command(name="print", help=_("Save certificates as one PDF: all that may be printed, or some."))
@some_or_all(_("Every certificate that may be printed."))
@click.option(
    "--group", default="", metavar="GROUP", help=_("Only those of a group of learners (with --all).")
)
@click.option("--form", default="", metavar="CODE", help=_("Only those of a form (with --all)."))
@click.option(
    "--order",
    type=click.Choice([order.value for order in Order]),
    help=_("The order in the file; without it the oldest first, or as named."),
)
@out_file("FILE.pdf")
@click.option("--clock-is-right", is_flag=True, help=_("Confirms the computer's date where it is in doubt."))
@data_option
@json_option
@speaks_plainly
def print_some(
    data: Path | None,
    *,
    everything: bool,
    chosen: Sequence[str],
    more: Sequence[str],
    group: str,
    form: str,
    order: str | None,
    out: Path,
    clock_is_right: bool,
    as_json: bool,
) -> Exit:
    """Issues what is ready first (with --all), and writes down that it was saved to a file.

    A certificate that cannot be made is told, and all others are saved: a plain no.
    """
    chosen = one_way(chosen, more, everything=everything)
    if chosen and (group or form or order):
        raise click.UsageError(_("--group, --form and --order go with --all."))
    cohort = Cohort(group=group, form=form, again=True)
    with opened(data, readonly=False) as device:
        by = who_acts(device)
        require_known(device, group=group, form=form)
        problems = _issue_ready(device, by, cohort, clock_confirmed=clock_is_right) if everything else []
        if group or form or order:
            rows = papers_of(device.press, cohort, order=Order(order or Order.NAME), by=by)
            printable = [row.number for row in rows]
        else:
            printable = _named(chosen) or _printable(device)
        if not printable and not problems:
            raise KnownError("nothing-to-print")
        if printable:
            save(device.awards, by=by, numbers=printable, path=out, write=PdfFiles(device.assets).write)
    _tell(printable, problems, out=out, as_json=as_json)
    return Exit.NO if problems else Exit.DONE


@certificates.command(
    name="cards",
    help=_(
        "Save wallet cards of certificates as one PDF, to cut out: ten on a sheet of A4, eight on Letter."
    ),
)
@some_or_all(_("Every certificate that may be printed."))
@_paper(_("A4 or Letter; as in the centre's country where left out."))
@out_file("FILE.pdf")
@data_option
@json_option
@speaks_plainly
def cards(
    data: Path | None,
    *,
    everything: bool,
    chosen: Sequence[str],
    more: Sequence[str],
    paper: str | None,
    out: Path,
    as_json: bool,
) -> None:
    """Copies of what was issued, with its own code; nothing is written down."""
    from assessor_app.documents.wallet import draw_wallet
    from assessor_app.storage.engine.files import write_outside

    chosen = one_way(chosen, more, everything=everything)
    with opened(data, readonly=True) as device:
        wanted = _wanted(device, chosen)
        made = wallet_cards(device.awards, by=who_acts(device), numbers=wanted)
        size = _SIZES[paper] if paper else usual_paper(device.tables.settings.centre().country)
    write_outside(out, (draw_wallet(made, size).pdf,))
    told = ngettext("{count} card was written to {path}.", "{count} cards were written to {path}.", len(made))
    say(as_json, {"file": str(out), "cards": len(made)}, told.format(count=len(made), path=out))


@certificates.command(
    name="stickers",
    help=_("Save badge stickers of certificates as one PDF, for sheets of labels: badge, holder and code."),
)
@some_or_all(_("Every certificate that may be printed."))
@_paper(
    _(
        "A4 (eight labels, 99.1 × 67.7 mm) or Letter (six, 4 × 3⅓ inches); as in the centre's country where left out."
    )
)
@out_file("FILE.pdf")
@data_option
@json_option
@speaks_plainly
def stickers(
    data: Path | None,
    *,
    everything: bool,
    chosen: Sequence[str],
    more: Sequence[str],
    paper: str | None,
    out: Path,
    as_json: bool,
) -> None:
    """Copies of what was issued, with its own code; nothing is written down."""
    from assessor_app.documents.badge_image.drawer import FormBadges
    from assessor_app.documents.stickers import draw_stickers
    from assessor_app.services.badge_designs.designs import ChosenDesigns
    from assessor_app.storage.engine.files import write_outside

    chosen = one_way(chosen, more, everything=everything)
    with opened(data, readonly=True) as device:
        wanted = _wanted(device, chosen)
        made = badge_stickers(device.awards, by=who_acts(device), numbers=wanted)
        stock = paper or usual_paper(device.tables.settings.centre().country).value.lower()
        drawn = draw_stickers(made, FormBadges(ChosenDesigns(device.tables.badge_designs)), stock=stock)
    write_outside(out, (drawn.pdf,))
    told = ngettext(
        "{count} sticker was written to {path}.", "{count} stickers were written to {path}.", len(made)
    )
    say(as_json, {"file": str(out), "stickers": len(made)}, told.format(count=len(made), path=out))


@certificates.command(name="unclaimed", help=_("List printed papers that nobody has collected yet."))
@data_option
@json_option
@speaks_plainly
def list_unclaimed(data: Path | None, *, as_json: bool) -> None:
    """By holder."""
    with opened(data, readonly=True) as device:
        rows = unclaimed(device.press, by=who_acts(device))
    value = {
        "unclaimed": [
            {
                "number": row.number,
                "holder": row.holder,
                "group": row.group,
                "printed_at": row.printed_at,
                "stock": row.stock,
            }
            for row in rows
        ]
    }
    say(as_json, value, *(f"{row.number}  {row.stock or '-'}  {row.holder}" for row in rows))


def _tell(printable: Sequence[str], problems: Sequence[KnownError], *, out: Path, as_json: bool) -> None:
    """What is in the file, and on stderr what could not be made."""
    count = len(printable)
    value = {
        "certificates": list(printable),
        "file": str(out) if printable else "",
        "not_made": [
            {"holder": problem.details.get("holder", ""), "error": problem.code, "message": sentence(problem)}
            for problem in problems
        ],
    }
    told = ngettext("{count} certificate saved to {file}.", "{count} certificates saved to {file}.", count)
    say(as_json, value, *([told.format(count=count, file=out)] if printable else []))
    for problem in problems:
        click.echo(sentence(problem), err=True)


def _issue_ready(device: Device, by: str, cohort: Cohort, *, clock_confirmed: bool) -> list[KnownError]:
    """Issues those of a cohort one after the other, and returns why some could not be: those stop none of the others."""
    ready = [
        assessment
        for assessment in device.tables.certificates.awards_without_paper()
        if _is_of(device, assessment, cohort)
        and waiting(device.awards, device.tables.assessments.get(assessment)) is None
    ]
    problems = []
    for assessment in ready:
        try:
            issue(device.awards, by=by, assessments=[assessment], clock_confirmed=clock_confirmed)
        except KnownError as error:
            if error.code not in OF_ONE_PAPER:
                raise
            problems.append(error)
    return problems


def _is_of(device: Device, assessment: str, cohort: Cohort) -> bool:
    work = device.tables.assessments.get(assessment)
    if cohort.form and work.form_code != cohort.form:
        return False
    return not cohort.group or device.tables.learners.get(work.learner).group == cohort.group


def _wanted(device: Device, chosen: Sequence[str]) -> list[str]:
    """Those that are named, or every one that may be printed: KnownError `nothing-to-print` where there is none."""
    wanted = _named(chosen) or _printable(device)
    if not wanted:
        raise KnownError("nothing-to-print")
    return wanted


def _named(chosen: Sequence[str]) -> list[str]:
    return [numbers.normalise(text) for text in chosen]


def _printable(device: Device) -> list[str]:
    lines = device.tables.certificates.lines()
    return [line.number for line in reversed(lines) if state(device.awards, line.number) in STANDS]
