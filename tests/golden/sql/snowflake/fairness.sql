-- table
SELECT
  "t0"."sex" AS "d0",
  "t0"."apt" AS "truth",
  "t0"."hired" AS "prediction",
  COUNT(*) AS "rows"
FROM "rows" AS "t0"
GROUP BY
  1,
  2,
  3
LIMIT 100001;
