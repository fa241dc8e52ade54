"""`assessor-app sync`: records up, answers down."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from assessor_app.cli.opening import data_option, json_option, opened
from assessor_app.cli.output import REFUSALS, Exit, say, speaks_plainly
from assessor_app.domain.errors import KnownError
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.catalogue import ngettext
from assessor_app.wording.errors import sentence

if TYPE_CHECKING:
    from assessor_app.services.syncing.conversation import Synced

WAIT_SECONDS = 10.0


@click.command(
    help=_(
        "Hand over to the awarding body what was recorded here, and take what it says. Exit status 0 when every record was"
        " handed over and either accepted or rejected, also when the awarding body could not be reached, 4 while some are unsent or held."
    )
)
@data_option
@click.option(
    "--wait",
    type=click.FloatRange(min=0, max=3600),
    default=WAIT_SECONDS,
    metavar="SECONDS",
    help=_("How long to wait for what the awarding body decides. 10 seconds by default."),
)
@click.option(
    "--usb",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help=_("By stick: take the answers that lie in this folder, and write there what is to go."),
)
@json_option
@speaks_plainly
def sync(data: Path | None, *, wait: float, usb: Path | None, as_json: bool) -> Exit:
    """One sync, and how things stand after it."""
    from assessor_app.services.bundles.take import senders

    with opened(data, readonly=False) as device:
        if usb is not None:
            from assessor_app.device.syncing import by_stick

            done = by_stick(device, usb)
            return told(done, as_json=as_json, stick=usb, senders=senders(device.bundles))
        from assessor_app.device.syncing import carrier
        from assessor_app.services.syncing.sync import sync as hand_over

        with carrier(device) as network:
            done = hand_over(device.syncing, network, wait=wait)
        return told(done, as_json=as_json, senders=senders(device.bundles))


def told(done: "Synced", *, as_json: bool, stick: Path | None = None, senders: tuple[str, ...] = ()) -> Exit:
    """Says how a sync ended, and that a bundle of another device waits to be taken."""
    lines = [_sent(done, stick)] if done.error is None or done.tally.sent else []
    if stick is not None and done.error is None and not done.tally.taken:
        lines.append(_("No new answer for this device lay there."))
    lines.append(_count(done))
    if done.count.held > done.waiting:
        words = ngettext(
            "{count} record is held there and not decided on; the Sync page says what it waits for.",
            "{count} records are held there and not decided on; the Sync page says what each waits for.",
            done.count.held - done.waiting,
        )
        lines.append(words.format(count=done.count.held - done.waiting))
    if done.waiting:
        words = ngettext(
            "{count} record is stored there and not decided on yet.",
            "{count} records are stored there and not decided on yet.",
            done.waiting,
        )
        lines.append(words.format(count=done.waiting))
    if senders:
        lines.append(
            _("From {devices} a bundle came: `assessor-app centre take`.").format(devices=", ".join(senders))
        )
    lines += [_problem(problem) for problem in done.tally.problems]
    say(as_json, {**_value(done), "bundles": list(senders)}, *lines)
    if done.error is not None:
        click.echo(sentence(done.error), err=True)
        if done.error.code in REFUSALS:
            return Exit.NO
    if done.settled and not done.reached:
        # Nothing waits for the next time: a job that runs this every hour need not fail whenever there is no network.
        click.echo(
            _(
                "The awarding body was not reached. Nothing is unsent or undecided here; what is new there comes next time."
            ),
            err=True,
        )
        return Exit.DONE
    return Exit.DONE if done.settled and done.error is None else Exit.WAITING


def _value(done: "Synced") -> dict[str, Any]:
    count = done.count
    value: dict[str, Any] = {
        "sent": done.tally.sent,
        "accepted": count.accepted,
        "held": count.held,
        "rejected": count.rejected,
        "unsent": count.unsent,
        "evidence": done.evidence.stored,
        "captured": count.captured,
        "undecided": done.waiting,
        "closes": count.closes,
        "reached": done.reached,
        "evidence_count": vars(done.evidence),
        "refused": [{"code": code, "chain": chain} for code, chain in done.tally.refused],
        "problems": [{"code": one.code, "message": _problem(one)} for one in done.tally.problems],
    }
    if done.error is not None:
        value |= {"error": done.error.code, "message": sentence(done.error)}
    return value


def _problem(problem: KnownError) -> str:
    """The sentence, behind the name of the file where it is one on a stick."""
    file = problem.details.get("file")
    return f"{file}: {sentence(problem)}" if file else sentence(problem)


def _sent(done: "Synced", stick: Path | None) -> str:
    sent = done.tally.sent
    if stick is not None and not sent:
        return _("No record had to go by stick.")
    if stick is not None:
        words = ngettext(
            "{count} record was written to {folder}; it counts as unsent until the answer comes back.",
            "{count} records were written to {folder}; they count as unsent until the answer comes back.",
            sent,
        )
        return words.format(count=sent, folder=stick)
    return ngettext("{count} record was handed over.", "{count} records were handed over.", sent).format(
        count=sent
    )


def _count(done: "Synced") -> str:
    words = _(
        "{captured} captured = {unsent} unsent + {accepted} accepted + {held} held + {rejected} rejected"
    )
    return words.format(**vars(done.count))
