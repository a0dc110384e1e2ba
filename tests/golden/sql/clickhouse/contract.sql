-- contract
SELECT
  COUNT(*) AS "rows",
  countIf(isNull("t0"."number")) AS "f1",
  COUNT("t0"."number") - uniq("t0"."number") AS "f2",
  countIf(
    CASE
      WHEN (
        (
          "t0"."amount" - "t0"."amount"
        ) = 0
      ) OR isInfinite("t0"."amount")
      THEN "t0"."amount"
      ELSE CAST(NULL AS Nullable(Float64))
    END < 0.0
  ) AS "f3",
  countIf(
    isNull(
      CASE
        WHEN (
          (
            "t0"."amount" - "t0"."amount"
          ) = 0
        ) OR isInfinite("t0"."amount")
        THEN "t0"."amount"
        ELSE CAST(NULL AS Nullable(Float64))
      END
    )
  ) AS "f4"
FROM "rows" AS "t0";
