"""Trust overview: whether everything holds, and if not, what does not, since when."""

from grafana_foundation_sdk.builders.dashboard import Dashboard

from grafana.build import colours
from grafana.build.frame import framed
from grafana.build.objectives import counted, failing, standing, unmet
from grafana.build.panels import Panel, lines, states
from grafana.build.query import Query, of, unit
from grafana.build.ranking import highest

_OF_PILLAR = 'pillar=~"$pillar"'


def board() -> Dashboard:
    """Return the board that people open first."""
    return framed(
        "overview",
        "DTE / Trust overview",
        "Whether trust in the data holds: objectives met, unmet and unknown, then one row a pillar.",
        (
            ("Now", (*standing(), unmet(), _course(), failing(6).height(8))),
            ("$pillar", (*standing(_OF_PILLAR, width=3, height=7), _states())),
        ),
    )


def _course() -> Panel:
    return lines(
        "Trust over time",
        "Trust ratio by pillar. A fall says that an objective is no longer met, or no longer known.",
        [Query(f"min by (pillar) ({of('dte_trust_ratio')})", "{{pillar}}")],
        unit("dte_trust_ratio"),
        width=18,
        empty="No objective is set on anything.",
    ).max(1)


def _states() -> Panel:
    met, known, every = (counted(what, _OF_PILLAR) for what in ("met:sum", "known:sum", "known:count"))
    state = f"2 * ({met} == bool {every}) + ({known} > bool {met})"
    return states(
        "Objectives of $pillar",
        "The worst objectives over time: met by all that one is about, unmet by some, or unknown where no value came. "
        "Which column or group it is, the table above and the pillar's own board tell.",
        Query(highest(state, f"2 * ({known} > bool {met}) + ({every} > bool {known})"), "{{objective}}, {{dataset}}"),
        colours.words(_0="unknown", _1="unmet", _2="met"),
        colours.steps((None, colours.UNKNOWN), (1, colours.UNMET), (2, colours.MET)),
        width=12,
        height=7,
        empty="No objective is set on this pillar.",
    )
