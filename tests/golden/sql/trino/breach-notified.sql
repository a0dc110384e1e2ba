-- incidents
SELECT
  COUNT(*) AS "CountStar(rows)"
FROM "rows" AS "t0";

-- incidents
SELECT
  "t1"."aware",
  "t1"."notified",
  "t1"."told",
  "t1"."risk",
  "t1"."documented",
  "t1"."exempt",
  COUNT(*) AS "incidents"
FROM (
  SELECT
    TO_UNIXTIME(
      CAST(AT_TIMEZONE(
        CAST(AT_TIMEZONE(
          FROM_ISO8601_TIMESTAMP_NANOS(REPLACE(NULLIF(TRIM(' ␉
␍␋␌' FROM "t0"."aware_at"), ''), ' ', 'T')),
          'UTC'
        ) AS TIMESTAMP(6) WITH TIME ZONE),
        'UTC'
      ) AS TIMESTAMP(6))
    ) AS "aware",
    TO_UNIXTIME(
      CAST(AT_TIMEZONE(
        CAST(AT_TIMEZONE(
          FROM_ISO8601_TIMESTAMP_NANOS(
            REPLACE(NULLIF(TRIM(' ␉
␍␋␌' FROM "t0"."notified_at"), ''), ' ', 'T')
          ),
          'UTC'
        ) AS TIMESTAMP(6) WITH TIME ZONE),
        'UTC'
      ) AS TIMESTAMP(6))
    ) AS "notified",
    TO_UNIXTIME(
      CAST(AT_TIMEZONE(
        CAST(AT_TIMEZONE(
          FROM_ISO8601_TIMESTAMP_NANOS(
            REPLACE(NULLIF(TRIM(' ␉
␍␋␌' FROM "t0"."people_told_at"), ''), ' ', 'T')
          ),
          'UTC'
        ) AS TIMESTAMP(6) WITH TIME ZONE),
        'UTC'
      ) AS TIMESTAMP(6))
    ) AS "told",
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
  1,
  2,
  3,
  4,
  5,
  6
LIMIT 200001;
