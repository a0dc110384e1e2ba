-- errors
SELECT
  *
FROM (
  SELECT
    "t1"."sex" AS "g0",
    COUNT(*) AS "rows",
    SUM(CAST("t1"."labelled" AS INT)) AS "labelled",
    SUM(CAST("t1"."truth_" = 0 AS INT)) AS "zeros",
    SUM("t1"."residual") AS "errors",
    SUM(ABS("t1"."residual")) AS "absolute",
    SUM("t1"."residual" * "t1"."residual") AS "squares",
    SUM(ABS(CAST("t1"."residual" AS DOUBLE) / NULLIF("t1"."truth_", 0))) AS "shares",
    SUM(
      IFF(
        "t1"."residual" * "t1"."residual" BETWEEN 1e-150 AND 1e+150,
        "t1"."residual" * "t1"."residual",
        0.0
      ) * IFF(
        "t1"."residual" * "t1"."residual" BETWEEN 1e-150 AND 1e+150,
        "t1"."residual" * "t1"."residual",
        0.0
      )
    ) AS "fourths",
    SUM(
      IFF(
        ABS(CAST("t1"."residual" AS DOUBLE) / NULLIF("t1"."truth_", 0)) BETWEEN 1e-150 AND 1e+150,
        ABS(CAST("t1"."residual" AS DOUBLE) / NULLIF("t1"."truth_", 0)),
        0.0
      ) * IFF(
        ABS(CAST("t1"."residual" AS DOUBLE) / NULLIF("t1"."truth_", 0)) BETWEEN 1e-150 AND 1e+150,
        ABS(CAST("t1"."residual" AS DOUBLE) / NULLIF("t1"."truth_", 0)),
        0.0
      )
    ) AS "share_squares",
    SUM(
      IFF(ABS("t1"."truth_") BETWEEN 1.0000000000000001e-75 AND 1e+75, "t1"."truth_", 0.0) * IFF(ABS("t1"."truth_") BETWEEN 1.0000000000000001e-75 AND 1e+75, "t1"."truth_", 0.0) * IFF(ABS("t1"."truth_") BETWEEN 1.0000000000000001e-75 AND 1e+75, "t1"."truth_", 0.0)
    ) AS "cubes",
    SUM(
      IFF(ABS("t1"."truth_") BETWEEN 1.0000000000000001e-75 AND 1e+75, "t1"."truth_", 0.0) * IFF(ABS("t1"."truth_") BETWEEN 1.0000000000000001e-75 AND 1e+75, "t1"."truth_", 0.0) * IFF(ABS("t1"."truth_") BETWEEN 1.0000000000000001e-75 AND 1e+75, "t1"."truth_", 0.0) * IFF(ABS("t1"."truth_") BETWEEN 1.0000000000000001e-75 AND 1e+75, "t1"."truth_", 0.0)
    ) AS "label_fourths",
    SUM(
      IFF(
        "t1"."residual" * "t1"."residual" BETWEEN 1e-150 AND 1e+150,
        "t1"."residual" * "t1"."residual",
        0.0
      ) * IFF(ABS("t1"."truth_") BETWEEN 1.0000000000000001e-75 AND 1e+75, "t1"."truth_", 0.0)
    ) AS "with_label",
    SUM(
      IFF(
        "t1"."residual" * "t1"."residual" BETWEEN 1e-150 AND 1e+150,
        "t1"."residual" * "t1"."residual",
        0.0
      ) * (
        IFF(ABS("t1"."truth_") BETWEEN 1.0000000000000001e-75 AND 1e+75, "t1"."truth_", 0.0) * IFF(ABS("t1"."truth_") BETWEEN 1.0000000000000001e-75 AND 1e+75, "t1"."truth_", 0.0)
      )
    ) AS "with_square",
    SUM(CAST("t1"."predicted" AS INT)) AS "predicted",
    COUNT("t1"."truth_") AS "count",
    AVG("t1"."truth_") AS "mean",
    VARIANCE_POP("t1"."truth_") AS "variance",
    AVG("t1"."prediction_") AS "mean_predicted",
    VARIANCE_POP("t1"."prediction_") AS "variance_predicted",
    MAX(IFF("t1"."labelled", "t1"."seconds", NULL)) AS "newest"
  FROM (
    SELECT
      "t0"."sex",
      IFF(
        (
          IFF((
            "t0"."rent" - "t0"."rent"
          ) = 0, "t0"."rent", CAST(NULL AS DOUBLE)) IS NOT NULL
        )
        AND (
          IFF((
            "t0"."guess" - "t0"."guess"
          ) = 0, "t0"."guess", CAST(NULL AS DOUBLE)) IS NOT NULL
        ),
        IFF((
          "t0"."rent" - "t0"."rent"
        ) = 0, "t0"."rent", CAST(NULL AS DOUBLE)),
        CAST(NULL AS DOUBLE)
      ) AS "truth_",
      IFF(
        (
          IFF((
            "t0"."rent" - "t0"."rent"
          ) = 0, "t0"."rent", CAST(NULL AS DOUBLE)) IS NOT NULL
        )
        AND (
          IFF((
            "t0"."guess" - "t0"."guess"
          ) = 0, "t0"."guess", CAST(NULL AS DOUBLE)) IS NOT NULL
        ),
        IFF((
          "t0"."guess" - "t0"."guess"
        ) = 0, "t0"."guess", CAST(NULL AS DOUBLE)),
        CAST(NULL AS DOUBLE)
      ) AS "prediction_",
      IFF((
        "t0"."guess" - "t0"."guess"
      ) = 0, "t0"."guess", CAST(NULL AS DOUBLE)) - IFF((
        "t0"."rent" - "t0"."rent"
      ) = 0, "t0"."rent", CAST(NULL AS DOUBLE)) AS "residual",
      IFF((
        "t0"."rent" - "t0"."rent"
      ) = 0, "t0"."rent", CAST(NULL AS DOUBLE)) IS NOT NULL AS "labelled",
      IFF((
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
