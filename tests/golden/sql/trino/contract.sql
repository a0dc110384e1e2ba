-- contract
SELECT
  COUNT(*) AS "rows",
  COUNT(*) FILTER(WHERE
    "t0"."number" IS NULL) AS "f1",
  COUNT("t0"."number") - COUNT(DISTINCT "t0"."number") AS "f2",
  COUNT(*) FILTER(WHERE
    IF(
      (
        (
          "t0"."amount" - "t0"."amount"
        ) = 0
      ) OR IS_INFINITE("t0"."amount"),
      "t0"."amount",
      CAST(NULL AS DOUBLE)
    ) < CAST(0.0 AS DOUBLE)) AS "f3",
  COUNT(*) FILTER(WHERE
    IF(
      (
        (
          "t0"."amount" - "t0"."amount"
        ) = 0
      ) OR IS_INFINITE("t0"."amount"),
      "t0"."amount",
      CAST(NULL AS DOUBLE)
    ) IS NULL) AS "f4"
FROM "rows" AS "t0";
