-- newest
SELECT
  COUNT(*) AS "rows",
  MAX(CASE WHEN "t1"."moment0" <= 1543622400 THEN "t1"."moment0" ELSE NULL END) AS "newest0",
  COUNT(CASE WHEN "t1"."moment0" > 1543622400 THEN * ELSE NULL END) AS "ahead0",
  COUNT("t1"."moment0") AS "known0",
  MAX(CASE WHEN "t1"."moment1" <= 1543622400 THEN "t1"."moment1" ELSE NULL END) AS "newest1",
  COUNT(CASE WHEN "t1"."moment1" > 1543622400 THEN * ELSE NULL END) AS "ahead1",
  COUNT("t1"."moment1") AS "known1"
FROM (
  SELECT
    CAST(FLOOR(EXTRACT(epoch FROM CAST("t0"."at" AS TIMESTAMP))) AS BIGINT) AS "moment0",
    CAST(FLOOR(EXTRACT(epoch FROM CAST("t0"."loaded_at" AS TIMESTAMP))) AS BIGINT) AS "moment1"
  FROM "rows" AS "t0"
) AS "t1";
