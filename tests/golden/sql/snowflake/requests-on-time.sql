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
      IFF(
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
    TO_DATE(
      TIMESTAMPADD(
        SECOND,
        0,
        CAST(CONVERT_TIMEZONE('UTC', CAST(NULLIF(TRIM("t0"."received_at", ' \t\n\r\x0b\f'), '') AS TIMESTAMPTZ)) AS TIMESTAMP)
      )
    ) AS "received",
    TO_DATE(
      TIMESTAMPADD(
        SECOND,
        0,
        CAST(CONVERT_TIMEZONE('UTC', CAST(NULLIF(TRIM("t0"."closed_at", ' \t\n\r\x0b\f'), '') AS TIMESTAMPTZ)) AS TIMESTAMP)
      )
    ) AS "closed",
    IFF(
      COALESCE(TRIM("t0"."reasons", ' \t\n\r\x0b\f') <> '', FALSE),
      TO_DATE(
        TIMESTAMPADD(
          SECOND,
          0,
          CAST(CONVERT_TIMEZONE('UTC', CAST(NULLIF(TRIM("t0"."extended_at", ' \t\n\r\x0b\f'), '') AS TIMESTAMPTZ)) AS TIMESTAMP)
        )
      ),
      NULL
    ) AS "extended",
    TO_DATE(TIMESTAMPADD(SECOND, 0, CAST(NULL AS TIMESTAMP))) AS "paused",
    TO_DATE(TIMESTAMPADD(SECOND, 0, CAST(NULL AS TIMESTAMP))) AS "resumed",
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
