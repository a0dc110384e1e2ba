-- labelled
WITH "t3" AS (
  SELECT
    "t2"."sex" AS "g0",
    "t2"."truth_" AS "truth",
    "t2"."prediction_" AS "prediction",
    CASE
      WHEN "t2"."outside"
      THEN -1
      ELSE CAST(CASE
        WHEN (
          "t2"."p" * 10
        ) IS NULL
        THEN NULL
        ELSE CAST(CEIL(COALESCE("t2"."p" * 10, 0.0)) AS Nullable(Int64))
      END AS Nullable(Int8))
    END AS "tenth",
    CAST(CASE
      WHEN (
        (
          "t2"."ln_p" - "t2"."ln_q"
        ) * 256
      ) IS NULL
      THEN NULL
      ELSE CAST(FLOOR(COALESCE((
        "t2"."ln_p" - "t2"."ln_q"
      ) * 256, 0.0)) AS Nullable(Int64))
    END AS Nullable(Int32)) AS "place",
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
      "t1"."sex" AS "sex",
      "t1"."truth_" AS "truth_",
      "t1"."prediction_" AS "prediction_",
      "t1"."p" AS "p",
      "t1"."outside" AS "outside",
      "t1"."seconds" AS "seconds",
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
        "t0"."sex" AS "sex",
        "t0"."y" AS "truth_",
        "t0"."guess" AS "prediction_",
        CASE
          WHEN CASE
            WHEN (
              "t0"."p" - "t0"."p"
            ) = 0
            THEN "t0"."p"
            ELSE CAST(NULL AS Nullable(Float64))
          END BETWEEN 0 AND 1
          THEN CASE
            WHEN (
              "t0"."p" - "t0"."p"
            ) = 0
            THEN "t0"."p"
            ELSE CAST(NULL AS Nullable(Float64))
          END
          ELSE CAST(NULL AS Nullable(Float64))
        END AS "p",
        (
          CASE
            WHEN (
              "t0"."p" - "t0"."p"
            ) = 0
            THEN "t0"."p"
            ELSE CAST(NULL AS Nullable(Float64))
          END < 0
        )
        OR (
          CASE
            WHEN (
              "t0"."p" - "t0"."p"
            ) = 0
            THEN "t0"."p"
            ELSE CAST(NULL AS Nullable(Float64))
          END > 1
        )
        OR isInfinite("t0"."p") AS "outside",
        toUnixTimestamp64Micro(
          CAST(CAST("t0"."day" AS Nullable(DateTime64(6, 'UTC'))) AS Nullable(DateTime64(6, 'UTC')))
        ) / 1000000 AS "seconds"
      FROM "rows" AS "t0"
    ) AS "t1"
  ) AS "t2"
  GROUP BY
    "t2"."sex",
    "t2"."truth_",
    "t2"."prediction_",
    CASE
      WHEN "t2"."outside"
      THEN -1
      ELSE CAST(CASE
        WHEN (
          "t2"."p" * 10
        ) IS NULL
        THEN NULL
        ELSE CAST(CEIL(COALESCE("t2"."p" * 10, 0.0)) AS Nullable(Int64))
      END AS Nullable(Int8))
    END,
    CAST(CASE
      WHEN (
        (
          "t2"."ln_p" - "t2"."ln_q"
        ) * 256
      ) IS NULL
      THEN NULL
      ELSE CAST(FLOOR(COALESCE((
        "t2"."ln_p" - "t2"."ln_q"
      ) * 256, 0.0)) AS Nullable(Int64))
    END AS Nullable(Int32))
)
SELECT
  "t7"."way" AS "way",
  "t7"."group0" AS "group0",
  "t7"."truth" AS "truth",
  "t7"."prediction" AS "prediction",
  "t7"."tenth" AS "tenth",
  "t7"."place" AS "place",
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
      CAST(NULL AS Nullable(String)) AS "group0",
      "t4"."truth" AS "truth",
      "t4"."prediction" AS "prediction",
      "t4"."tenth" AS "tenth",
      "t4"."place" AS "place",
      "t4"."rows" AS "rows",
      "t4"."total" AS "total",
      "t4"."squares" AS "squares",
      "t4"."logs" AS "logs",
      "t4"."complement_logs" AS "complement_logs",
      "t4"."low" AS "low",
      "t4"."high" AS "high",
      "t4"."newest" AS "newest"
    FROM "t3" AS "t4"
  ) AS "t5"
  UNION ALL
  SELECT
    *
  FROM (
    SELECT
      1 AS "way",
      "t4"."g0" AS "group0",
      "t4"."truth" AS "truth",
      "t4"."prediction" AS "prediction",
      "t4"."tenth" AS "tenth",
      "t4"."place" AS "place",
      "t4"."rows" AS "rows",
      "t4"."total" AS "total",
      "t4"."squares" AS "squares",
      "t4"."logs" AS "logs",
      "t4"."complement_logs" AS "complement_logs",
      "t4"."low" AS "low",
      "t4"."high" AS "high",
      "t4"."newest" AS "newest"
    FROM "t3" AS "t4"
  ) AS "t6"
) AS "t7"
GROUP BY
  "t7"."way",
  "t7"."group0",
  "t7"."truth",
  "t7"."prediction",
  "t7"."tenth",
  "t7"."place"
LIMIT 400001;
