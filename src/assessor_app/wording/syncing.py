"""A sync in words: how the last one went, when the next one is, what a stick got and gave, what an awarding body asks."""

from collections.abc import Callable, Mapping
from datetime import datetime

from assessor_app.domain.errors import KnownError
from assessor_app.domain.sync_policy import EvidenceAsked, Registration, SyncPolicy
from assessor_app.services.records.ledger import MAY_NOT_SIGN
from assessor_app.services.syncing.conversation import Tally
from assessor_app.services.syncing.ports import SyncCarrier, SyncRun
from assessor_app.services.syncing.schedule import Link, Standing
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.catalogue import ngettext
from assessor_app.wording.days import moment_words
from assessor_app.wording.errors import sentence


def carrier_word(carrier: SyncCarrier) -> str:
    return _("by stick") if carrier is SyncCarrier.STICK else _("by network")


def handed_over(sent: int, *, stick: bool = False) -> str:
    """How many records left; what is on a stick has not arrived yet."""
    if stick:
        return ngettext("{count} record written", "{count} records written", sent).format(count=sent)
    return ngettext("{count} record handed over", "{count} records handed over", sent).format(count=sent)


def came(count: int) -> str:
    return ngettext("{count} answer", "{count} answers", count).format(count=count)


def ended_word(run: SyncRun) -> str:
    """How a sync of the history ended, in a sentence."""
    if run.code == "cancelled":
        return _("Somebody stopped it. What was handed over before stays so.")
    if run.code:
        return sentence(KnownError(run.code)).replace(" (…)", "")
    if not run.ended_at:
        return _("It was broken off: the program ended before it did. Nothing was lost.")
    return _("It ended well.")


def run_counts(run: SyncRun) -> str:
    """What went and what came."""
    parts = [handed_over(run.sent, stick=run.carrier is SyncCarrier.STICK), came(run.came)]
    if run.evidence:
        words = ngettext("{count} piece of evidence", "{count} pieces of evidence", run.evidence)
        parts.append(words.format(count=run.evidence))
    return " · ".join(parts)


def whole_words(run: SyncRun) -> str:
    """All of a sync of the history."""
    return _("{moment}, {how}: {counts}. {ended}").format(
        moment=moment_words(run.started_at),
        how=carrier_word(run.carrier),
        counts=run_counts(run),
        ended=ended_word(run),
    )


def last_words(runs: tuple[SyncRun, ...]) -> str:
    """When the last sync was, and how it went."""
    if not runs:
        return _("Nothing was handed over from this device yet.")
    run = runs[0]
    when = {"moment": moment_words(run.started_at), "how": carrier_word(run.carrier)}
    if (run.code or not run.ended_at) and not (run.sent or run.came):
        return _("Last {moment}, {how}. {ended}").format(**when, ended=ended_word(run))
    words = _("Last {moment}, {how}: {counts}.").format(**when, counts=run_counts(run))
    return words if not run.code and run.ended_at else f"{words} {ended_word(run)}"


def next_words(standing: Standing, *, address: bool, now: datetime) -> str:
    """When the next one is tried, and what has to happen before; being offline is no trouble."""
    if not address:
        return _("It has no address of a server: it syncs by stick.")
    if standing.under_way is not None or standing.link is None:
        return ""
    return _by_itself(standing, standing.link, now=now)


def _by_itself(standing: Standing, link: Link, *, now: datetime) -> str:
    if not link.reachable:
        return _("There is no network. It is tried by itself as soon as there is one.")
    if link.metered:
        return _(
            "This network is paid for by use, so it waits for another one. “Sync now” does it all the same."
        )
    if standing.wait is None:
        return ""
    if standing.error is not None and standing.error.code in MAY_NOT_SIGN:
        return _("It syncs again once a new chain of records is started.")
    at = f"{now + standing.wait:%H:%M}"
    if standing.error is not None:
        return _("Tries again at {time}, or at once when a network returns.").format(time=at)
    return _("Next by itself at {time}.").format(time=at)


def stick_words(tally: Tally) -> str:
    """What was written to a stick, and what was taken from it, by the names of the files."""
    taken = (
        _("Taken: {files} ({came}).").format(files=", ".join(tally.taken), came=came(tally.came))
        if tally.taken
        else _("No new answer lay on it.")
    )
    inside = handed_over(tally.sent, stick=True)
    if tally.pieces:
        words = ngettext("{count} piece of evidence", "{count} pieces of evidence", tally.pieces)
        inside = f"{inside}, {words.format(count=tally.pieces)}"
    written = _("Written: {files} ({inside}). Take the stick to the awarding body.").format(
        files=", ".join(tally.written), inside=inside
    )
    return f"{taken} {written}"


def policy_lines(policy: SyncPolicy) -> tuple[str, ...]:
    """What an awarding body asks of a centre, a sentence each."""
    days = ngettext(
        "A paper may stay provisional for {count} day.",
        "A paper may stay provisional for {count} days.",
        policy.provisional_days,
    )
    minutes = ngettext(
        "With a network this device syncs by itself every minute.",
        "With a network this device syncs by itself every {count} minutes.",
        policy.sync_minutes,
    )
    return (
        _REGISTRATION[policy.registration](),
        _EVIDENCE[policy.evidence](),
        _("Comments and notes go along.") if policy.remarks else _("Comments and notes stay here."),
        days.format(count=policy.provisional_days),
        minutes.format(count=policy.sync_minutes),
    )


_REGISTRATION: Mapping[Registration, Callable[[], str]] = {
    Registration.AT_ONCE: lambda: _("A certificate is registered as soon as its record is accepted."),
    Registration.AFTER_APPROVAL: lambda: _(
        "A certificate is registered after somebody at the awarding body approved it."
    ),
    Registration.AFTER_EVIDENCE: lambda: _("A certificate is registered once its evidence arrived."),
}
_EVIDENCE: Mapping[EvidenceAsked, Callable[[], str]] = {
    EvidenceAsked.NONE: lambda: _("Photos, recordings and files stay here unless it asks for one."),
    EvidenceAsked.SAMPLE: lambda: _(
        "It asks for a sample of photos, recordings and files; the rest stays here."
    ),
    EvidenceAsked.ALL: lambda: _("All photos, recordings and files go along."),
}
