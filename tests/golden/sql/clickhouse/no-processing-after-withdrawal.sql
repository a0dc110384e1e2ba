-- rows
SELECT
  COUNT(*) AS "CountStar(rows)"
FROM "rows" AS "t0";

-- rows
SELECT
  COUNT(*) AS "CountStar(consents)"
FROM "consents" AS "t0";

-- rows
SELECT
  COUNT(*) AS "CountStar(withdrawals)"
FROM "withdrawals" AS "t0";

-- rows
SELECT
  "t0"."subject" AS "subject_",
  "t0"."purpose" AS "purpose_",
  CAST(CASE
    WHEN nullIf(TRIM(BOTH ' \t\n\r\v\f' FROM "t0"."withdrawn_at"), '') IS NULL
    THEN NULL
    ELSE parseDateTime64BestEffort(
      COALESCE(nullIf(TRIM(BOTH ' \t\n\r\v\f' FROM "t0"."withdrawn_at"), ''), '1970-01-01'),
      6,
      'UTC'
    )
  END AS Nullable(DateTime64(6, 'UTC'))) AS "made",
  CAST(CASE
    WHEN nullIf(TRIM(BOTH ' \t\n\r\v\f' FROM "t0"."withdrawn_at"), '') IS NULL
    THEN NULL
    ELSE parseDateTime64BestEffort(
      COALESCE(nullIf(TRIM(BOTH ' \t\n\r\v\f' FROM "t0"."withdrawn_at"), ''), '1970-01-01'),
      6,
      'UTC'
    )
  END AS Nullable(DateTime64(6, 'UTC'))) + INTERVAL '0' SECOND AS "start",
  COALESCE(CAST(NULL AS Nullable(DateTime)), toDateTime64('9999-12-31 00:00:00', 6, 'UTC')) AS "end"
FROM "withdrawals" AS "t0"
WHERE
  isNotNull(
    CAST(CASE
      WHEN nullIf(TRIM(BOTH ' \t\n\r\v\f' FROM "t0"."withdrawn_at"), '') IS NULL
      THEN NULL
      ELSE parseDateTime64BestEffort(
        COALESCE(nullIf(TRIM(BOTH ' \t\n\r\v\f' FROM "t0"."withdrawn_at"), ''), '1970-01-01'),
        6,
        'UTC'
      )
    END AS Nullable(DateTime64(6, 'UTC')))
  )
  AND isNull("t0"."purpose")
LIMIT 1;

-- rows
SELECT
  *
