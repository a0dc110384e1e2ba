-- facts
SELECT
  COUNT(*) AS "rows",
  COUNT("t1"."age") AS "held0",
  MIN(
    IF(
      (
        CAST("t1"."age" AS DOUBLE) - CAST("t1"."age" AS DOUBLE)
      ) = 0,
      CAST("t1"."age" AS DOUBLE),
      CAST(NULL AS DOUBLE)
    )
  ) AS "low0",
  MAX(
    IF(
      (
        CAST("t1"."age" AS DOUBLE) - CAST("t1"."age" AS DOUBLE)
      ) = 0,
      CAST("t1"."age" AS DOUBLE),
      CAST(NULL AS DOUBLE)
    )
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
      SUM("t2"."rows") FILTER(WHERE
        REGEXP_LIKE("t2"."value", '^[␉-␍-    -     　]*$')),
      0
    ) AS "blank",
    COALESCE(
      SUM("t2"."rows") FILTER(WHERE
        REGEXP_LIKE("t2"."value", '^ *[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]+)? *$')),
      0
    ) AS "numbers",
    COALESCE(
      SUM("t2"."rows") FILTER(WHERE
        REGEXP_LIKE(
          "t2"."value",
          '^ *[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])([T ]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9]([.][0-9]+)?)?(Z|[+-][0-9]{2}(:?[0-9]{2})?)?)? *$'
        )),
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
    REGEXP_LIKE("t2"."value", '^[␉-␍-    -     　]*$')
  )
  AND "t2"."rows" >= 1
ORDER BY
  "t2"."rows" DESC,
  "t2"."value" ASC
LIMIT 101;

-- facts
SELECT
  COUNT(*) AS "rows",
  COUNT("t1"."id") AS "held0",
  COUNT(*) FILTER(WHERE
    (
      CAST("t1"."id" AS DOUBLE) < CAST(1.0 AS DOUBLE)
    )
    OR (
      CAST("t1"."id" AS DOUBLE) > CAST(100.0 AS DOUBLE)
    )) AS "out_of_range0",
  COUNT("t1"."age") AS "held1",
  COUNT(*) FILTER(WHERE
    (
      CAST("t1"."age" AS DOUBLE) < CAST(20.0 AS DOUBLE)
    )
    OR (
      CAST("t1"."age" AS DOUBLE) > CAST(60.0 AS DOUBLE)
    )) AS "out_of_range1",
  COUNT("t1"."sex") AS "held2",
  COUNT("t1"."day") AS "held3",
  COUNT(*) FILTER(WHERE
    CAST(AT_TIMEZONE("t1"."day", 'UTC') AS TIMESTAMP(6)) > CAST('2018-12-01 00:00:00.000000' AS TIMESTAMP(6))) AS "future3"
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
          SUM("t5"."rows") FILTER(WHERE
            REGEXP_LIKE("t5"."value", '^[␉-␍-    -     　]*$')),
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
  BITWISE_XOR_AGG(
    CAST(FROM_BIG_ENDIAN_64(
      XXHASH64(
        TO_UTF8(
          JSON_FORMAT(
            CAST(TRY_CAST(ROW("t1"."part", "t1"."id", "t1"."age", "t1"."sex") AS ROW("part" VARCHAR, "id" BIGINT, "age" BIGINT, "sex" VARCHAR)) AS JSON)
          )
        )
      )
    ) AS BIGINT)
  ) AS "bits",
  SUM(
    CAST(FROM_BIG_ENDIAN_64(
      XXHASH64(
        TO_UTF8(
          JSON_FORMAT(
            CAST(TRY_CAST(ROW("t1"."part", "t1"."id", "t1"."age", "t1"."sex") AS ROW("part" VARCHAR, "id" BIGINT, "age" BIGINT, "sex" VARCHAR)) AS JSON)
          )
        )
      )
    ) AS BIGINT) % 2147483647
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
  BITWISE_XOR_AGG(
    CAST(FROM_BIG_ENDIAN_64(
      XXHASH64(
        TO_UTF8(
          JSON_FORMAT(
            CAST(TRY_CAST(ROW("t1"."part", "t1"."id", "t1"."age", "t1"."sex") AS ROW("part" VARCHAR, "id" BIGINT, "age" BIGINT, "sex" VARCHAR)) AS JSON)
          )
        )
      )
    ) AS BIGINT)
  ) AS "bits",
  SUM(
    CAST(FROM_BIG_ENDIAN_64(
      XXHASH64(
        TO_UTF8(
          JSON_FORMAT(
            CAST(TRY_CAST(ROW("t1"."part", "t1"."id", "t1"."age", "t1"."sex") AS ROW("part" VARCHAR, "id" BIGINT, "age" BIGINT, "sex" VARCHAR)) AS JSON)
          )
        )
      )
    ) AS BIGINT) % 2147483647
  ) AS "sum"
FROM (
  SELECT
    *
  FROM "rows" AS "t0"
  WHERE
    "t0"."part" = 'now'
) AS "t1";
