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
  CAST(CONVERT_TIMEZONE('UTC', CAST(NULLIF(TRIM("t0"."withdrawn_at", ' \t\n\r\x0b\f'), '') AS TIMESTAMPTZ)) AS TIMESTAMP) AS "made",
  TIMESTAMPADD(
    SECOND,
    0,
    CAST(CONVERT_TIMEZONE('UTC', CAST(NULLIF(TRIM("t0"."withdrawn_at", ' \t\n\r\x0b\f'), '') AS TIMESTAMPTZ)) AS TIMESTAMP)
  ) AS "start",
  COALESCE(CAST(NULL AS TIMESTAMP), TIMESTAMP_FROM_PARTS(9999, 12, 31, 0, 0, 0, 0)) AS "end"
FROM "withdrawals" AS "t0"
WHERE
  CAST(CONVERT_TIMEZONE('UTC', CAST(NULLIF(TRIM("t0"."withdrawn_at", ' \t\n\r\x0b\f'), '') AS TIMESTAMPTZ)) AS TIMESTAMP) IS NOT NULL
  AND "t0"."purpose" IS NULL
LIMIT 1;

-- rows
WITH "t8" AS (
  SELECT
    *
  FROM (
    SELECT
      "t0"."person" AS "subject_",
      "t0"."purpose" AS "purpose_",
      CAST(CONVERT_TIMEZONE('UTC', CAST(NULLIF(TRIM("t0"."day", ' \t\n\r\x0b\f'), '') AS TIMESTAMPTZ)) AS TIMESTAMP) AS "time"
    FROM "rows" AS "t0"
  ) AS "t3"
  WHERE
    "t3"."time" IS NOT NULL
)
SELECT
  *
FROM (
  SELECT
    'examined' AS "state",
    "t11"."rows"
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
    "t22"."rows"
  FROM (
    SELECT
      COUNT(*) AS "rows"
    FROM (
      SELECT
        *
      FROM (
        SELECT
          "t10"."subject_",
          "t10"."purpose_",
          "t10"."time",
          "t19"."subject_" AS "subject__right",
          "t19"."purpose_" AS "purpose__right",
          "t19"."start",
          "t19"."end",
          "t19"."closed"
        FROM "t8" AS "t10"
        INNER JOIN (
          SELECT
            "t17"."subject_",
            "t17"."purpose_",
            "t17"."start",
            LEAST("t17"."furthest", "t17"."following") AS "end",
            "t17"."following" < "t17"."furthest" AS "closed"
          FROM (
            SELECT
              "t16"."subject_",
              "t16"."purpose_",
              "t16"."start",
              MAX("t16"."end") OVER (
                PARTITION BY "t16"."subject_", "t16"."purpose_"
                ORDER BY "t16"."start" ASC
                ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
              ) AS "furthest",
              COALESCE(
                LEAD("t16"."start") OVER (PARTITION BY "t16"."subject_", "t16"."purpose_" ORDER BY "t16"."start" ASC),
                TIMESTAMP_FROM_PARTS(9999, 12, 31, 0, 0, 0, 0)
              ) AS "following"
            FROM (
              SELECT
                "t15".*
                EXCLUDE ("given")
              FROM (
                SELECT
                  "t14"."subject_",
                  "t14"."purpose_",
                  "t14"."made",
                  "t14"."start",
                  LEAST(
                    "t14"."end",
                    COALESCE("t14"."given", TIMESTAMP_FROM_PARTS(9999, 12, 31, 0, 0, 0, 0))
                  ) AS "end",
                  "t14"."given"
                FROM (
                  SELECT
                    "t12"."subject_",
                    "t12"."purpose_",
                    "t12"."made",
                    "t12"."start",
                    "t12"."end",
                    MIN("t12"."given") AS "given"
                  FROM (
                    SELECT
                      "t7"."subject_",
                      "t7"."purpose_",
                      "t7"."made",
                      "t7"."start",
                      "t7"."end",
                      "t6"."given"
                    FROM (
                      SELECT
                        "t1"."subject" AS "subject_",
                        "t1"."purpose" AS "purpose_",
                        CAST(CONVERT_TIMEZONE('UTC', CAST(NULLIF(TRIM("t1"."withdrawn_at", ' \t\n\r\x0b\f'), '') AS TIMESTAMPTZ)) AS TIMESTAMP) AS "made",
                        TIMESTAMPADD(
                          SECOND,
                          0,
                          CAST(CONVERT_TIMEZONE('UTC', CAST(NULLIF(TRIM("t1"."withdrawn_at", ' \t\n\r\x0b\f'), '') AS TIMESTAMPTZ)) AS TIMESTAMP)
                        ) AS "start",
                        COALESCE(CAST(NULL AS TIMESTAMP), TIMESTAMP_FROM_PARTS(9999, 12, 31, 0, 0, 0, 0)) AS "end"
                      FROM "withdrawals" AS "t1"
                      WHERE
                        CAST(CONVERT_TIMEZONE('UTC', CAST(NULLIF(TRIM("t1"."withdrawn_at", ' \t\n\r\x0b\f'), '') AS TIMESTAMPTZ)) AS TIMESTAMP) IS NOT NULL
                    ) AS "t7"
                    LEFT OUTER JOIN (
                      SELECT
                        "t2"."subject" AS "subject_",
                        "t2"."purpose" AS "purpose_",
                        CAST(CONVERT_TIMEZONE('UTC', CAST(NULLIF(TRIM("t2"."given_at", ' \t\n\r\x0b\f'), '') AS TIMESTAMPTZ)) AS TIMESTAMP) AS "given"
                      FROM "consents" AS "t2"
                    ) AS "t6"
                      ON "t7"."subject_" = "t6"."subject_"
                      AND "t7"."purpose_" = "t6"."purpose_"
                      AND "t6"."given" > "t7"."made"
                  ) AS "t12"
                  GROUP BY
                    1,
                    2,
                    3,
                    4,
                    5
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
  "t1"."untimed",
  COUNT(*) AS "rows"
FROM (
  SELECT
    CAST(CONVERT_TIMEZONE('UTC', CAST(NULLIF(TRIM("t0"."day", ' \t\n\r\x0b\f'), '') AS TIMESTAMPTZ)) AS TIMESTAMP) IS NULL AS "untimed"
  FROM "rows" AS "t0"
) AS "t1"
GROUP BY
  1
LIMIT 200001;
