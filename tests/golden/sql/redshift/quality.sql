-- facts
SELECT
  COUNT(*) AS "rows",
  COUNT("t1"."age") AS "held0",
  MIN(
    CASE
      WHEN (
        CAST("t1"."age" AS DOUBLE PRECISION) - CAST("t1"."age" AS DOUBLE PRECISION)
      ) = 0
      THEN CAST("t1"."age" AS DOUBLE PRECISION)
      ELSE CAST(NULL AS DOUBLE PRECISION)
    END
  ) AS "low0",
  MAX(
    CASE
      WHEN (
        CAST("t1"."age" AS DOUBLE PRECISION) - CAST("t1"."age" AS DOUBLE PRECISION)
      ) = 0
      THEN CAST("t1"."age" AS DOUBLE PRECISION)
      ELSE CAST(NULL AS DOUBLE PRECISION)
    END
  ) AS "high0",
  COUNT("t1"."sex") AS "held1",
  COUNT("t1"."day") AS "held2"
FROM (
  SELECT
    *
  FROM "rows" AS "t0"
  WHERE
    "t0"."part" = 'then'
) AS "t1";

-- facts
SELECT
  0 AS "question",
  "t3"."blank",
  "t3"."numbers",
  "t3"."dates"
FROM (
  SELECT
    COALESCE(
      SUM(
        CASE
          WHEN "t2"."value" ~ '^[\t-\r\034-    -     　]*$'
          THEN "t2"."rows"
          ELSE NULL
        END
      ),
      0
    ) AS "blank",
    COALESCE(
      SUM(
        CASE
          WHEN "t2"."value" ~ '^ *[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]+)? *$'
          THEN "t2"."rows"
          ELSE NULL
        END
      ),
      0
    ) AS "numbers",
    COALESCE(
      SUM(
        CASE
          WHEN "t2"."value" ~ '^ *[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])([T ]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9]([.][0-9]+)?)?(Z|[+-][0-9]{2}(:?[0-9]{2})?)?)? *$'
          THEN "t2"."rows"
          ELSE NULL
        END
      ),
      0
    ) AS "dates"
  FROM (
    SELECT
      "t1"."value",
      COUNT(*) AS "rows"
    FROM (
      SELECT
        "t0"."sex" AS "value"
      FROM "rows" AS "t0"
      WHERE
        "t0"."part" = 'then'
    ) AS "t1"
    GROUP BY
      1
  ) AS "t2"
) AS "t3";

-- facts
SELECT
  *
FROM (
  SELECT
    "t1"."value",
    COUNT(*) AS "rows"
  FROM (
    SELECT
      "t0"."sex" AS "value"
    FROM "rows" AS "t0"
    WHERE
      "t0"."part" = 'then'
  ) AS "t1"
  GROUP BY
    1
) AS "t2"
WHERE
  "t2"."value" IS NOT NULL
  AND NOT (
    "t2"."value" ~ '^[\t-\r\034-    -     　]*$'
  )
  AND "t2"."rows" >= 1
ORDER BY
  "t2"."rows" DESC NULLS LAST,
  "t2"."value" ASC
LIMIT 101;

-- facts
SELECT
  COUNT(*) AS "rows",
  COUNT("t1"."id") AS "held0",
  COUNT(
    CASE
      WHEN (
        CAST("t1"."id" AS DOUBLE PRECISION) < 1.0
      )
      OR (
        CAST("t1"."id" AS DOUBLE PRECISION) > 100.0
      )
      THEN *
      ELSE NULL
    END
  ) AS "out_of_range0",
  COUNT("t1"."age") AS "held1",
  COUNT(
    CASE
      WHEN (
        CAST("t1"."age" AS DOUBLE PRECISION) < 20.0
      )
      OR (
        CAST("t1"."age" AS DOUBLE PRECISION) > 60.0
      )
      THEN *
      ELSE NULL
    END
  ) AS "out_of_range1",
  COUNT("t1"."sex") AS "held2",
  COUNT("t1"."day") AS "held3",
  COUNT(
    CASE
      WHEN CAST("t1"."day" AS TIMESTAMP) > CAST('2018-12-01T00:00:00' AS TIMESTAMP)
      THEN *
      ELSE NULL
    END
  ) AS "future3"
FROM (
  SELECT
    *
  FROM "rows" AS "t0"
  WHERE
    "t0"."part" = 'now'
) AS "t1";

-- facts
SELECT
  *
