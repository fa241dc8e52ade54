"""Sentences about the data folder, its records, disks and copies."""

from collections.abc import Callable

from assessor_app.wording.catalogue import gettext as _

SENTENCES: dict[str, Callable[[], str]] = {
    "already-open": lambda: _(
        "The program is already open on this data folder ({path}). Use that window, or close it first."
    ),
    "chain-behind": lambda: _(
        "This folder is older than what was last signed on this computer (record {here} here, {mark} there): it was restored from a copy. Nothing is lost; open Sync and start a new chain of records to sign again."
    ),
    "chain-forked": lambda: _(
        "Another copy of this folder signed other records after number {seq}. Nothing is lost; open Sync and start a new chain of records to sign here."
    ),
    "chain-restored": lambda: _(
        "This folder was restored from a copy, and the folder that the copy was made of may still be signing. Nothing is lost; open Sync and start a new chain of records to sign here."
    ),
    "chain-without-mark": lambda: _(
        "This folder was copied from another computer, which may still be signing. Nothing is lost; open Sync and start a new chain of records to sign here."
    ),
    "clock-question": lambda: _(
        "The computer's clock says {now}; the last record was signed at {last} ({doubt}). Is it really {now}? If not, set the clock first; nothing was signed yet."
    ),
    "copy-damaged": lambda: _("The copy is damaged ({detail}) and was not restored. Try an older copy."),
    "copy-differs": lambda: _(
        "What was read back from the stick is not what was written. The copy was removed; do not trust this stick."
    ),
    "copy-other-key": lambda: _(
        "This recovery key does not open this copy. Look for the sheet from the time when the copy was made."
    ),
    "copy-unreadable": lambda: _("{detail} is not a copy made by this program."),
    "database-corrupt": lambda: _(
        "The database file is damaged ({detail}). Nothing was changed. Copy the folder aside, then restore the newest copy from the stick."
    ),
    "database-exists": lambda: _(
        "There is already a database at {path}; it was left untouched. Choose an empty folder."
    ),
    "database-foreign": lambda: _(
        "The database file is not one of this program's, belongs to other keys, or its first page is torn. Nothing was changed. Restore the newest copy from the stick."
    ),
    "database-locked": lambda: _(
        "The database is busy: another program holds it. Nothing of this step was saved; try again in a moment."
    ),
    "database-missing": lambda: _(
        "There is no database at {path}. Choose another folder, or set up a centre here."
    ),
    "database-newer": lambda: _(
        "The database was written by a newer version of this program (it knows {migration}). Install that version; nothing was changed."
    ),
    "database-older": lambda: _(
        "The database must first be brought up to this version of the program. Open it once in the window."
    ),
    "database-unopenable": lambda: _(
        "The database file cannot be opened ({detail}). Check that the disk is there and that you may read the folder."
    ),
    "disk-failed": lambda: _(
        "The disk refused to read or write ({detail}). It may be failing, full or pulled out. This last step was not saved; copy everything to a stick now."
    ),
    "disk-full": lambda: _(
        "The disk is full ({detail}). This last step was not saved; everything before it is. Free some space and do it again."
    ),
    "disk-readonly": lambda: _(
        "The disk does not let us write ({detail}). This last step was not saved; everything before it is."
    ),
    "system-refused": lambda: _(
        "This computer refused to read or write {path} ({why}). Look whether it is there, whether you may, and whether the disk has room; what was done before stands."
    ),
    "entry-doubled": lambda: _(
        "This learner is already listed in this sitting for {form}. Look for their number in the list."
    ),
    "folder-not-empty": lambda: _(
        "{path} is not empty; it was left untouched. Choose an empty folder, or a name that does not exist yet."
    ),
    "folder-unreadable": lambda: _(
        "You may not read the data folder ({path}). Open it as the user who made it, or ask whoever manages this computer."
    ),
    "keyring-unavailable": lambda: _(
        "The keyring of this computer cannot be used: there is none, it is locked, or it does not answer. Open with a passphrase."
    ),
    "keys-missing": lambda: _(
        "The file of keys ({path}) is missing, so no passphrase can open this folder. Put keys.json back from a copy, or restore the copy from the stick with the recovery key."
    ),
    "keys-unreadable": lambda: _(
        "The file of keys ({path}) and its second copy are damaged, so no passphrase can open this folder. Restore the copy from the stick with the recovery key."
    ),
    "last-slot": lambda: _(
        "This is the last way into the data folder. Give somebody else a passphrase, or make a recovery key, first."
    ),
    "migration-failed": lambda: _(
        "The database could not be brought up to this version ({migration}). It is back as it was; a copy is kept as backups/{copy}. Go on with the version you had, and send us the log."
    ),
    "no-data-folder": lambda: _(
        "There is no data of this program in {path}. Look at the name after --data again; without --data it is this user's own folder."
    ),
    "no-recovery-key": lambda: _(
        "This data folder has no recovery key, so a copy could never be opened. Make a recovery key in Settings first."
    ),
    "no-such-assessment": lambda: _(
        "This assessment is not in this data folder any more. Go back to the list."
    ),
    "no-such-entry": lambda: _("This entry is no longer in the sitting. Go back to the list."),
    "no-such-record": lambda: _("This record is not in this data folder. Run “records check”."),
    "no-such-sitting": lambda: _("This sitting is not in this data folder any more. Go back to the list."),
    "not-set-up": lambda: _(
        "There is no centre in this folder yet. Open the window to set one up, or run “assessor-app demo”."
    ),
    "passphrase-wrong": lambda: _("The passphrase is wrong. Nothing is lost: try again."),
    "path-unusable": lambda: _(
        "This place cannot be used ({detail}). Nothing was written; choose another folder or a shorter name."
    ),
    "recovery-key-wrong": lambda: _(
        "This recovery key belongs to another data folder. Look for the paper of this one."
    ),
    "restart-not-needed": lambda: _("The chain of records may go on as it is; nothing was changed."),
    "slot-unknown": lambda: _("That way in no longer exists. Choose a name from the list."),
    "slot-unreadable": lambda: _(
        "The file that holds the keys of this data folder is damaged. Restore it from a copy."
    ),
    "stick-file-too-large": lambda: _(
        "The stick's file system ends at 4 GB a file. Format it as exFAT, or use another stick."
    ),
    "stick-full": lambda: _(
        "The stick has no room for the copy. Nothing was written that looks like a copy; use a larger stick."
    ),
    "stick-gone": lambda: _(
        "The stick is gone or does not answer ({detail}). No copy was made; plug it in and start again."
    ),
    "stick-readonly": lambda: _("The stick does not let us write ({detail}). Unlock it, or use another."),
}
