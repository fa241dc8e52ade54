"""`issuer policy` and `issuer forms`: what is asked of centres, and by which forms they assess."""

from datetime import UTC, datetime
from pathlib import Path

import click

from assessor_app.cli.issuer.opening import ACTOR, now, opened, place_of, place_options
from assessor_app.cli.opening import json_option
from assessor_app.cli.output import Commands, say, speaks_plainly
from assessor_app.domain.sync_policy import EvidenceAsked, PagesKept, Registration
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.catalogue import ngettext
from assessor_app.wording.issuer import country_missing


@click.command(help=_("Show or change what is asked of centres. Devices hear of it at their next sync."))
@place_options
@click.option(
    "--registration",
    type=click.Choice([one.value for one in Registration]),
    help=_(
        "When an accepted certificate is registered: at once, after a person approved, or when its evidence is here."
    ),
)
@click.option(
    "--evidence",
    type=click.Choice([one.value for one in EvidenceAsked]),
    help=_("Whose evidence is asked for: nobody's, a sample's, or everybody's."),
)
@click.option(
    "--pages",
    type=click.Choice([one.value for one in PagesKept]),
    help=_(
        "Which certificates' pages are kept here: those that another device of the centre may print, or every one, so that a"
        " centre whose only laptop is lost can print them again."
    ),
)
@click.option("--share", type=int, metavar="N", help=_("Of a hundred decisions, how many a sample is."))
@click.option(
    "--country",
    default="",
    metavar="CC",
    help=_("The issuer's country, as two letters (ISO 3166): credentials say it from now on."),
)
@json_option
@speaks_plainly
def policy(
    data: Path | None,
    database: str | None,
    *,
    registration: str | None,
    evidence: str | None,
    pages: str | None,
    share: int | None,
    country: str,
    as_json: bool,
) -> None:
    """Without options, shows what holds."""
    with opened(place_of(data, database)) as store:
        from assessor_app.issuer.setting_up.asking import ask_of_centres

        with store.write() as connection:
            found = ask_of_centres(
                connection,
                by=ACTOR,
                now=now(),
                registration=Registration(registration) if registration else None,
                evidence=EvidenceAsked(evidence) if evidence else None,
                share=share,
                kept=PagesKept(pages) if pages else None,
                country=country,
            )
    value = {
        "registration": found["policy"],
        "evidence": found["evidence-asked"],
        "share": int(found["sample-share"]),
        "pages": found["pages-kept"],
        "country": found["country"],
    }
    words = _(
        "Registration: {registration}. Evidence: {evidence}. A sample is {share} of a hundred decisions. Pages kept: {pages}."
    )
    placed = _("Country: {country}.").format(**value) if value["country"] else country_missing()
    say(as_json, value, words.format(**value), placed)


@click.group(cls=Commands, help=_("The forms by which centres assess."))
def forms() -> None:
    """A published version is never changed, only withdrawn."""


@forms.command("publish", help=_("Take the catalogue and the new form versions of a folder."))
@place_options
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False, exists=True))
@json_option
@speaks_plainly
def publish_folder(data: Path | None, database: str | None, *, folder: Path, as_json: bool) -> None:
    """Devices hear of it at their next sync."""
    with opened(place_of(data, database)) as store:
        from assessor_app.issuer.setting_up.asking import publish_forms

        with store.write() as connection:
            new = publish_forms(connection, folder, by=ACTOR, now=now())
    words = ngettext(
        "{count} new form version is published.", "{count} new form versions are published.", new
    )
    say(as_json, {"new": new}, words.format(count=new))


@forms.command("withdraw", help=_("From a day on, reject decisions by a form version."))
@place_options
@click.argument("code")
@click.argument("version")
@click.option(
    "--on",
    "day",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help=_("The first day on which it may not be used. By default today."),
)
@json_option
@speaks_plainly
def withdraw(
    data: Path | None, database: str | None, *, code: str, version: str, day: datetime | None, as_json: bool
) -> None:
    """What was decided before stays as it was."""
    on = (day or datetime.now(UTC)).date()
    with opened(place_of(data, database)) as store:
        from assessor_app.issuer.setting_up.asking import withdraw_form

        with store.write() as connection:
            withdraw_form(connection, code, version, on=on, by=ACTOR, now=now())
    words = _("{code} version {version} may not be used from {day} on.")
    value = {"code": code, "version": version, "withdrawn_on": on.isoformat()}
    say(as_json, value, words.format(code=code, version=version, day=on.isoformat()))
