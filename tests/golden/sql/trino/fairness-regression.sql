-- errors
SELECT
  *
FROM (
  SELECT
    "t1"."sex" AS "g0",
    COUNT(*) AS "rows",
    SUM(CAST("t1"."labelled" AS INTEGER)) AS "labelled",
    SUM(CAST("t1"."truth_" = 0 AS INTEGER)) AS "zeros",
    SUM("t1"."residual") AS "errors",
    SUM(ABS("t1"."residual")) AS "absolute",
    SUM("t1"."residual" * "t1"."residual") AS "squares",
    SUM(ABS(CAST("t1"."residual" AS DOUBLE) / NULLIF("t1"."truth_", 0))) AS "shares",
    SUM(
      IF(
        "t1"."residual" * "t1"."residual" BETWEEN CAST(1e-150 AS DOUBLE) AND CAST(1e+150 AS DOUBLE),
        "t1"."residual" * "t1"."residual",
        CAST(0.0 AS DOUBLE)
      ) * IF(
        "t1"."residual" * "t1"."residual" BETWEEN CAST(1e-150 AS DOUBLE) AND CAST(1e+150 AS DOUBLE),
        "t1"."residual" * "t1"."residual",
        CAST(0.0 AS DOUBLE)
      )
    ) AS "fourths",
    SUM(
      IF(
        ABS(CAST("t1"."residual" AS DOUBLE) / NULLIF("t1"."truth_", 0)) BETWEEN CAST(1e-150 AS DOUBLE) AND CAST(1e+150 AS DOUBLE),
        ABS(CAST("t1"."residual" AS DOUBLE) / NULLIF("t1"."truth_", 0)),
        CAST(0.0 AS DOUBLE)
      ) * IF(
        ABS(CAST("t1"."residual" AS DOUBLE) / NULLIF("t1"."truth_", 0)) BETWEEN CAST(1e-150 AS DOUBLE) AND CAST(1e+150 AS DOUBLE),
        ABS(CAST("t1"."residual" AS DOUBLE) / NULLIF("t1"."truth_", 0)),
        CAST(0.0 AS DOUBLE)
      )
    ) AS "share_squares",
    SUM(
      IF(
        ABS("t1"."truth_") BETWEEN CAST(1.0000000000000001e-75 AS DOUBLE) AND CAST(1e+75 AS DOUBLE),
        "t1"."truth_",
        CAST(0.0 AS DOUBLE)
      ) * IF(
        ABS("t1"."truth_") BETWEEN CAST(1.0000000000000001e-75 AS DOUBLE) AND CAST(1e+75 AS DOUBLE),
        "t1"."truth_",
        CAST(0.0 AS DOUBLE)
      ) * IF(
        ABS("t1"."truth_") BETWEEN CAST(1.0000000000000001e-75 AS DOUBLE) AND CAST(1e+75 AS DOUBLE),
        "t1"."truth_",
        CAST(0.0 AS DOUBLE)
      )
    ) AS "cubes",
    SUM(
      IF(
        ABS("t1"."truth_") BETWEEN CAST(1.0000000000000001e-75 AS DOUBLE) AND CAST(1e+75 AS DOUBLE),
        "t1"."truth_",
        CAST(0.0 AS DOUBLE)
      ) * IF(
        ABS("t1"."truth_") BETWEEN CAST(1.0000000000000001e-75 AS DOUBLE) AND CAST(1e+75 AS DOUBLE),
        "t1"."truth_",
        CAST(0.0 AS DOUBLE)
      ) * IF(
        ABS("t1"."truth_") BETWEEN CAST(1.0000000000000001e-75 AS DOUBLE) AND CAST(1e+75 AS DOUBLE),
        "t1"."truth_",
        CAST(0.0 AS DOUBLE)
      ) * IF(
        ABS("t1"."truth_") BETWEEN CAST(1.0000000000000001e-75 AS DOUBLE) AND CAST(1e+75 AS DOUBLE),
        "t1"."truth_",
        CAST(0.0 AS DOUBLE)
      )
    ) AS "label_fourths",
    SUM(
      IF(
        "t1"."residual" * "t1"."residual" BETWEEN CAST(1e-150 AS DOUBLE) AND CAST(1e+150 AS DOUBLE),
        "t1"."residual" * "t1"."residual",
        CAST(0.0 AS DOUBLE)
      ) * IF(
        ABS("t1"."truth_") BETWEEN CAST(1.0000000000000001e-75 AS DOUBLE) AND CAST(1e+75 AS DOUBLE),
        "t1"."truth_",
        CAST(0.0 AS DOUBLE)
      )
    ) AS "with_label",
    SUM(
      IF(
        "t1"."residual" * "t1"."residual" BETWEEN CAST(1e-150 AS DOUBLE) AND CAST(1e+150 AS DOUBLE),
        "t1"."residual" * "t1"."residual",
        CAST(0.0 AS DOUBLE)
      ) * (
        IF(
          ABS("t1"."truth_") BETWEEN CAST(1.0000000000000001e-75 AS DOUBLE) AND CAST(1e+75 AS DOUBLE),
          "t1"."truth_",
          CAST(0.0 AS DOUBLE)
        ) * IF(
          ABS("t1"."truth_") BETWEEN CAST(1.0000000000000001e-75 AS DOUBLE) AND CAST(1e+75 AS DOUBLE),
          "t1"."truth_",
          CAST(0.0 AS DOUBLE)
        )
      )
    ) AS "with_square",
    SUM(CAST("t1"."predicted" AS INTEGER)) AS "predicted",
    COUNT("t1"."truth_") AS "count",
    AVG("t1"."truth_") AS "mean",
    VAR_POP("t1"."truth_") AS "variance",
    AVG("t1"."prediction_") AS "mean_predicted",
    VAR_POP("t1"."prediction_") AS "variance_predicted",
    MAX("t1"."seconds") FILTER(WHERE
      "t1"."labelled") AS "newest"
  FROM (
    SELECT
      "t0"."sex",
      IF(
        (
          IF((
            "t0"."rent" - "t0"."rent"
          ) = 0, "t0"."rent", CAST(NULL AS DOUBLE)) IS NOT NULL
        )
        AND (
          IF((
            "t0"."guess" - "t0"."guess"
          ) = 0, "t0"."guess", CAST(NULL AS DOUBLE)) IS NOT NULL
        ),
        IF((
          "t0"."rent" - "t0"."rent"
        ) = 0, "t0"."rent", CAST(NULL AS DOUBLE)),
        CAST(NULL AS DOUBLE)
      ) AS "truth_",
      IF(
        (
          IF((
            "t0"."rent" - "t0"."rent"
          ) = 0, "t0"."rent", CAST(NULL AS DOUBLE)) IS NOT NULL
        )
        AND (
          IF((
            "t0"."guess" - "t0"."guess"
          ) = 0, "t0"."guess", CAST(NULL AS DOUBLE)) IS NOT NULL
        ),
        IF((
          "t0"."guess" - "t0"."guess"
        ) = 0, "t0"."guess", CAST(NULL AS DOUBLE)),
        CAST(NULL AS DOUBLE)
      ) AS "prediction_",
      IF((
        "t0"."guess" - "t0"."guess"
      ) = 0, "t0"."guess", CAST(NULL AS DOUBLE)) - IF((
        "t0"."rent" - "t0"."rent"
      ) = 0, "t0"."rent", CAST(NULL AS DOUBLE)) AS "residual",
      IF((
        "t0"."rent" - "t0"."rent"
      ) = 0, "t0"."rent", CAST(NULL AS DOUBLE)) IS NOT NULL AS "labelled",
      IF((
        "t0"."guess" - "t0"."guess"
      ) = 0, "t0"."guess", CAST(NULL AS DOUBLE)) IS NOT NULL AS "predicted",
      CAST(NULL AS BIGINT) AS "seconds"
    FROM "rows" AS "t0"
  ) AS "t1"
  GROUP BY
    1
) AS "t2"
WHERE
  "t2"."rows" > 0
LIMIT 100001;
