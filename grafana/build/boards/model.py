"""Model: whether it is still right, and should be trained again."""

from grafana_foundation_sdk.builders.dashboard import Dashboard

from grafana.build import colours
from grafana.build.frame import pillar_board
from grafana.build.objectives import limits_of
from grafana.build.panels import Panel, changed, lines, states
from grafana.build.people import with_owner_and_team
from grafana.build.query import Query, by, of, unit
from grafana.build.ranking import highest, lowest, lowest_few, rows, rows_from_below
from grafana.build.tables import Columns, listing

_MODEL = "dataset, model"
_OF_CHECK = "check, dataset, model"
_OF_MODEL = "{{model}}, {{dataset}}"
_OVERALL = 'group=""'
_SCORES = ("accuracy", "balanced_accuracy", "precision", "recall", "f1", "roc_auc", "average_precision")
_ERRORS = ("log_loss", "brier_score", "expected_calibration_error")
_NUMERIC = ("mean_absolute_error", "root_mean_squared_error", "mean_absolute_percentage_error")
_ACCURACY = by(_MODEL, of("dte_model_accuracy", _OVERALL))
_ESTIMATED = by(_MODEL, of("dte_model_accuracy_estimated"))
_NO_ACCURACY = "No accuracy has been measured in this time: no labels have come, or the models predict numbers."


def board() -> Dashboard:
    """Return the board of the pillar."""
    return pillar_board(
        "model",
        "DTE / Model",
        "How right predictions turned out, how right they probably are, what is logged of the model, and whether to "
        "retrain.",
        (
            ("Recommendations", (_retraining(), _investigation())),
            ("Models, the least right first", (_ranked(), _accuracy(), _estimated(), _coverage(), _by_group())),
            (
                "Scores and errors, the worst of all that are chosen",
                (
                    _figures("Lowest scores", "Higher is better; 1 is best.", "min", _SCORES, _NO_ACCURACY),
                    _figures(
                        "Highest errors of probabilities",
                        "Lower is better; 0 is best.",
                        "max",
                        _ERRORS,
                        "No model gives probabilities that labels could be held against.",
                    ),
                    _figures(
                        "Highest errors of numbers",
                        "In the label's own unit. Lower is better.",
                        "max",
                        _NUMERIC,
                        "No model predicts numbers.",
                    ),
                    _numeric(),
                ),
            ),
            ("Registry", (_versions(), _logged())),
        ),
    )


def _recommended(name: str, title: str, text: str, colour: str, empty: str) -> Panel:
    return states(
        title,
        text,
        Query(highest(by("model, reason", of(name))), "{{model}}: {{reason}}"),
        colours.words(_0="no", _1="yes"),
        colours.steps((None, colours.MET), (1, colour)),
        width=12,
        height=6,
        empty=empty,
    )


def _retraining() -> Panel:
    text = "Whether to retrain, by reason. Drift alone recommends none: most drifts leave a model as good as it was."
    empty = "No model has a policy that could recommend to retrain it."
    return _recommended("dte_model_retraining_recommended", "Retrain?", text, colours.UNMET, empty)


def _investigation() -> Panel:
    text = "Whether somebody should look, by reason: drift, fairness or quality objectives that are in breach."
    empty = "No model has a policy by which somebody should look."
    return _recommended("dte_model_investigation_recommended", "Look?", text, colours.ATTENTION, empty)


def _ranked() -> Panel:
    accuracy = by(_OF_CHECK, of("dte_model_accuracy", _OVERALL))
    found = rows_from_below(accuracy)

    def of_found(name: str, *matchers: str) -> Query:
        return Query(f"{by(_OF_CHECK, of(name, *matchers))} and {found}")

    return listing(
        "Models by accuracy",
        "How right each model is on the rows whose labels have come, how many those are, and since when no label came.",
        Columns(
            {
                "accuracy": Query(f"{with_owner_and_team(accuracy)} and on ({_OF_CHECK}) {found}"),
                "balanced accuracy": of_found("dte_model_balanced_accuracy", _OVERALL),
                "f1": of_found("dte_model_f1", _OVERALL),
                "ROC AUC": of_found("dte_model_roc_auc", _OVERALL),
                "label coverage": of_found("dte_model_label_coverage_ratio", _OVERALL),
                "labelled rows": of_found("dte_model_labelled_rows", _OVERALL),
                "newest label": Query(
                    f"1000 * {by(_OF_CHECK, of('dte_model_newest_label_timestamp_seconds'))} and {found}"
                ),
            },
            {"model": "model", "dataset": "data set", "owner": "owner", "team": "team"},
            {
                "accuracy": "dte_model_accuracy",
                "label coverage": "dte_model_label_coverage_ratio",
                "newest label": "dte_model_newest_label_timestamp_seconds",
            },
        ),
        sort="accuracy",
        ascending=True,
        empty="No accuracy has been measured: no labels have come, or the models predict numbers.",
    )


def _accuracy() -> Panel:
    def end(name: str) -> str:
        return lowest_few(by(_MODEL, of(f"dte_model_accuracy_{name}", _OVERALL)), _ACCURACY, _MODEL)

    return lines(
        "Accuracy",
        "Of rows whose labels have come, of the least right models with its interval: what lies within it can be "
        "chance. The dashed rule is the strictest limit of an objective.",
        [
            Query(lowest_few(_ACCURACY, _ACCURACY), _OF_MODEL),
            Query(end("ci_lower"), f"lower end {_OF_MODEL}"),
            Query(end("ci_upper"), f"upper end {_OF_MODEL}"),
            limits_of("model", "accuracy"),
        ],
        unit("dte_model_accuracy"),
        width=8,
        height=11,
        empty=_NO_ACCURACY,
    ).override_by_regexp("/^(lower|upper) end/", [changed("custom.lineStyle", {"fill": "dash", "dash": [2, 4]})])


