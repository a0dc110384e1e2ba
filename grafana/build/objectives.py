"""How objectives stand: the first row of every board of a pillar, and the limits that courses are drawn against."""

from collections.abc import Mapping

from grafana_foundation_sdk.builders import stat

from grafana.build import colours
from grafana.build.panels import Panel, number
from grafana.build.people import with_owner_and_team
from grafana.build.query import Query, by, firing, of, recorded, spec, unit
from grafana.build.ranking import rows
from grafana.build.tables import STATE, Columns, listing

OBJECTIVE = "check, objective, pillar, dataset, model"
_SUBJECT = f"{OBJECTIVE}, subject"
_NO_OBJECTIVES = "No objective is set."

_UNMET, _UNKNOWN, _INSUFFICIENT, _ALERTED = 4, 3, 2, 1
_STATES = (
    (_UNMET, "unmet", colours.UNMET),
    (_UNKNOWN, "unknown", colours.UNKNOWN),
    (_INSUFFICIENT, "insufficient evidence", colours.INSUFFICIENT),
    (_ALERTED, "alert still on", colours.ATTENTION),
)


def standing(*matchers: str, width: int = 5, height: int = 3) -> tuple[Panel, ...]:
    """Return the trust ratio and how many objectives are in each state, each of a width and height."""
    met, insufficient, known, every = counts(*matchers)
    return (
        number(
            "Trust",
            "Mean over the checks of the share of objectives that are met: 1 is all. Of several exporters, the least.",
            f"min({of('dte_trust_ratio', *matchers) if matchers else of('dte_trust_overall_ratio')})",
            unit("dte_trust_ratio"),
            width=min(width, 4),
            height=height,
            empty=_NO_OBJECTIVES,
        ),
        number(
            "Unmet",
            "Objectives whose last value lies outside their limits, each of its subjects counted.",
            f"sum({known}) - sum({met}) - sum({insufficient})",
            thresholds=colours.steps((None, colours.MET), (1, colours.UNMET)),
            width=width,
            height=height,
            empty=_NO_OBJECTIVES,
        ),
        number(
            "Unknown",
            "Objectives of which nothing is known: the last run failed, or the value is stale. Unknown is not met.",
            f"sum({every}) - sum({known})",
            thresholds=colours.steps((None, colours.MET), (1, colours.UNKNOWN)),
            width=width,
            height=height,
            empty=_NO_OBJECTIVES,
        ),
        number(
            "Insufficient evidence",
            "Objectives with a value that cannot be told from its limit: more rows may tell. They are neither met nor "
            "unmet, and no alert is on for them.",
            f"sum({insufficient})",
            thresholds=colours.steps((None, colours.MET), (1, colours.INSUFFICIENT)),
            width=width,
            height=height,
            empty=_NO_OBJECTIVES,
        ),
        number(
            "Met",
            "Objectives that are known and within their limits.",
            f"sum({met})",
            thresholds=colours.steps((None, colours.PLAIN), (1, colours.MET)),
            width=width,
            height=height,
            empty=_NO_OBJECTIVES,
        ),
    )


def failing(width: int) -> stat.Panel:
    """Return how many checks did not end their last run well."""
    return number(
        "Checks failing",
        "Checks whose last run did not end well; their objectives are unknown or rest on older values.",
        f"count({by('check', of('dte_check_success'))} == 0) or vector(0)",
        thresholds=colours.steps((None, colours.MET), (1, colours.UNMET)),
        width=width,
        empty="No check has run.",
    )


def counted(what: str, *matchers: str) -> str:
    """Return how many subjects of each objective are in a state, as a rule records it for boards over everything."""
    return by(OBJECTIVE, recorded(f"check_objective:dte_objective_{what}", *matchers))


