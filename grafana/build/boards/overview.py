"""Trust overview: whether everything holds, and if not, what does not, since when."""

from grafana_foundation_sdk.builders.dashboard import Dashboard

from grafana.build import colours
from grafana.build.frame import framed
from grafana.build.objectives import counts, failing, standing, unmet
from grafana.build.panels import Panel, lines, states
from grafana.build.query import Query, of, unit
from grafana.build.ranking import highest

_OF_PILLAR = 'pillar=~"$pillar"'


def board() -> Dashboard:
    """Return the board that people open first."""
    return framed(
        "overview",
        "DTE / Trust overview",
        "Whether trust in the data holds: how many objectives are met, unmet or neither, then one row a pillar.",
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
    met, insufficient, known, every = counts(_OF_PILLAR)
    unmet_by, open_by = f"({known} > bool {met} + {insufficient})", f"({insufficient} > bool 0)"
    state = f"3 * ({met} == bool {every}) + {unmet_by} + 2 * ({met} + {insufficient} == bool {every}) * {open_by}"
    worst = f"4 * {unmet_by} + 2 * ({every} > bool {known}) + {open_by}"
    return states(
        "Objectives of $pillar",
        "The worst objectives over time: met by all that one is about, unmet by some, unknown where no value came, or "
        "of insufficient evidence. Which column or group it is, the table above and the pillar's own board tell.",
        Query(highest(state, worst), "{{objective}}, {{dataset}}"),
        colours.words(_0="unknown", _1="unmet", _2="insufficient evidence", _3="met"),
        colours.steps((None, colours.UNKNOWN), (1, colours.UNMET), (2, colours.INSUFFICIENT), (3, colours.MET)),
        width=9,
        height=7,
        empty="No objective is set on this pillar.",
    )
