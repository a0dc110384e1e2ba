-- table
SELECT
  COUNT(*) AS "rows"
FROM "rows" AS "t0";
