-- scores
SELECT
  0 AS "way",
  "t3"."truth" AS "truth",
  "t3"."prediction" AS "prediction",
  "t3"."tenth" AS "tenth",
  "t3"."place" AS "place",
  "t3"."rows" AS "rows",
  "t3"."total" AS "total",
  "t3"."squares" AS "squares",
  "t3"."logs" AS "logs",
  "t3"."complement_logs" AS "complement_logs",
  "t3"."low" AS "low",
  "t3"."high" AS "high",
  CAST(NULL AS Nullable(Int64)) AS "newest"
FROM (
  SELECT
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
        ) * 4096
      ) IS NULL
      THEN NULL
      ELSE CAST(FLOOR(COALESCE((
        "t2"."ln_p" - "t2"."ln_q"
      ) * 4096, 0.0)) AS Nullable(Int64))
    END AS Nullable(Int32)) AS "place",
    COUNT(*) AS "rows",
    SUM("t2"."p") AS "total",
    SUM("t2"."p" * "t2"."p") AS "squares",
    SUM("t2"."ln_p") AS "logs",
    SUM("t2"."ln_q") AS "complement_logs",
    MIN("t2"."p") AS "low",
    MAX("t2"."p") AS "high"
  FROM (
    SELECT
      "t1"."truth_" AS "truth_",
      "t1"."prediction_" AS "prediction_",
      "t1"."p" AS "p",
      "t1"."outside" AS "outside",
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
        OR isInfinite("t0"."p") AS "outside"
      FROM "rows" AS "t0"
      WHERE
        "t0"."part" = 'then'
    ) AS "t1"
  ) AS "t2"
  GROUP BY
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
        ) * 4096
      ) IS NULL
      THEN NULL
      ELSE CAST(FLOOR(COALESCE((
        "t2"."ln_p" - "t2"."ln_q"
      ) * 4096, 0.0)) AS Nullable(Int64))
    END AS Nullable(Int32))
) AS "t3"
LIMIT 400001;

-- scores
SELECT
  0 AS "way",
  "t3"."truth" AS "truth",
  "t3"."prediction" AS "prediction",
  "t3"."tenth" AS "tenth",
  "t3"."place" AS "place",
  "t3"."rows" AS "rows",
  "t3"."total" AS "total",
  "t3"."squares" AS "squares",
  "t3"."logs" AS "logs",
  "t3"."complement_logs" AS "complement_logs",
  "t3"."low" AS "low",
  "t3"."high" AS "high",
  CAST(NULL AS Nullable(Int64)) AS "newest"
FROM (
  SELECT
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
        ) * 4096
      ) IS NULL
      THEN NULL
      ELSE CAST(FLOOR(COALESCE((
        "t2"."ln_p" - "t2"."ln_q"
      ) * 4096, 0.0)) AS Nullable(Int64))
    END AS Nullable(Int32)) AS "place",
    COUNT(*) AS "rows",
    SUM("t2"."p") AS "total",
    SUM("t2"."p" * "t2"."p") AS "squares",
    SUM("t2"."ln_p") AS "logs",
    SUM("t2"."ln_q") AS "complement_logs",
    MIN("t2"."p") AS "low",
    MAX("t2"."p") AS "high"
  FROM (
    SELECT
      "t1"."truth_" AS "truth_",
      "t1"."prediction_" AS "prediction_",
      "t1"."p" AS "p",
      "t1"."outside" AS "outside",
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
        OR isInfinite("t0"."p") AS "outside"
      FROM "rows" AS "t0"
      WHERE
        "t0"."part" = 'now'
    ) AS "t1"
  ) AS "t2"
  GROUP BY
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
        ) * 4096
      ) IS NULL
      THEN NULL
      ELSE CAST(FLOOR(COALESCE((
        "t2"."ln_p" - "t2"."ln_q"
      ) * 4096, 0.0)) AS Nullable(Int64))
    END AS Nullable(Int32))
) AS "t3"
LIMIT 400001;
