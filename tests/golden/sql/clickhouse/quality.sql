-- facts
SELECT
  COUNT(*) AS "rows",
  COUNT("t1"."age") AS "held0",
  MIN(
    CASE
      WHEN (
        CAST("t1"."age" AS Nullable(Float64)) - CAST("t1"."age" AS Nullable(Float64))
      ) = 0
      THEN CAST("t1"."age" AS Nullable(Float64))
      ELSE CAST(NULL AS Nullable(Float64))
    END
  ) AS "low0",
  MAX(
    CASE
      WHEN (
        CAST("t1"."age" AS Nullable(Float64)) - CAST("t1"."age" AS Nullable(Float64))
      ) = 0
      THEN CAST("t1"."age" AS Nullable(Float64))
      ELSE CAST(NULL AS Nullable(Float64))
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
  "t3"."blank" AS "blank",
  "t3"."numbers" AS "numbers",
  "t3"."dates" AS "dates"
FROM (
  SELECT
    COALESCE(sumIf("t2"."rows", match("t2"."value", '^[\t-\r\x1c-    -     　]*$')), 0) AS "blank",
    COALESCE(
      sumIf(
        "t2"."rows",
        match("t2"."value", '^ *[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]+)? *$')
      ),
      0
    ) AS "numbers",
    COALESCE(
      sumIf(
        "t2"."rows",
        match(
          "t2"."value",
          '^ *[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])([T ]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9]([.][0-9]+)?)?(Z|[+-][0-9]{2}(:?[0-9]{2})?)?)? *$'
        )
      ),
      0
    ) AS "dates"
  FROM (
    SELECT
      "t1"."value" AS "value",
      COUNT(*) AS "rows"
    FROM (
      SELECT
        "t0"."sex" AS "value"
      FROM "rows" AS "t0"
      WHERE
        "t0"."part" = 'then'
    ) AS "t1"
    GROUP BY
      "t1"."value"
  ) AS "t2"
) AS "t3";

-- facts
SELECT
  *
FROM (
  SELECT
    "t1"."value" AS "value",
    COUNT(*) AS "rows"
  FROM (
    SELECT
      "t0"."sex" AS "value"
    FROM "rows" AS "t0"
    WHERE
      "t0"."part" = 'then'
  ) AS "t1"
  GROUP BY
    "t1"."value"
) AS "t2"
WHERE
  isNotNull("t2"."value")
  AND NOT (
    match("t2"."value", '^[\t-\r\x1c-    -     　]*$')
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
  countIf(
    (
      CAST("t1"."id" AS Nullable(Float64)) < 1.0
    )
    OR (
      CAST("t1"."id" AS Nullable(Float64)) > 100.0
    )
  ) AS "out_of_range0",
  COUNT("t1"."age") AS "held1",
  countIf(
    (
      CAST("t1"."age" AS Nullable(Float64)) < 20.0
    )
    OR (
      CAST("t1"."age" AS Nullable(Float64)) > 60.0
    )
  ) AS "out_of_range1",
  COUNT("t1"."sex") AS "held2",
  COUNT("t1"."day") AS "held3",
  countIf(
    CAST("t1"."day" AS Nullable(DateTime64(6, 'UTC'))) > toDateTime64('2018-12-01 00:00:00', 6, 'UTC')
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
      "t6"."distinct" AS "distinct",
      CAST(NULL AS Nullable(Int64)) AS "blank"
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
      "t7"."distinct" AS "distinct",
      CAST(NULL AS Nullable(Int64)) AS "blank"
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
      "t13"."distinct" AS "distinct",
      "t13"."blank" AS "blank"
    FROM (
      SELECT
        COUNT("t5"."value") AS "distinct",
        COALESCE(sumIf("t5"."rows", match("t5"."value", '^[\t-\r\x1c-    -     　]*$')), 0) AS "blank"
      FROM (
        SELECT
          "t4"."value" AS "value",
          COUNT(*) AS "rows"
        FROM (
          SELECT
            "t0"."sex" AS "value"
          FROM "rows" AS "t0"
          WHERE
            "t0"."part" = 'now'
        ) AS "t4"
        GROUP BY
          "t4"."value"
      ) AS "t5"
    ) AS "t13"
  ) AS "t14"
  UNION ALL
  SELECT
    *
  FROM (
    SELECT
      3 AS "question",
      "t8"."distinct" AS "distinct",
      CAST(NULL AS Nullable(Int64)) AS "blank"
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
    "t0"."part" AS "part",
    "t0"."age" AS "age",
    "t0"."sex" AS "sex",
    "t0"."day" AS "day"
  FROM "rows" AS "t0"
  WHERE
    "t0"."part" = 'now'
) AS "t1";

-- whether the windows hold the same rows
SELECT
  groupBitXor(
    reinterpretAsUInt64(
      reinterpretAsInt64(sipHash64(tuple("t1"."part", "t1"."id", "t1"."age", "t1"."sex")))
    )
  ) AS "bits",
  SUM(
    reinterpretAsInt64(sipHash64(tuple("t1"."part", "t1"."id", "t1"."age", "t1"."sex"))) % 2147483647
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
  groupBitXor(
    reinterpretAsUInt64(
      reinterpretAsInt64(sipHash64(tuple("t1"."part", "t1"."id", "t1"."age", "t1"."sex")))
    )
  ) AS "bits",
  SUM(
    reinterpretAsInt64(sipHash64(tuple("t1"."part", "t1"."id", "t1"."age", "t1"."sex"))) % 2147483647
  ) AS "sum"
FROM (
  SELECT
    *
  FROM "rows" AS "t0"
  WHERE
    "t0"."part" = 'now'
) AS "t1";
