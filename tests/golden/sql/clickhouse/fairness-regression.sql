-- errors
SELECT
  *
FROM (
  SELECT
    "t1"."sex" AS "g0",
    COUNT(*) AS "rows",
    SUM(CAST("t1"."labelled" AS Nullable(Int32))) AS "labelled",
    SUM(CAST("t1"."truth_" = 0 AS Nullable(Int32))) AS "zeros",
    SUM("t1"."residual") AS "errors",
    SUM(ABS("t1"."residual")) AS "absolute",
    SUM("t1"."residual" * "t1"."residual") AS "squares",
    SUM(ABS(CAST("t1"."residual" AS Nullable(Float64)) / nullIf("t1"."truth_", 0))) AS "shares",
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
        WHEN ABS(CAST("t1"."residual" AS Nullable(Float64)) / nullIf("t1"."truth_", 0)) BETWEEN 1e-150 AND 1e+150
        THEN ABS(CAST("t1"."residual" AS Nullable(Float64)) / nullIf("t1"."truth_", 0))
        ELSE 0.0
      END * CASE
        WHEN ABS(CAST("t1"."residual" AS Nullable(Float64)) / nullIf("t1"."truth_", 0)) BETWEEN 1e-150 AND 1e+150
        THEN ABS(CAST("t1"."residual" AS Nullable(Float64)) / nullIf("t1"."truth_", 0))
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
    SUM(CAST("t1"."predicted" AS Nullable(Int32))) AS "predicted",
    COUNT("t1"."truth_") AS "count",
    AVG("t1"."truth_") AS "mean",
    varPop("t1"."truth_") AS "variance",
    AVG("t1"."prediction_") AS "mean_predicted",
    varPop("t1"."prediction_") AS "variance_predicted",
    maxIf("t1"."seconds", "t1"."labelled") AS "newest"
  FROM (
    SELECT
      "t0"."sex" AS "sex",
      CASE
        WHEN isNotNull(
          CASE
            WHEN (
              "t0"."rent" - "t0"."rent"
            ) = 0
            THEN "t0"."rent"
            ELSE CAST(NULL AS Nullable(Float64))
          END
        )
        AND isNotNull(
          CASE
            WHEN (
              "t0"."guess" - "t0"."guess"
            ) = 0
            THEN "t0"."guess"
            ELSE CAST(NULL AS Nullable(Float64))
          END
        )
        THEN CASE
          WHEN (
            "t0"."rent" - "t0"."rent"
          ) = 0
          THEN "t0"."rent"
          ELSE CAST(NULL AS Nullable(Float64))
        END
        ELSE CAST(NULL AS Nullable(Float64))
      END AS "truth_",
      CASE
        WHEN isNotNull(
          CASE
            WHEN (
              "t0"."rent" - "t0"."rent"
            ) = 0
            THEN "t0"."rent"
            ELSE CAST(NULL AS Nullable(Float64))
          END
        )
        AND isNotNull(
          CASE
            WHEN (
              "t0"."guess" - "t0"."guess"
            ) = 0
            THEN "t0"."guess"
            ELSE CAST(NULL AS Nullable(Float64))
          END
        )
        THEN CASE
          WHEN (
            "t0"."guess" - "t0"."guess"
          ) = 0
          THEN "t0"."guess"
          ELSE CAST(NULL AS Nullable(Float64))
        END
        ELSE CAST(NULL AS Nullable(Float64))
      END AS "prediction_",
      CASE
        WHEN (
          "t0"."guess" - "t0"."guess"
        ) = 0
        THEN "t0"."guess"
        ELSE CAST(NULL AS Nullable(Float64))
      END - CASE
        WHEN (
          "t0"."rent" - "t0"."rent"
        ) = 0
        THEN "t0"."rent"
        ELSE CAST(NULL AS Nullable(Float64))
      END AS "residual",
      isNotNull(
        CASE
          WHEN (
            "t0"."rent" - "t0"."rent"
          ) = 0
          THEN "t0"."rent"
          ELSE CAST(NULL AS Nullable(Float64))
        END
      ) AS "labelled",
      isNotNull(
        CASE
          WHEN (
            "t0"."guess" - "t0"."guess"
          ) = 0
          THEN "t0"."guess"
          ELSE CAST(NULL AS Nullable(Float64))
        END
      ) AS "predicted",
      CAST(NULL AS Nullable(Int64)) AS "seconds"
    FROM "rows" AS "t0"
  ) AS "t1"
  GROUP BY
    "t1"."sex"
) AS "t2"
WHERE
  "t2"."rows" > 0
LIMIT 100001;
