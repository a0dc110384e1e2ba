-- labelled
WITH "t3" AS (
  SELECT
    "t2"."sex" AS "g0",
    "t2"."truth_" AS "truth",
    "t2"."prediction_" AS "prediction",
    IF("t2"."outside", -1, CAST(CAST(CEIL("t2"."p" * 10) AS BIGINT) AS TINYINT)) AS "tenth",
    CAST(CAST(FLOOR((
      "t2"."ln_p" - "t2"."ln_q"
    ) * 256) AS BIGINT) AS INTEGER) AS "place",
    COUNT(*) AS "rows",
    SUM("t2"."p") AS "total",
    SUM("t2"."p" * "t2"."p") AS "squares",
    SUM("t2"."ln_p") AS "logs",
    SUM("t2"."ln_q") AS "complement_logs",
    MIN("t2"."p") AS "low",
    MAX("t2"."p") AS "high",
    MAX("t2"."seconds") AS "newest"
  FROM (
    SELECT
      "t1"."sex",
      "t1"."truth_",
      "t1"."prediction_",
      "t1"."p",
      "t1"."outside",
      "t1"."seconds",
      LN(
        IF(
          "t1"."p" < CAST(2.220446049250313e-16 AS DOUBLE),
          CAST(2.220446049250313e-16 AS DOUBLE),
          "t1"."p"
        )
      ) AS "ln_p",
      LN(
        IF(
          (
            1 - "t1"."p"
          ) < CAST(2.220446049250313e-16 AS DOUBLE),
          CAST(2.220446049250313e-16 AS DOUBLE),
          1 - "t1"."p"
        )
      ) AS "ln_q"
    FROM (
      SELECT
        "t0"."sex",
        "t0"."y" AS "truth_",
        "t0"."guess" AS "prediction_",
        IF(
          IF((
            "t0"."p" - "t0"."p"
          ) = 0, "t0"."p", CAST(NULL AS DOUBLE)) BETWEEN 0 AND 1,
          IF((
            "t0"."p" - "t0"."p"
          ) = 0, "t0"."p", CAST(NULL AS DOUBLE)),
          CAST(NULL AS DOUBLE)
        ) AS "p",
        (
          IF((
            "t0"."p" - "t0"."p"
          ) = 0, "t0"."p", CAST(NULL AS DOUBLE)) < 0
        )
        OR (
          IF((
            "t0"."p" - "t0"."p"
          ) = 0, "t0"."p", CAST(NULL AS DOUBLE)) > 1
        )
        OR IS_INFINITE("t0"."p") AS "outside",
        TO_UNIXTIME(CAST("t0"."day" AS TIMESTAMP(6))) AS "seconds"
      FROM "rows" AS "t0"
    ) AS "t1"
  ) AS "t2"
  GROUP BY
    1,
    2,
    3,
    4,
    5
)
SELECT
  *
FROM (
  SELECT
    '' AS "dimension",
    "t5"."group",
    "t5"."truth",
    "t5"."prediction",
    "t5"."tenth",
    "t5"."place",
    "t5"."rows",
    "t5"."total",
    "t5"."squares",
    "t5"."logs",
    "t5"."complement_logs",
    "t5"."low",
    "t5"."high",
    "t5"."newest"
  FROM (
    SELECT
      '' AS "group",
      "t4"."truth",
      "t4"."prediction",
      "t4"."tenth",
      "t4"."place",
      SUM("t4"."rows") AS "rows",
      SUM("t4"."total") AS "total",
      SUM("t4"."squares") AS "squares",
      SUM("t4"."logs") AS "logs",
      SUM("t4"."complement_logs") AS "complement_logs",
      MIN("t4"."low") AS "low",
      MAX("t4"."high") AS "high",
      MAX("t4"."newest") AS "newest"
    FROM "t3" AS "t4"
    GROUP BY
      1,
      2,
      3,
      4,
      5
  ) AS "t5"
) AS "t7"
UNION ALL
SELECT
  *
FROM (
  SELECT
    'sex' AS "dimension",
    "t6"."group",
    "t6"."truth",
    "t6"."prediction",
    "t6"."tenth",
    "t6"."place",
    "t6"."rows",
    "t6"."total",
    "t6"."squares",
    "t6"."logs",
    "t6"."complement_logs",
    "t6"."low",
    "t6"."high",
    "t6"."newest"
  FROM (
    SELECT
      "t4"."g0" AS "group",
      "t4"."truth",
      "t4"."prediction",
      "t4"."tenth",
      "t4"."place",
      SUM("t4"."rows") AS "rows",
      SUM("t4"."total") AS "total",
      SUM("t4"."squares") AS "squares",
      SUM("t4"."logs") AS "logs",
      SUM("t4"."complement_logs") AS "complement_logs",
      MIN("t4"."low") AS "low",
      MAX("t4"."high") AS "high",
      MAX("t4"."newest") AS "newest"
    FROM "t3" AS "t4"
    GROUP BY
      1,
      2,
      3,
      4,
      5
  ) AS "t6"
) AS "t8"
LIMIT 400001;
