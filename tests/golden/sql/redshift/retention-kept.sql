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
    WHEN "t7"."start" >= CAST('2012-12-01T00:00:00' AS TIMESTAMP)
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
      CAST(CAST(NULLIF(TRIM(' \t\n\r\013\f' FROM "t0"."invoiced_on"), '') AS TIMESTAMP WITH TIME ZONE) AS TIMESTAMP) AS "start"
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
            CAST(NULL AS TIMESTAMP) <= CAST('2018-12-01T00:00:00' AS TIMESTAMP)
          )
        )
        AND (
          (
            CAST(CAST(NULLIF(TRIM(' \t\n\r\013\f' FROM "t1"."until"), '') AS TIMESTAMP WITH TIME ZONE) AS TIMESTAMP) IS NULL
          )
          OR (
            CAST(CAST(NULLIF(TRIM(' \t\n\r\013\f' FROM "t1"."until"), '') AS TIMESTAMP WITH TIME ZONE) AS TIMESTAMP) > CAST('2018-12-01T00:00:00' AS TIMESTAMP)
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
    CASE
      WHEN NOT (
        "t7"."on_hold"
      )
      THEN EXTRACT(epoch FROM "t7"."start")
      ELSE NULL
    END
  ) AS "oldest"
FROM (
  SELECT
    "t3"."start",
    COALESCE("t6"."on_hold", FALSE) AS "on_hold"
  FROM (
    SELECT
      "t0"."person" AS "subject_",
      CAST(CAST(NULLIF(TRIM(' \t\n\r\013\f' FROM "t0"."invoiced_on"), '') AS TIMESTAMP WITH TIME ZONE) AS TIMESTAMP) AS "start"
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
            CAST(NULL AS TIMESTAMP) <= CAST('2018-12-01T00:00:00' AS TIMESTAMP)
          )
        )
        AND (
          (
            CAST(CAST(NULLIF(TRIM(' \t\n\r\013\f' FROM "t1"."until"), '') AS TIMESTAMP WITH TIME ZONE) AS TIMESTAMP) IS NULL
          )
          OR (
            CAST(CAST(NULLIF(TRIM(' \t\n\r\013\f' FROM "t1"."until"), '') AS TIMESTAMP WITH TIME ZONE) AS TIMESTAMP) > CAST('2018-12-01T00:00:00' AS TIMESTAMP)
          )
        )
    ) AS "t4"
  ) AS "t6"
    ON "t3"."subject_" = "t6"."subject_"
) AS "t7";
