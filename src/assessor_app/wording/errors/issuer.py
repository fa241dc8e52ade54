"""Sentences of the central issuer: its database, its keys, its invitations."""

from collections.abc import Callable

from assessor_app.wording.catalogue import gettext as _

SENTENCES: dict[str, Callable[[], str]] = {
    "database-refused": lambda: _(
        "The issuer's database could not do this ({why}), and nothing of it was done. Look whether its disk is full, whether you may write there, and whether the file is whole."
    ),
    "database-unknown": lambda: _(
        "This is no database that the issuer can use. Give postgresql+psycopg://user@host/name, or a data folder."
    ),
    "database-unreachable": lambda: _(
        "The database does not answer, or does not let this program in. Look whether it runs, and whether user and password are right."
    ),
    "database-full": lambda: _(
        "The disk on which the issuer's database lies is full, and nothing of this was done. Free some space and do it again."
    ),
    "issuer-missing": lambda: _(
        "There is no issuer in {path}. Look at the name after --data again; to make one there: assessor-app issuer init."
    ),
    "store-empty": lambda: _("There is no issuer here yet. Make one: assessor-app issuer init."),
    "store-older": lambda: _(
        "This issuer's database was made by an older version. Stop every process of it, make a copy, and run: assessor-app issuer upgrade."
    ),
    "store-newer": lambda: _(
        "This issuer's database was made by a newer version of this program. Install that version; nothing was changed."
    ),
    "issuer-extra-missing": lambda: _(
        "The central issuer is not installed here. Install it with: pip install 'assessor-app[issuer]'."
    ),
    "file-there": lambda: _("{path} is there already, and is not written over. Choose another name."),
    "folder-not-made": lambda: _(
        "The folder {path} could not be made ({why}). Choose another; nothing was changed."
    ),
    "issuer-there": lambda: _(
        "There is something in this folder or database already. Choose an empty one; nothing was changed."
    ),
    "name-unusable": lambda: _("An awarding body has a name of at most 300 characters. Give it with --name."),
    "root-out-missing": lambda: _("Say where the root key is to be written: --root-out FILE."),
    "root-missing": lambda: _(
        "The root key is not in {path}. Bring the file, and name it with --root FILE. Nothing was changed."
    ),
    "root-unreadable": lambda: _(
        "This file is not a root key, or it is damaged. Take the other copy of it; nothing was changed."
    ),
    "root-newer": lambda: _(
        "This root key was written by a newer version of this program. Install that version; nothing was changed."
    ),
    "root-other": lambda: _(
        "This is the root key of another issuer, or one that was replaced. Nothing was signed; bring the right file."
    ),
    "no-such-key": lambda: _("There is no key {key}. See which there are: assessor-app issuer keys list."),
    "key-compromised-already": lambda: _("Key {key} is listed as compromised already. Nothing was changed."),
    "no-such-use": lambda: _("There are no keys for {use}. Uses are: {uses}."),
    "catalogue-missing": lambda: _(
        "The catalogue's file {path} is missing or cannot be read. Nothing was changed."
    ),
    "form-changed": lambda: _(
        "{form} was published with other words. A published version is never changed: give the form a new version."
    ),
    "centre-unusable": lambda: _(
        "A centre's id is one line of at most 64 bytes. Nothing was made of “{centre}”."
    ),
    "scope-unusable": lambda: _(
        "A device certifies at most 32 form codes or beginnings of them, of at most 64 bytes each, or * for all. Nothing was made of “{scope}”."
    ),
    "scope-unknown": lambda: _(
        "No form of the catalogue is “{scope}” or begins with it, so no code was made. The forms that there are: {forms}."
    ),
    "days-unusable": lambda: _("A delegation lasts between 1 and {most} days."),
    "no-such-device": lambda: _(
        "“{device}” names no device, or more than one. See their ids: assessor-app issuer status."
    ),
    "no-such-centre": lambda: _(
        "There is no centre {centre}. See which there are: assessor-app issuer status."
    ),
    "person-unusable": lambda: _("A person's id is 32 characters of 0–9 and a–f."),
    "subject-missing": lambda: _("Say who: --device, --centre, or --person with their --centre."),
    "suspended-already": lambda: _("This suspension is in force already. Nothing was changed."),
    "not-suspended": lambda: _("There is no such suspension to end. Nothing was changed."),
    "port-taken": lambda: _("Port {port} is in use, or may not be used. Choose another with --port."),
    "too-often": lambda: _("Too many requests came from here. Try again in {seconds} seconds."),
    "sent-too-slowly": lambda: _(
        "What was sent came too slowly, and the issuer did not wait for the rest. Nothing of it was stored; send it again, in smaller parts."
    ),
    "not-found": lambda: _("There is nothing here. Look at the address again."),
    "method-unknown": lambda: _("This address is not asked in this way."),
    "too-large": lambda: _(
        "What was sent is larger than the issuer takes at once. Send it in smaller parts."
    ),
    "request-unreadable": lambda: _(
        "The issuer cannot read this request. Send it as its documentation says."
    ),
    "issuer-fault": lambda: _(
        "Something went wrong at the issuer, and was noted there. Nothing was lost: send it again later."
    ),
    "enrolment-other-issuer": lambda: _(
        "This request is for another awarding body. Nothing was changed; send it there."
    ),
    "enrolment-refused": lambda: _(
        "The issuer does not know this device, or does not let it begin anew. Ask the awarding body for a new code."
    ),
    "country-unusable": lambda: _(
        "“{country}” is no country’s two letters (ISO 3166), like DE or KE. Nothing was changed."
    ),
    "sample-not-here": lambda: _(
        "This is the sample centre: its people are invented. It joins only an issuer that was made to try things out, under the host issuer.example or localhost."
    ),
    "sample-among-others": lambda: _(
        "Sample data and real work do not go under one centre. Ask the awarding body for a code of another centre."
    ),
    "device-known": lambda: _("This device is enrolled already, by another request. Nothing was changed."),
    "no-such-form-version": lambda: _(
        "{form} was never published here. The catalogue in the console lists the versions that were."
    ),
    "share-out-of-range": lambda: _("{share} of a hundred is no share. Give a number from 0 to 100."),
    "evidence-store-unknown": lambda: _(
        "Evidence cannot be kept there. Give a folder that may be written to, or the address of an object store: s3://bucket/folder."
    ),
    "evidence-store-away": lambda: _(
        "The issuer cannot keep evidence at present. Nothing was lost: it is sent again later."
    ),
    "stick-missing": lambda: _("There is no folder {path}. Put the stick in, and name its folder."),
}
