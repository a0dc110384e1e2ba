-- contract
SELECT
  COUNT(*) AS "rows",
  COUNT(CASE WHEN "t0"."number" IS NULL THEN * ELSE NULL END) AS "f1",
  COUNT("t0"."number") - COUNT(DISTINCT "t0"."number") AS "f2",
  COUNT(
    CASE
      WHEN CASE
        WHEN (
          (
            "t0"."amount" - "t0"."amount"
          ) = 0
        )
        OR "t0"."amount" IN (CAST('Infinity' AS DOUBLE PRECISION), CAST('-Infinity' AS DOUBLE PRECISION))
        THEN "t0"."amount"
        ELSE CAST(NULL AS DOUBLE PRECISION)
      END < 0.0
      THEN *
      ELSE NULL
    END
  ) AS "f3",
  COUNT(
    CASE
      WHEN CASE
        WHEN (
          (
            "t0"."amount" - "t0"."amount"
          ) = 0
        )
        OR "t0"."amount" IN (CAST('Infinity' AS DOUBLE PRECISION), CAST('-Infinity' AS DOUBLE PRECISION))
        THEN "t0"."amount"
        ELSE CAST(NULL AS DOUBLE PRECISION)
      END IS NULL
      THEN *
      ELSE NULL
    END
  ) AS "f4"
FROM "rows" AS "t0";
