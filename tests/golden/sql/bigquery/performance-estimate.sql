-- scores
SELECT
  0 AS `way`,
  `t3`.`truth`,
  `t3`.`prediction`,
  `t3`.`tenth`,
  `t3`.`place`,
  `t3`.`rows`,
  `t3`.`total`,
  `t3`.`squares`,
  `t3`.`logs`,
  `t3`.`complement_logs`,
  `t3`.`low`,
  `t3`.`high`,
  CAST(NULL AS INT64) AS `newest`
FROM (
  SELECT
    `t2`.`truth_` AS `truth`,
    `t2`.`prediction_` AS `prediction`,
    IF(`t2`.`outside`, -1, CAST(CAST(CEIL(`t2`.`p` * 10) AS INT64) AS INT64)) AS `tenth`,
    CAST(CAST(FLOOR((
      `t2`.`ln_p` - `t2`.`ln_q`
    ) * 4096) AS INT64) AS INT64) AS `place`,
    COUNT(*) AS `rows`,
    SUM(`t2`.`p`) AS `total`,
    SUM(`t2`.`p` * `t2`.`p`) AS `squares`,
    SUM(`t2`.`ln_p`) AS `logs`,
    SUM(`t2`.`ln_q`) AS `complement_logs`,
    MIN(`t2`.`p`) AS `low`,
    MAX(`t2`.`p`) AS `high`
  FROM (
    SELECT
      `t1`.`truth_`,
      `t1`.`prediction_`,
      `t1`.`p`,
      `t1`.`outside`,
      LN(IF(`t1`.`p` < 2.220446049250313e-16, 2.220446049250313e-16, `t1`.`p`)) AS `ln_p`,
      LN(
        IF((
          1 - `t1`.`p`
        ) < 2.220446049250313e-16, 2.220446049250313e-16, 1 - `t1`.`p`)
      ) AS `ln_q`
    FROM (
      SELECT
        `t0`.`y` AS `truth_`,
        `t0`.`guess` AS `prediction_`,
        IF(
          IF((
            `t0`.`p` - `t0`.`p`
          ) = 0, `t0`.`p`, CAST(NULL AS FLOAT64)) BETWEEN 0 AND 1,
          IF((
            `t0`.`p` - `t0`.`p`
          ) = 0, `t0`.`p`, CAST(NULL AS FLOAT64)),
          CAST(NULL AS FLOAT64)
        ) AS `p`,
        (
          IF((
            `t0`.`p` - `t0`.`p`
          ) = 0, `t0`.`p`, CAST(NULL AS FLOAT64)) < 0
        )
        OR (
          IF((
            `t0`.`p` - `t0`.`p`
          ) = 0, `t0`.`p`, CAST(NULL AS FLOAT64)) > 1
        )
        OR IS_INF(`t0`.`p`) AS `outside`
      FROM `rows` AS `t0`
      WHERE
        `t0`.`part` = 'then'
    ) AS `t1`
  ) AS `t2`
  GROUP BY
    1,
    2,
    3,
    4
) AS `t3`
LIMIT 400001;

-- scores
SELECT
  0 AS `way`,
  `t3`.`truth`,
  `t3`.`prediction`,
  `t3`.`tenth`,
  `t3`.`place`,
  `t3`.`rows`,
  `t3`.`total`,
  `t3`.`squares`,
  `t3`.`logs`,
  `t3`.`complement_logs`,
  `t3`.`low`,
  `t3`.`high`,
  CAST(NULL AS INT64) AS `newest`
FROM (
  SELECT
    `t2`.`truth_` AS `truth`,
    `t2`.`prediction_` AS `prediction`,
    IF(`t2`.`outside`, -1, CAST(CAST(CEIL(`t2`.`p` * 10) AS INT64) AS INT64)) AS `tenth`,
    CAST(CAST(FLOOR((
      `t2`.`ln_p` - `t2`.`ln_q`
    ) * 4096) AS INT64) AS INT64) AS `place`,
    COUNT(*) AS `rows`,
    SUM(`t2`.`p`) AS `total`,
    SUM(`t2`.`p` * `t2`.`p`) AS `squares`,
    SUM(`t2`.`ln_p`) AS `logs`,
    SUM(`t2`.`ln_q`) AS `complement_logs`,
    MIN(`t2`.`p`) AS `low`,
    MAX(`t2`.`p`) AS `high`
  FROM (
    SELECT
      `t1`.`truth_`,
      `t1`.`prediction_`,
      `t1`.`p`,
      `t1`.`outside`,
      LN(IF(`t1`.`p` < 2.220446049250313e-16, 2.220446049250313e-16, `t1`.`p`)) AS `ln_p`,
      LN(
        IF((
          1 - `t1`.`p`
        ) < 2.220446049250313e-16, 2.220446049250313e-16, 1 - `t1`.`p`)
      ) AS `ln_q`
    FROM (
      SELECT
        `t0`.`y` AS `truth_`,
        `t0`.`guess` AS `prediction_`,
        IF(
          IF((
            `t0`.`p` - `t0`.`p`
          ) = 0, `t0`.`p`, CAST(NULL AS FLOAT64)) BETWEEN 0 AND 1,
          IF((
            `t0`.`p` - `t0`.`p`
          ) = 0, `t0`.`p`, CAST(NULL AS FLOAT64)),
          CAST(NULL AS FLOAT64)
        ) AS `p`,
        (
          IF((
            `t0`.`p` - `t0`.`p`
          ) = 0, `t0`.`p`, CAST(NULL AS FLOAT64)) < 0
        )
        OR (
          IF((
            `t0`.`p` - `t0`.`p`
          ) = 0, `t0`.`p`, CAST(NULL AS FLOAT64)) > 1
        )
        OR IS_INF(`t0`.`p`) AS `outside`
      FROM `rows` AS `t0`
      WHERE
        `t0`.`part` = 'now'
    ) AS `t1`
  ) AS `t2`
  GROUP BY
    1,
    2,
    3,
    4
) AS `t3`
LIMIT 400001;
