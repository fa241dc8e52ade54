"""`assessor-app pack`: the learner's pack, one folder or ZIP file for each holder."""

from collections.abc import Sequence
from pathlib import Path

import click

from assessor_app.cli.cohort import require_known
from assessor_app.cli.opening import data_option, json_option, opened, who_acts
from assessor_app.cli.options import out_folder
from assessor_app.cli.output import Exit, say, speaks_plainly
from assessor_app.domain import number as numbers
from assessor_app.domain.errors import KnownError
from assessor_app.services.packs.make import Packed, make_packs
from assessor_app.services.packs.which import to_hand_out
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.catalogue import ngettext, paper_languages
from assessor_app.wording.errors import sentence


@click.command(
    help=_(
        "Write what learners take away: certificate, credential, badges, result slip and a README, a folder for each learner."
    )
)
@click.option("--all", "everything", is_flag=True, help=_("Every certificate that stands."))
@click.option("--group", metavar="GROUP", help=_("Certificates of the learners of this group."))
@click.option("--number", "chosen", multiple=True, metavar="N", help=_("One certificate; may be repeated."))
@click.argument("more", nargs=-1, metavar="[N]...")
@click.option("--zip", "zipped", is_flag=True, help=_("One ZIP file for each learner, in place of a folder."))
@click.option(
    "--language",
    default="",
    metavar="TAG",
    help=_("Of README and result slips, as “de”. By default that of the learner's papers."),
)
@out_folder
@data_option
@json_option
@speaks_plainly
def pack(
    data: Path | None,
    *,
    everything: bool,
    group: str | None,
    chosen: Sequence[str],
    more: Sequence[str],
    zipped: bool,
    language: str,
    out: Path,
    as_json: bool,
) -> Exit:
    """A certificate without a credential is packed all the same; which, and why, is told."""
    chosen = (*chosen, *more)
    if sum((everything, group is not None, bool(chosen))) != 1:
        raise click.UsageError(_("Choose one of --all, --group GROUP and --number N."))
    if language and language not in paper_languages():
        raise click.UsageError(
            _("There is no translation for {language}. Choose one of {languages}.").format(
                language=language, languages=", ".join(paper_languages())
            )
        )
    with opened(data, readonly=False) as device:
        by = who_acts(device)
        require_known(device, group=group or "")
        wanted = (
            tuple(numbers.normalise(text) for text in chosen)
            if chosen
            else to_hand_out(device.awards, group=group)
        )
        if not wanted:
            raise KnownError("nothing-to-print")
        done = make_packs(device.packs, by=by, numbers=wanted, into=out, zipped=zipped, language=language)
    _tell(done, out=out, as_json=as_json)
    return Exit.DONE


def _tell(done: Sequence[Packed], *, out: Path, as_json: bool) -> None:
    without = [one for packed in done for one in packed.certificates if one.without is not None]
    value = {
        "folder": str(out),
        "packs": [
            {
                "holder": packed.holder,
                "path": packed.path.name,
                "certificates": [one.number for one in packed.certificates],
                "files": list(packed.files),
            }
            for packed in done
        ],
        "without": [
            {"number": one.number, "reason": one.without.code, "message": sentence(one.without)}
            for one in without
            if one.without is not None
        ],
    }
    told = ngettext("{count} pack written to {folder}.", "{count} packs written to {folder}.", len(done))
    say(
        as_json,
        value,
        told.format(count=len(done), folder=out),
        *(f"{one.number}  {sentence(one.without)}" for one in without if one.without is not None),
    )
