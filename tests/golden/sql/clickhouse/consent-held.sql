-- people
SELECT
  COUNT(*) AS "CountStar(rows)"
FROM "rows" AS "t0";

-- people
SELECT
  COUNT(*) AS "CountStar(consents)"
FROM "consents" AS "t0";

-- people
SELECT
  CASE
    WHEN "t8"."held"
    THEN 'held'
    WHEN "t8"."young"
    THEN 'without a parent'
    WHEN "t8"."current"
    THEN 'too old'
    WHEN "t8"."alive"
    THEN 'of another version'
    WHEN "t8"."given"
    THEN 'withdrawn'
    ELSE 'never given'
  END AS "state",
  COUNT(*) AS "pairs"
FROM (
  SELECT
    "t7"."subject_" AS "subject_",
    "t7"."purpose_" AS "purpose_",
    MAX(COALESCE(isNotNull("t7"."given"), FALSE)) AS "given",
    MAX(COALESCE(isNotNull("t7"."given") AND "t7"."alive", FALSE)) AS "alive",
    MAX(COALESCE(isNotNull("t7"."given") AND "t7"."alive" AND "t7"."current", FALSE)) AS "current",
    MAX(
      COALESCE(
        isNotNull("t7"."given") AND "t7"."alive" AND "t7"."current" AND "t7"."young",
        FALSE
      )
    ) AS "young",
    MAX(
      COALESCE(
        isNotNull("t7"."given")
        AND "t7"."alive"
        AND "t7"."current"
        AND "t7"."young"
        AND (
          isNull("t7"."born")
          OR (
            (
              "t7"."born" + INTERVAL '16' YEAR
            ) <= "t7"."given"
          )
          OR "t7"."parental"
        ),
        FALSE
      )
    ) AS "held"
  FROM (
    SELECT
      "t4"."subject_" AS "subject_",
      "t4"."purpose_" AS "purpose_",
      "t4"."born" AS "born",
      "t6"."subject_" AS "subject__right",
      "t6"."purpose_" AS "purpose__right",
      "t6"."given" AS "given",
      "t6"."alive" AS "alive",
      "t6"."current" AS "current",
      "t6"."young" AS "young",
      "t6"."parental" AS "parental"
    FROM (
      SELECT
        "t2"."subject_" AS "subject_",
        "t2"."purpose_" AS "purpose_",
        MIN("t2"."born") AS "born"
      FROM (
        SELECT
          "t0"."person" AS "subject_",
          "t0"."purpose" AS "purpose_",
          CAST(NULL AS Nullable(DateTime)) AS "born"
        FROM "rows" AS "t0"
      ) AS "t2"
      GROUP BY
        "t2"."subject_",
        "t2"."purpose_"
    ) AS "t4"
    LEFT OUTER JOIN (
      SELECT
        "t1"."subject" AS "subject_",
        "t1"."purpose" AS "purpose_",
        CAST(CASE
          WHEN nullIf(TRIM(BOTH ' \t\n\r\v\f' FROM "t1"."given_at"), '') IS NULL
          THEN NULL
          ELSE parseDateTime64BestEffort(
            COALESCE(nullIf(TRIM(BOTH ' \t\n\r\v\f' FROM "t1"."given_at"), ''), '1970-01-01'),
            6,
            'UTC'
          )
        END AS Nullable(DateTime64(6, 'UTC'))) AS "given",
        (
          CAST(CASE
            WHEN nullIf(TRIM(BOTH ' \t\n\r\v\f' FROM "t1"."given_at"), '') IS NULL
            THEN NULL
            ELSE parseDateTime64BestEffort(
              COALESCE(nullIf(TRIM(BOTH ' \t\n\r\v\f' FROM "t1"."given_at"), ''), '1970-01-01'),
              6,
              'UTC'
            )
          END AS Nullable(DateTime64(6, 'UTC'))) <= toDateTime64('2018-12-01 00:00:00', 6, 'UTC')
        )
        AND (
          isNull(
            CAST(CASE
              WHEN nullIf(TRIM(BOTH ' \t\n\r\v\f' FROM "t1"."withdrawn_at"), '') IS NULL
              THEN NULL
              ELSE parseDateTime64BestEffort(
                COALESCE(nullIf(TRIM(BOTH ' \t\n\r\v\f' FROM "t1"."withdrawn_at"), ''), '1970-01-01'),
                6,
                'UTC'
              )
            END AS Nullable(DateTime64(6, 'UTC')))
          )
          OR (
            CAST(CASE
              WHEN nullIf(TRIM(BOTH ' \t\n\r\v\f' FROM "t1"."withdrawn_at"), '') IS NULL
              THEN NULL
              ELSE parseDateTime64BestEffort(
                COALESCE(nullIf(TRIM(BOTH ' \t\n\r\v\f' FROM "t1"."withdrawn_at"), ''), '1970-01-01'),
                6,
                'UTC'
              )
            END AS Nullable(DateTime64(6, 'UTC'))) > toDateTime64('2018-12-01 00:00:00', 6, 'UTC')
          )
        ) AS "alive",
        TRUE AS "current",
        TRUE AS "young",
        TRUE AS "parental"
      FROM "consents" AS "t1"
    ) AS "t6"
      ON "t4"."subject_" = "t6"."subject_" AND "t4"."purpose_" = "t6"."purpose_"
  ) AS "t7"
  GROUP BY
    "t7"."subject_",
    "t7"."purpose_"
) AS "t8"
GROUP BY
  CASE
    WHEN "t8"."held"
    THEN 'held'
    WHEN "t8"."young"
    THEN 'without a parent'
    WHEN "t8"."current"
    THEN 'too old'
    WHEN "t8"."alive"
    THEN 'of another version'
    WHEN "t8"."given"
    THEN 'withdrawn'
    ELSE 'never given'
  END
LIMIT 200001;
