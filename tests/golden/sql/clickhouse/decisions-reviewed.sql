-- decisions
SELECT
  COUNT(*) AS "CountStar(rows)"
FROM "rows" AS "t0";

-- decisions
SELECT
  COUNT(*) AS "CountStar(reviews)"
FROM "reviews" AS "t0";

-- decisions
SELECT
  COALESCE("t1"."exception" IN ('contract', 'law', 'explicit_consent'), FALSE) AS "allowed",
  COUNT(*) AS "decisions"
FROM (
  SELECT
    *
  FROM "rows" AS "t0"
  WHERE
    COALESCE("t0"."machine_alone", FALSE)
) AS "t1"
GROUP BY
  COALESCE("t1"."exception" IN ('contract', 'law', 'explicit_consent'), FALSE)
LIMIT 200001;

-- reviews
SELECT
  COUNT(*) AS "CountStar(rows)"
FROM "rows" AS "t0";

-- reviews
SELECT
  COUNT(*) AS "CountStar(reviews)"
FROM "reviews" AS "t0";

-- reviews
SELECT
  "t7"."asked" AS "asked",
  "t7"."done" AS "done",
  "t7"."overturned" AS "overturned",
  COUNT(*) AS "reviews"
FROM (
  SELECT
    "t6"."asked" AS "asked",
    "t6"."done" AS "done",
    "t6"."overturned" AS "overturned"
  FROM (
    SELECT
      "t5"."decision" AS "decision",
      "t5"."asked" AS "asked",
      "t5"."done" AS "done",
      "t5"."overturned" AS "overturned"
    FROM (
      SELECT
        CAST("t0"."decision" AS Nullable(String)) AS "decision",
        toDate(
          CAST(CASE
            WHEN nullIf(TRIM(BOTH ' \t\n\r\v\f' FROM "t0"."asked_at"), '') IS NULL
            THEN NULL
            ELSE parseDateTime64BestEffort(
              COALESCE(nullIf(TRIM(BOTH ' \t\n\r\v\f' FROM "t0"."asked_at"), ''), '1970-01-01'),
              6,
              'UTC'
            )
          END AS Nullable(DateTime64(6, 'UTC'))) + INTERVAL '0' SECOND
        ) AS "asked",
        toDate(
          CAST(CASE
            WHEN nullIf(TRIM(BOTH ' \t\n\r\v\f' FROM "t0"."done_at"), '') IS NULL
            THEN NULL
            ELSE parseDateTime64BestEffort(
              COALESCE(nullIf(TRIM(BOTH ' \t\n\r\v\f' FROM "t0"."done_at"), ''), '1970-01-01'),
              6,
              'UTC'
            )
          END AS Nullable(DateTime64(6, 'UTC'))) + INTERVAL '0' SECOND
        ) AS "done",
        COALESCE("t0"."overturned", FALSE) AS "overturned"
      FROM "reviews" AS "t0"
    ) AS "t5"
    LEFT SEMI JOIN (
      SELECT
        CAST("t1"."id" AS Nullable(String)) AS "decision"
      FROM "rows" AS "t1"
      WHERE
        COALESCE("t1"."machine_alone", FALSE)
    ) AS "t3"
      ON "t5"."decision" = "t3"."decision"
  ) AS "t6"
) AS "t7"
GROUP BY
  "t7"."asked",
  "t7"."done",
  "t7"."overturned"
LIMIT 200001;
