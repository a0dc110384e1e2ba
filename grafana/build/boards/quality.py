"""Quality: whether the data are whole, in time and as agreed, and where not, in which column and by which rule."""

from grafana_foundation_sdk.builders.dashboard import Dashboard

from grafana.build import colours
from grafana.build.frame import pillar_board
from grafana.build.objectives import limits_of
from grafana.build.panels import Panel, lines
from grafana.build.people import with_owner_and_team
from grafana.build.query import Query, by, of, unit
from grafana.build.ranking import highest, lowest_few, rows, rows_from_below
from grafana.build.tables import STATE, Columns, listing

_CHECK = "check, dataset"
_COLUMN = "check, dataset, column"
_EXPECTATION = "check, dataset, suite, expectation, column"
_SUITE = "check, dataset, suite"
_RULE = "check, dataset, contract, field, rule"
_SHARES = ("missing", "blank", "padded", "mistyped", "future", "out_of_range", "out_of_set")
"""What is told of each column, as a share of its rows."""

_PEOPLE = {"dataset": "data set", "owner": "owner", "team": "team"}
_NO_FACTS = "No check of quality has looked at a column."


def board() -> Dashboard:
    """Return the board of the pillar."""
    return pillar_board(
        "quality",
        "DTE / Quality",
        "Whether the data are whole, in time and as agreed; where not, in which column, by which rule, and since when.",
        (
            ("Columns", (_missing(), _worst(), _columns())),
            ("Rows", (_volume(), _tables(), _unmatched(), _changes())),
            ("Freshness", (_age(), _due())),
            ("Suites and contracts", (_suites(), _contracts(), _expectations(), _rules())),
        ),
    )


def _share(kind: str) -> str:
    return of(f"dte_quality_{kind}_ratio")


def _told(*kinds: str) -> str:
    """Return some shares of each column, told apart by ``kind``: else one would hide another of the same labels."""
    told = (f'label_replace({by(_COLUMN, _share(kind))}, "kind", "{kind}", "", "")' for kind in kinds)
    return " or ".join(told)


def _missing() -> Panel:
    name = "dte_quality_missing_ratio"
    return lines(
        "Missing values, the worst column",
        "Share of a data set's rows that have no value in the column which misses the most. The dashed rule is the "
        "strictest limit of an objective.",
        [Query(highest(by("dataset", of(name))), "{{dataset}}"), limits_of("quality", "missing_ratio")],
        unit(name),
        empty=_NO_FACTS,
    ).min(0)


def _worst() -> Panel:
    return lines(
        "Other faults, the worst column",
        "The largest share of blank, padded, mistyped or future values, or of values out of range or set, in any "
        "column of a data set.",
        [Query(highest(f"max by (dataset) ({_told(*_SHARES[1:])})"), "{{dataset}}")],
        unit("dte_quality_blank_ratio"),
        empty=_NO_FACTS,
    ).min(0)


def _columns() -> Panel:
    worst = f"max by ({_COLUMN}) ({_told(*_SHARES)})"
    found = rows(f"({worst} > 0)")
    shares = {_words(kind): Query(f"{by(_COLUMN, _share(kind))} and {found}") for kind in _SHARES}
    return listing(
        "Columns with faults",
        "The worst first: the largest of its shares, then each. A dash is a kind that is not looked for in the column.",
        Columns(
            {"worst": Query(f"{with_owner_and_team(f'({worst})')} and on ({_COLUMN}) {found}"), **shares},
            {"column": "column", **_PEOPLE},
            {"worst": "dte_quality_missing_ratio", **{_words(kind): f"dte_quality_{kind}_ratio" for kind in _SHARES}},
        ),
        height=10,
        sort="worst",
        empty="No column that a check of quality looks at has a fault, or no such check has run.",
    )


def _volume() -> Panel:
    score = of("dte_quality_volume_score")
    unusual = f"-max by (dataset) (abs({score}))"
    told = (("dte_quality_volume_rows", "{{dataset}}"), ("dte_quality_volume_expected_rows", "{{dataset}}, estimated"))
    return lines(
        "Rows against what the past lets expect",
        "Of the data sets whose volume is the most unusual for its day, the rows that came, and dashed those that its "
        "own past lets expect.",
        [Query(lowest_few(by("dataset", of(name)), unusual), legend) for name, legend in told],
        "short",
        height=9,
        empty="No check of volume has run in this time.",
    ).min(0)


def _tables() -> Panel:
    counted = {
        "duplicate rows": "dte_quality_duplicate_rows_ratio",
        "duplicate keys": "dte_quality_duplicate_keys_ratio",
        "constant columns": "dte_quality_constant_columns",
        "empty columns": "dte_quality_empty_columns",
    }
    told = by(_CHECK, of("dte_quality_rows"))
    found = rows(told)
    return listing(
        "Data sets",
        "How many rows each check of facts has looked at, and what of them comes twice; columns that say nothing.",
        Columns(
            {
                "rows": Query(f"{with_owner_and_team(told)} and on ({_CHECK}) {found}"),
                **{head: Query(f"{by(_CHECK, of(name))} and {found}") for head, name in counted.items()},
            },
            _PEOPLE,
            counted,
        ),
        width=12,
        height=9,
        sort="rows",
        empty="No check of quality has counted rows.",
    )


