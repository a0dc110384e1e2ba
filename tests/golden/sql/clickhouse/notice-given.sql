-- people
SELECT
  COUNT(*) AS "CountStar(rows)"
FROM "rows" AS "t0";

-- people
SELECT
  COUNT(*) AS "CountStar(notices)"
FROM "notices" AS "t0";

-- people
SELECT
  CASE
    WHEN isNull("t10"."told") OR (
      "t10"."told" > "t10"."first"
    )
    THEN toDate("t10"."first" + INTERVAL '0' SECOND)
    ELSE NULL
  END AS "first",
  CASE
    WHEN isNull("t10"."told") OR (
      "t10"."told" > "t10"."first"
    )
    THEN toDate("t10"."told" + INTERVAL '0' SECOND)
    ELSE NULL
  END AS "told",
  COUNT(*) AS "pairs"
FROM (
  SELECT
    "t7"."first" AS "first",
    "t9"."told" AS "told"
  FROM (
    SELECT
      "t4"."subject_" AS "subject_",
      MIN("t4"."time") AS "first"
    FROM (
      SELECT
        *
      FROM (
        SELECT
          "t0"."person" AS "subject_",
          CAST(CASE
            WHEN nullIf(TRIM(BOTH ' \t\n\r\v\f' FROM "t0"."day"), '') IS NULL
            THEN NULL
            ELSE parseDateTime64BestEffort(
              COALESCE(nullIf(TRIM(BOTH ' \t\n\r\v\f' FROM "t0"."day"), ''), '1970-01-01'),
              6,
              'UTC'
            )
          END AS Nullable(DateTime64(6, 'UTC'))) AS "time"
        FROM "rows" AS "t0"
      ) AS "t2"
      WHERE
        isNotNull("t2"."time")
    ) AS "t4"
    GROUP BY
      "t4"."subject_"
  ) AS "t7"
  LEFT OUTER JOIN (
    SELECT
      "t6"."subject_" AS "subject_",
      MIN("t6"."told") AS "told"
    FROM (
      SELECT
        *
      FROM (
        SELECT
          "t1"."subject" AS "subject_",
          CAST(CASE
            WHEN nullIf(TRIM(BOTH ' \t\n\r\v\f' FROM "t1"."told_at"), '') IS NULL
            THEN NULL
            ELSE parseDateTime64BestEffort(
              COALESCE(nullIf(TRIM(BOTH ' \t\n\r\v\f' FROM "t1"."told_at"), ''), '1970-01-01'),
              6,
              'UTC'
            )
          END AS Nullable(DateTime64(6, 'UTC'))) AS "told",
          "t1"."version" AS "version"
        FROM "notices" AS "t1"
      ) AS "t3"
      WHERE
        (
          (
            "t3"."version" = '1'
          )
          AND (
            "t3"."told" >= toDateTime64('2016-01-01 00:00:00', 6, 'UTC')
          )
          AND (
            "t3"."told" < toDateTime64('2018-05-25 00:00:00', 6, 'UTC')
          )
        )
        OR (
          (
            "t3"."version" = '2'
          )
          AND (
            "t3"."told" >= toDateTime64('2018-05-25 00:00:00', 6, 'UTC')
          )
        )
    ) AS "t6"
    GROUP BY
      "t6"."subject_"
  ) AS "t9"
    ON "t7"."subject_" = "t9"."subject_"
) AS "t10"
GROUP BY
  CASE
    WHEN isNull("t10"."told") OR (
      "t10"."told" > "t10"."first"
    )
    THEN toDate("t10"."first" + INTERVAL '0' SECOND)
    ELSE NULL
  END,
  CASE
    WHEN isNull("t10"."told") OR (
      "t10"."told" > "t10"."first"
    )
    THEN toDate("t10"."told" + INTERVAL '0' SECOND)
    ELSE NULL
  END
LIMIT 200001;

-- untimed
SELECT
  COUNT(*) AS "CountStar(rows)"
FROM "rows" AS "t0";

-- untimed
SELECT
  COUNT(*) AS "CountStar(notices)"
FROM "notices" AS "t0";

-- untimed
SELECT
  "t1"."untimed" AS "untimed",
  COUNT(*) AS "rows"
FROM (
  SELECT
    isNull(
      CAST(CASE
        WHEN nullIf(TRIM(BOTH ' \t\n\r\v\f' FROM "t0"."day"), '') IS NULL
        THEN NULL
        ELSE parseDateTime64BestEffort(
          COALESCE(nullIf(TRIM(BOTH ' \t\n\r\v\f' FROM "t0"."day"), ''), '1970-01-01'),
          6,
          'UTC'
        )
      END AS Nullable(DateTime64(6, 'UTC')))
    ) AS "untimed"
  FROM "rows" AS "t0"
) AS "t1"
GROUP BY
  "t1"."untimed"
LIMIT 200001;
