-- newest
SELECT
  COUNT(*) AS "rows",
  maxIf("t1"."moment0", "t1"."moment0" <= 1543622400) AS "newest0",
  countIf("t1"."moment0" > 1543622400) AS "ahead0",
  COUNT("t1"."moment0") AS "known0",
  maxIf("t1"."moment1", "t1"."moment1" <= 1543622400) AS "newest1",
  countIf("t1"."moment1" > 1543622400) AS "ahead1",
  COUNT("t1"."moment1") AS "known1"
FROM (
  SELECT
    CASE
      WHEN (
        toUnixTimestamp64Micro(
          CAST(CAST("t0"."at" AS Nullable(DateTime64(6, 'UTC'))) AS Nullable(DateTime64(6, 'UTC')))
        ) / 1000000
      ) IS NULL
      THEN NULL
      ELSE CAST(FLOOR(
        COALESCE(
          toUnixTimestamp64Micro(
            CAST(CAST("t0"."at" AS Nullable(DateTime64(6, 'UTC'))) AS Nullable(DateTime64(6, 'UTC')))
          ) / 1000000,
          0.0
        )
      ) AS Nullable(Int64))
    END AS "moment0",
    CASE
      WHEN (
        toUnixTimestamp64Micro(
          CAST(CAST("t0"."loaded_at" AS Nullable(DateTime64(6, 'UTC'))) AS Nullable(DateTime64(6, 'UTC')))
        ) / 1000000
      ) IS NULL
      THEN NULL
      ELSE CAST(FLOOR(
        COALESCE(
          toUnixTimestamp64Micro(
            CAST(CAST("t0"."loaded_at" AS Nullable(DateTime64(6, 'UTC'))) AS Nullable(DateTime64(6, 'UTC')))
          ) / 1000000,
          0.0
        )
      ) AS Nullable(Int64))
    END AS "moment1"
  FROM "rows" AS "t0"
) AS "t1";