FROM (
  WITH "t8" AS (
    SELECT
      *
    FROM (
      SELECT
        "t0"."person" AS "subject_",
        "t0"."purpose" AS "purpose_",
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
    ) AS "t3"
    WHERE
      isNotNull("t3"."time")
  )
  SELECT
    *
  FROM (
    SELECT
      'examined' AS "state",
      "t11"."rows" AS "rows"
    FROM (
      SELECT
        COUNT(*) AS "rows"
      FROM "t8" AS "t9"
    ) AS "t11"
  ) AS "t13"
  UNION ALL
  SELECT
    *
  FROM (
    SELECT
      'stopped' AS "state",
      "t22"."rows" AS "rows"
    FROM (
      SELECT
        COUNT(*) AS "rows"
      FROM (
        SELECT
          *
        FROM (
          SELECT
            "t10"."subject_" AS "subject_",
            "t10"."purpose_" AS "purpose_",
            "t10"."time" AS "time",
            "t19"."subject_" AS "subject__right",
            "t19"."purpose_" AS "purpose__right",
            "t19"."start" AS "start",
            "t19"."end" AS "end",
            "t19"."closed" AS "closed"
          FROM "t8" AS "t10"
          INNER JOIN (
            SELECT
              "t17"."subject_" AS "subject_",
              "t17"."purpose_" AS "purpose_",
              "t17"."start" AS "start",
              LEAST("t17"."furthest", "t17"."following") AS "end",
              "t17"."following" < "t17"."furthest" AS "closed"
            FROM (
              SELECT
                "t16"."subject_" AS "subject_",
                "t16"."purpose_" AS "purpose_",
                "t16"."start" AS "start",
                MAX("t16"."end") OVER (
                  PARTITION BY "t16"."subject_", "t16"."purpose_"
                  ORDER BY "t16"."start" ASC
                  ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
                ) AS "furthest",
                COALESCE(
                  leadInFrame("t16"."start") OVER (
                    PARTITION BY "t16"."subject_", "t16"."purpose_"
                    ORDER BY "t16"."start" ASC
                    ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                  ),
                  toDateTime64('9999-12-31 00:00:00', 6, 'UTC')
                ) AS "following"
              FROM (
                SELECT
                  "t15".*
                  EXCEPT ("given")
                FROM (
                  SELECT
                    "t14"."subject_" AS "subject_",
                    "t14"."purpose_" AS "purpose_",
                    "t14"."made" AS "made",
                    "t14"."start" AS "start",
                    LEAST(
                      "t14"."end",
                      COALESCE("t14"."given", toDateTime64('9999-12-31 00:00:00', 6, 'UTC'))
                    ) AS "end",
                    "t14"."given" AS "given"
                  FROM (
                    SELECT
                      "t12"."subject_" AS "subject_",
                      "t12"."purpose_" AS "purpose_",
                      "t12"."made" AS "made",
                      "t12"."start" AS "start",
                      "t12"."end" AS "end",
                      MIN("t12"."given") AS "given"
                    FROM (
                      SELECT
                        "t7"."subject_" AS "subject_",
                        "t7"."purpose_" AS "purpose_",
                        "t7"."made" AS "made",
                        "t7"."start" AS "start",
                        "t7"."end" AS "end",
                        "t6"."given" AS "given"
                      FROM (
                        SELECT
                          "t1"."subject" AS "subject_",
                          "t1"."purpose" AS "purpose_",
                          CAST(CASE
                            WHEN nullIf(TRIM(BOTH ' \t\n\r\v\f' FROM "t1"."withdrawn_at"), '') IS NULL
                            THEN NULL
                            ELSE parseDateTime64BestEffort(
                              COALESCE(nullIf(TRIM(BOTH ' \t\n\r\v\f' FROM "t1"."withdrawn_at"), ''), '1970-01-01'),
                              6,
                              'UTC'
                            )
                          END AS Nullable(DateTime64(6, 'UTC'))) AS "made",
                          CAST(CASE
                            WHEN nullIf(TRIM(BOTH ' \t\n\r\v\f' FROM "t1"."withdrawn_at"), '') IS NULL
                            THEN NULL
                            ELSE parseDateTime64BestEffort(
                              COALESCE(nullIf(TRIM(BOTH ' \t\n\r\v\f' FROM "t1"."withdrawn_at"), ''), '1970-01-01'),
                              6,
                              'UTC'
                            )
                          END AS Nullable(DateTime64(6, 'UTC'))) + INTERVAL '0' SECOND AS "start",
                          COALESCE(CAST(NULL AS Nullable(DateTime)), toDateTime64('9999-12-31 00:00:00', 6, 'UTC')) AS "end"
                        FROM "withdrawals" AS "t1"
                        WHERE
                          isNotNull(
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
                      ) AS "t7"
                      LEFT OUTER JOIN (
                        SELECT
                          "t2"."subject" AS "subject_",
                          "t2"."purpose" AS "purpose_",
                          CAST(CASE
                            WHEN nullIf(TRIM(BOTH ' \t\n\r\v\f' FROM "t2"."given_at"), '') IS NULL
                            THEN NULL
                            ELSE parseDateTime64BestEffort(
                              COALESCE(nullIf(TRIM(BOTH ' \t\n\r\v\f' FROM "t2"."given_at"), ''), '1970-01-01'),
                              6,
                              'UTC'
                            )
                          END AS Nullable(DateTime64(6, 'UTC'))) AS "given"
                        FROM "consents" AS "t2"
                      ) AS "t6"
                        ON "t7"."subject_" = "t6"."subject_"
                        AND "t7"."purpose_" = "t6"."purpose_"
                        AND "t6"."given" > "t7"."made"
                    ) AS "t12"
                    GROUP BY
                      "t12"."subject_",
                      "t12"."purpose_",
                      "t12"."made",
                      "t12"."start",
                      "t12"."end"
                  ) AS "t14"
                ) AS "t15"
              ) AS "t16"
            ) AS "t17"
          ) AS "t19"
            ON "t10"."subject_" = "t19"."subject_"
            AND "t10"."purpose_" = "t19"."purpose_"
            AND "t10"."time" > "t19"."start"
        ) AS "t20"
        WHERE
          (
            "t20"."time" < "t20"."end"
          )
          OR (
            "t20"."closed" AND (
              "t20"."time" = "t20"."end"
            )
          )
      ) AS "t21"
    ) AS "t22"
  ) AS "t23"
) AS _l_0
LIMIT 200001;

-- untimed
SELECT
  COUNT(*) AS "CountStar(rows)"
FROM "rows" AS "t0";

-- untimed
SELECT
  COUNT(*) AS "CountStar(consents)"
FROM "consents" AS "t0";

-- untimed
SELECT
  COUNT(*) AS "CountStar(withdrawals)"
FROM "withdrawals" AS "t0";

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
