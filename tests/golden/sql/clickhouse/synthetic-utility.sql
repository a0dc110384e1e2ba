-- rows
SELECT
  COUNT(*) AS "rows",
  COUNT("t1"."label") AS "labelled"
FROM (
  SELECT
    CASE
      WHEN (
        CAST("t0"."skill" AS Nullable(Float64)) - CAST("t0"."skill" AS Nullable(Float64))
      ) = 0
      THEN CAST("t0"."skill" AS Nullable(Float64))
      ELSE CAST(NULL AS Nullable(Float64))
    END AS "f0",
    CASE
      WHEN match("t0"."sex", '^[\t-\r\x1c-    -     　]*$')
      THEN CAST(NULL AS Nullable(String))
      ELSE "t0"."sex"
    END AS "f1",
    CASE
      WHEN (
        CAST("t0"."hired" AS Nullable(Float64)) - CAST("t0"."hired" AS Nullable(Float64))
      ) = 0
      THEN CAST("t0"."hired" AS Nullable(Float64))
      ELSE CAST(NULL AS Nullable(Float64))
    END AS "label",
    CASE
      WHEN match("t0"."sex", '^[\t-\r\x1c-    -     　]*$')
      THEN CAST(NULL AS Nullable(String))
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
        CAST("t0"."skill" AS Nullable(Float64)) - CAST("t0"."skill" AS Nullable(Float64))
      ) = 0
      THEN CAST("t0"."skill" AS Nullable(Float64))
      ELSE CAST(NULL AS Nullable(Float64))
    END AS "f0",
    CASE
      WHEN match("t0"."sex", '^[\t-\r\x1c-    -     　]*$')
      THEN CAST(NULL AS Nullable(String))
      ELSE "t0"."sex"
    END AS "f1",
    CASE
      WHEN (
        CAST("t0"."hired" AS Nullable(Float64)) - CAST("t0"."hired" AS Nullable(Float64))
      ) = 0
      THEN CAST("t0"."hired" AS Nullable(Float64))
      ELSE CAST(NULL AS Nullable(Float64))
    END AS "label",
    CASE
      WHEN match("t0"."sex", '^[\t-\r\x1c-    -     　]*$')
      THEN CAST(NULL AS Nullable(String))
      ELSE "t0"."sex"
    END AS "g0"
  FROM "rows" AS "t0"
) AS "t1"
WHERE
  isNotNull("t1"."label");

-- rows
SELECT
  COUNT(*) AS "rows",
  COUNT("t1"."label") AS "labelled"
FROM (
  SELECT
    CASE
      WHEN (
        CAST("t0"."skill" AS Nullable(Float64)) - CAST("t0"."skill" AS Nullable(Float64))
      ) = 0
      THEN CAST("t0"."skill" AS Nullable(Float64))
      ELSE CAST(NULL AS Nullable(Float64))
    END AS "f0",
    CASE
      WHEN match("t0"."sex", '^[\t-\r\x1c-    -     　]*$')
      THEN CAST(NULL AS Nullable(String))
      ELSE "t0"."sex"
    END AS "f1",
    CASE
      WHEN (
        CAST("t0"."hired" AS Nullable(Float64)) - CAST("t0"."hired" AS Nullable(Float64))
      ) = 0
      THEN CAST("t0"."hired" AS Nullable(Float64))
      ELSE CAST(NULL AS Nullable(Float64))
    END AS "label",
    CASE
      WHEN match("t0"."sex", '^[\t-\r\x1c-    -     　]*$')
      THEN CAST(NULL AS Nullable(String))
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
        CAST("t0"."skill" AS Nullable(Float64)) - CAST("t0"."skill" AS Nullable(Float64))
      ) = 0
      THEN CAST("t0"."skill" AS Nullable(Float64))
      ELSE CAST(NULL AS Nullable(Float64))
    END AS "f0",
    CASE
      WHEN match("t0"."sex", '^[\t-\r\x1c-    -     　]*$')
      THEN CAST(NULL AS Nullable(String))
      ELSE "t0"."sex"
    END AS "f1",
    CASE
      WHEN (
        CAST("t0"."hired" AS Nullable(Float64)) - CAST("t0"."hired" AS Nullable(Float64))
      ) = 0
      THEN CAST("t0"."hired" AS Nullable(Float64))
      ELSE CAST(NULL AS Nullable(Float64))
    END AS "label",
    CASE
      WHEN match("t0"."sex", '^[\t-\r\x1c-    -     　]*$')
      THEN CAST(NULL AS Nullable(String))
      ELSE "t0"."sex"
    END AS "g0"
  FROM "people" AS "t0"
) AS "t1"
WHERE
  isNotNull("t1"."label");
