"""What this system says of its network: whether there is one, whether somebody pays for each byte, and that it changed."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from assessor_app.services.syncing.schedule import Link

if TYPE_CHECKING:
    from PySide6.QtNetwork import QNetworkInformation

_MANAGED = "networkmanager"
_METERED = frozenset({1, 3})
"""NMMetered: yes, and guessed so."""
_LONGEST_MS = 500


class SystemNetwork(QObject):
    """The system's own word, by Qt. Where it says nothing, a network is taken to be there, and a sync finds out.

    Signals:
        changed(): a network came or went, or is paid for now; heard from the first `link` on.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._known: QNetworkInformation | None = None

    def link(self) -> Link:
        """How it is now."""
        from PySide6.QtNetwork import QNetworkInformation

        if self._known is None:
            if not QNetworkInformation.loadDefaultBackend():
                return Link(reachable=True)
            self._known = QNetworkInformation.instance()
            self._known.reachabilityChanged.connect(self.changed)
            self._known.isMeteredChanged.connect(self.changed)
            self._known.isBehindCaptivePortalChanged.connect(self.changed)
        known = self._known
        away = known.reachability() == QNetworkInformation.Reachability.Disconnected
        portal = known.supports(QNetworkInformation.Feature.CaptivePortal) and known.isBehindCaptivePortal()
        metered = known.supports(QNetworkInformation.Feature.Metered) and _is_metered(known)
        return Link(reachable=not (away or portal), metered=metered)


def _is_metered(known: "QNetworkInformation") -> bool:
    """NetworkManager is asked itself: Qt (6.11) hears that it changed, and never asks how it was at first."""
    if known.backendName() != _MANAGED:
        return known.isMetered()
    from PySide6.QtDBus import QDBusConnection, QDBusInterface, QDBusVariant

    name, path = "org.freedesktop.NetworkManager", "/org/freedesktop/NetworkManager"
    asked = QDBusInterface(name, path, "org.freedesktop.DBus.Properties", QDBusConnection.systemBus())
    asked.setTimeout(_LONGEST_MS)
    said = asked.call("Get", name, "Metered").arguments()
    if said and isinstance(said[0], QDBusVariant):
        return said[0].variant() in _METERED
    return known.isMetered()
