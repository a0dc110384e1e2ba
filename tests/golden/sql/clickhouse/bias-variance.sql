-- replicates
SELECT
  COUNT(*) AS "rows",
  SUM(CAST("t1"."key" AS Nullable(Int32))) AS "no_key",
  SUM(CAST("t1"."prediction" AS Nullable(Int32))) AS "no_prediction",
  SUM(CAST("t1"."label" AS Nullable(Int32))) AS "no_label"
FROM (
  SELECT
    FALSE AS "key",
    NOT (
      FALSE
    ) AND FALSE AS "prediction",
    NOT (
      FALSE
    )
    AND NOT (
      FALSE
    )
    AND isNull(
      CASE
        WHEN (
          CAST("t0"."y" AS Nullable(Float64)) - CAST("t0"."y" AS Nullable(Float64))
        ) = 0
        THEN CAST("t0"."y" AS Nullable(Float64))
        ELSE CAST(NULL AS Nullable(Float64))
      END
    ) AS "label"
  FROM "rows" AS "t0"
) AS "t1";

-- replicates
SELECT
  SUM(CAST("t5"."replicates" > 1 AS Nullable(Int32))) AS "examples",
  sumIf("t5"."replicates", "t5"."replicates" > 1) AS "predictions",
  SUM(CAST(NOT (
    "t5"."replicates" > 1
  ) AS Nullable(Int32))) AS "lone",
  sumIf("t5"."expected", "t5"."replicates" > 1) AS "expected",
  sumIf("t5"."bias", "t5"."replicates" > 1) AS "bias",
  sumIf("t5"."variance", "t5"."replicates" > 1) AS "variance"
FROM (
  SELECT
    "t4"."replicates" AS "replicates",
    1 - (
      CAST(COALESCE("t4"."right", 0) AS Nullable(Float64)) / "t4"."replicates"
    ) AS "expected",
    CAST("t4"."main" <> "t4"."truth" AS Nullable(Float64)) AS "bias",
    1 - (
      CAST("t4"."most" AS Nullable(Float64)) / "t4"."replicates"
    ) AS "variance"
  FROM (
    SELECT
      "t3"."key" AS "key",
      "t3"."truth" AS "truth",
      SUM("t3"."votes") AS "replicates",
      MAX("t3"."votes") AS "most",
      sumIf("t3"."votes", "t3"."prediction" = "t3"."truth") AS "right",
      argMin("t3"."prediction", tuple(-"t3"."votes", "t3"."prediction")) AS "main"
    FROM (
      SELECT
        "t2"."key" AS "key",
        "t2"."truth" AS "truth",
        "t2"."prediction" AS "prediction",
        COUNT(*) AS "votes"
      FROM (
        SELECT
          *
        FROM (
          SELECT
            ROW_NUMBER() OVER (ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) - 1 AS "key",
            CASE
              WHEN (
                CAST("t0"."y" AS Nullable(Float64)) - CAST("t0"."y" AS Nullable(Float64))
              ) = 0
              THEN CAST("t0"."y" AS Nullable(Float64))
              ELSE CAST(NULL AS Nullable(Float64))
            END AS "truth",
            arrayJoin(
              [
                CASE
                  WHEN (
                    CAST("t0"."first" AS Nullable(Float64)) - CAST("t0"."first" AS Nullable(Float64))
                  ) = 0
                  THEN CAST("t0"."first" AS Nullable(Float64))
                  ELSE CAST(NULL AS Nullable(Float64))
                END,
                CASE
                  WHEN (
                    CAST("t0"."second" AS Nullable(Float64)) - CAST("t0"."second" AS Nullable(Float64))
                  ) = 0
                  THEN CAST("t0"."second" AS Nullable(Float64))
                  ELSE CAST(NULL AS Nullable(Float64))
                END,
                CASE
                  WHEN (
                    CAST("t0"."third" AS Nullable(Float64)) - CAST("t0"."third" AS Nullable(Float64))
                  ) = 0
                  THEN CAST("t0"."third" AS Nullable(Float64))
                  ELSE CAST(NULL AS Nullable(Float64))
                END,
                CASE
                  WHEN (
                    CAST("t0"."fourth" AS Nullable(Float64)) - CAST("t0"."fourth" AS Nullable(Float64))
                  ) = 0
                  THEN CAST("t0"."fourth" AS Nullable(Float64))
                  ELSE CAST(NULL AS Nullable(Float64))
                END
              ]
            ) AS "prediction"
          FROM "rows" AS "t0"
        ) AS "t1"
        WHERE
          isNotNull("t1"."key") AND isNotNull("t1"."truth") AND isNotNull("t1"."prediction")
      ) AS "t2"
      GROUP BY
        "t2"."key",
        "t2"."truth",
        "t2"."prediction"
    ) AS "t3"
    GROUP BY
      "t3"."key",
      "t3"."truth"
  ) AS "t4"
) AS "t5";
