-- erased
SELECT
  "t21"."excepted" AS "excepted",
  "t21"."untold" AS "untold",
  "t21"."in customers" AS "in customers",
  "t21"."in orders" AS "in orders",
  COUNT(*) AS "people"
FROM (
  SELECT
    "t20".*
    EXCEPT ("subject_")
  FROM (
    SELECT
      "t11"."subject_" AS "subject_",
      "t11"."excepted" AS "excepted",
      "t11"."untold" AS "untold",
      COALESCE("t18"."left", FALSE) AS "in customers",
      COALESCE("t19"."left", FALSE) AS "in orders"
    FROM (
      SELECT
        "t7"."subject_" AS "subject_",
        MAX("t7"."excepted") AS "excepted",
        MAX("t7"."untold") AS "untold"
      FROM (
        SELECT
          "t0"."person" AS "subject_",
          COALESCE(TRIM(BOTH ' \t\n\r\v\f' FROM "t0"."exception") <> '', FALSE) AS "excepted",
          NOT (
            COALESCE(TRIM(BOTH ' \t\n\r\v\f' FROM "t0"."recipients_told_at") <> '', FALSE)
          ) AS "untold"
        FROM "rows" AS "t0"
        WHERE
          isNotNull(
            CAST(CASE
              WHEN nullIf(TRIM(BOTH ' \t\n\r\v\f' FROM "t0"."erased_at"), '') IS NULL
              THEN NULL
              ELSE parseDateTime64BestEffort(
                COALESCE(nullIf(TRIM(BOTH ' \t\n\r\v\f' FROM "t0"."erased_at"), ''), '1970-01-01'),
                6,
                'UTC'
              )
            END AS Nullable(DateTime64(6, 'UTC')))
          )
          AND isNotNull("t0"."person")
      ) AS "t7"
      GROUP BY
        "t7"."subject_"
    ) AS "t11"
    LEFT OUTER JOIN (
      SELECT
        "t14"."subject_" AS "subject_",
        TRUE AS "left"
      FROM (
        SELECT DISTINCT
          *
        FROM (
          SELECT
            "t5"."subject_" AS "subject_"
          FROM (
            SELECT
              "t1"."subject" AS "subject_"
            FROM "customers" AS "t1"
            WHERE
              isNotNull("t1"."subject")
          ) AS "t5"
          LEFT SEMI JOIN (
            SELECT
              "t0"."person" AS "subject_"
            FROM "rows" AS "t0"
            WHERE
              isNotNull(
                CAST(CASE
                  WHEN nullIf(TRIM(BOTH ' \t\n\r\v\f' FROM "t0"."erased_at"), '') IS NULL
                  THEN NULL
                  ELSE parseDateTime64BestEffort(
                    COALESCE(nullIf(TRIM(BOTH ' \t\n\r\v\f' FROM "t0"."erased_at"), ''), '1970-01-01'),
                    6,
                    'UTC'
                  )
                END AS Nullable(DateTime64(6, 'UTC')))
              )
              AND isNotNull("t0"."person")
          ) AS "t9"
            ON "t5"."subject_" = "t9"."subject_"
        ) AS "t12"
      ) AS "t14"
    ) AS "t18"
      ON "t11"."subject_" = "t18"."subject_"
    LEFT OUTER JOIN (
      SELECT
        "t15"."subject_" AS "subject_",
        TRUE AS "left"
      FROM (
        SELECT DISTINCT
          *
        FROM (
          SELECT
            "t6"."subject_" AS "subject_"
          FROM (
            SELECT
              "t2"."subject" AS "subject_"
            FROM "orders" AS "t2"
            WHERE
              isNotNull("t2"."subject")
          ) AS "t6"
          LEFT SEMI JOIN (
            SELECT
              "t0"."person" AS "subject_"
            FROM "rows" AS "t0"
            WHERE
              isNotNull(
                CAST(CASE
                  WHEN nullIf(TRIM(BOTH ' \t\n\r\v\f' FROM "t0"."erased_at"), '') IS NULL
                  THEN NULL
                  ELSE parseDateTime64BestEffort(
                    COALESCE(nullIf(TRIM(BOTH ' \t\n\r\v\f' FROM "t0"."erased_at"), ''), '1970-01-01'),
                    6,
                    'UTC'
                  )
                END AS Nullable(DateTime64(6, 'UTC')))
              )
              AND isNotNull("t0"."person")
          ) AS "t9"
            ON "t6"."subject_" = "t9"."subject_"
        ) AS "t13"
      ) AS "t15"
    ) AS "t19"
      ON "t11"."subject_" = "t19"."subject_"
  ) AS "t20"
) AS "t21"
GROUP BY
  "t21"."excepted",
  "t21"."untold",
  "t21"."in customers",
  "t21"."in orders";

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
