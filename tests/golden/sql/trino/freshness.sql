-- newest
SELECT
  COUNT(*) AS "rows",
  MAX("t1"."moment0") FILTER(WHERE
    "t1"."moment0" <= 1543622400) AS "newest0",
  COUNT(*) FILTER(WHERE
    "t1"."moment0" > 1543622400) AS "ahead0",
  COUNT("t1"."moment0") AS "known0",
  MAX("t1"."moment1") FILTER(WHERE
    "t1"."moment1" <= 1543622400) AS "newest1",
  COUNT(*) FILTER(WHERE
    "t1"."moment1" > 1543622400) AS "ahead1",
  COUNT("t1"."moment1") AS "known1"
FROM (
  SELECT
    CAST(FLOOR(TO_UNIXTIME(CAST(AT_TIMEZONE("t0"."at", 'UTC') AS TIMESTAMP(6)))) AS BIGINT) AS "moment0",
    CAST(FLOOR(TO_UNIXTIME(CAST(AT_TIMEZONE("t0"."loaded_at", 'UTC') AS TIMESTAMP(6)))) AS BIGINT) AS "moment1"
  FROM "rows" AS "t0"
) AS "t1";
