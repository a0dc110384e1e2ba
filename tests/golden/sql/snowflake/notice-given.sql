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
  IFF(
    (
      "t10"."told" IS NULL
    ) OR (
      "t10"."told" > "t10"."first"
    ),
    TO_DATE(TIMESTAMPADD(SECOND, 0, "t10"."first")),
    NULL
  ) AS "first",
  IFF(
    (
      "t10"."told" IS NULL
    ) OR (
      "t10"."told" > "t10"."first"
    ),
    TO_DATE(TIMESTAMPADD(SECOND, 0, "t10"."told")),
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
          CAST(CONVERT_TIMEZONE('UTC', CAST(NULLIF(TRIM("t0"."day", ' \t\n\r\x0b\f'), '') AS TIMESTAMPTZ)) AS TIMESTAMP) AS "time"
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
          CAST(CONVERT_TIMEZONE('UTC', CAST(NULLIF(TRIM("t1"."told_at", ' \t\n\r\x0b\f'), '') AS TIMESTAMPTZ)) AS TIMESTAMP) AS "told",
          "t1"."version"
        FROM "notices" AS "t1"
      ) AS "t3"
      WHERE
        (
          (
            "t3"."version" = '1'
          )
          AND (
            "t3"."told" >= TIMESTAMP_FROM_PARTS(2016, 1, 1, 0, 0, 0, 0)
          )
          AND (
            "t3"."told" < TIMESTAMP_FROM_PARTS(2018, 5, 25, 0, 0, 0, 0)
          )
        )
        OR (
          (
            "t3"."version" = '2'
          )
          AND (
            "t3"."told" >= TIMESTAMP_FROM_PARTS(2018, 5, 25, 0, 0, 0, 0)
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
    CAST(CONVERT_TIMEZONE('UTC', CAST(NULLIF(TRIM("t0"."day", ' \t\n\r\x0b\f'), '') AS TIMESTAMPTZ)) AS TIMESTAMP) IS NULL AS "untimed"
  FROM "rows" AS "t0"
) AS "t1"
GROUP BY
  1
LIMIT 200001;
