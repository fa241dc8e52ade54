"""Sentences about reaching an awarding body's server, and about joining one."""

from collections.abc import Callable

from assessor_app.wording.catalogue import gettext as _

SENTENCES: dict[str, Callable[[], str]] = {
    "address-not-https": lambda: _(
        "The address of an awarding body's server begins with https://; what is sent to {host} could be read and changed on the way. Nothing was sent; ask the awarding body for its address."
    ),
    "address-unreadable": lambda: _(
        "This is not the address of a server. It looks like https://issuer.example; ask the awarding body for it."
    ),
    "connection-lost": lambda: _(
        "The connection to {host} broke off. Nothing is lost: what was not confirmed is sent again at the next contact."
    ),
    "enrolled-already": lambda: _(
        "This device belongs to {name} already. Nothing was changed. To join anew with another code: assessor-app enrol --again."
    ),
    "answer-missing": lambda: _(
        "There is no file {path} that could be read. Look at the name after --file again; nothing was changed."
    ),
    "no-request": lambda: _(
        "This device waits for no answer: it asked nobody yet, or the answer was taken in already. Ask first, with the one-time code."
    ),
    "chain-retired": lambda: _(
        "This device was retired: nothing more is signed here, and what was signed stays readable. To use it again, open Sync and start a new chain of records."
    ),
    "retire-meanwhile": lambda: _(
        "Something was signed while the copy was made, and is not in it. Nothing was changed; retire the device once more."
    ),
    "issuer-away": lambda: _(
        "The awarding body's server ({host}) does not answer at present. Nothing is lost: it is tried again later."
    ),
    "issuer-key-unknown": lambda: _(
        "What arrived was signed by a key that is not in the list held here for {name}. Nothing of it was taken, and nothing is lost. If they have a new root key, add their new list on the Verify page; else call them."
    ),
    "issuer-not-proved": lambda: _(
        "The server cannot prove that it is {host}: something in this network stands between, or this computer's date is wrong. Nothing was sent; look at the date, or use another network."
    ),
    "issuer-slow": lambda: _(
        "The awarding body's server ({host}) took too long to answer. Nothing is lost: it is tried again later."
    ),
    "network-away": lambda: _(
        "There is no network, or {host} is not known in it. Nothing is lost: everything goes at the next contact, or by stick."
    ),
}
