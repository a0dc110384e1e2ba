-- table
SELECT
  "t0"."sex" AS "d0",
  "t0"."apt" AS "truth",
  "t0"."hired" AS "prediction",
  COUNT(*) AS "rows"
FROM "rows" AS "t0"
GROUP BY
  "t0"."sex",
  "t0"."apt",
  "t0"."hired"
LIMIT 100001;
