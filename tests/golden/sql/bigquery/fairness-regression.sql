-- errors
SELECT
  *
FROM (
  SELECT
    `t1`.`sex` AS `g0`,
    COUNT(*) AS `rows`,
    SUM(CAST(`t1`.`labelled` AS INT64)) AS `labelled`,
    SUM(CAST(`t1`.`truth_` = 0 AS INT64)) AS `zeros`,
    SUM(`t1`.`residual`) AS `errors`,
    SUM(ABS(`t1`.`residual`)) AS `absolute`,
    SUM(`t1`.`residual` * `t1`.`residual`) AS `squares`,
    SUM(ABS(ieee_divide(`t1`.`residual`, NULLIF(`t1`.`truth_`, 0)))) AS `shares`,
    SUM(
      IF(
        `t1`.`residual` * `t1`.`residual` BETWEEN 1e-150 AND 1e+150,
        `t1`.`residual` * `t1`.`residual`,
        0.0
      ) * IF(
        `t1`.`residual` * `t1`.`residual` BETWEEN 1e-150 AND 1e+150,
        `t1`.`residual` * `t1`.`residual`,
        0.0
      )
    ) AS `fourths`,
    SUM(
      IF(
        ABS(ieee_divide(`t1`.`residual`, NULLIF(`t1`.`truth_`, 0))) BETWEEN 1e-150 AND 1e+150,
        ABS(ieee_divide(`t1`.`residual`, NULLIF(`t1`.`truth_`, 0))),
        0.0
      ) * IF(
        ABS(ieee_divide(`t1`.`residual`, NULLIF(`t1`.`truth_`, 0))) BETWEEN 1e-150 AND 1e+150,
        ABS(ieee_divide(`t1`.`residual`, NULLIF(`t1`.`truth_`, 0))),
        0.0
      )
    ) AS `share_squares`,
    SUM(
      IF(ABS(`t1`.`truth_`) BETWEEN 1.0000000000000001e-75 AND 1e+75, `t1`.`truth_`, 0.0) * IF(ABS(`t1`.`truth_`) BETWEEN 1.0000000000000001e-75 AND 1e+75, `t1`.`truth_`, 0.0) * IF(ABS(`t1`.`truth_`) BETWEEN 1.0000000000000001e-75 AND 1e+75, `t1`.`truth_`, 0.0)
    ) AS `cubes`,
    SUM(
      IF(ABS(`t1`.`truth_`) BETWEEN 1.0000000000000001e-75 AND 1e+75, `t1`.`truth_`, 0.0) * IF(ABS(`t1`.`truth_`) BETWEEN 1.0000000000000001e-75 AND 1e+75, `t1`.`truth_`, 0.0) * IF(ABS(`t1`.`truth_`) BETWEEN 1.0000000000000001e-75 AND 1e+75, `t1`.`truth_`, 0.0) * IF(ABS(`t1`.`truth_`) BETWEEN 1.0000000000000001e-75 AND 1e+75, `t1`.`truth_`, 0.0)
    ) AS `label_fourths`,
    SUM(
      IF(
        `t1`.`residual` * `t1`.`residual` BETWEEN 1e-150 AND 1e+150,
        `t1`.`residual` * `t1`.`residual`,
        0.0
      ) * IF(ABS(`t1`.`truth_`) BETWEEN 1.0000000000000001e-75 AND 1e+75, `t1`.`truth_`, 0.0)
    ) AS `with_label`,
    SUM(
      IF(
        `t1`.`residual` * `t1`.`residual` BETWEEN 1e-150 AND 1e+150,
        `t1`.`residual` * `t1`.`residual`,
        0.0
      ) * (
        IF(ABS(`t1`.`truth_`) BETWEEN 1.0000000000000001e-75 AND 1e+75, `t1`.`truth_`, 0.0) * IF(ABS(`t1`.`truth_`) BETWEEN 1.0000000000000001e-75 AND 1e+75, `t1`.`truth_`, 0.0)
      )
    ) AS `with_square`,
    SUM(CAST(`t1`.`predicted` AS INT64)) AS `predicted`,
    COUNT(`t1`.`truth_`) AS `count`,
    AVG(`t1`.`truth_`) AS `mean`,
    VAR_POP(`t1`.`truth_`) AS `variance`,
    AVG(`t1`.`prediction_`) AS `mean_predicted`,
    VAR_POP(`t1`.`prediction_`) AS `variance_predicted`,
    MAX(IF(`t1`.`labelled`, `t1`.`seconds`, NULL)) AS `newest`
  FROM (
    SELECT
      `t0`.`sex`,
      IF(
        (
          IF((
            `t0`.`rent` - `t0`.`rent`
          ) = 0, `t0`.`rent`, CAST(NULL AS FLOAT64)) IS NOT NULL
        )
        AND (
          IF((
            `t0`.`guess` - `t0`.`guess`
          ) = 0, `t0`.`guess`, CAST(NULL AS FLOAT64)) IS NOT NULL
        ),
        IF((
          `t0`.`rent` - `t0`.`rent`
        ) = 0, `t0`.`rent`, CAST(NULL AS FLOAT64)),
        CAST(NULL AS FLOAT64)
      ) AS `truth_`,
      IF(
        (
          IF((
            `t0`.`rent` - `t0`.`rent`
          ) = 0, `t0`.`rent`, CAST(NULL AS FLOAT64)) IS NOT NULL
        )
        AND (
          IF((
            `t0`.`guess` - `t0`.`guess`
          ) = 0, `t0`.`guess`, CAST(NULL AS FLOAT64)) IS NOT NULL
        ),
        IF((
          `t0`.`guess` - `t0`.`guess`
        ) = 0, `t0`.`guess`, CAST(NULL AS FLOAT64)),
        CAST(NULL AS FLOAT64)
      ) AS `prediction_`,
      IF((
        `t0`.`guess` - `t0`.`guess`
      ) = 0, `t0`.`guess`, CAST(NULL AS FLOAT64)) - IF((
        `t0`.`rent` - `t0`.`rent`
      ) = 0, `t0`.`rent`, CAST(NULL AS FLOAT64)) AS `residual`,
      IF((
        `t0`.`rent` - `t0`.`rent`
      ) = 0, `t0`.`rent`, CAST(NULL AS FLOAT64)) IS NOT NULL AS `labelled`,
      IF((
        `t0`.`guess` - `t0`.`guess`
      ) = 0, `t0`.`guess`, CAST(NULL AS FLOAT64)) IS NOT NULL AS `predicted`,
      CAST(NULL AS INT64) AS `seconds`
    FROM `rows` AS `t0`
  ) AS `t1`
  GROUP BY
    1
) AS `t2`
WHERE
  `t2`.`rows` > 0
LIMIT 100001;
