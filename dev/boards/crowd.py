"""``python -m dev.boards.crowd``: serve the metrics of hundreds of data sets that nobody measures.

Boards are judged by how they read when there is much to read. What an exporter of 300 data sets of 40 columns would
tell is made up here, at the cost of a text file: values that wander, limits that some are beyond, checks that fail.
"""

import argparse
import math
import time
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from dte_exporter.metric import Sample
from grafana.build.people import OF_CHECK
from grafana.build.query import spec

_TEAMS = ("lending", "claims", "marketing", "fraud", "people", "pricing", "support", "logistics", "research", "risk")
_DISPARITIES = ("demographic_parity", "equalized_odds", "equal_opportunity")
_SCORES = ("accuracy", "balanced_accuracy", "precision", "recall", "f1", "roc_auc", "average_precision")
_ERRORS = ("log_loss", "brier_score", "expected_calibration_error", "mean_absolute_error")
_SHARES = ("missing", "blank", "padded", "mistyped", "future", "out_of_range", "out_of_set")
_STATES = ("met", "violated", "no_evidence", "accepted_gap", "not_applicable")
_DAY = 86_400.0


@dataclass(frozen=True, slots=True)
class Crowd:
    """As many data sets of as many columns, of whose checks one in twenty fails.

    Parameters
    ----------
    sets, columns : int
        How many; a group of people stands for each column too.
    now : float
        Seconds since the epoch: values wander with it, each in its own time.
    """

    sets: int
    columns: int
    now: float

    def samples(self) -> Iterator[Sample]:
        """Yield everything that an exporter of them would tell."""
        yield _of("dte_build_info", 1, version="0", python_version="3")
        for number in range(self.sets):
            yield from self._fairness(number)
            yield from self._drift(number)
            yield from self._model(number)
            yield from self._compliance(number)
            yield from self._quality(number)
            yield from self._lineage(number)
            yield from self._synthetic(number)
            yield from self._promised(number)
        yield _of("dte_lineage_coverage_ratio", self._wave("coverage", 0.6, 0.9), check="lineage")
        for pillar in ("fairness", "drift", "model", "quality"):
            yield _of("dte_trust_ratio", self._wave(pillar, 0.6, 0.9), pillar=pillar)
        yield _of("dte_trust_overall_ratio", self._wave("overall", 0.6, 0.9))
        yield from self._frameworks()
        yield from self._process()

    def _fairness(self, number: int) -> Iterator[Sample]:
        scope = {"check": f"fair-{number}", "dataset": f"set-{number}", "model": f"model-{number % 90}"}
        feature = {**scope, "sensitive_feature": "sex" if number % 2 else "origin"}
        yield from self._check("fairness", number, scope)
        yield _of("dte_fairness_groups_withheld", number % 3, **feature)
        yield _of("dte_fairness_label_coverage_ratio", self._wave(f"covered {number}", 0.5, 1), **scope)
        for key in _DISPARITIES:
            yield _of(f"dte_fairness_{key}_difference", self._wave(f"{key} {number}", 0, 0.3), **feature)
        ratios = {}
        for group in range(self.columns):
            labels, rate = {**feature, "group": f"group-{group}"}, self._wave(f"rate {number} {group}", 0.5, 0.7)
            ratios[f"{feature['sensitive_feature']}/group-{group}"] = rate / 0.7
            yield _of("dte_fairness_group_impact_ratio", rate / 0.7, **labels)
            yield _of("dte_fairness_group_selection_rate", rate, **labels)
            yield _of("dte_fairness_group_true_positive_rate", rate + 0.1, **labels)
            yield _of("dte_fairness_group_false_positive_rate", rate - 0.3, **labels)
            yield _of("dte_fairness_group_rows", 30 + _part(f"rows {number} {group}") * 4_000 // 1, **labels)
        yield from self._objective(number, "fairness", "group_impact_ratio", scope, ratios, least=0.73)

    def _drift(self, number: int) -> Iterator[Sample]:
        scope = {"check": f"drift-{number}", "dataset": f"set-{number}"}
        yield from self._check("drift", number, scope)
        distances = {f"c{column}": self._wave(f"d {number} {column}", 0, 0.12) for column in range(self.columns)}
        for column, distance in distances.items():
            labels = {**scope, "column": column, "method": "jensenshannon"}
            yield _of("dte_drift_distance", distance, **labels)
            yield _of("dte_drift_threshold", 0.1, **labels)
            yield _of("dte_drift_detected", distance >= 0.1, **labels)
        drifted = sum(distance >= 0.1 for distance in distances.values())
        yield _of("dte_drift_columns_ratio", drifted / self.columns, **scope)
        yield from self._objective(number, "drift", "distance", scope, distances, most=0.115)

    def _model(self, number: int) -> Iterator[Sample]:
        scope = {"check": f"right-{number}", "dataset": f"set-{number}", "model": f"model-{number % 90}"}
        overall, accuracy = {**scope, "sensitive_feature": "", "group": ""}, self._wave(f"a {number}", 0.7, 0.95)
        yield from self._check("model", number, scope)
        for key in _SCORES:
            yield _of(f"dte_model_{key}", accuracy - 0.1 * _part(f"{key} {number}"), **overall)
        for key in _ERRORS:
            yield _of(f"dte_model_{key}", 1 - accuracy * _part(f"{key} {number}"), **overall)
        if number % 3 == 0:
            yield _of("dte_model_r2", accuracy - 0.3, **overall)
        for end, less in (("", 0.0), ("_ci_lower", 0.02), ("_ci_upper", -0.02)):
            yield _of(f"dte_model_accuracy_estimated{end}", accuracy - 0.01 - less, **scope)
        for end, less in (("_ci_lower", 0.03), ("_ci_upper", -0.03)):
            yield _of(f"dte_model_accuracy{end}", accuracy - 0.1 * _part(f"accuracy {number}") - less, **overall)
        yield _of("dte_model_label_coverage_ratio", self._wave(f"l {number}", 0.4, 1), **overall)
        yield _of("dte_model_labelled_rows", 900 + number, **overall)
        yield _of("dte_model_newest_label_timestamp_seconds", self.now - _DAY * number, **scope)
        for group in range(self.columns):
            labels = {**scope, "sensitive_feature": "origin", "group": f"group-{group}"}
            yield _of("dte_model_accuracy", accuracy - 0.1 * _part(f"{number} {group}"), **labels)
            yield _of("dte_model_labelled_rows", 30 + 10 * group, **labels)
        yield from self._objective(number, "model", "accuracy", scope, {"": accuracy}, least=0.75)
        yield from self._registered(number)

    def _registered(self, number: int) -> Iterator[Sample]:
        entry = {"check": f"right-{number}", "model": f"model-{number}"}
        version = {**entry, "version": "3", "alias": "champion"}
        yield _of("dte_model_trained_timestamp_seconds", self.now - _DAY * 9 * (number + 1), **version)
        yield _of("dte_model_logged_metric", 0.8, **version, metric="accuracy")
        for reason in ("age", "performance"):
            raised = _part(f"{reason} {number}") > 0.9
            yield _of("dte_model_retraining_recommended", raised, **entry, reason=reason)
            yield _of("dte_model_investigation_recommended", not raised and number % 3 == 0, **entry, reason=reason)

    def _compliance(self, number: int) -> Iterator[Sample]:
        scope = {"check": f"kept-{number}", "dataset": f"set-{number}"}
        yield from self._check("compliance", number, scope)
        yield _of("dte_compliance_violations", number % 7, **scope)
        yield _of("dte_compliance_examined", 1_000 + number, **scope)
        deadline = self.now + _DAY * (3 + 40 * number)
        yield _of("dte_compliance_document_deadline_timestamp_seconds", deadline, **scope)
        control = {"framework": f"law-{number % 4}", "control": f"control-{number % 40}", "article": str(number % 40)}
        control["dataset"] = scope["dataset"]
        for state in _STATES:
            yield _of("dte_compliance_control_state", _STATES[number % 5] == state, **control, state=state)
        yield _of("dte_compliance_control_violations", number % 7, **control)
        yield _of("dte_compliance_evidence_timestamp_seconds", self.now - 60 * number, **control)

    def _quality(self, number: int) -> Iterator[Sample]:
        scope = {"check": f"facts-{number}", "dataset": f"set-{number}"}
        yield from self._check("quality", number, scope)
        missing = {f"c{column}": self._wave(f"m {number} {column}", -0.1, 0.1) for column in range(self.columns)}
        for column, share in missing.items():
            for kind in _SHARES:
                part = share if kind == "missing" else self._wave(f"{kind} {number} {column}", -0.3, 0.02)
                yield _of(f"dte_quality_{kind}_ratio", max(part, 0), **scope, column=column)
        yield _of("dte_quality_rows", 1_000 * (number + 1), **scope)
        for key, value in (("duplicate_rows_ratio", 0.01), ("duplicate_keys_ratio", 0), ("constant_columns", 1)):
            yield _of(f"dte_quality_{key}", value * (number % 3), **scope)
        yield _of("dte_quality_empty_columns", number % 2, **scope)
        yield _of(
            "dte_quality_unmatched_ratio", self._wave(f"u {number}", 0, 0.2), **scope, column="c0", referenced="c1"
        )
        for change in ("added", "removed")[: number % 3]:
            yield _of("dte_quality_schema_changed", 1, **scope, column="c1", change=change)
        yield from self._arrived(number, scope)
        yield from self._objective(number, "quality", "missing_ratio", scope, missing, most=0.085)

    def _lineage(self, number: int) -> Iterator[Sample]:
        scope = {"check": "lineage", "dataset": f"set-{number}"}
        yield _of("dte_lineage_upstream_known", number % 5 > 0, **scope)
        yield _of("dte_lineage_upstream_datasets", number % 9, **scope)
        yield _of("dte_lineage_hops_to_origin", number % 4, **scope)
        yield _of("dte_lineage_upstream_schema_change_timestamp_seconds", self.now - _DAY * number, **scope)
        yield _of("dte_lineage_failed_runs", number % 3, **scope)
        yield _of("dte_lineage_last_success_timestamp_seconds", self.now - 3_600 * (1 + number), **scope)
        yield _of("dte_lineage_run_duration_seconds", 60 + number, **scope)
        yield _of("dte_lineage_run_duration_ratio", self._wave(f"took {number}", 0.8, 1.6), **scope)
        yield _of("dte_lineage_upstream_objectives_unmet", number % 4, dataset=scope["dataset"])
        if number % 4:
            culprit = {"culprit": f"set-{number - 1}", "severity": "ticket"}
            yield _of("dte_lineage_culprit_info", 1, dataset=scope["dataset"], **culprit)

    def _synthetic(self, number: int) -> Iterator[Sample]:
        scope = {"check": f"made-{number}", "dataset": f"set-{number}"}
        for what in ("quality", "validity", "privacy", "utility"):
            yield _of(f"dte_synthetic_{what}_ratio", self._wave(f"{what} {number}", 0.6, 0.9), **scope)
        for place, leak in enumerate(("copies", "near_copies", "rare_combinations", "membership_advantage")):
            yield _of(f"dte_synthetic_{leak}_ratio", (number + place) % 7 / 100, **scope)
        for column in ("age", "income"):
            yield _of("dte_synthetic_shape_ratio", self._wave(f"{column} {number}", 0.7, 1), column=column, **scope)
            yield _of("dte_synthetic_adherence_ratio", self._wave(f"in {number}", 0.9, 1), column=column, **scope)
        pair = {"column": "age", "other_column": "income"}
        yield _of("dte_synthetic_trend_ratio", self._wave(f"pair {number}", 0.7, 1), **pair, **scope)
        shift = {"sensitive_feature": "sex", "metric": "base_rate"}
        yield _of("dte_synthetic_disparity_shift", self._wave(f"shift {number}", -0.1, 0.1), **shift, **scope)

    def _arrived(self, number: int, scope: dict[str, str]) -> Iterator[Sample]:
        newest = self.now - 900 * (1 + number % 50)
        for kind in ("event", "load"):
            yield _of(f"dte_quality_newest_{kind}_timestamp_seconds", newest, **scope)
            yield _of("dte_quality_freshness_deadline_timestamp_seconds", newest + _DAY / 4, **scope, of=kind)
            yield _of("dte_quality_fresh", newest + _DAY / 4 > self.now, **scope, of=kind)
        yield _of("dte_quality_volume_rows", 1_000 * (number + self._wave(f"v {number}", 0.9, 1.1)), **scope)
        yield _of("dte_quality_volume_expected_rows", 1_000 * (number + 1), **scope)
        yield _of("dte_quality_volume_score", self._wave(f"v {number}", -5, 5), **scope)

    def _promised(self, number: int) -> Iterator[Sample]:
        scope = {"check": f"facts-{number}", "dataset": f"set-{number}"}
        suite, contract = {**scope, "suite": f"suite-{number % 7}"}, {**scope, "contract": f"contract-{number}"}
        for column in range(self.columns):
            met = _part(f"e {number} {column}") < 0.9
            of_column = {**suite, "expectation": "expect_column_values_to_not_be_null", "column": f"c{column}"}
            yield _of("dte_quality_expectation_met", met, **of_column)
            yield _of("dte_quality_unexpected_ratio", 0 if met else 0.1, **of_column)
            yield _of("dte_quality_contract_rule_met", met, **contract, rule="required", field=f"c{column}")
        yield _of("dte_quality_success_ratio", self._wave(f"s {number}", 0.7, 1), **suite)
        yield _of("dte_quality_validated_timestamp_seconds", self.now - 3_600, **suite)
        for severity in ("critical", "warning", "info"):
            yield _of("dte_quality_unmet_expectations", number % 4, **suite, severity=severity)
        yield _of("dte_quality_contract_met_ratio", self._wave(f"k {number}", 0.7, 1), **contract)
        yield _of("dte_quality_contract_info", 1, **contract, version="1.0.0", owner="Sales", status="active")

    def _frameworks(self) -> Iterator[Sample]:
        for framework in (f"law-{number}" for number in range(4)):
            people = {"title": "", "owner": "Legal", "team": "legal"}
            yield _of("dte_compliance_framework_info", 1, framework=framework, law=framework, **people)
            yield _of("dte_compliance_adherence_ratio", self._wave(framework, 0.3, 0.9), framework=framework)
            for rank, state in enumerate(_STATES):
                yield _of("dte_compliance_controls", 12 - 2 * rank, framework=framework, state=state)

    def _process(self) -> Iterator[Sample]:
        yield _of("dte_checks_pending", 0)
        yield _of("dte_config_last_reload_successful", 1)
        yield _of("dte_workers", 2)
        yield _of("dte_worker_busy_seconds_total", 1.4 * self.now % 1e6)

    def _check(self, pillar: str, number: int, scope: dict[str, str]) -> Iterator[Sample]:
        by_check, fails = {"check": scope["check"], "pillar": pillar}, number % 20 == 0
        about = {"dataset": scope["dataset"], "model": scope.get("model", ""), "title": "", "severity": "ticket"}
        team = _TEAMS[number % len(_TEAMS)]
        about |= {"owner": f"{team.capitalize()} data", "team": team, "runbook": "", **by_check}
        for name in sorted(set(OF_CHECK.values())):
            yield _of(name, 1, **{label: about[label] for label in spec(name).labels})
        yield _of("dte_check_success", not fails, **by_check)
        yield _of("dte_check_failed_runs", 4 * fails, **by_check)
        yield _of("dte_check_outcome", fails, **by_check, outcome="timeout")
        yield _of("dte_check_duration_seconds", self._wave(f"{scope['check']} s", 0.1, 9), **by_check)
        yield _of("dte_check_lateness_seconds", self._wave(f"{scope['check']} l", 0, 5), **by_check)
        yield _of("dte_check_rows", 1_000 * (number + 1), **by_check)
        yield _of("dte_check_series_dropped", 0, **by_check)
        yield _of("dte_check_runs_total", self.now // 3_600 % 1e4, **by_check, outcome="timeout" if fails else "ok")
        yield _of("dte_check_runs_skipped_total", self.now * number / 3e4 % 1e6, **by_check)
        yield _of("dte_check_interval_seconds", 3_600, **by_check)
        for what, away in (("last_run", -300), ("last_success", -300 - 9_000 * fails), ("next_run", 3_300)):
            yield _of(f"dte_check_{what}_timestamp_seconds", self.now + away, **by_check)

    def _objective(
        self,
        number: int,
        pillar: str,
        key: str,
        scope: dict[str, str],
        values: dict[str, float],
        least: float = -math.inf,
        most: float = math.inf,
    ) -> Iterator[Sample]:
        known, labels = number % 20 != 0, {"model": "", **scope, "pillar": pillar, "objective": key}
        bound, limit = ("max", most) if math.isfinite(most) else ("min", least)
        yield _of("dte_objective_limit", limit, **labels, bound=bound)
        yield _of("dte_objective_after_runs", 2, **labels)
        for subject, value in values.items():
            met = known and least <= value <= most
            open_ = known and not met and number % 17 == 3
            told = {**labels, "subject": subject}
            yield _of("dte_objective_met", met, **told)
            yield _of("dte_objective_known", known, **told)
            yield _of("dte_objective_insufficient_evidence", open_, **told)
            yield _of("dte_objective_unmet_runs", 0 if met or open_ or not known else 1 + number % 9, **told)
            yield _of("dte_objective_since_timestamp_seconds", self.now - 3_600 * (1 + number % 90), **told)
            if known:
                yield _of("dte_objective_value", value, **told)

    def _wave(self, name: str, low: float, high: float) -> float:
        """Return a value between two that wanders, each name in its own rhythm."""
        middle, swing = 0.1 + 0.8 * _part(name), 0.1 * math.sin(self.now / 120 + 7 * _part(f"{name} phase"))
        return low + (high - low) * (middle + swing)


def text(crowd: Crowd) -> str:
    """Return the samples of `crowd` as Prometheus reads them."""
    return "".join(f"{one.name}{{{_labels(one)}}} {one.value}\n" for one in crowd.samples())


def _labels(sample: Sample) -> str:
    return ",".join(f'{label}="{value}"' for label, value in sample.labels.items())


def served(sets: int, columns: int, port: int) -> ThreadingHTTPServer:
    """Return a server of such a crowd as it is at each scrape; port 0 is any that is free."""

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = text(Crowd(sets, columns, time.time())).encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/plain; version=0.0.4")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            with suppress(BrokenPipeError):  # who asked has waited long enough
                self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing: a scrape is no event."""

    return ThreadingHTTPServer(("127.0.0.1", port), Answer)


def main() -> None:
    """Serve until somebody ends it."""
    parser = argparse.ArgumentParser(prog="python -m dev.boards.crowd", description=__doc__)
    parser.add_argument("--sets", type=int, default=300, help="how many data sets")
    parser.add_argument("--columns", type=int, default=40, help="how many columns and groups each has")
    parser.add_argument("--port", type=int, default=10_620, help="where /metrics is")
    told = parser.parse_args()
    served(told.sets, told.columns, told.port).serve_forever()


def _part(name: str) -> float:
    """Return a number in [0, 1) that is the same for a name on every machine."""
    return zlib.crc32(name.encode()) / 2**32


def _of(name: str, value: float, **labels: str) -> Sample:
    return spec(name).sample(value, **labels)


if __name__ == "__main__":
    main()
