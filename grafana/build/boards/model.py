"""Model: whether it is still right, and should be trained again."""

from grafana_foundation_sdk.builders.dashboard import Dashboard

from grafana.build import colours
from grafana.build.frame import limits_of, pillar_board
from grafana.build.panels import Panel, lines, listing, number, states
from grafana.build.query import Query, by, of, unit

_MODEL = "dataset, model"
_OVERALL = 'group=""'
_SCORES = ("accuracy", "balanced_accuracy", "precision", "recall", "f1", "roc_auc", "average_precision")
_ERRORS = ("log_loss", "brier_score", "expected_calibration_error")
_NUMERIC = ("mean_absolute_error", "root_mean_squared_error", "mean_absolute_percentage_error")


def board() -> Dashboard:
    """Return the board of the pillar."""
    return pillar_board(
        "model",
        "DTE / Model",
        "How right predictions turned out, how right they probably are, what is logged of the model, and whether to "
        "retrain.",
        (
            ("Accuracy", (_accuracy(), _coverage(), _newest(), _labelled())),
            ("Recommendations", (_retraining(), _investigation())),
            (
                "Scores and errors",
                (
                    _figures("Scores", "Higher is better; 1 is best.", _SCORES),
                    _figures("Errors of probabilities", "Lower is better; 0 is best.", _ERRORS),
                    _figures("Errors of numbers", "In the label's own unit. Lower is better.", _NUMERIC),
                    _by_group(),
                ),
            ),
            ("Registry", (_versions(), _logged())),
        ),
    )


def _accuracy() -> Panel:
    estimated = "dte_model_accuracy_estimated"
    return lines(
        "Accuracy, realised and estimated",
        "The solid line is of rows whose labels have come, the dashed ones of an estimate from the model's own "
        "probabilities with its 95 % interval. The estimate cannot see that labels have come to mean something else.",
        [
            Query(by(_MODEL, of("dte_model_accuracy", _OVERALL)), "realised {{model}}, {{dataset}}"),
            Query(by(_MODEL, of(estimated)), "estimated {{model}}, {{dataset}}"),
            Query(by(_MODEL, of(f"{estimated}_ci_lower")), "estimated, lower {{model}}, {{dataset}}"),
            Query(by(_MODEL, of(f"{estimated}_ci_upper")), "estimated, upper {{model}}, {{dataset}}"),
            Query(by("model", of("dte_model_logged_metric", 'metric="accuracy"')), "logged {{model}}"),
            limits_of("model", "accuracy"),
        ],
        unit("dte_model_accuracy"),
        width=16,
        height=9,
    )


def _coverage() -> Panel:
    name = "dte_model_label_coverage_ratio"
    return (
        lines(
            "Label coverage",
            "Share of rows whose label has come. What is realised rests on these alone.",
            [Query(by(_MODEL, of(name, _OVERALL)), "{{model}} {{dataset}}")],
            unit(name),
            width=8,
            height=9,
        )
        .min(0)
        .max(1)
    )


def _newest() -> Panel:
    name = "dte_model_newest_label_timestamp_seconds"
    return number(
        "Newest labelled row",
        "When the newest row happened that has a label. Empty where the data set names no column of time.",
        f"1000 * max({of(name)})",
        unit(name),
        width=12,
    )


def _labelled() -> Panel:
    name = "dte_model_labelled_rows"
    return number(
        "Labelled rows",
        "Rows that the realised figures rest on.",
        f"sum({by(_MODEL, of(name, _OVERALL))})",
        unit(name),
        width=12,
    )


def _recommended(name: str, title: str, text: str, colour: str) -> Panel:
    return states(
        title,
        text,
        Query(by("model, reason", of(name)), "{{model}}: {{reason}}"),
        colours.words(_0="no", _1="yes"),
        colours.steps((None, colours.MET), (1, colour)),
        width=12,
    )


def _retraining() -> Panel:
    text = "Whether to retrain, by reason. Drift alone recommends none: most drifts leave a model as good as it was."
    return _recommended("dte_model_retraining_recommended", "Retrain?", text, colours.UNMET)


def _investigation() -> Panel:
    text = "Whether somebody should look, by reason: drift, fairness or quality objectives that are in breach."
    return _recommended("dte_model_investigation_recommended", "Look?", text, colours.UNKNOWN)


def _figures(title: str, text: str, keys: tuple[str, ...]) -> Panel:
    queries = [
        Query(by(_MODEL, of(f"dte_model_{key}", _OVERALL)), f"{key.replace('_', ' ')} {{{{model}}}}, {{{{dataset}}}}")
        for key in keys
    ]
    return lines(title, text, queries, unit(f"dte_model_{keys[0]}"), width=8)


def _by_group() -> Panel:
    group = "dataset, model, sensitive_feature, group"
    return listing(
        "Accuracy by group",
        "How right the model is for each group of the sensitive columns, and on how many labelled rows that rests.",
        {
            "accuracy": Query(by(group, of("dte_model_accuracy", 'group!=""'))),
            "labelled rows": Query(by(group, of("dte_model_labelled_rows", 'group!=""'))),
        },
        {"sensitive_feature": "feature", "group": "group", "dataset": "data set", "model": "model"},
        {"accuracy": unit("dte_model_accuracy")},
        sort="labelled rows",
    )


def _versions() -> Panel:
    name = "dte_model_trained_timestamp_seconds"
    return listing(
        "Versions in force",
        "Which version stands behind each alias, and when it was trained.",
        {"trained": Query(f"1000 * {by('model, version, alias', of(name))}")},
        {"model": "model", "alias": "alias", "version": "version"},
        {"trained": unit(name)},
        width=12,
    )


def _logged() -> Panel:
    return listing(
        "Logged metrics",
        "What the registry has of each version, as it was logged at training.",
        {"value": Query(by("model, version, metric", of("dte_model_logged_metric")))},
        {"model": "model", "version": "version", "metric": "metric"},
        {"value": unit("dte_model_logged_metric")},
        width=12,
    )
