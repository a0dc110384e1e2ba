-- scores
SELECT
  0 AS "way",
  "t3"."truth",
  "t3"."prediction",
  "t3"."tenth",
  "t3"."place",
  "t3"."rows",
  "t3"."total",
  "t3"."squares",
  "t3"."logs",
  "t3"."complement_logs",
  "t3"."low",
  "t3"."high",
  CAST(NULL AS BIGINT) AS "newest"
FROM (
  SELECT
    "t2"."truth_" AS "truth",
    "t2"."prediction_" AS "prediction",
    CASE
      WHEN "t2"."outside"
      THEN -1
      ELSE CAST(CAST(CEIL("t2"."p" * 10) AS BIGINT) AS SMALLINT)
    END AS "tenth",
    CAST(CAST(FLOOR((
      "t2"."ln_p" - "t2"."ln_q"
    ) * 4096) AS BIGINT) AS INTEGER) AS "place",
    COUNT(*) AS "rows",
    SUM("t2"."p") AS "total",
    SUM("t2"."p" * "t2"."p") AS "squares",
    SUM("t2"."ln_p") AS "logs",
    SUM("t2"."ln_q") AS "complement_logs",
    MIN("t2"."p") AS "low",
    MAX("t2"."p") AS "high"
  FROM (
    SELECT
      "t1"."truth_",
      "t1"."prediction_",
      "t1"."p",
      "t1"."outside",
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
        OR "t0"."p" IN (CAST('Infinity' AS DOUBLE PRECISION), CAST('-Infinity' AS DOUBLE PRECISION)) AS "outside"
      FROM "rows" AS "t0"
      WHERE
        "t0"."part" = 'then'
    ) AS "t1"
  ) AS "t2"
  GROUP BY
    1,
    2,
    3,
    4
) AS "t3"
LIMIT 400001;

-- scores
SELECT
  0 AS "way",
  "t3"."truth",
  "t3"."prediction",
  "t3"."tenth",
  "t3"."place",
  "t3"."rows",
  "t3"."total",
  "t3"."squares",
  "t3"."logs",
  "t3"."complement_logs",
  "t3"."low",
  "t3"."high",
  CAST(NULL AS BIGINT) AS "newest"
FROM (
  SELECT
    "t2"."truth_" AS "truth",
    "t2"."prediction_" AS "prediction",
    CASE
      WHEN "t2"."outside"
      THEN -1
      ELSE CAST(CAST(CEIL("t2"."p" * 10) AS BIGINT) AS SMALLINT)
    END AS "tenth",
    CAST(CAST(FLOOR((
      "t2"."ln_p" - "t2"."ln_q"
    ) * 4096) AS BIGINT) AS INTEGER) AS "place",
    COUNT(*) AS "rows",
    SUM("t2"."p") AS "total",
    SUM("t2"."p" * "t2"."p") AS "squares",
    SUM("t2"."ln_p") AS "logs",
    SUM("t2"."ln_q") AS "complement_logs",
    MIN("t2"."p") AS "low",
    MAX("t2"."p") AS "high"
  FROM (
    SELECT
      "t1"."truth_",
      "t1"."prediction_",
      "t1"."p",
      "t1"."outside",
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
        OR "t0"."p" IN (CAST('Infinity' AS DOUBLE PRECISION), CAST('-Infinity' AS DOUBLE PRECISION)) AS "outside"
      FROM "rows" AS "t0"
      WHERE
        "t0"."part" = 'now'
    ) AS "t1"
  ) AS "t2"
  GROUP BY
    1,
    2,
    3,
    4
) AS "t3"
LIMIT 400001;
