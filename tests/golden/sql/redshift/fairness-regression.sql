-- errors
SELECT
  *
FROM (
  SELECT
    "t1"."sex" AS "g0",
    COUNT(*) AS "rows",
    SUM(CAST(CAST("t1"."labelled" AS INTEGER) AS BIGINT)) AS "labelled",
    SUM(CAST(CAST("t1"."truth_" = 0 AS INTEGER) AS BIGINT)) AS "zeros",
    SUM("t1"."residual") AS "errors",
    SUM(ABS("t1"."residual")) AS "absolute",
    SUM("t1"."residual" * "t1"."residual") AS "squares",
    SUM(ABS(CAST("t1"."residual" AS DOUBLE PRECISION) / NULLIF("t1"."truth_", 0))) AS "shares",
    SUM(
      CASE
        WHEN "t1"."residual" * "t1"."residual" BETWEEN 1e-150 AND 1e+150
        THEN "t1"."residual" * "t1"."residual"
        ELSE 0.0
      END * CASE
        WHEN "t1"."residual" * "t1"."residual" BETWEEN 1e-150 AND 1e+150
        THEN "t1"."residual" * "t1"."residual"
        ELSE 0.0
      END
    ) AS "fourths",
    SUM(
      CASE
        WHEN ABS(CAST("t1"."residual" AS DOUBLE PRECISION) / NULLIF("t1"."truth_", 0)) BETWEEN 1e-150 AND 1e+150
        THEN ABS(CAST("t1"."residual" AS DOUBLE PRECISION) / NULLIF("t1"."truth_", 0))
        ELSE 0.0
      END * CASE
        WHEN ABS(CAST("t1"."residual" AS DOUBLE PRECISION) / NULLIF("t1"."truth_", 0)) BETWEEN 1e-150 AND 1e+150
        THEN ABS(CAST("t1"."residual" AS DOUBLE PRECISION) / NULLIF("t1"."truth_", 0))
        ELSE 0.0
      END
    ) AS "share_squares",
    SUM(
      CASE
        WHEN ABS("t1"."truth_") BETWEEN 1.0000000000000001e-75 AND 1e+75
        THEN "t1"."truth_"
        ELSE 0.0
      END * CASE
        WHEN ABS("t1"."truth_") BETWEEN 1.0000000000000001e-75 AND 1e+75
        THEN "t1"."truth_"
        ELSE 0.0
      END * CASE
        WHEN ABS("t1"."truth_") BETWEEN 1.0000000000000001e-75 AND 1e+75
        THEN "t1"."truth_"
        ELSE 0.0
      END
    ) AS "cubes",
    SUM(
      CASE
        WHEN ABS("t1"."truth_") BETWEEN 1.0000000000000001e-75 AND 1e+75
        THEN "t1"."truth_"
        ELSE 0.0
      END * CASE
        WHEN ABS("t1"."truth_") BETWEEN 1.0000000000000001e-75 AND 1e+75
        THEN "t1"."truth_"
        ELSE 0.0
      END * CASE
        WHEN ABS("t1"."truth_") BETWEEN 1.0000000000000001e-75 AND 1e+75
        THEN "t1"."truth_"
        ELSE 0.0
      END * CASE
        WHEN ABS("t1"."truth_") BETWEEN 1.0000000000000001e-75 AND 1e+75
        THEN "t1"."truth_"
        ELSE 0.0
      END
    ) AS "label_fourths",
    SUM(
      CASE
        WHEN "t1"."residual" * "t1"."residual" BETWEEN 1e-150 AND 1e+150
        THEN "t1"."residual" * "t1"."residual"
        ELSE 0.0
      END * CASE
        WHEN ABS("t1"."truth_") BETWEEN 1.0000000000000001e-75 AND 1e+75
        THEN "t1"."truth_"
        ELSE 0.0
      END
    ) AS "with_label",
    SUM(
      CASE
        WHEN "t1"."residual" * "t1"."residual" BETWEEN 1e-150 AND 1e+150
        THEN "t1"."residual" * "t1"."residual"
        ELSE 0.0
      END * (
        CASE
          WHEN ABS("t1"."truth_") BETWEEN 1.0000000000000001e-75 AND 1e+75
          THEN "t1"."truth_"
          ELSE 0.0
        END * CASE
          WHEN ABS("t1"."truth_") BETWEEN 1.0000000000000001e-75 AND 1e+75
          THEN "t1"."truth_"
          ELSE 0.0
        END
      )
    ) AS "with_square",
    SUM(CAST(CAST("t1"."predicted" AS INTEGER) AS BIGINT)) AS "predicted",
    COUNT("t1"."truth_") AS "count",
    AVG("t1"."truth_") AS "mean",
    VAR_POP("t1"."truth_") AS "variance",
    AVG("t1"."prediction_") AS "mean_predicted",
    VAR_POP("t1"."prediction_") AS "variance_predicted",
    MAX(CASE WHEN "t1"."labelled" THEN "t1"."seconds" ELSE NULL END) AS "newest"
  FROM (
    SELECT
      "t0"."sex",
      CASE
        WHEN (
          CASE
            WHEN (
              "t0"."rent" - "t0"."rent"
            ) = 0
            THEN "t0"."rent"
            ELSE CAST(NULL AS DOUBLE PRECISION)
          END IS NOT NULL
        )
        AND (
          CASE
            WHEN (
              "t0"."guess" - "t0"."guess"
            ) = 0
            THEN "t0"."guess"
            ELSE CAST(NULL AS DOUBLE PRECISION)
          END IS NOT NULL
        )
        THEN CASE
          WHEN (
            "t0"."rent" - "t0"."rent"
          ) = 0
          THEN "t0"."rent"
          ELSE CAST(NULL AS DOUBLE PRECISION)
        END
        ELSE CAST(NULL AS DOUBLE PRECISION)
      END AS "truth_",
      CASE
        WHEN (
          CASE
            WHEN (
              "t0"."rent" - "t0"."rent"
            ) = 0
            THEN "t0"."rent"
            ELSE CAST(NULL AS DOUBLE PRECISION)
          END IS NOT NULL
        )
        AND (
          CASE
            WHEN (
              "t0"."guess" - "t0"."guess"
            ) = 0
            THEN "t0"."guess"
            ELSE CAST(NULL AS DOUBLE PRECISION)
          END IS NOT NULL
        )
        THEN CASE
          WHEN (
            "t0"."guess" - "t0"."guess"
          ) = 0
          THEN "t0"."guess"
          ELSE CAST(NULL AS DOUBLE PRECISION)
        END
        ELSE CAST(NULL AS DOUBLE PRECISION)
      END AS "prediction_",
      CASE
        WHEN (
          "t0"."guess" - "t0"."guess"
        ) = 0
        THEN "t0"."guess"
        ELSE CAST(NULL AS DOUBLE PRECISION)
      END - CASE
        WHEN (
          "t0"."rent" - "t0"."rent"
        ) = 0
        THEN "t0"."rent"
        ELSE CAST(NULL AS DOUBLE PRECISION)
      END AS "residual",
      CASE
        WHEN (
          "t0"."rent" - "t0"."rent"
        ) = 0
        THEN "t0"."rent"
        ELSE CAST(NULL AS DOUBLE PRECISION)
      END IS NOT NULL AS "labelled",
      CASE
        WHEN (
          "t0"."guess" - "t0"."guess"
        ) = 0
        THEN "t0"."guess"
        ELSE CAST(NULL AS DOUBLE PRECISION)
      END IS NOT NULL AS "predicted",
      CAST(NULL AS BIGINT) AS "seconds"
    FROM "rows" AS "t0"
  ) AS "t1"
  GROUP BY
    1
) AS "t2"
WHERE
  "t2"."rows" > 0
LIMIT 100001;
