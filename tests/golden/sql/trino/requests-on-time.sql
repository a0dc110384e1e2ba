-- requests
SELECT
  COUNT(*) AS "CountStar(rows)"
FROM "rows" AS "t0";

-- requests
SELECT
  "t1"."right",
  "t1"."received",
  "t1"."closed",
  "t1"."extended",
  "t1"."paused",
  "t1"."resumed",
  "t1"."refused",
  COUNT(*) AS "requests"
FROM (
  SELECT
    COALESCE(
      IF(
        LOWER("t0"."right") IN (
          'access',
          'rectification',
          'erasure',
          'restriction',
          'portability',
          'objection',
          'automated_decision'
        ),
        LOWER("t0"."right"),
        'other'
      ),
      'other'
    ) AS "right",
    DATE(
      CAST(AT_TIMEZONE(
        CAST(AT_TIMEZONE(
          FROM_ISO8601_TIMESTAMP_NANOS(
            REPLACE(NULLIF(TRIM(' ␉
␍␋␌' FROM "t0"."received_at"), ''), ' ', 'T')
          ),
          'UTC'
        ) AS TIMESTAMP(6) WITH TIME ZONE),
        'UTC'
      ) AS TIMESTAMP(6)) + INTERVAL '0' SECOND
    ) AS "received",
    DATE(
      CAST(AT_TIMEZONE(
        CAST(AT_TIMEZONE(
          FROM_ISO8601_TIMESTAMP_NANOS(
            REPLACE(NULLIF(TRIM(' ␉
␍␋␌' FROM "t0"."closed_at"), ''), ' ', 'T')
          ),
          'UTC'
        ) AS TIMESTAMP(6) WITH TIME ZONE),
        'UTC'
      ) AS TIMESTAMP(6)) + INTERVAL '0' SECOND
    ) AS "closed",
    IF(
      COALESCE(TRIM(' ␉
␍␋␌' FROM "t0"."reasons") <> '', FALSE),
      DATE(
        CAST(AT_TIMEZONE(
          CAST(AT_TIMEZONE(
            FROM_ISO8601_TIMESTAMP_NANOS(
              REPLACE(NULLIF(TRIM(' ␉
␍␋␌' FROM "t0"."extended_at"), ''), ' ', 'T')
            ),
            'UTC'
          ) AS TIMESTAMP(6) WITH TIME ZONE),
          'UTC'
        ) AS TIMESTAMP(6)) + INTERVAL '0' SECOND
      ),
      NULL
    ) AS "extended",
    DATE(CAST(NULL AS TIMESTAMP) + INTERVAL '0' SECOND) AS "paused",
    DATE(CAST(NULL AS TIMESTAMP) + INTERVAL '0' SECOND) AS "resumed",
    FALSE AS "refused"
  FROM "rows" AS "t0"
) AS "t1"
GROUP BY
  1,
  2,
  3,
  4,
  5,
  6,
  7
LIMIT 200001;
