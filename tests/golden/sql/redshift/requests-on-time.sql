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
    DATE(
      CAST(CAST(NULLIF(TRIM(' \t\n\r\013\f' FROM "t0"."received_at"), '') AS TIMESTAMP WITH TIME ZONE) AS TIMESTAMP) + INTERVAL '0 SECOND'
    ) AS "received",
    DATE(
      CAST(CAST(NULLIF(TRIM(' \t\n\r\013\f' FROM "t0"."closed_at"), '') AS TIMESTAMP WITH TIME ZONE) AS TIMESTAMP) + INTERVAL '0 SECOND'
    ) AS "closed",
    CASE
      WHEN COALESCE(TRIM(' \t\n\r\013\f' FROM "t0"."reasons") <> '', FALSE)
      THEN DATE(
        CAST(CAST(NULLIF(TRIM(' \t\n\r\013\f' FROM "t0"."extended_at"), '') AS TIMESTAMP WITH TIME ZONE) AS TIMESTAMP) + INTERVAL '0 SECOND'
      )
      ELSE NULL
    END AS "extended",
    DATE(CAST(NULL AS TIMESTAMP) + INTERVAL '0 SECOND') AS "paused",
    DATE(CAST(NULL AS TIMESTAMP) + INTERVAL '0 SECOND') AS "resumed",
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
