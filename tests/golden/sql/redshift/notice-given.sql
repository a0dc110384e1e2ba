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
  CASE
    WHEN (
      "t10"."told" IS NULL
    ) OR (
      "t10"."told" > "t10"."first"
    )
    THEN DATE("t10"."first" + INTERVAL '0 SECOND')
    ELSE NULL
  END AS "first",
  CASE
    WHEN (
      "t10"."told" IS NULL
    ) OR (
      "t10"."told" > "t10"."first"
    )
    THEN DATE("t10"."told" + INTERVAL '0 SECOND')
    ELSE NULL
  END AS "told",
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
          CAST(CAST(NULLIF(TRIM(' \t\n\r\013\f' FROM "t0"."day"), '') AS TIMESTAMP WITH TIME ZONE) AS TIMESTAMP) AS "time"
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
          CAST(CAST(NULLIF(TRIM(' \t\n\r\013\f' FROM "t1"."told_at"), '') AS TIMESTAMP WITH TIME ZONE) AS TIMESTAMP) AS "told",
          "t1"."version"
        FROM "notices" AS "t1"
      ) AS "t3"
      WHERE
        (
          (
            "t3"."version" = '1'
          )
          AND (
            "t3"."told" >= CAST('2016-01-01T00:00:00' AS TIMESTAMP)
          )
          AND (
            "t3"."told" < CAST('2018-05-25T00:00:00' AS TIMESTAMP)
          )
        )
        OR (
          (
            "t3"."version" = '2'
          )
          AND (
            "t3"."told" >= CAST('2018-05-25T00:00:00' AS TIMESTAMP)
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
    CAST(CAST(NULLIF(TRIM(' \t\n\r\013\f' FROM "t0"."day"), '') AS TIMESTAMP WITH TIME ZONE) AS TIMESTAMP) IS NULL AS "untimed"
  FROM "rows" AS "t0"
) AS "t1"
GROUP BY
  1
LIMIT 200001;