FROM (
  SELECT
    *
  FROM (
    SELECT
      0 AS "question",
      "t6"."distinct",
      CAST(NULL AS BIGINT) AS "blank"
    FROM (
      SELECT
        COUNT("t1"."value") AS "distinct"
      FROM (
        SELECT DISTINCT
          "t0"."id" AS "value"
        FROM "rows" AS "t0"
        WHERE
          "t0"."part" = 'now'
      ) AS "t1"
    ) AS "t6"
  ) AS "t9"
  UNION ALL
  SELECT
    *
  FROM (
    SELECT
      1 AS "question",
      "t7"."distinct",
      CAST(NULL AS BIGINT) AS "blank"
    FROM (
      SELECT
        COUNT("t2"."value") AS "distinct"
      FROM (
        SELECT DISTINCT
          "t0"."age" AS "value"
        FROM "rows" AS "t0"
        WHERE
          "t0"."part" = 'now'
      ) AS "t2"
    ) AS "t7"
  ) AS "t10"
) AS "t12"
UNION ALL
SELECT
  *
FROM (
  SELECT
    *
  FROM (
    SELECT
      2 AS "question",
      "t13"."distinct",
      "t13"."blank"
    FROM (
      SELECT
        COUNT("t5"."value") AS "distinct",
        COALESCE(
          SUM(
            CASE
              WHEN "t5"."value" ~ '^[\t-\r\034-    -     　]*$'
              THEN "t5"."rows"
              ELSE NULL
            END
          ),
          0
        ) AS "blank"
      FROM (
        SELECT
          "t4"."value",
          COUNT(*) AS "rows"
        FROM (
          SELECT
            "t0"."sex" AS "value"
          FROM "rows" AS "t0"
          WHERE
            "t0"."part" = 'now'
        ) AS "t4"
        GROUP BY
          1
      ) AS "t5"
    ) AS "t13"
  ) AS "t14"
  UNION ALL
  SELECT
    *
  FROM (
    SELECT
      3 AS "question",
      "t8"."distinct",
      CAST(NULL AS BIGINT) AS "blank"
    FROM (
      SELECT
        COUNT("t3"."value") AS "distinct"
      FROM (
        SELECT DISTINCT
          "t0"."day" AS "value"
        FROM "rows" AS "t0"
        WHERE
          "t0"."part" = 'now'
      ) AS "t3"
    ) AS "t8"
  ) AS "t11"
) AS "t15";

-- facts
SELECT
  COUNT(*) AS "rows"
FROM (
  SELECT DISTINCT
    "t0"."part",
    "t0"."age",
    "t0"."sex",
    "t0"."day"
  FROM "rows" AS "t0"
  WHERE
    "t0"."part" = 'now'
) AS "t1";

-- whether the windows hold the same rows
SELECT
  SUM(
    FNV_HASH(
      COALESCE(CAST("t1"."sex" AS VARCHAR(MAX)), '\\N'),
      FNV_HASH(
        COALESCE(CAST("t1"."age" AS VARCHAR(MAX)), '\\N'),
        FNV_HASH(
          COALESCE(CAST("t1"."id" AS VARCHAR(MAX)), '\\N'),
          FNV_HASH(COALESCE(CAST("t1"."part" AS VARCHAR(MAX)), '\\N'))
        )
      )
    ) % 2147483629
  ) AS "bits",
  SUM(
    FNV_HASH(
      COALESCE(CAST("t1"."sex" AS VARCHAR(MAX)), '\\N'),
      FNV_HASH(
        COALESCE(CAST("t1"."age" AS VARCHAR(MAX)), '\\N'),
        FNV_HASH(
          COALESCE(CAST("t1"."id" AS VARCHAR(MAX)), '\\N'),
          FNV_HASH(COALESCE(CAST("t1"."part" AS VARCHAR(MAX)), '\\N'))
        )
      )
    ) % 2147483647
  ) AS "sum"
FROM (
  SELECT
    *
  FROM "rows" AS "t0"
  WHERE
    "t0"."part" = 'then'
) AS "t1";

-- whether the windows hold the same rows
SELECT
  SUM(
    FNV_HASH(
      COALESCE(CAST("t1"."sex" AS VARCHAR(MAX)), '\\N'),
      FNV_HASH(
        COALESCE(CAST("t1"."age" AS VARCHAR(MAX)), '\\N'),
        FNV_HASH(
          COALESCE(CAST("t1"."id" AS VARCHAR(MAX)), '\\N'),
          FNV_HASH(COALESCE(CAST("t1"."part" AS VARCHAR(MAX)), '\\N'))
        )
      )
    ) % 2147483629
  ) AS "bits",
  SUM(
    FNV_HASH(
      COALESCE(CAST("t1"."sex" AS VARCHAR(MAX)), '\\N'),
      FNV_HASH(
        COALESCE(CAST("t1"."age" AS VARCHAR(MAX)), '\\N'),
        FNV_HASH(
          COALESCE(CAST("t1"."id" AS VARCHAR(MAX)), '\\N'),
          FNV_HASH(COALESCE(CAST("t1"."part" AS VARCHAR(MAX)), '\\N'))
        )
      )
    ) % 2147483647
  ) AS "sum"
FROM (
  SELECT
    *
  FROM "rows" AS "t0"
  WHERE
    "t0"."part" = 'now'
) AS "t1";
