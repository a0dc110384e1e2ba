"""The worked example of fairness: ten people, whose sex, aptness and luck are known, and two whose sex is not."""

from dte_exporter.registry import Example

EXAMPLE = Example(
    columns={
        "sex": ["f"] * 5 + ["m"] * 5 + [None, ""],
        "hired": [1, 0, 0, 0, 0, 1, 1, 1, 0, 0, 1, 1],
        "apt": [1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 1, 0],
    },
    settings={
        "columns": {"prediction": "hired", "label": "apt", "sensitive": ["sex"]},
        "params": {"min_group_rows": 1},
    },
    expected={
        'dte_fairness_demographic_parity_difference{sensitive_feature="sex"}': 0.4,
        'dte_fairness_demographic_parity_difference_ci_lower{sensitive_feature="sex"}': 0.0,
        'dte_fairness_demographic_parity_difference_ci_upper{sensitive_feature="sex"}': 0.837505,
        'dte_fairness_demographic_parity_ratio{sensitive_feature="sex"}': 1 / 3,
        'dte_fairness_demographic_parity_ratio_ci_lower{sensitive_feature="sex"}': 0.019289,
        'dte_fairness_demographic_parity_ratio_ci_upper{sensitive_feature="sex"}': 1.0,
        'dte_fairness_p_value{sensitive_feature="sex",criterion="demographic_parity"}': 0.5233,
        'dte_fairness_equalized_odds_difference{sensitive_feature="sex"}': 0.5,
        'dte_fairness_equalized_odds_difference_ci_lower{sensitive_feature="sex"}': 0.0,
        'dte_fairness_equalized_odds_difference_ci_upper{sensitive_feature="sex"}': 0.964711,
        'dte_fairness_equalized_odds_ratio{sensitive_feature="sex"}': 0.0,
        'dte_fairness_equalized_odds_ratio_ci_lower{sensitive_feature="sex"}': 0.0,
        'dte_fairness_equalized_odds_ratio_ci_upper{sensitive_feature="sex"}': 1.0,
        'dte_fairness_p_value{sensitive_feature="sex",criterion="equalized_odds"}': 1.0,
        'dte_fairness_equal_opportunity_difference{sensitive_feature="sex"}': 0.5,
        'dte_fairness_equal_opportunity_difference_ci_lower{sensitive_feature="sex"}': 0.0,
        'dte_fairness_equal_opportunity_difference_ci_upper{sensitive_feature="sex"}': 0.975309,
        'dte_fairness_equal_opportunity_ratio{sensitive_feature="sex"}': 0.5,
        'dte_fairness_equal_opportunity_ratio_ci_lower{sensitive_feature="sex"}': 0.02546,
        'dte_fairness_equal_opportunity_ratio_ci_upper{sensitive_feature="sex"}': 1.0,
        'dte_fairness_p_value{sensitive_feature="sex",criterion="equal_opportunity"}': 1.0,
        'dte_fairness_group_selection_rate{sensitive_feature="sex",group="f"}': 0.2,
        'dte_fairness_group_selection_rate_ci_lower{sensitive_feature="sex",group="f"}': 0.03622410863243017,
        'dte_fairness_group_selection_rate_ci_upper{sensitive_feature="sex",group="f"}': 0.6244653702374747,
        'dte_fairness_group_selection_rate{sensitive_feature="sex",group="m"}': 0.6,
        'dte_fairness_group_selection_rate_ci_lower{sensitive_feature="sex",group="m"}': 0.23072428127601297,
        'dte_fairness_group_selection_rate_ci_upper{sensitive_feature="sex",group="m"}': 0.8823792257673522,
        'dte_fairness_group_true_positive_rate{sensitive_feature="sex",group="f"}': 0.5,
        'dte_fairness_group_true_positive_rate_ci_lower{sensitive_feature="sex",group="f"}': 0.09453120573423071,
        'dte_fairness_group_true_positive_rate_ci_upper{sensitive_feature="sex",group="f"}': 0.9054687942657693,
        'dte_fairness_group_true_positive_rate{sensitive_feature="sex",group="m"}': 1.0,
        'dte_fairness_group_true_positive_rate_ci_lower{sensitive_feature="sex",group="m"}': 0.3423802275066531,
        'dte_fairness_group_true_positive_rate_ci_upper{sensitive_feature="sex",group="m"}': 1.0,
        'dte_fairness_group_false_positive_rate{sensitive_feature="sex",group="f"}': 0.0,
        'dte_fairness_group_false_positive_rate_ci_lower{sensitive_feature="sex",group="f"}': 0.0,
        'dte_fairness_group_false_positive_rate_ci_upper{sensitive_feature="sex",group="f"}': 0.5614970317550455,
        'dte_fairness_group_false_positive_rate{sensitive_feature="sex",group="m"}': 1 / 3,
        'dte_fairness_group_false_positive_rate_ci_lower{sensitive_feature="sex",group="m"}': 0.061491944720396235,
        'dte_fairness_group_false_positive_rate_ci_upper{sensitive_feature="sex",group="m"}': 0.7923403991979523,
        'dte_fairness_group_impact_ratio{sensitive_feature="sex",group="f"}': 1 / 3,
        'dte_fairness_group_impact_ratio_ci_lower{sensitive_feature="sex",group="f"}': 0.02182,
        'dte_fairness_group_impact_ratio_ci_upper{sensitive_feature="sex",group="f"}': 1.0,
        'dte_fairness_group_impact_ratio{sensitive_feature="sex",group="m"}': 1.0,
        'dte_fairness_group_impact_ratio_ci_lower{sensitive_feature="sex",group="m"}': 0.303967,
        'dte_fairness_group_impact_ratio_ci_upper{sensitive_feature="sex",group="m"}': 1.0,
        'dte_fairness_group_rows{sensitive_feature="sex",group="f"}': 5.0,
        'dte_fairness_group_rows{sensitive_feature="sex",group="m"}': 5.0,
        'dte_fairness_groups_withheld{sensitive_feature="sex"}': 0.0,
        'dte_fairness_left_out_rows{column="hired",reason="missing_prediction"}': 0.0,
        'dte_fairness_left_out_ratio{column="hired",reason="missing_prediction"}': 0.0,
        'dte_fairness_left_out_rows{column="sex",reason="missing_group"}': 2.0,
        'dte_fairness_left_out_ratio{column="sex",reason="missing_group"}': 1 / 6,
        "dte_fairness_label_coverage_ratio": 1.0,
    },
    working=(
        "Of five women one is hired, of five men three: rates 1/5 and 3/5, so 0.4 apart and 1/3 of each other. "
        "Of two apt women one is hired, of two apt men both: 0.5 apart, half of each other. Of three women who are "
        "not apt none is hired, of three such men one: 1/3 apart, ratio 0. Equalized odds takes the worse of the two. "
        "Of two of twelve the sex is not known: they are left out. Ends of a rate k/n by Wilson, where z is 1.95996: "
        "(k + z^2/2 -+ z sqrt(k (n - k)/n + z^2/4)) / (n + z^2), so of 0/3 they are 0 and z^2 / (3 + z^2). Ends of "
        "disparities and of impact ratios are pinned as they were resampled; that they hold the truth is tested by "
        "simulation. Of all ways in which four of ten are hired, five of either group, 110 of 210 are at least as "
        "unequal, 0.5238; drawn 9,999 times 0.5233. Of labels so few the others are no less unequal: 1."
    ),
)
