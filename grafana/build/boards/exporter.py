"""Exporter: whether it measures, in time, and what that costs."""

from grafana_foundation_sdk.builders.dashboard import Dashboard

from grafana.build import colours
from grafana.build.frame import framed
from grafana.build.objectives import failing
from grafana.build.panels import Panel, lines, number, states
from grafana.build.people import with_owner_and_team
from grafana.build.query import Query, by, of, of_scrape, unit
from grafana.build.ranking import highest, longest, rows
from grafana.build.tables import Columns, listing

_ENDED_WELL = colours.steps((None, colours.UNMET), (1, colours.MET))


def board() -> Dashboard:
    """Return the board of the exporter itself."""
    return framed(
        "exporter",
        "DTE / Exporter",
        "Runs, how they ended, how long they took and when the next are due; the scrape and the process.",
        (
            ("Checks", (*_now(), _outcomes(), _durations(), _runs(), _busy(), _waiting(), _skipped(), _lateness())),
            ("Each check", (_listing(),)),
            ("Scrape and process", (_series(), _scrape(), _memory(), _processor())),
        ),
    )


def _now() -> tuple[Panel, ...]:
    success, pending = by("check", of("dte_check_success")), "dte_checks_pending"
    return (
        failing(5),
        number("Checks", "Checks that have run.", f"count({success})", width=5, empty="No check has run."),
        number(
            "Never run",
            "Checks that have not ended a first run.",
            f"max({of(pending)})",
            width=5,
            empty="No exporter is scraped.",
        ),
        number(
            "Series cut",
            "Series that a budget left out. Raise max_series, or narrow the check.",
            f"sum({by('check', of('dte_check_series_dropped'))})",
            thresholds=colours.steps((None, colours.MET), (1, colours.UNMET)),
            width=5,
            empty="No check has run.",
        ),
        number(
            "Config",
            "Whether the last reading of the config worked. If not, the one before stays in force.",
            f"min({of('dte_config_last_reload_successful')})",
            "none",
            _ENDED_WELL,
            width=4,
            empty="No exporter is scraped.",
        ).mappings(colours.words(_0="refused", _1="in force")),
    )


def _outcomes() -> Panel:
    failed = of("dte_check_outcome", 'outcome!="ok"')
    return states(
        "How runs ended, where not well",
        "The outcome of each check's last run over time; the word is in the row's name while it holds. The checks that "
        "failed longest.",
        Query(longest("check, outcome", failed), "{{check}}: {{outcome}}"),
        colours.words(_1="since then"),
        colours.steps((None, colours.UNMET)),
        width=12,
        empty="Every run of every check ended well in this time.",
    )


def _durations() -> Panel:
    name = "dte_check_duration_seconds"
    return lines(
        "Duration of runs",
        "Seconds that the last run of a check took, without waiting for a worker: the longest.",
        [Query(highest(by("check", of(name))), "{{check}}")],
        unit(name),
        height=7,
        empty="No check has run in this time.",
    ).min(0)


def _runs() -> Panel:
    total = of("dte_check_runs_total")
    return lines(
        "Runs a minute, by outcome",
        "Every run counts once, whatever came of it.",
        [Query(f"60 * sum by (outcome) (rate({total}[$__rate_interval]))", "{{outcome}}")],
        "cpm",
        width=24,
        height=6,
        meanings={"ok": colours.MET},
        empty="No check has run in this time.",
    ).min(0)


def _busy() -> Panel:
    busy, workers = of("dte_worker_busy_seconds_total"), of("dte_workers")
    duration, interval = of("dte_check_duration_seconds"), of("dte_check_interval_seconds")
    asked = f"sum by (instance) ({duration} / {interval}) / on (instance) {workers}"
    return lines(
        "Workers busy",
        "Share of their time that workers spend on runs; at 100 % there is no pause, and the next check has to wait. "
        "Beside it what the schedule asks of them, from the last run of each check: beyond 100 % it cannot be kept.",
        [
            Query(highest(f"rate({busy}[$__rate_interval]) / {workers}"), "{{instance}}"),
            Query(highest(asked), "{{instance}}: asked for"),
        ],
        "percentunit",
        width=6,
        height=8,
        empty="No exporter is scraped, or its workers have not begun.",
    ).min(0)


