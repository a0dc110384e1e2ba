-- labelled
WITH "t3" AS (
  SELECT
    "t2"."sex" AS "g0",
    "t2"."truth_" AS "truth",
    "t2"."prediction_" AS "prediction",
    CASE
      WHEN "t2"."outside"
      THEN -1
      ELSE CAST(CAST(CEIL("t2"."p" * 10) AS BIGINT) AS SMALLINT)
    END AS "tenth",
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
        CASE
          WHEN "t1"."p" < 2.220446049250313e-16
          THEN 2.220446049250313e-16
          ELSE "t1"."p"
        END
      ) AS "ln_p",
      LN(
        CASE
          WHEN (
            1 - "t1"."p"
          ) < 2.220446049250313e-16
          THEN 2.220446049250313e-16
          ELSE 1 - "t1"."p"
        END
      ) AS "ln_q"
    FROM (
      SELECT
        "t0"."sex",
        "t0"."y" AS "truth_",
        "t0"."guess" AS "prediction_",
        CASE
          WHEN CASE
            WHEN (
              "t0"."p" - "t0"."p"
            ) = 0
            THEN "t0"."p"
            ELSE CAST(NULL AS DOUBLE PRECISION)
          END BETWEEN 0 AND 1
          THEN CASE
            WHEN (
              "t0"."p" - "t0"."p"
            ) = 0
            THEN "t0"."p"
            ELSE CAST(NULL AS DOUBLE PRECISION)
          END
          ELSE CAST(NULL AS DOUBLE PRECISION)
        END AS "p",
        (
          CASE
            WHEN (
              "t0"."p" - "t0"."p"
            ) = 0
            THEN "t0"."p"
            ELSE CAST(NULL AS DOUBLE PRECISION)
          END < 0
        )
        OR (
          CASE
            WHEN (
              "t0"."p" - "t0"."p"
            ) = 0
            THEN "t0"."p"
            ELSE CAST(NULL AS DOUBLE PRECISION)
          END > 1
        )
        OR "t0"."p" IN (CAST('Infinity' AS DOUBLE PRECISION), CAST('-Infinity' AS DOUBLE PRECISION)) AS "outside",
        EXTRACT(epoch FROM CAST("t0"."day" AS TIMESTAMP)) AS "seconds"
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
