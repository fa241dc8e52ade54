"""NetworkManager as this system's programs see it, played on a bus of a test's own: what is read on stdin is so from then on.

State 70|20     there is a network, or none          Connectivity 4|2|1   all of it, a portal, nothing
Metered 1|2     each byte is paid for, or not
"""

import sys
import threading

from jeepney import DBusAddress, HeaderFields, Message, MessageType, new_error, new_method_return, new_signal
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import open_dbus_connection

NAME = "org.freedesktop.NetworkManager"
PATH = "/org/freedesktop/NetworkManager"


def main(address: str) -> None:
    said: dict[str, tuple[str, object]] = {
        "State": ("u", 70),
        "Connectivity": ("u", 4),
        "Metered": ("u", 2),
        "NetworkingEnabled": ("b", True),
        "Version": ("s", "1.42.0"),
    }
    bus = open_dbus_connection(bus=address)
    bus.send_and_get_reply(message_bus.RequestName(NAME))

    def answer(asked: Message) -> Message:
        member = asked.header.fields[HeaderFields.member]
        if member == "GetAll":
            return new_method_return(asked, "a{sv}", (said,))
        if member == "Get":
            return new_method_return(asked, "v", (said[asked.body[1]],))
        return new_error(asked, "org.freedesktop.DBus.Error.UnknownMethod")

    def serve() -> None:
        while True:
            asked = bus.receive()
            if asked.header.message_type is MessageType.method_call:
                bus.send(answer(asked))

    threading.Thread(target=serve, daemon=True).start()
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    where = DBusAddress(PATH, interface="org.freedesktop.DBus.Properties")
    for line in sys.stdin:
        name, value = line.split()
        said[name] = ("u", int(value))
        bus.send(new_signal(where, "PropertiesChanged", "sa{sv}as", (NAME, {name: said[name]}, [])))


if __name__ == "__main__":
    main(sys.argv[1])
