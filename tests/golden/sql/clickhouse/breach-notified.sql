-- incidents
SELECT
  COUNT(*) AS "CountStar(rows)"
FROM "rows" AS "t0";

-- incidents
SELECT
  "t1"."aware" AS "aware",
  "t1"."notified" AS "notified",
  "t1"."told" AS "told",
  "t1"."risk" AS "risk",
  "t1"."documented" AS "documented",
  "t1"."exempt" AS "exempt",
  COUNT(*) AS "incidents"
FROM (
  SELECT
    toUnixTimestamp64Micro(
      CAST(CAST(CASE
        WHEN nullIf(TRIM(BOTH ' \t\n\r\v\f' FROM "t0"."aware_at"), '') IS NULL
        THEN NULL
        ELSE parseDateTime64BestEffort(
          COALESCE(nullIf(TRIM(BOTH ' \t\n\r\v\f' FROM "t0"."aware_at"), ''), '1970-01-01'),
          6,
          'UTC'
        )
      END AS Nullable(DateTime64(6, 'UTC'))) AS Nullable(DateTime64(6, 'UTC')))
    ) / 1000000 AS "aware",
    toUnixTimestamp64Micro(
      CAST(CAST(CASE
        WHEN nullIf(TRIM(BOTH ' \t\n\r\v\f' FROM "t0"."notified_at"), '') IS NULL
        THEN NULL
        ELSE parseDateTime64BestEffort(
          COALESCE(nullIf(TRIM(BOTH ' \t\n\r\v\f' FROM "t0"."notified_at"), ''), '1970-01-01'),
          6,
          'UTC'
        )
      END AS Nullable(DateTime64(6, 'UTC'))) AS Nullable(DateTime64(6, 'UTC')))
    ) / 1000000 AS "notified",
    toUnixTimestamp64Micro(
      CAST(CAST(CASE
        WHEN nullIf(TRIM(BOTH ' \t\n\r\v\f' FROM "t0"."people_told_at"), '') IS NULL
        THEN NULL
        ELSE parseDateTime64BestEffort(
          COALESCE(nullIf(TRIM(BOTH ' \t\n\r\v\f' FROM "t0"."people_told_at"), ''), '1970-01-01'),
          6,
          'UTC'
        )
      END AS Nullable(DateTime64(6, 'UTC'))) AS Nullable(DateTime64(6, 'UTC')))
    ) / 1000000 AS "told",
    CASE
      WHEN LOWER("t0"."risk") IN ('low')
      THEN 'low'
      WHEN LOWER("t0"."risk") IN ('high')
      THEN 'high'
      ELSE 'some'
    END AS "risk",
    COALESCE("t0"."documented", FALSE) AS "documented",
    FALSE AS "exempt"
  FROM "rows" AS "t0"
) AS "t1"
GROUP BY
  "t1"."aware",
  "t1"."notified",
  "t1"."told",
  "t1"."risk",
  "t1"."documented",
  "t1"."exempt"
LIMIT 200001;
