"""A server that answers as it is told to: as an issuer, as the sign-in page of a network, or not at all."""

import socketserver
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec


@dataclass
class Server:
    """`answers` are whole HTTP answers, in their order; the last one again and again. `asked` is what came."""

    url: str = ""
    answers: list[bytes] = field(default_factory=list)
    asked: list[bytes] = field(default_factory=list)


def http(status: str, body: bytes = b"", *headers: str) -> bytes:
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", "Connection: close", *headers, "", ""]
    return "\r\n".join(lines).encode("ascii") + body


@contextmanager
def answering(*answers: bytes, tls: ssl.SSLContext | None = None) -> Iterator[Server]:
    """An empty answer closes the connection without a word."""
    server = Server(answers=list(answers))

    class Handler(socketserver.StreamRequestHandler):
        timeout = 10

        def handle(self) -> None:
            head, length = b"", 0
            while line := self.rfile.readline():
                head += line
                if line.lower().startswith(b"content-length:"):
                    length = int(line.split(b":")[1])
                if line == b"\r\n":
                    break
            body = self.rfile.read(length)
            server.asked.append(head + body)
            self.wfile.write(server.answers.pop(0) if len(server.answers) > 1 else server.answers[0])

    class Quiet(socketserver.ThreadingTCPServer):
        def handle_error(self, request: object, client_address: object) -> None:
            """Whoever does not believe a certificate hangs up."""

    with Quiet(("127.0.0.1", 0), Handler) as running:
        if tls is not None:
            running.socket = tls.wrap_socket(running.socket, server_side=True)
        server.url = f"http://127.0.0.1:{running.server_address[1]}"
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield server
        finally:
            running.shutdown()
            thread.join()


def nobody_vouches(folder: Path) -> ssl.SSLContext:
    """TLS with a certificate that is signed by itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    kept = folder / "localhost.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    kept.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(kept)
    return context
