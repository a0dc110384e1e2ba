-- rows
SELECT
  COUNT(*) AS "CountStar(rows)"
FROM "rows" AS "t0";

-- rows
SELECT
  COUNT(*) AS "CountStar(holds)"
FROM "holds" AS "t0";

-- rows
SELECT
  CASE
    WHEN "t7"."start" IS NULL
    THEN 'not started'
    WHEN "t7"."start" >= CAST('2012-12-01 00:00:00.000000' AS TIMESTAMP(6))
    THEN 'kept'
    WHEN "t7"."on_hold"
    THEN 'past and on hold'
    ELSE 'past'
  END AS "state",
  COUNT(*) AS "rows"
FROM (
  SELECT
    "t3"."start",
    COALESCE("t6"."on_hold", FALSE) AS "on_hold"
  FROM (
    SELECT
      "t0"."person" AS "subject_",
      CAST(AT_TIMEZONE(
        CAST(AT_TIMEZONE(
          FROM_ISO8601_TIMESTAMP_NANOS(
            REPLACE(NULLIF(TRIM(' ␉
␍␋␌' FROM "t0"."invoiced_on"), ''), ' ', 'T')
          ),
          'UTC'
        ) AS TIMESTAMP(6) WITH TIME ZONE),
        'UTC'
      ) AS TIMESTAMP(6)) AS "start"
    FROM "rows" AS "t0"
  ) AS "t3"
  LEFT OUTER JOIN (
    SELECT
      "t4"."subject_",
      TRUE AS "on_hold"
    FROM (
      SELECT DISTINCT
        "t1"."subject" AS "subject_"
      FROM "holds" AS "t1"
      WHERE
        (
          (
            CAST(NULL AS TIMESTAMP) IS NULL
          )
          OR (
            CAST(NULL AS TIMESTAMP) <= CAST('2018-12-01 00:00:00.000000' AS TIMESTAMP(6))
          )
        )
        AND (
          (
            CAST(AT_TIMEZONE(
              CAST(AT_TIMEZONE(
                FROM_ISO8601_TIMESTAMP_NANOS(REPLACE(NULLIF(TRIM(' ␉
␍␋␌' FROM "t1"."until"), ''), ' ', 'T')),
                'UTC'
              ) AS TIMESTAMP(6) WITH TIME ZONE),
              'UTC'
            ) AS TIMESTAMP(6)) IS NULL
          )
          OR (
            CAST(AT_TIMEZONE(
              CAST(AT_TIMEZONE(
                FROM_ISO8601_TIMESTAMP_NANOS(REPLACE(NULLIF(TRIM(' ␉
␍␋␌' FROM "t1"."until"), ''), ' ', 'T')),
                'UTC'
              ) AS TIMESTAMP(6) WITH TIME ZONE),
              'UTC'
            ) AS TIMESTAMP(6)) > CAST('2018-12-01 00:00:00.000000' AS TIMESTAMP(6))
          )
        )
    ) AS "t4"
  ) AS "t6"
    ON "t3"."subject_" = "t6"."subject_"
) AS "t7"
GROUP BY
  1
LIMIT 200001;

-- oldest
SELECT
  MIN(TO_UNIXTIME("t7"."start")) FILTER(WHERE
    NOT (
      "t7"."on_hold"
    )) AS "oldest"
FROM (
  SELECT
    "t3"."start",
    COALESCE("t6"."on_hold", FALSE) AS "on_hold"
  FROM (
    SELECT
      "t0"."person" AS "subject_",
      CAST(AT_TIMEZONE(
        CAST(AT_TIMEZONE(
          FROM_ISO8601_TIMESTAMP_NANOS(
            REPLACE(NULLIF(TRIM(' ␉
␍␋␌' FROM "t0"."invoiced_on"), ''), ' ', 'T')
          ),
          'UTC'
        ) AS TIMESTAMP(6) WITH TIME ZONE),
        'UTC'
      ) AS TIMESTAMP(6)) AS "start"
    FROM "rows" AS "t0"
  ) AS "t3"
  LEFT OUTER JOIN (
    SELECT
      "t4"."subject_",
      TRUE AS "on_hold"
    FROM (
      SELECT DISTINCT
        "t1"."subject" AS "subject_"
      FROM "holds" AS "t1"
      WHERE
        (
          (
            CAST(NULL AS TIMESTAMP) IS NULL
          )
          OR (
            CAST(NULL AS TIMESTAMP) <= CAST('2018-12-01 00:00:00.000000' AS TIMESTAMP(6))
          )
        )
        AND (
          (
            CAST(AT_TIMEZONE(
              CAST(AT_TIMEZONE(
                FROM_ISO8601_TIMESTAMP_NANOS(REPLACE(NULLIF(TRIM(' ␉
␍␋␌' FROM "t1"."until"), ''), ' ', 'T')),
                'UTC'
              ) AS TIMESTAMP(6) WITH TIME ZONE),
              'UTC'
            ) AS TIMESTAMP(6)) IS NULL
          )
          OR (
            CAST(AT_TIMEZONE(
              CAST(AT_TIMEZONE(
                FROM_ISO8601_TIMESTAMP_NANOS(REPLACE(NULLIF(TRIM(' ␉
␍␋␌' FROM "t1"."until"), ''), ' ', 'T')),
                'UTC'
              ) AS TIMESTAMP(6) WITH TIME ZONE),
              'UTC'
            ) AS TIMESTAMP(6)) > CAST('2018-12-01 00:00:00.000000' AS TIMESTAMP(6))
          )
        )
    ) AS "t4"
  ) AS "t6"
    ON "t3"."subject_" = "t6"."subject_"
) AS "t7";
