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
    WHEN "t7"."start" >= TIMESTAMP_FROM_PARTS(2012, 12, 1, 0, 0, 0, 0)
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
      CAST(CONVERT_TIMEZONE('UTC', CAST(NULLIF(TRIM("t0"."invoiced_on", ' \t\n\r\x0b\f'), '') AS TIMESTAMPTZ)) AS TIMESTAMP) AS "start"
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
            CAST(NULL AS TIMESTAMP) <= TIMESTAMP_FROM_PARTS(2018, 12, 1, 0, 0, 0, 0)
          )
        )
        AND (
          (
            CAST(CONVERT_TIMEZONE('UTC', CAST(NULLIF(TRIM("t1"."until", ' \t\n\r\x0b\f'), '') AS TIMESTAMPTZ)) AS TIMESTAMP) IS NULL
          )
          OR (
            CAST(CONVERT_TIMEZONE('UTC', CAST(NULLIF(TRIM("t1"."until", ' \t\n\r\x0b\f'), '') AS TIMESTAMPTZ)) AS TIMESTAMP) > TIMESTAMP_FROM_PARTS(2018, 12, 1, 0, 0, 0, 0)
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
  MIN(
    IFF(
      NOT (
        "t7"."on_hold"
      ),
      DATE_PART('epoch_microsecond', "t7"."start") / 1000000,
      NULL
    )
  ) AS "oldest"
FROM (
  SELECT
    "t3"."start",
    COALESCE("t6"."on_hold", FALSE) AS "on_hold"
  FROM (
    SELECT
      "t0"."person" AS "subject_",
      CAST(CONVERT_TIMEZONE('UTC', CAST(NULLIF(TRIM("t0"."invoiced_on", ' \t\n\r\x0b\f'), '') AS TIMESTAMPTZ)) AS TIMESTAMP) AS "start"
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
            CAST(NULL AS TIMESTAMP) <= TIMESTAMP_FROM_PARTS(2018, 12, 1, 0, 0, 0, 0)
          )
        )
        AND (
          (
            CAST(CONVERT_TIMEZONE('UTC', CAST(NULLIF(TRIM("t1"."until", ' \t\n\r\x0b\f'), '') AS TIMESTAMPTZ)) AS TIMESTAMP) IS NULL
          )
          OR (
            CAST(CONVERT_TIMEZONE('UTC', CAST(NULLIF(TRIM("t1"."until", ' \t\n\r\x0b\f'), '') AS TIMESTAMPTZ)) AS TIMESTAMP) > TIMESTAMP_FROM_PARTS(2018, 12, 1, 0, 0, 0, 0)
          )
        )
    ) AS "t4"
  ) AS "t6"
    ON "t3"."subject_" = "t6"."subject_"
) AS "t7";
