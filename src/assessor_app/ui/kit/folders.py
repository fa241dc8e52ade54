"""Where dialogs for files begin: in the folder used last, or on a stick; never wherever the program was started."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QStandardPaths, QStorageInfo

_USED = "folder-used-last"
_MOUNTED_UNDER = ("/media/", "/run/media/", "/Volumes/")


def beginning(*, stick: bool = False) -> str:
    """The folder that a dialog shows first; `stick` where a stick is meant, whatever was used before."""
    ways = [sticks(), _used_last()] if stick else [_used_last(), sticks()]
    kept = QStandardPaths.standardLocations(QStandardPaths.StandardLocation.DocumentsLocation)
    return next(
        (folder for way in (*ways, kept) for folder in way if Path(folder).is_dir()), str(Path.home())
    )


def places() -> list[str]:
    """Where somebody may look: sticks, their documents, what they loaded down, their home."""
    standard = QStandardPaths.StandardLocation
    kept = [
        folder
        for one in (standard.DocumentsLocation, standard.DownloadLocation, standard.HomeLocation)
        for folder in QStandardPaths.standardLocations(one)
    ]
    return [folder for folder in dict.fromkeys((*sticks(), *kept)) if Path(folder).is_dir()]


def used(chosen: Path) -> None:
    """Somebody chose this file (or folder): the next dialog begins there."""
    folder = chosen if chosen.is_dir() else chosen.parent
    application = QCoreApplication.instance()
    if application is not None:
        application.setProperty(_USED, str(folder))


def sticks() -> list[str]:
    """Where sticks are mounted, if any is."""
    volumes = QStorageInfo.mountedVolumes()
    return [one.rootPath() for one in volumes if one.isReady() and one.rootPath().startswith(_MOUNTED_UNDER)]


def _used_last() -> list[str]:
    application = QCoreApplication.instance()
    kept = application.property(_USED) if application is not None else None
    return [kept] if isinstance(kept, str) else []