def _estimated() -> Panel:
    estimated, rank = "dte_model_accuracy_estimated", f"{_ACCURACY} or {_ESTIMATED}"
    logged = by("model", of("dte_model_logged_metric", 'metric="accuracy"'))

    def few(expression: str) -> str:
        return lowest_few(expression, rank, _MODEL)

    return lines(
        "Realised and estimated",
        "Of the least right models. The solid line is of rows whose labels have come, the dashed ones of an estimate "
        "from the model's own probabilities with its 95 % interval; logged is what training had. The estimate cannot "
        "see that labels have come to mean something else.",
        [
            Query(few(_ACCURACY), f"realised {_OF_MODEL}"),
            Query(few(_ESTIMATED), f"estimated {_OF_MODEL}"),
            Query(few(by(_MODEL, of(f"{estimated}_ci_lower"))), f"estimated, lower {_OF_MODEL}"),
            Query(few(by(_MODEL, of(f"{estimated}_ci_upper"))), f"estimated, upper {_OF_MODEL}"),
            Query(lowest_few(logged, rank, "model"), "logged {{model}}"),
        ],
        unit("dte_model_accuracy"),
        width=8,
        height=11,
        empty=_NO_ACCURACY,
    )


def _coverage() -> Panel:
    name = "dte_model_label_coverage_ratio"
    return (
        lines(
            "Label coverage",
            "Share of rows whose label has come. What is realised rests on these alone.",
            [Query(lowest(by(_MODEL, of(name, _OVERALL))), _OF_MODEL)],
            unit(name),
            width=8,
            height=11,
            empty="No check reads labels.",
        )
        .min(0)
        .max(1)
    )


def _by_group() -> Panel:
    group = "check, dataset, model, sensitive_feature, group"
    accuracy, labelled = (
        by(group, of(name, 'group!=""')) for name in ("dte_model_accuracy", "dte_model_labelled_rows")
    )
    found = rows_from_below(accuracy)
    return listing(
        "Accuracy by group, least right first",
        "How right the model is for each group of the sensitive columns, and on how many labelled rows that rests.",
        Columns(
            {
                "accuracy": Query(f"{with_owner_and_team(accuracy)} and on ({group}) {found}"),
                "labelled rows": Query(f"{labelled} and {found}"),
            },
            {
                "sensitive_feature": "feature",
                "group": "group",
                "dataset": "data set",
                "model": "model",
                "owner": "owner",
                "team": "team",
            },
            {"accuracy": "dte_model_accuracy"},
        ),
        sort="accuracy",
        ascending=True,
        empty="No group of a sensitive column has enough labelled rows, or no data set names such columns.",
    )


def _figures(title: str, text: str, worst: str, keys: tuple[str, ...], empty: str) -> Panel:
    queries = [Query(f"{worst} ({of(f'dte_model_{key}', _OVERALL)})", key.replace("_", " ")) for key in keys]
    return lines(
        title,
        f"{text} Of several models the worst counts: choose one to see its own.",
        queries,
        unit(f"dte_model_{keys[0]}"),
        width=8,
        height=9,
        empty=empty,
    )


def _numeric() -> Panel:
    explained = by(_OF_CHECK, of("dte_model_r2", _OVERALL))
    found = rows_from_below(explained)
    errors = {
        key.replace("_", " "): Query(f"{by(_OF_CHECK, of(f'dte_model_{key}', _OVERALL))} and {found}")
        for key in (*_NUMERIC, "mean_error")
    }
    return listing(
        "Models that predict numbers, least explained first",
        "R2: the share of what varies in the label that the model explains. Errors are in the label's own unit.",
        Columns(
            {"R2": Query(f"{with_owner_and_team(explained)} and on ({_OF_CHECK}) {found}"), **errors},
            {"model": "model", "dataset": "data set", "owner": "owner", "team": "team"},
            {"R2": "dte_model_r2"},
        ),
        height=4,
        sort="R2",
        ascending=True,
        empty="No model predicts numbers.",
    )


def _versions() -> Panel:
    name, version = "dte_model_trained_timestamp_seconds", "check, model, version, alias"
    trained = by(version, of(name))
    return listing(
        "Versions in force, oldest first",
        "Which version stands behind each alias, and when it was trained.",
        Columns(
            {"trained": Query(f"1000 * {with_owner_and_team(trained)} and on ({version}) {rows_from_below(trained)}")},
            {"model": "model", "alias": "alias", "version": "version", "owner": "owner", "team": "team"},
            {"trained": name},
        ),
        width=12,
        height=6,
        sort="trained",
        ascending=True,
        empty="No registry of models is watched, or it does not answer.",
    )


def _logged() -> Panel:
    return listing(
        "Logged metrics",
        "What the registry has of each version, as it was logged at training.",
        Columns(
            {"value": Query(rows(by("model, version, metric", of("dte_model_logged_metric"))))},
            {"model": "model", "version": "version", "metric": "metric"},
            {"value": "dte_model_logged_metric"},
        ),
        width=12,
        height=6,
        empty="No registry of models is watched, or nothing was logged at training.",
    )
