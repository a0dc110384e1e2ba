-- rows
SELECT
  COUNT(*) AS "rows",
  COUNT("t1"."label") AS "labelled"
FROM (
  SELECT
    CASE
      WHEN (
        CAST("t0"."skill" AS DOUBLE PRECISION) - CAST("t0"."skill" AS DOUBLE PRECISION)
      ) = 0
      THEN CAST("t0"."skill" AS DOUBLE PRECISION)
      ELSE CAST(NULL AS DOUBLE PRECISION)
    END AS "f0",
    CASE
      WHEN "t0"."sex" ~ '^[\t-\r\034-    -     　]*$'
      THEN CAST(NULL AS VARCHAR)
      ELSE "t0"."sex"
    END AS "f1",
    CASE
      WHEN (
        CAST("t0"."hired" AS DOUBLE PRECISION) - CAST("t0"."hired" AS DOUBLE PRECISION)
      ) = 0
      THEN CAST("t0"."hired" AS DOUBLE PRECISION)
      ELSE CAST(NULL AS DOUBLE PRECISION)
    END AS "label",
    CASE
      WHEN "t0"."sex" ~ '^[\t-\r\034-    -     　]*$'
      THEN CAST(NULL AS VARCHAR)
      ELSE "t0"."sex"
    END AS "g0"
  FROM "rows" AS "t0"
) AS "t1";

-- rows
SELECT
  *
FROM (
  SELECT
    CASE
      WHEN (
        CAST("t0"."skill" AS DOUBLE PRECISION) - CAST("t0"."skill" AS DOUBLE PRECISION)
      ) = 0
      THEN CAST("t0"."skill" AS DOUBLE PRECISION)
      ELSE CAST(NULL AS DOUBLE PRECISION)
    END AS "f0",
    CASE
      WHEN "t0"."sex" ~ '^[\t-\r\034-    -     　]*$'
      THEN CAST(NULL AS VARCHAR)
      ELSE "t0"."sex"
    END AS "f1",
    CASE
      WHEN (
        CAST("t0"."hired" AS DOUBLE PRECISION) - CAST("t0"."hired" AS DOUBLE PRECISION)
      ) = 0
      THEN CAST("t0"."hired" AS DOUBLE PRECISION)
      ELSE CAST(NULL AS DOUBLE PRECISION)
    END AS "label",
    CASE
      WHEN "t0"."sex" ~ '^[\t-\r\034-    -     　]*$'
      THEN CAST(NULL AS VARCHAR)
      ELSE "t0"."sex"
    END AS "g0"
  FROM "rows" AS "t0"
) AS "t1"
WHERE
  "t1"."label" IS NOT NULL;

-- rows
SELECT
  COUNT(*) AS "rows",
  COUNT("t1"."label") AS "labelled"
FROM (
  SELECT
    CASE
      WHEN (
        CAST("t0"."skill" AS DOUBLE PRECISION) - CAST("t0"."skill" AS DOUBLE PRECISION)
      ) = 0
      THEN CAST("t0"."skill" AS DOUBLE PRECISION)
      ELSE CAST(NULL AS DOUBLE PRECISION)
    END AS "f0",
    CASE
      WHEN "t0"."sex" ~ '^[\t-\r\034-    -     　]*$'
      THEN CAST(NULL AS VARCHAR)
      ELSE "t0"."sex"
    END AS "f1",
    CASE
      WHEN (
        CAST("t0"."hired" AS DOUBLE PRECISION) - CAST("t0"."hired" AS DOUBLE PRECISION)
      ) = 0
      THEN CAST("t0"."hired" AS DOUBLE PRECISION)
      ELSE CAST(NULL AS DOUBLE PRECISION)
    END AS "label",
    CASE
      WHEN "t0"."sex" ~ '^[\t-\r\034-    -     　]*$'
      THEN CAST(NULL AS VARCHAR)
      ELSE "t0"."sex"
    END AS "g0"
  FROM "people" AS "t0"
) AS "t1";

-- rows
SELECT
  *
FROM (
  SELECT
    CASE
      WHEN (
        CAST("t0"."skill" AS DOUBLE PRECISION) - CAST("t0"."skill" AS DOUBLE PRECISION)
      ) = 0
      THEN CAST("t0"."skill" AS DOUBLE PRECISION)
      ELSE CAST(NULL AS DOUBLE PRECISION)
    END AS "f0",
    CASE
      WHEN "t0"."sex" ~ '^[\t-\r\034-    -     　]*$'
      THEN CAST(NULL AS VARCHAR)
      ELSE "t0"."sex"
    END AS "f1",
    CASE
      WHEN (
        CAST("t0"."hired" AS DOUBLE PRECISION) - CAST("t0"."hired" AS DOUBLE PRECISION)
      ) = 0
      THEN CAST("t0"."hired" AS DOUBLE PRECISION)
      ELSE CAST(NULL AS DOUBLE PRECISION)
    END AS "label",
    CASE
      WHEN "t0"."sex" ~ '^[\t-\r\034-    -     　]*$'
      THEN CAST(NULL AS VARCHAR)
      ELSE "t0"."sex"
    END AS "g0"
  FROM "people" AS "t0"
) AS "t1"
WHERE
  "t1"."label" IS NOT NULL;
