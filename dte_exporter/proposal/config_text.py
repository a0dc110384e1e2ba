"""The proposed config as a file that a person reads, and then changes."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dte_exporter.proposal.profile import Profile
from dte_exporter.proposal.roles import Guess, Proposal, positive
from dte_exporter.proposal.source_text import Source
from dte_exporter.proposal.windows import ProposedWindows
from dte_exporter.proposal.yaml_text import listed, text


@dataclass(frozen=True, slots=True)
class Placed:
    """A data set's name in the config, the path of its file as the config words it, and the file itself."""

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
        The one that it is held against, None where that is itself.
    profile : Profile
        How it looks.
    proposal : Proposal
        What its columns could be for.
    windows : ProposedWindows
        Which rows are compared.
    lacking : tuple of str
        Columns that the reference does not have, or not with the same kind of values.
    """

    dataset: Placed
    reference: Placed | None
    profile: Profile
    proposal: Proposal
    windows: ProposedWindows
    lacking: tuple[str, ...] = ()


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
        *_drift(found.dataset.name),
        *_fairness(found),
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
    yield "    windows:"
    for why in found.windows.why:
        yield f"      # {why}"
    yield f"      reference: {found.windows.reference}"
    yield f"      current: {found.windows.current}"


def _reference(reference: Placed | None) -> Iterator[str]:
    if reference is not None:
        yield f"  {text(reference.name)}:"
        yield from _source(reference)


def _source(placed: Placed) -> Iterator[str]:
    for line in (*placed.source.decisions(), *placed.source.lines(placed.path)):
        yield f"    {line}"


def _columns(found: Findings) -> Iterator[str]:
    proposal = found.proposal
    for role in ("key", "time", "prediction", "probability", "label"):
        guess: Guess | None = getattr(proposal, role)
        if guess is not None:
            yield f"{role}: {text(guess.column.name)}  # {guess.why}"
    yield from _types(proposal)
    yield from _positive(proposal)
    yield from _sensitive(proposal)
    yield f"features: {{exclude: {listed((*proposal.exclude, *found.lacking))}}}  # {_excluded(found)}"


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
    if not proposal.sensitive:
        yield "# sensitive: []  # columns whose groups should be treated alike; no name here says so"
        return
    yield f"# sensitive: {listed(proposal.sensitive)}  # for you to decide: should these groups be treated alike?"
    if proposal.prediction is None and proposal.label is not None:
        yield (
            f"# prediction: {text(proposal.label.column.name)}"
            "  # no column holds predictions; the label in its place tells how fair the outcomes themselves are"
        )


def _excluded(found: Findings) -> str:
    reasons = [f"{text(name)} {why}" for name, why in found.proposal.exclude.items()]
    reasons += [f"the reference has no {text(name)}, or another kind of it" for name in found.lacking]
    return "; ".join(reasons) or "every column that has no other role is a feature"


def _drift(dataset: str) -> Iterator[str]:
    yield f"  {dataset}-drift:"
    yield "    check: drift"
    yield f"    dataset: {text(dataset)}"
    yield "    every: 1h"
    yield "    objectives:"
    yield "      columns_ratio: {max: 0.3}  # more than three features in ten have moved: time to look why"


def _fairness(found: Findings) -> Iterator[str]:
    if found.proposal.classes is None or not found.proposal.sensitive:
        return
    yield ""
    yield "  # Uncomment it together with sensitive above."
    yield f"  # {found.dataset.name}-fairness:"
    yield "  #   check: fairness"
    yield f"  #   dataset: {text(found.dataset.name)}"
    yield "  #   every: 1h"
    yield "  #   objectives:"
    yield "  #     demographic_parity_difference: {max: 0.1}  # rates of the positive class at most 0.1 apart"
    yield "  #     group_impact_ratio: {min: 0.8}  # the four-fifths rule: no group below 0.8 of the best group's rate"
