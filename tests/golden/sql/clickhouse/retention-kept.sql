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
    WHEN isNull("t7"."start")
    THEN 'not started'
    WHEN "t7"."start" >= toDateTime64('2012-12-01 00:00:00', 6, 'UTC')
    THEN 'kept'
    WHEN "t7"."on_hold"
    THEN 'past and on hold'
    ELSE 'past'
  END AS "state",
  COUNT(*) AS "rows"
FROM (
  SELECT
    "t3"."start" AS "start",
    COALESCE("t6"."on_hold", FALSE) AS "on_hold"
  FROM (
    SELECT
      "t0"."person" AS "subject_",
      CAST(CASE
        WHEN nullIf(TRIM(BOTH ' \t\n\r\v\f' FROM "t0"."invoiced_on"), '') IS NULL
        THEN NULL
        ELSE parseDateTime64BestEffort(
          COALESCE(nullIf(TRIM(BOTH ' \t\n\r\v\f' FROM "t0"."invoiced_on"), ''), '1970-01-01'),
          6,
          'UTC'
        )
      END AS Nullable(DateTime64(6, 'UTC'))) AS "start"
    FROM "rows" AS "t0"
  ) AS "t3"
  LEFT OUTER JOIN (
    SELECT
      "t4"."subject_" AS "subject_",
      TRUE AS "on_hold"
    FROM (
      SELECT DISTINCT
        "t1"."subject" AS "subject_"
      FROM "holds" AS "t1"
      WHERE
        (
          isNull(CAST(NULL AS Nullable(DateTime)))
          OR (
            CAST(NULL AS Nullable(DateTime)) <= toDateTime64('2018-12-01 00:00:00', 6, 'UTC')
          )
        )
        AND (
          isNull(
            CAST(CASE
              WHEN nullIf(TRIM(BOTH ' \t\n\r\v\f' FROM "t1"."until"), '') IS NULL
              THEN NULL
              ELSE parseDateTime64BestEffort(
                COALESCE(nullIf(TRIM(BOTH ' \t\n\r\v\f' FROM "t1"."until"), ''), '1970-01-01'),
                6,
                'UTC'
              )
            END AS Nullable(DateTime64(6, 'UTC')))
          )
          OR (
            CAST(CASE
              WHEN nullIf(TRIM(BOTH ' \t\n\r\v\f' FROM "t1"."until"), '') IS NULL
              THEN NULL
              ELSE parseDateTime64BestEffort(
                COALESCE(nullIf(TRIM(BOTH ' \t\n\r\v\f' FROM "t1"."until"), ''), '1970-01-01'),
                6,
                'UTC'
              )
            END AS Nullable(DateTime64(6, 'UTC'))) > toDateTime64('2018-12-01 00:00:00', 6, 'UTC')
          )
        )
    ) AS "t4"
  ) AS "t6"
    ON "t3"."subject_" = "t6"."subject_"
) AS "t7"
GROUP BY
  CASE
    WHEN isNull("t7"."start")
    THEN 'not started'
    WHEN "t7"."start" >= toDateTime64('2012-12-01 00:00:00', 6, 'UTC')
    THEN 'kept'
    WHEN "t7"."on_hold"
    THEN 'past and on hold'
    ELSE 'past'
  END
LIMIT 200001;

-- oldest
SELECT
  minIf(
    toUnixTimestamp64Micro(CAST("t7"."start" AS Nullable(DateTime64(6, 'UTC')))) / 1000000,
    NOT (
      "t7"."on_hold"
    )
  ) AS "oldest"
FROM (
  SELECT
    "t3"."start" AS "start",
    COALESCE("t6"."on_hold", FALSE) AS "on_hold"
  FROM (
    SELECT
      "t0"."person" AS "subject_",
      CAST(CASE
        WHEN nullIf(TRIM(BOTH ' \t\n\r\v\f' FROM "t0"."invoiced_on"), '') IS NULL
        THEN NULL
        ELSE parseDateTime64BestEffort(
          COALESCE(nullIf(TRIM(BOTH ' \t\n\r\v\f' FROM "t0"."invoiced_on"), ''), '1970-01-01'),
          6,
          'UTC'
        )
      END AS Nullable(DateTime64(6, 'UTC'))) AS "start"
    FROM "rows" AS "t0"
  ) AS "t3"
  LEFT OUTER JOIN (
    SELECT
      "t4"."subject_" AS "subject_",
      TRUE AS "on_hold"
    FROM (
      SELECT DISTINCT
        "t1"."subject" AS "subject_"
      FROM "holds" AS "t1"
      WHERE
        (
          isNull(CAST(NULL AS Nullable(DateTime)))
          OR (
            CAST(NULL AS Nullable(DateTime)) <= toDateTime64('2018-12-01 00:00:00', 6, 'UTC')
          )
        )
        AND (
          isNull(
            CAST(CASE
              WHEN nullIf(TRIM(BOTH ' \t\n\r\v\f' FROM "t1"."until"), '') IS NULL
              THEN NULL
              ELSE parseDateTime64BestEffort(
                COALESCE(nullIf(TRIM(BOTH ' \t\n\r\v\f' FROM "t1"."until"), ''), '1970-01-01'),
                6,
                'UTC'
              )
            END AS Nullable(DateTime64(6, 'UTC')))
          )
          OR (
            CAST(CASE
              WHEN nullIf(TRIM(BOTH ' \t\n\r\v\f' FROM "t1"."until"), '') IS NULL
              THEN NULL
              ELSE parseDateTime64BestEffort(
                COALESCE(nullIf(TRIM(BOTH ' \t\n\r\v\f' FROM "t1"."until"), ''), '1970-01-01'),
                6,
                'UTC'
              )
            END AS Nullable(DateTime64(6, 'UTC'))) > toDateTime64('2018-12-01 00:00:00', 6, 'UTC')
          )
        )
    ) AS "t4"
  ) AS "t6"
    ON "t3"."subject_" = "t6"."subject_"
) AS "t7";
