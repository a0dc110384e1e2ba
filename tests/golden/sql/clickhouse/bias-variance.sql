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
  SUM(CAST("t6"."replicates" > 1 AS Nullable(Int32))) AS "examples",
  sumIf("t6"."replicates", "t6"."replicates" > 1) AS "predictions",
  SUM(CAST(NOT (
    "t6"."replicates" > 1
  ) AS Nullable(Int32))) AS "lone",
  sumIf("t6"."expected", "t6"."replicates" > 1) AS "expected",
  sumIf("t6"."bias", "t6"."replicates" > 1) AS "bias",
  sumIf("t6"."variance", "t6"."replicates" > 1) AS "variance"
FROM (
  SELECT
    "t5"."replicates" AS "replicates",
    1 - (
      CAST(COALESCE("t5"."right", 0) AS Nullable(Float64)) / "t5"."replicates"
    ) AS "expected",
    CAST("t5"."main" <> "t5"."truth" AS Nullable(Float64)) AS "bias",
    1 - (
      CAST("t5"."most" AS Nullable(Float64)) / "t5"."replicates"
    ) AS "variance"
  FROM (
    SELECT
      "t4"."key" AS "key",
      "t4"."truth" AS "truth",
      SUM("t4"."votes") AS "replicates",
      MAX("t4"."votes") AS "most",
      sumIf("t4"."votes", "t4"."prediction" = "t4"."truth") AS "right",
      argMin("t4"."prediction", tuple(-"t4"."votes", "t4"."prediction")) AS "main"
    FROM (
      SELECT
        "t3"."key" AS "key",
        "t3"."truth" AS "truth",
        "t3"."prediction" AS "prediction",
        COUNT(*) AS "votes"
      FROM (
        SELECT
          *
        FROM (
          SELECT
            "t1"."key" AS "key",
            "t1"."truth" AS "truth",
            arrayJoin("t1"."predictions") AS "prediction"
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
              ] AS "predictions"
            FROM "rows" AS "t0"
          ) AS "t1"
        ) AS "t2"
        WHERE
          isNotNull("t2"."key") AND isNotNull("t2"."truth") AND isNotNull("t2"."prediction")
      ) AS "t3"
      GROUP BY
        "t3"."key",
        "t3"."truth",
        "t3"."prediction"
    ) AS "t4"
    GROUP BY
      "t4"."key",
      "t4"."truth"
  ) AS "t5"
) AS "t6";
