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
  "t7"."way",
  "t7"."group0",
  "t7"."truth",
  "t7"."prediction",
  "t7"."tenth",
  "t7"."place",
  SUM("t7"."rows") AS "rows",
  SUM("t7"."total") AS "total",
  SUM("t7"."squares") AS "squares",
  SUM("t7"."logs") AS "logs",
  SUM("t7"."complement_logs") AS "complement_logs",
  MIN("t7"."low") AS "low",
  MAX("t7"."high") AS "high",
  MAX("t7"."newest") AS "newest"
FROM (
  SELECT
    *
  FROM (
    SELECT
      0 AS "way",
      CAST(NULL AS VARCHAR) AS "group0",
      "t4"."truth",
      "t4"."prediction",
      "t4"."tenth",
      "t4"."place",
      "t4"."rows",
      "t4"."total",
      "t4"."squares",
      "t4"."logs",
      "t4"."complement_logs",
      "t4"."low",
      "t4"."high",
      "t4"."newest"
    FROM "t3" AS "t4"
  ) AS "t5"
  UNION ALL
  SELECT
    *
  FROM (
    SELECT
      1 AS "way",
      "t4"."g0" AS "group0",
      "t4"."truth",
      "t4"."prediction",
      "t4"."tenth",
      "t4"."place",
      "t4"."rows",
      "t4"."total",
      "t4"."squares",
      "t4"."logs",
      "t4"."complement_logs",
      "t4"."low",
      "t4"."high",
      "t4"."newest"
    FROM "t3" AS "t4"
  ) AS "t6"
) AS "t7"
GROUP BY
  1,
  2,
  3,
  4,
  5,
  6
LIMIT 400001;
