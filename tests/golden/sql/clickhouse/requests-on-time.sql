-- requests
SELECT
  COUNT(*) AS "CountStar(rows)"
FROM "rows" AS "t0";

-- requests
SELECT
  "t1"."right" AS "right",
  "t1"."received" AS "received",
  "t1"."closed" AS "closed",
  "t1"."extended" AS "extended",
  "t1"."paused" AS "paused",
  "t1"."resumed" AS "resumed",
  "t1"."refused" AS "refused",
  COUNT(*) AS "requests"
FROM (
  SELECT
    COALESCE(
      CASE
        WHEN LOWER("t0"."right") IN (
          'access',
          'rectification',
          'erasure',
          'restriction',
          'portability',
          'objection',
          'automated_decision'
        )
        THEN LOWER("t0"."right")
        ELSE 'other'
      END,
      'other'
    ) AS "right",
    toDate(
      CAST(CASE
        WHEN nullIf(TRIM(BOTH ' \t\n\r\v\f' FROM "t0"."received_at"), '') IS NULL
        THEN NULL
        ELSE parseDateTime64BestEffort(
          COALESCE(nullIf(TRIM(BOTH ' \t\n\r\v\f' FROM "t0"."received_at"), ''), '1970-01-01'),
          6,
          'UTC'
        )
      END AS Nullable(DateTime64(6, 'UTC'))) + INTERVAL '0' SECOND
    ) AS "received",
    toDate(
      CAST(CASE
        WHEN nullIf(TRIM(BOTH ' \t\n\r\v\f' FROM "t0"."closed_at"), '') IS NULL
        THEN NULL
        ELSE parseDateTime64BestEffort(
          COALESCE(nullIf(TRIM(BOTH ' \t\n\r\v\f' FROM "t0"."closed_at"), ''), '1970-01-01'),
          6,
          'UTC'
        )
      END AS Nullable(DateTime64(6, 'UTC'))) + INTERVAL '0' SECOND
    ) AS "closed",
    CASE
      WHEN COALESCE(TRIM(BOTH ' \t\n\r\v\f' FROM "t0"."reasons") <> '', FALSE)
      THEN toDate(
        CAST(CASE
          WHEN nullIf(TRIM(BOTH ' \t\n\r\v\f' FROM "t0"."extended_at"), '') IS NULL
          THEN NULL
          ELSE parseDateTime64BestEffort(
            COALESCE(nullIf(TRIM(BOTH ' \t\n\r\v\f' FROM "t0"."extended_at"), ''), '1970-01-01'),
            6,
            'UTC'
          )
        END AS Nullable(DateTime64(6, 'UTC'))) + INTERVAL '0' SECOND
      )
      ELSE NULL
    END AS "extended",
    toDate(CAST(NULL AS Nullable(DateTime)) + INTERVAL '0' SECOND) AS "paused",
    toDate(CAST(NULL AS Nullable(DateTime)) + INTERVAL '0' SECOND) AS "resumed",
    FALSE AS "refused"
  FROM "rows" AS "t0"
) AS "t1"
GROUP BY
  "t1"."right",
  "t1"."received",
  "t1"."closed",
  "t1"."extended",
  "t1"."paused",
  "t1"."resumed",
  "t1"."refused"
LIMIT 200001;