def unmet(*matchers: str) -> Panel:
    """Return the table of objectives that are not met, or that an alert is on for: as long as it is, it has a row."""
    found = rows(_not_met(*matchers))
    at_fault = f"on ({_SUBJECT}) {by(_SUBJECT, of('dte_objective_met', *matchers))} == 0"
    since = of("dte_objective_since_timestamp_seconds", *matchers)

    def where(expression: str) -> Query:
        return Query(f"{expression} and on ({OBJECTIVE}) {found}")

    return listing(
        "Unmet objectives",
        "Each objective that is not met: what its last run found outside the limits, what is unknown since a run "
        "failed or the value is stale, what the evidence cannot tell, and what an alert is still on for. Of its "
        "subjects (columns, groups) the one furthest out is named, with its value, and they are counted.",
        Columns(
            {
                STATE: Query(found),
                "value": where(_worst(*matchers)),
                "not met": where(f"({counted('known:count', *matchers)} - {counted('met:sum', *matchers)})"),
                "min": where(by(OBJECTIVE, of("dte_objective_limit", *matchers, 'bound="min"'))),
                "max": where(by(OBJECTIVE, of("dte_objective_limit", *matchers, 'bound="max"'))),
                "runs": where(by(OBJECTIVE, of("dte_objective_unmet_runs", *matchers))),
                "since": where(f"1000 * min by ({OBJECTIVE}) ({by(_SUBJECT, since)} and {at_fault})"),
            },
            _labels(*matchers),
            {"since": "dte_objective_since_timestamp_seconds"},
            _STATES,
        ),
        height=7,
        sort=STATE,
        empty="Every objective is met, and no alert on one is on.",
    )


def limits_of(pillar: str, key: str) -> Query:
    """Return the limits that objectives set on the metric called `key`: of many, the strictest."""
    spec(f"dte_{pillar}_{key}")
    which = (f'pillar="{pillar}"', f'objective="{key}"')
    upper, lower = (of("dte_objective_limit", *which, f'bound="{bound}"') for bound in ("max", "min"))
    return Query(f"min by (bound) ({upper}) or {by('bound', lower)}", "limit ({{bound}})")


def counts(*matchers: str) -> tuple[str, str, str, str]:
    """Return how many subjects of each objective are met, of insufficient evidence, known, and there at all."""
    met, insufficient = counted("met:sum", *matchers), counted("insufficient_evidence:sum", *matchers)
    return met, insufficient, counted("known:sum", *matchers), counted("known:count", *matchers)


def _not_met(*matchers: str) -> str:
    """Return a number for the state of each objective that is not met, with who minds its check.

    Runs in a row add less than 1 to it, so that of the same state the longest comes first.
    An alert outlives what it is on: a breach until enough runs are met, and any a while longer, also when no exporter
    tells of the objective any more. Such rows are the alert's own.
    """
    met, insufficient, known, every = counts(*matchers)
    told = (
        f"{_UNMET} * ({met} + {insufficient} < bool {known}) > 0 or {_UNKNOWN} * ({known} < bool {every}) > 0 "
        f"or {_INSUFFICIENT} * ({insufficient} > bool 0) > 0"
    )
    runs = by(OBJECTIVE, of("dte_objective_unmet_runs", *matchers))
    alerted = f"{_ALERTED} * {by(f'{OBJECTIVE}, owner, team', firing(*matchers))}"
    return f"{with_owner_and_team(f'(({told}) + {runs} / ({runs} + 1))')} or on ({OBJECTIVE}) {alerted}"


def _worst(*matchers: str) -> str:
    """Return the value of the subject that lies furthest beyond its limit."""
    excess = by(_SUBJECT, recorded("check_objective_subject:dte_objective_value:excess", *matchers))
    value = by(_SUBJECT, of("dte_objective_value", *matchers))
    return f"{value} and on ({_SUBJECT}) topk by ({OBJECTIVE}) (1, {excess})"


def _labels(*matchers: str) -> Mapping[str, str]:
    """Return the columns of labels; on the board of a pillar its name is in the title, and there is room for more."""
    what = {"objective": "objective", "subject": "worst subject", "dataset": "data set"}
    where = {"model": "model", "check": "check"} if matchers else {}
    return ({} if matchers else {"pillar": "pillar"}) | what | where | {"owner": "owner", "team": "team"}
