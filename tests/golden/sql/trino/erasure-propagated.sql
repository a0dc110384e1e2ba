-- erased
SELECT
  "t21"."excepted",
  "t21"."untold",
  "t21"."in customers",
  "t21"."in orders",
  COUNT(*) AS "people"
FROM (
  SELECT
    "t20"."excepted",
    "t20"."untold",
    "t20"."in customers",
    "t20"."in orders"
  FROM (
    SELECT
      "t11"."subject_",
      "t11"."excepted",
      "t11"."untold",
      COALESCE("t18"."left", FALSE) AS "in customers",
      COALESCE("t19"."left", FALSE) AS "in orders"
    FROM (
      SELECT
        "t7"."subject_",
        BOOL_OR("t7"."excepted") AS "excepted",
        BOOL_OR("t7"."untold") AS "untold"
      FROM (
        SELECT
          "t0"."person" AS "subject_",
          COALESCE(TRIM(' ␉
␍␋␌' FROM "t0"."exception") <> '', FALSE) AS "excepted",
          NOT (
            COALESCE(TRIM(' ␉
␍␋␌' FROM "t0"."recipients_told_at") <> '', FALSE)
          ) AS "untold"
        FROM "rows" AS "t0"
        WHERE
          CAST(AT_TIMEZONE(
            CAST(AT_TIMEZONE(
              FROM_ISO8601_TIMESTAMP_NANOS(
                REPLACE(NULLIF(TRIM(' ␉
␍␋␌' FROM "t0"."erased_at"), ''), ' ', 'T')
              ),
              'UTC'
            ) AS TIMESTAMP(6) WITH TIME ZONE),
            'UTC'
          ) AS TIMESTAMP(6)) IS NOT NULL
          AND "t0"."person" IS NOT NULL
      ) AS "t7"
      GROUP BY
        1
    ) AS "t11"
    LEFT OUTER JOIN (
      SELECT
        "t14"."subject_",
        TRUE AS "left"
      FROM (
        SELECT DISTINCT
          *
        FROM (
          SELECT
            "t5"."subject_"
          FROM (
            SELECT
              "t1"."subject" AS "subject_"
            FROM "customers" AS "t1"
            WHERE
              "t1"."subject" IS NOT NULL
          ) AS "t5"
          WHERE
            EXISTS(
              SELECT
                1
              FROM (
                SELECT
                  "t0"."person" AS "subject_"
                FROM "rows" AS "t0"
                WHERE
                  CAST(AT_TIMEZONE(
                    CAST(AT_TIMEZONE(
                      FROM_ISO8601_TIMESTAMP_NANOS(
                        REPLACE(NULLIF(TRIM(' ␉
␍␋␌' FROM "t0"."erased_at"), ''), ' ', 'T')
                      ),
                      'UTC'
                    ) AS TIMESTAMP(6) WITH TIME ZONE),
                    'UTC'
                  ) AS TIMESTAMP(6)) IS NOT NULL
                  AND "t0"."person" IS NOT NULL
              ) AS "t9"
              WHERE
                "t5"."subject_" = "t9"."subject_"
            )
        ) AS "t12"
      ) AS "t14"
    ) AS "t18"
      ON "t11"."subject_" = "t18"."subject_"
    LEFT OUTER JOIN (
      SELECT
        "t15"."subject_",
        TRUE AS "left"
      FROM (
        SELECT DISTINCT
          *
        FROM (
          SELECT
            "t6"."subject_"
          FROM (
            SELECT
              "t2"."subject" AS "subject_"
            FROM "orders" AS "t2"
            WHERE
              "t2"."subject" IS NOT NULL
          ) AS "t6"
          WHERE
            EXISTS(
              SELECT
                1
              FROM (
                SELECT
                  "t0"."person" AS "subject_"
                FROM "rows" AS "t0"
                WHERE
                  CAST(AT_TIMEZONE(
                    CAST(AT_TIMEZONE(
                      FROM_ISO8601_TIMESTAMP_NANOS(
                        REPLACE(NULLIF(TRIM(' ␉
␍␋␌' FROM "t0"."erased_at"), ''), ' ', 'T')
                      ),
                      'UTC'
                    ) AS TIMESTAMP(6) WITH TIME ZONE),
                    'UTC'
                  ) AS TIMESTAMP(6)) IS NOT NULL
                  AND "t0"."person" IS NOT NULL
              ) AS "t9"
              WHERE
                "t6"."subject_" = "t9"."subject_"
            )
        ) AS "t13"
      ) AS "t15"
    ) AS "t19"
      ON "t11"."subject_" = "t19"."subject_"
  ) AS "t20"
) AS "t21"
GROUP BY
  1,
  2,
  3,
  4;

-- erased
SELECT
  COUNT(*) AS "CountStar(rows)"
FROM "rows" AS "t0";

-- erased
SELECT
  COUNT(*) AS "CountStar(customers)"
FROM "customers" AS "t0";

-- erased
SELECT
  COUNT(*) AS "CountStar(orders)"
FROM "orders" AS "t0";
