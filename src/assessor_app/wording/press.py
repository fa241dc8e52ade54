"""Words for security paper and for papers that were handed out."""

from assessor_app.domain.handing import Collection, Collector, Shown
from assessor_app.domain.stock import Balance, StockKind
from assessor_app.wording.catalogue import gettext as _


def kind_word(kind: StockKind) -> str:
    """How a sheet of security paper stands, in a word or two."""
    return {
        StockKind.SENT: _("In the printer"),
        StockKind.ISSUED: _("Issued"),
        StockKind.BACK: _("Blank again"),
        StockKind.SPOILED: _("Spoiled"),
        StockKind.MISSING: _("Missing"),
        StockKind.FOUND: _("Found again"),
        StockKind.DESTROYED: _("Destroyed"),
    }[kind]


def balance_sentence(balance: Balance) -> str:
    """The sum that has to close: every sheet received is in one of these."""
    return _(
        "{received} received = {blank} blank + {sent} in the printer + {issued} issued + {spoiled} spoiled + {destroyed} destroyed + {missing} missing"
    ).format(
        received=balance.received,
        blank=balance.blank,
        sent=balance.sent,
        issued=balance.issued,
        spoiled=balance.spoiled,
        destroyed=balance.destroyed,
        missing=balance.missing,
    )


def shown_word(shown: Shown) -> str:
    """How somebody was identified."""
    return {Shown.DOCUMENT: _("document seen"), Shown.KNOWN: _("known to us")}[shown]


def collected_words(collection: Collection, witness: str) -> str:
    """How a paper was handed over: identified, by what right, signed or before whom."""
    parts = []
    if collection.identified is not None:
        parts.append(shown_word(collection.identified))
    if collection.authority:
        parts.append(collection.authority)
    if collection.signature:
        parts.append(_("signed"))
    if witness:
        parts.append(_("before {name}").format(name=witness))
    if collection.kind is Collector.POSTED and not parts:
        parts.append(_("by post"))
    return " · ".join(parts)