def _unmatched() -> Panel:
    name, labels = "dte_quality_unmatched_ratio", "check, dataset, column, referenced"
    return listing(
        "References that lead nowhere",
        "The largest first: the share of rows whose value the data set that it refers to does not have.",
        Columns(
            {"unmatched": Query(with_owner_and_team(rows(f"({by(labels, of(name))} > 0)")))},
            {"column": "column", "referenced": "refers to", **_PEOPLE},
            {"unmatched": name},
        ),
        width=12,
        height=6,
        sort="unmatched",
        empty="Every reference that is looked at leads to a row, or no check looks at any.",
    )


def _changes() -> Panel:
    labels = "check, dataset, column, change"
    return listing(
        "Changes of schemas",
        "Columns that were added, removed, or are of another type or nullability than they were.",
        Columns(
            {"": Query(with_owner_and_team(rows(by(labels, of("dte_quality_schema_changed")))))},
            {"column": "column", "change": "change", **_PEOPLE},
        ),
        width=12,
        height=6,
        empty="No schema has changed, or no check watches one.",
    )


def _age() -> Panel:
    newest = {kind: by("dataset", of(f"dte_quality_newest_{kind}_timestamp_seconds")) for kind in ("event", "load")}
    return lines(
        "Age of the newest row",
        "Since the newest row happened, and since it was loaded, of the data sets whose rows are oldest. A steady rise "
        "is a load that has not come.",
        [Query(lowest_few(f"time() - {told}", told), f"{{{{dataset}}}}: {kind}") for kind, told in newest.items()],
        "s",
        empty="No check of freshness has run in this time.",
    ).min(0)


def _due() -> Panel:
    labels = "check, dataset, of"
    due = by(labels, of("dte_quality_freshness_deadline_timestamp_seconds"))
    found = rows_from_below(due)
    return listing(
        "Newer rows are due",
        "The soonest first: by when a newer event or load has to be there. In time is as the last run found it.",
        Columns(
            {
                STATE: Query(f"1 - {by(labels, of('dte_quality_fresh'))} and {found}"),
                "due": Query(f"1000 * ({with_owner_and_team(due)} and on ({labels}) {found})"),
            },
            {"of": "of", **_PEOPLE},
            {"due": "dte_quality_freshness_deadline_timestamp_seconds"},
            ((1, "overdue", colours.UNMET), (0, "in time", colours.MET)),
        ),
        width=12,
        sort="due",
        ascending=True,
        empty="No check says how old rows may be.",
    )


def _suites() -> Panel:
    success = by(_SUITE, of("dte_quality_success_ratio"))
    found = rows_from_below(success)

    def unmet(severity: str) -> Query:
        severe = of("dte_quality_unmet_expectations", f'severity="{severity}"')
        return Query(f"{by(_SUITE, severe)} and {found}")

    validated = by(_SUITE, of("dte_quality_validated_timestamp_seconds"))
    return listing(
        "Suites of expectations",
        "The least met first: the share of its expectations that are met, and how many are not, by severity. Of "
        "results that another tool wrote, when it did.",
        Columns(
            {
                "met": Query(f"{with_owner_and_team(success)} and on ({_SUITE}) {found}"),
                **{severity: unmet(severity) for severity in ("critical", "warning", "info")},
                "validated": Query(f"1000 * {validated} and {found}"),
            },
            {"suite": "suite", **_PEOPLE},
            {"met": "dte_quality_success_ratio", "validated": "dte_quality_validated_timestamp_seconds"},
        ),
        width=12,
        sort="met",
        ascending=True,
        empty="No suite is validated or read.",
    )


def _contracts() -> Panel:
    kept = by("check, dataset, contract", of("dte_quality_contract_met_ratio"))
    found = rows_from_below(kept)
    info = by("check, contract, version, owner, status", of("dte_quality_contract_info"))
    team = by("check, team", of("dte_check_info"))
    return listing(
        "Contracts",
        "The least kept first: the share of its rules that are kept, in which version, and who answers for it.",
        Columns(
            {
                "kept": Query(
                    f"{found} * on (check, contract) group_left (version, owner, status) {info} "
                    f"* on (check) group_left (team) {team}"
                )
            },
            {"contract": "contract", "version": "version", "status": "status", **_PEOPLE},
            {"kept": "dte_quality_contract_met_ratio"},
        ),
        width=12,
        sort="kept",
        ascending=True,
        empty="No contract is in force.",
    )


def _expectations() -> Panel:
    found = rows(f"(1 - {by(_EXPECTATION, of('dte_quality_expectation_met'))})")
    share = "dte_quality_unexpected_ratio"
    return listing(
        "Expectations",
        "Those that are not met come first, with the share of values that are not as expected.",
        Columns(
            {
                STATE: Query(with_owner_and_team(found)),
                "unexpected": Query(f"{by(_EXPECTATION, of(share))} and {found}"),
            },
            {"expectation": "expectation", "column": "column", "suite": "suite", **_PEOPLE},
            {"unexpected": share},
            ((1, "unmet", colours.UNMET), (0, "met", colours.MET)),
        ),
        height=10,
        sort=STATE,
        empty="No expectation has been judged.",
    )


def _rules() -> Panel:
    return listing(
        "Rules of contracts",
        "Those that are not kept come first, each with the field that it is about.",
        Columns(
            {STATE: Query(with_owner_and_team(rows(f"(1 - {by(_RULE, of('dte_quality_contract_rule_met'))})")))},
            {"field": "field", "rule": "rule", "contract": "contract", **_PEOPLE},
            states=((1, "broken", colours.UNMET), (0, "kept", colours.MET)),
        ),
        height=10,
        sort=STATE,
        empty="No contract is in force.",
    )


def _words(kind: str) -> str:
    return kind.replace("_", " ")