def _waiting() -> Panel:
    return lines(
        "Checks waiting",
        "How many checks are due and wait for a worker. First runs that are brought forward do not wait.",
        [Query(highest(of("dte_checks_waiting")), "{{instance}}")],
        "short",
        width=6,
        height=8,
        empty="No exporter is scraped.",
    ).min(0)


def _skipped() -> Panel:
    skipped = of("dte_check_runs_skipped_total")
    minute = f"60 * sum by (check) (rate({skipped}[$__rate_interval]))"
    lost = f"sum by (check) (increase({skipped}[$__range]))"
    return lines(
        "Runs left out a minute",
        "Runs that could not begin since the one before still waited or ran: the checks that lost the most.",
        [Query(highest(minute, f"{lost} > 0"), "{{check}}")],
        "cpm",
        width=6,
        height=8,
        empty="No run was left out in this time: the workers keep up.",
    ).min(0)


def _lateness() -> Panel:
    name = "dte_check_lateness_seconds"
    return lines(
        "Lateness",
        "Seconds from a check's turn to the start of its run, in which it waited for a worker: the latest.",
        [Query(highest(by("check", of(name))), "{{check}}")],
        unit(name),
        width=6,
        height=8,
        empty="No check has run in this time.",
    ).min(0)


def _listing() -> Panel:
    key = "check, pillar"
    times = {
        "last run": "dte_check_last_run_timestamp_seconds",
        "last success": "dte_check_last_success_timestamp_seconds",
        "next run": "dte_check_next_run_timestamp_seconds",
        "values vanish": "dte_check_stale_timestamp_seconds",
    }
    failed = by(key, of("dte_check_failed_runs"))
    found = rows(failed)
    columns = {"failed runs": Query(f"{with_owner_and_team(failed)} and on ({key}) {found}")}
    columns |= {head: Query(f"1000 * {by(key, of(name))} and {found}") for head, name in times.items()}
    columns["rows"] = Query(f"{by(key, of('dte_check_rows'))} and {found}")
    columns["undefined"] = Query(f"{by(key, of('dte_check_values_undefined'))} and {found}")
    return listing(
        "Checks",
        "How many runs in a row failed, the most first; when each check ran, succeeded and runs again, when its values "
        "vanish if it does not, the rows it read, and how many values could not be defined.",
        Columns(columns, {"check": "check", "pillar": "pillar", "owner": "owner", "team": "team"}, times),
        height=10,
        sort="failed runs",
        empty="The config has no checks, or no exporter is scraped.",
    )


def _series() -> Panel:
    return lines(
        "Series a scrape",
        "Samples that Prometheus takes from each exporter.",
        [Query(highest(by("instance", of_scrape("scrape_samples_scraped"))), "{{instance}}")],
        "short",
        width=6,
        empty="No exporter is scraped.",
    ).min(0)


def _scrape() -> Panel:
    return lines(
        "Duration of scrapes",
        "Seconds that a scrape takes. Nothing is computed in it.",
        [Query(highest(by("instance", of_scrape("scrape_duration_seconds"))), "{{instance}}")],
        "s",
        width=6,
        empty="No exporter is scraped.",
    ).min(0)


def _memory() -> Panel:
    return lines(
        "Memory",
        "Resident memory of the serving process. Workers are processes of their own, each with its limit.",
        [Query(highest(by("instance", of_scrape("process_resident_memory_bytes"))), "{{instance}}")],
        "bytes",
        width=6,
        empty="No exporter is scraped, or its platform does not tell.",
    ).min(0)


def _processor() -> Panel:
    return lines(
        "Processor time",
        "Share of one core that the serving process takes.",
        [Query(highest(f"rate({of_scrape('process_cpu_seconds_total')}[$__rate_interval])"), "{{instance}}")],
        "percentunit",
        width=6,
        empty="No exporter is scraped, or its platform does not tell.",
    ).min(0)
