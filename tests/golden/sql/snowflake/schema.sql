-- schemas
SELECT
  COUNT(*) AS "rows",
  COUNT("t0"."age") AS "filled0",
  COUNT("t0"."sex") AS "filled1",
  COUNT("t0"."town") AS "filled2"
FROM "rows" AS "t0";
