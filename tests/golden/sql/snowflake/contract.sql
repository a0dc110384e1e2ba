-- contract
SELECT
  COUNT(*) AS "rows",
  COUNT_IF("t0"."number" IS NULL) AS "f1",
  COUNT("t0"."number") - COUNT(DISTINCT "t0"."number") AS "f2",
  COUNT_IF(
    IFF(
      (
        (
          "t0"."amount" - "t0"."amount"
        ) = 0
      )
      OR "t0"."amount" IN (CAST('Inf' AS DOUBLE), CAST('-Inf' AS DOUBLE)),
      "t0"."amount",
      CAST(NULL AS DOUBLE)
    ) < 0.0
  ) AS "f3",
  COUNT_IF(
    IFF(
      (
        (
          "t0"."amount" - "t0"."amount"
        ) = 0
      )
      OR "t0"."amount" IN (CAST('Inf' AS DOUBLE), CAST('-Inf' AS DOUBLE)),
      "t0"."amount",
      CAST(NULL AS DOUBLE)
    ) IS NULL
  ) AS "f4"
FROM "rows" AS "t0";
