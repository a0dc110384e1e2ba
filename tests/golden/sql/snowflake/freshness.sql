-- newest
SELECT
  COUNT(*) AS "rows",
  MAX(IFF("t1"."moment0" <= 1543622400, "t1"."moment0", NULL)) AS "newest0",
  COUNT_IF("t1"."moment0" > 1543622400) AS "ahead0",
  COUNT("t1"."moment0") AS "known0",
  MAX(IFF("t1"."moment1" <= 1543622400, "t1"."moment1", NULL)) AS "newest1",
  COUNT_IF("t1"."moment1" > 1543622400) AS "ahead1",
  COUNT("t1"."moment1") AS "known1"
FROM (
  SELECT
    CAST(FLOOR(
      DATE_PART('epoch_microsecond', CAST(CONVERT_TIMEZONE('UTC', "t0"."at") AS TIMESTAMP)) / 1000000
    ) AS BIGINT) AS "moment0",
    CAST(FLOOR(
      DATE_PART('epoch_microsecond', CAST(CONVERT_TIMEZONE('UTC', "t0"."loaded_at") AS TIMESTAMP)) / 1000000
    ) AS BIGINT) AS "moment1"
  FROM "rows" AS "t0"
) AS "t1";
