"""What a check of the signed records found, in words."""

from assessor_app.services.records.check import RecordsReport
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.catalogue import ngettext


def records_sentence(report: RecordsReport) -> str:
    """That all is right, or the first thing that is wrong, where, and what to do."""
    if report.ok:
        told = ngettext(
            "{count} signed record: signatures, chain and personal parts are right.",
            "{count} signed records: signatures, chains and personal parts are right.",
            report.records,
        )
        return told.format(count=report.records)
    found = _fault(report).format_map({**_NOTHING, **report.details, "fault": _fault_word(report)})
    return f"{found} {_what_now()}"


_NOTHING = {"chain": "…", "seq": "…", "kind": "…", "id": "…", "difference": 0}


def _what_now() -> str:
    return _(
        "Nothing was changed. Keep this folder as it is, restore the newest copy beside it, and compare."
    )


def _fault(report: RecordsReport) -> str:
    return {
        "chain": _("Record {seq} of chain {chain} is wrong: {fault}."),
        "head": _("Chain {chain} does not end where it should, at record {seq}."),
        "key": _("The key of chain {chain} is not the one that started it."),
        "row": _("Record {seq} of chain {chain} is listed otherwise than it was signed."),
        "personal-missing": _(
            "The personal part of record {seq} of chain {chain} is missing, and nobody erased it."
        ),
        "personal-differs": _(
            "The personal part of record {seq} of chain {chain} was changed after it was signed."
        ),
        "restart": _("Chain {chain} does not go on from where the one before it stood."),
        "record-missing": _("The {kind} {id} has no signed record."),
        "record-differs": _("The {kind} {id} says something else than its signed record."),
        "unrecorded": _("A signed record names the {kind} {id}, which is missing."),
        "evidence-missing": _("A piece of evidence ({kind} {id}) is missing from the folder “evidence”."),
        "evidence-differs": _("A piece of evidence ({kind} {id}) is not what was captured."),
        "evidence-unrecorded": _("The evidence of assessment {id} is not what its signed record names."),
        "count": _("The closed count is off by {difference}."),
        "no-chain": _("The chain that this device signs on is missing."),
        "rows": _("Chain {chain} has {difference:+d} records beside what its head says."),
    }[report.code]


def _fault_word(report: RecordsReport) -> str:
    words = {
        "malformed": _("it cannot be read"),
        "other-chain": _("it belongs to another chain"),
        "gap": _("a record before it is missing"),
        "repeated": _("its number stands twice"),
        "wrong-previous": _("it does not follow the record before it"),
        "unknown-key": _("the key of this chain is not known"),
        "signature": _("its signature does not fit"),
    }
    return words.get(str(report.details.get("fault", "")), str(report.details.get("fault", "")))
