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
  IF(
    (
      "t10"."told" IS NULL
    ) OR (
      "t10"."told" > "t10"."first"
    ),
    DATE("t10"."first" + INTERVAL '0' SECOND),
    NULL
  ) AS "first",
  IF(
    (
      "t10"."told" IS NULL
    ) OR (
      "t10"."told" > "t10"."first"
    ),
    DATE("t10"."told" + INTERVAL '0' SECOND),
    NULL
  ) AS "told",
  COUNT(*) AS "pairs"
FROM (
  SELECT
    "t7"."first",
    "t9"."told"
  FROM (
    SELECT
      "t4"."subject_",
      MIN("t4"."time") AS "first"
    FROM (
      SELECT
        *
      FROM (
        SELECT
          "t0"."person" AS "subject_",
          CAST(AT_TIMEZONE(
            CAST(AT_TIMEZONE(
              FROM_ISO8601_TIMESTAMP_NANOS(REPLACE(NULLIF(TRIM(' ␉
␍␋␌' FROM "t0"."day"), ''), ' ', 'T')),
              'UTC'
            ) AS TIMESTAMP(6) WITH TIME ZONE),
            'UTC'
          ) AS TIMESTAMP(6)) AS "time"
        FROM "rows" AS "t0"
      ) AS "t2"
      WHERE
        "t2"."time" IS NOT NULL
    ) AS "t4"
    GROUP BY
      1
  ) AS "t7"
  LEFT OUTER JOIN (
    SELECT
      "t6"."subject_",
      MIN("t6"."told") AS "told"
    FROM (
      SELECT
        *
      FROM (
        SELECT
          "t1"."subject" AS "subject_",
          CAST(AT_TIMEZONE(
            CAST(AT_TIMEZONE(
              FROM_ISO8601_TIMESTAMP_NANOS(REPLACE(NULLIF(TRIM(' ␉
␍␋␌' FROM "t1"."told_at"), ''), ' ', 'T')),
              'UTC'
            ) AS TIMESTAMP(6) WITH TIME ZONE),
            'UTC'
          ) AS TIMESTAMP(6)) AS "told",
          "t1"."version"
        FROM "notices" AS "t1"
      ) AS "t3"
      WHERE
        (
          (
            "t3"."version" = '1'
          )
          AND (
            "t3"."told" >= CAST('2016-01-01 00:00:00.000000' AS TIMESTAMP(6))
          )
          AND (
            "t3"."told" < CAST('2018-05-25 00:00:00.000000' AS TIMESTAMP(6))
          )
        )
        OR (
          (
            "t3"."version" = '2'
          )
          AND (
            "t3"."told" >= CAST('2018-05-25 00:00:00.000000' AS TIMESTAMP(6))
          )
        )
    ) AS "t6"
    GROUP BY
      1
  ) AS "t9"
    ON "t7"."subject_" = "t9"."subject_"
) AS "t10"
GROUP BY
  1,
  2
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
  "t1"."untimed",
  COUNT(*) AS "rows"
FROM (
  SELECT
    CAST(AT_TIMEZONE(
      CAST(AT_TIMEZONE(
        FROM_ISO8601_TIMESTAMP_NANOS(REPLACE(NULLIF(TRIM(' ␉
␍␋␌' FROM "t0"."day"), ''), ' ', 'T')),
        'UTC'
      ) AS TIMESTAMP(6) WITH TIME ZONE),
      'UTC'
    ) AS TIMESTAMP(6)) IS NULL AS "untimed"
  FROM "rows" AS "t0"
) AS "t1"
GROUP BY
  1
LIMIT 200001;
