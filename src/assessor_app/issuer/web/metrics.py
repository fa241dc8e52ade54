"""Counters of one process, as Prometheus reads them."""

import threading
from collections import Counter
from collections.abc import Iterable

PREFIX = "assessor_issuer_"
Labels = tuple[tuple[str, str], ...]


class Metrics:
    """Counts since this process began. Labels hold routes, codes and states, nothing that names anybody."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._counts: Counter[tuple[str, Labels]] = Counter()
        self._seconds: Counter[tuple[str, Labels]] = Counter()

    def count(self, name: str, by: int = 1, **labels: str) -> None:
        with self._lock:
            self._counts[name, tuple(sorted(labels.items()))] += by

    def took(self, name: str, milliseconds: int, **labels: str) -> None:
        """Adds to a sum of time."""
        with self._lock:
            self._seconds[name, tuple(sorted(labels.items()))] += milliseconds

    def text(self, gauges: Iterable[tuple[str, Labels, int]]) -> str:
        """Everything in Prometheus' text format, with gauges read now."""
        with self._lock:
            counts, times = dict(self._counts), dict(self._seconds)
        lines: list[str] = []
        lines += _family(
            "counter", [(f"{name}_total", labels, str(n)) for (name, labels), n in counts.items()]
        )
        lines += _family(
            "counter",
            [(f"{name}_seconds_total", labels, f"{ms / 1000:.3f}") for (name, labels), ms in times.items()],
        )
        lines += _family("gauge", [(name, labels, str(value)) for name, labels, value in gauges])
        return "\n".join(lines) + "\n"


def _family(kind: str, samples: list[tuple[str, Labels, str]]) -> list[str]:
    lines: list[str] = []
    told = ""
    for name, labels, value in sorted(samples):
        if name != told:
            lines.append(f"# TYPE {PREFIX}{name} {kind}")
            told = name
        written = ",".join(f'{key}="{_escaped(text)}"' for key, text in labels)
        lines.append(f"{PREFIX}{name}{{{written}}} {value}" if written else f"{PREFIX}{name} {value}")
    return lines


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
