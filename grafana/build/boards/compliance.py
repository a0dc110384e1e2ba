"""Compliance: which controls are met, which are violated, and what is due next."""

from grafana_foundation_sdk.builders.dashboard import Dashboard

from grafana.build import colours
from grafana.build.frame import pillar_board
from grafana.build.panels import Panel, lines
from grafana.build.people import control_with_owner_and_team, with_owner_and_team
from grafana.build.query import Query, by, metrics, of, unit
from grafana.build.ranking import highest, rows, rows_from_below
from grafana.build.tables import STATE, Columns, listing

_CHECK = "check, dataset"
_CONTROL = "framework, article, control, dataset"
_DEADLINE = "_deadline_timestamp_seconds"
_STATES = (
    (4, "violated", colours.UNMET),
    (3, "no_evidence", colours.UNKNOWN),
    (2, "accepted_gap", colours.ACCEPTED),
    (1, "met", colours.MET),
    (0, "not_applicable", colours.IDLE),
)
"""From the worst on, as a control counts in the worst of its states."""


def board() -> Dashboard:
    """Return the board of the pillar."""
    return pillar_board(
        "compliance",
        "DTE / Compliance",
        "What breaks a rule among what it applies to, and what is due next. It shows what machines can see, and is no "
        "legal advice.",
        (
            ("Controls", (_by_state(), _frameworks(), _controls())),
            ("Evidence", (_course(), _found())),
            ("Deadlines", (_deadlines(),)),
        ),
        since="now-90d",
    )


def _is(state: str) -> str:
    return f'state="{state}"'


def _words(state: str) -> str:
    return state.replace("_", " ")


def _by_state() -> Panel:
    name = "dte_compliance_controls"
    return lines(
        "Controls by state",
        "How many controls of the frameworks are met, violated, without evidence, accepted as a gap, or not "
        "applicable. A control counts once, in the worst of its states; the table below has each.",
        [Query(f"sum ({by('framework', of(name, _is(state)))})", _words(state)) for _, state, _ in _STATES],
        "short",
        width=10,
        meanings={_words(state): colour for _, state, colour in _STATES},
        empty="No framework is in force: the config has no compliance.frameworks.",
    ).min(0)


def _frameworks() -> Panel:
    name, key = "dte_compliance_controls", "framework"

    def in_state(state: str) -> Query:
        return Query(f"{by(key, of(name, _is(state)))} and {found}")

    adherence = by(key, of("dte_compliance_adherence_ratio"))
    found = rows_from_below(adherence)
    info = by("framework, title, owner, team", of("dte_compliance_framework_info"))
    return listing(
        "Frameworks",
        "Adherence: of the controls that apply and are not accepted as a gap, the share that is met.",
        Columns(
            {
                "": Query(f"{info} and on ({key}) {found}"),
                "adherence": Query(found),
                **{_words(state): in_state(state) for _, state, _ in _STATES},
            },
            {"framework": "framework", "owner": "owner", "team": "team"},
            {"adherence": "dte_compliance_adherence_ratio"},
        ),
        width=14,
        sort="adherence",
        ascending=True,
        empty="No framework is in force: the config has no compliance.frameworks.",
    )


def _controls() -> Panel:
    state = " or ".join(
        f"{number} * {by(_CONTROL, of('dte_compliance_control_state', _is(name)))} > 0"
        for number, name, _ in _STATES[:-1]
    )
    violations = by(_CONTROL, of("dte_compliance_control_violations"))
    # Violations add less than 1 to the state: of the same state, the most come first.
    found = rows(f"(({state}) + {violations} / ({violations} + 1) or {state})")
    return listing(
        "Each control",
        "The state of each control on each data set, the worst first, what breaks it, and when its evidence was found. "
        "The exporter's page and its report tell what a control cannot see.",
        Columns(
            {
                STATE: Query(control_with_owner_and_team(found, _CONTROL)),
                "violations": Query(f"{violations} and {found}"),
                "evidence": Query(
                    f"1000 * {by(_CONTROL, of('dte_compliance_evidence_timestamp_seconds'))} and {found}"
                ),
            },
            {
                "control": "control",
                "article": "article",
                "dataset": "data set",
                "framework": "framework",
                "owner": "owner",
                "team": "team",
            },
            {"evidence": "dte_compliance_evidence_timestamp_seconds"},
            tuple((number, _words(name), colour) for number, name, colour in _STATES),
        ),
        height=14,
        sort=STATE,
        empty="No control applies: the config has no compliance.frameworks, or none of their controls has a subject.",
    )


def _course() -> Panel:
    name = "dte_compliance_violations"
    return lines(
        "Violations",
        "Things that break the rule of each check. One is a violation, however many there are that do not.",
        [Query(highest(by(_CHECK, of(name))), "{{check}}, {{dataset}}")],
        unit(name),
        height=10,
        empty="No check of compliance has run in this time.",
    ).min(0)


def _found() -> Panel:
    violations = by(_CHECK, of("dte_compliance_violations"))
    found = rows(violations)
    return listing(
        "What each check found",
        "What the rule of the check applies to, and what of that breaks it. The exporter's page tells the articles.",
        Columns(
            {
                "violations": Query(f"{with_owner_and_team(violations)} and on ({_CHECK}) {found}"),
                "examined": Query(f"{by(_CHECK, of('dte_compliance_examined'))} and {found}"),
            },
            {"check": "check", "dataset": "data set", "owner": "owner", "team": "team"},
        ),
        width=12,
        height=10,
        sort="violations",
        empty="No check of compliance has run.",
    )


def _deadlines() -> Panel:
    """Return every deadline of the pillar in one table, whichever check it comes from."""
    every = sorted(metrics().values(), key=lambda spec: spec.name)
    found = [spec for spec in every if spec.pillar == "compliance" and spec.name.endswith(_DEADLINE)]
    labels = ["check", "dataset", *dict.fromkeys(own for spec in found for own in spec.own_labels)]
    told = " or ".join(
        f'label_replace({by(", ".join(labels), of(spec.name))}, "what", "{_kind(spec.key)}", "", "")' for spec in found
    )
    return listing(
        "Next deadlines",
        "The soonest first: "
        + " ".join(f"{_kind(spec.key).capitalize()}: {spec.help[0].lower()}{spec.help[1:]}" for spec in found),
        Columns(
            {"due": Query(f"1000 * {with_owner_and_team(rows_from_below(f'({told})'))}")},
            {
                "what": "what",
                **{own: own for own in labels[2:]},
                "dataset": "data set",
                "check": "check",
                "owner": "owner",
                "team": "team",
            },
            {"due": found[0].name},
        ),
        height=5,
        sort="due",
        ascending=True,
        empty="Nothing is open whose deadline is still to come; what is overdue counts as a violation.",
    )


def _kind(key: str) -> str:
    return key.removesuffix(_DEADLINE).replace("_", " ")
