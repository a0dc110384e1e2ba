"""The proposed config as a file that a person reads, and then changes."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from dte_exporter.proposal.column_facts import Profile
from dte_exporter.proposal.comparable_windows import ProposedWindows
from dte_exporter.proposal.guessed_roles import Guess, Proposal, positive
from dte_exporter.proposal.proposed_checks import Decision, decisions
from dte_exporter.proposal.yaml_scalar import listed, text
from dte_exporter.tables.table import Table


class Source(Protocol):
    """A source as the config words it."""

    @property
    def table(self) -> Table:
        """Its rows."""
        ...

    @property
    def is_headless(self) -> bool:
        """Whether its columns have numbers for names."""
        ...

    def lines(self, path: str) -> Iterator[str]:
        """Yield the lines of YAML that describe the source at `path`."""
        ...

    def decisions(self) -> Iterator[str]:
        """Yield what a person must decide, a comment each."""
        ...


@dataclass(frozen=True, slots=True)
class Placed:
    """A data set's name in the config, where its rows are as the config words it, and its source."""

    name: str
    path: str
    source: Source


@dataclass(frozen=True, slots=True)
class Findings:
    """All that the text is made from.

    Parameters
    ----------
    dataset : Placed
        The data set that is watched.
    reference : Placed or None
        The one that it is held against, None where there is none.
    profile : Profile
        How it looks.
    proposal : Proposal
        What its columns could be for.
    windows : ProposedWindows or None
        Which rows are compared, None where nothing parts them.
    lacking : tuple of str
        Columns that the reference does not have, or not with the same kind of values.
    """

    dataset: Placed
    reference: Placed | None
    profile: Profile
    proposal: Proposal
    windows: ProposedWindows | None
    lacking: tuple[str, ...] = ()

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """What is decided on each kind of check."""
        return decisions(self.profile, self.proposal, self.windows)


def config_text(found: Findings, output: str) -> str:
    """Return the whole file, which `output` is to be the name of."""
    lines = [
        f"# Proposed by dte-exporter init, from {found.profile.rows} rows of {text(Path(found.dataset.path).name)}.",
        "# What could not be known is guessed, and says so. Read it through, change it, then:",
        f"#   dte-exporter check-config {output}",
        f"#   dte-exporter run --config.file {output}",
        *_headless(found.dataset.source),
        "",
        "datasets:",
        *_dataset(found),
        *_reference(found.reference),
        "",
        "checks:",
        *_checks(found),
    ]
    return "\n".join(lines) + "\n"


def _headless(source: Source) -> Iterator[str]:
    if source.is_headless:
        yield "#"
        yield "# The first line of the file looks like data, so its columns are called column1, column2 and so on."
        yield "# Give the file a first line of names and run init again, or list the names in source.csv.header."


def _dataset(found: Findings) -> Iterator[str]:
    yield f"  {text(found.dataset.name)}:"
    yield from _source(found.dataset)
    yield "    columns:"
    for line in _columns(found):
        yield f"      {line}"
    yield from _personal(found.proposal)
    if found.windows is None:
        return
    yield "    windows:"
    for why in found.windows.why:
        yield f"      # {why}"
    yield f"      reference: {found.windows.reference}"
    yield f"      current: {found.windows.current}"


def _personal(proposal: Proposal) -> Iterator[str]:
    if proposal.personal:
        yield "    personal_data:  # told from names and texts: correct it, and add what is not seen"
        yield "      columns:"
        yield from (f"        {text(name)}: {one.category}  # {one.why}" for name, one in proposal.personal.items())


def _reference(reference: Placed | None) -> Iterator[str]:
    if reference is not None:
        yield f"  {text(reference.name)}:"
        yield from _source(reference)


def _source(placed: Placed) -> Iterator[str]:
    for line in (*placed.source.decisions(), *placed.source.lines(placed.path)):
        yield f"    {line}"


def _columns(found: Findings) -> Iterator[str]:
    proposal = found.proposal
    for role, guess in _roles(proposal):
        yield f"{role}: {text(guess.column.name)}  # {guess.why}"
    yield from _types(proposal)
    yield from _positive(proposal)
    yield from _sensitive(proposal)
    lacking = (name for name in found.lacking if name not in proposal.exclude)
    yield f"features: {{exclude: {listed((*proposal.exclude, *lacking))}}}  # {_excluded(found)}"


def _roles(proposal: Proposal) -> Iterator[tuple[str, Guess]]:
    """Yield each role that a column is proposed for; an outcome that stands for the prediction is no label as well."""
    stands_in = proposal.prediction is None and proposal.decided is not None
    roles = {
        "key": proposal.key,
        "time": proposal.time,
        "prediction": proposal.decided,
        "probability": proposal.probability,
        "label": None if stands_in else proposal.label,
    }
    yield from ((role, guess) for role, guess in roles.items() if guess is not None)


def _types(proposal: Proposal) -> Iterator[str]:
    if proposal.epoch is not None and proposal.time is not None:
        yield f"types: {{{text(proposal.time.column.name)}: {proposal.epoch}}}  # its numbers are of that size"


def _positive(proposal: Proposal) -> Iterator[str]:
    classes = proposal.classes
    value = positive(classes) if classes else None
    if classes is not None and value is not None:
        yield f"positive: {text(value)}  # a guess, of {listed(classes.values)}"
    if classes is not None:
        yield "favourable: true  # false where the positive class is bad news for a person: denial, fraud, illness"


def _sensitive(proposal: Proposal) -> Iterator[str]:
    if proposal.sensitive:
        yield f"sensitive: {listed(proposal.sensitive)}  # by their names: leave out what should not be treated alike"
    else:
        yield "# sensitive: []  # columns whose groups should be treated alike; none can be compared as it is"
    for column in proposal.in_bands:
        yield f"# {text(column.name)} has {column.distinct} values, too many for groups: name its bands in sensitive,"
        yield f"# such as {{column: {text(column.name)}, bands: [30, 45, 60]}} for under 30, 30 to under 45, and so on."


def _excluded(found: Findings) -> str:
    exclude = found.proposal.exclude
    reasons = [f"{text(name)} {why}" for name, why in exclude.items()]
    reasons += [
        f"the reference has no {text(name)}, or another kind of it" for name in found.lacking if name not in exclude
    ]
    return "; ".join(reasons) or "every column that has no other role is a feature"


def _checks(found: Findings) -> Iterator[str]:
    name = found.dataset.name
    for one in found.decisions:
        if not one.why_not:
            yield f"  {name}-{one.kind}:"
            yield f"    check: {one.kind}"
            yield f"    dataset: {text(name)}"
            yield "    every: 1h"
            yield from (f"    {line}" for line in one.lines)
    declined = [one for one in found.decisions if one.why_not]
    if declined:
        yield "  # Not proposed:"
        yield from (f"  # {one.kind}: {one.why_not}" for one in declined)
