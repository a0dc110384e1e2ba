"""Samples become lines: one a series, the same in every format that there is."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import cast

from prometheus_client.utils import floatToGoString

from dte_exporter.metric import SEGMENT, MetricSpec, Sample


class Lines:
    """Writes the series of one family. No name of ours needs escaping, so that only the texts of labels do.

    Parameters
    ----------
    spec : MetricSpec
        The family's declaration.
    """

    def __init__(self, spec: MetricSpec) -> None:
        self._all_rows = _Series(spec.name, spec.labels)
        self._segment = _Series(spec.name, (*spec.labels, SEGMENT))

    def series(self, labels: Mapping[str, str]) -> str:
        """Return the series of these labels, as a line begins. A label that is lacking is empty, but for a segment."""
        return (self._segment if SEGMENT in labels else self._all_rows).of(labels)


class _Series:
    """How a line with some labels begins."""

    def __init__(self, name: str, labels: Iterable[str]) -> None:
        self._labels = tuple(sorted(labels))
        pairs = ",".join(f'{label}="%s"' for label in self._labels)
        self._form = f"{name}{{{pairs}}}" if pairs else name

    def of(self, labels: Mapping[str, str]) -> str:
        return self._form % tuple([_escaped(labels.get(label, "")) for label in self._labels])


def blocks(samples: Iterable[Sample], lines: Mapping[str, Lines]) -> Mapping[str, bytes]:
    """Return the lines of `samples` by family.

    What has no `lines` is left out, and of a series that comes twice the first value stays: either would make
    Prometheus refuse the whole scrape.
    """
    values: dict[str, dict[str, float]] = defaultdict(dict)
    for sample in samples:
        family = lines.get(sample.name)
        if family is not None:
            values[sample.name].setdefault(family.series(sample.labels), sample.value)
    return {name: _block(series) for name, series in values.items()}


def _block(values: Mapping[str, float]) -> bytes:
    return "".join(f"{series} {_number(value)}\n" for series, value in values.items()).encode()


def _number(value: float) -> str:
    return cast(str, floatToGoString(value))


@lru_cache(4096)  # the same few texts come in every line of a check
def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace("\n", r"\n").replace('"', r"\"")
