-- rows
SELECT
  COUNT(*) AS "rows",
  COUNT("t1"."label") AS "labelled"
FROM (
  SELECT
    IF(
      (
        CAST("t0"."skill" AS DOUBLE) - CAST("t0"."skill" AS DOUBLE)
      ) = 0,
      CAST("t0"."skill" AS DOUBLE),
      CAST(NULL AS DOUBLE)
    ) AS "f0",
    IF(REGEXP_LIKE("t0"."sex", '^[␉-␍-    -     　]*$'), CAST(NULL AS VARCHAR), "t0"."sex") AS "f1",
    IF(
      (
        CAST("t0"."hired" AS DOUBLE) - CAST("t0"."hired" AS DOUBLE)
      ) = 0,
      CAST("t0"."hired" AS DOUBLE),
      CAST(NULL AS DOUBLE)
    ) AS "label",
    IF(REGEXP_LIKE("t0"."sex", '^[␉-␍-    -     　]*$'), CAST(NULL AS VARCHAR), "t0"."sex") AS "g0"
  FROM "rows" AS "t0"
) AS "t1";

-- rows
SELECT
  *
FROM (
  SELECT
    IF(
      (
        CAST("t0"."skill" AS DOUBLE) - CAST("t0"."skill" AS DOUBLE)
      ) = 0,
      CAST("t0"."skill" AS DOUBLE),
      CAST(NULL AS DOUBLE)
    ) AS "f0",
    IF(REGEXP_LIKE("t0"."sex", '^[␉-␍-    -     　]*$'), CAST(NULL AS VARCHAR), "t0"."sex") AS "f1",
    IF(
      (
        CAST("t0"."hired" AS DOUBLE) - CAST("t0"."hired" AS DOUBLE)
      ) = 0,
      CAST("t0"."hired" AS DOUBLE),
      CAST(NULL AS DOUBLE)
    ) AS "label",
    IF(REGEXP_LIKE("t0"."sex", '^[␉-␍-    -     　]*$'), CAST(NULL AS VARCHAR), "t0"."sex") AS "g0"
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
    IF(
      (
        CAST("t0"."skill" AS DOUBLE) - CAST("t0"."skill" AS DOUBLE)
      ) = 0,
      CAST("t0"."skill" AS DOUBLE),
      CAST(NULL AS DOUBLE)
    ) AS "f0",
    IF(REGEXP_LIKE("t0"."sex", '^[␉-␍-    -     　]*$'), CAST(NULL AS VARCHAR), "t0"."sex") AS "f1",
    IF(
      (
        CAST("t0"."hired" AS DOUBLE) - CAST("t0"."hired" AS DOUBLE)
      ) = 0,
      CAST("t0"."hired" AS DOUBLE),
      CAST(NULL AS DOUBLE)
    ) AS "label",
    IF(REGEXP_LIKE("t0"."sex", '^[␉-␍-    -     　]*$'), CAST(NULL AS VARCHAR), "t0"."sex") AS "g0"
  FROM "people" AS "t0"
) AS "t1";

-- rows
SELECT
  *
FROM (
  SELECT
    IF(
      (
        CAST("t0"."skill" AS DOUBLE) - CAST("t0"."skill" AS DOUBLE)
      ) = 0,
      CAST("t0"."skill" AS DOUBLE),
      CAST(NULL AS DOUBLE)
    ) AS "f0",
    IF(REGEXP_LIKE("t0"."sex", '^[␉-␍-    -     　]*$'), CAST(NULL AS VARCHAR), "t0"."sex") AS "f1",
    IF(
      (
        CAST("t0"."hired" AS DOUBLE) - CAST("t0"."hired" AS DOUBLE)
      ) = 0,
      CAST("t0"."hired" AS DOUBLE),
      CAST(NULL AS DOUBLE)
    ) AS "label",
    IF(REGEXP_LIKE("t0"."sex", '^[␉-␍-    -     　]*$'), CAST(NULL AS VARCHAR), "t0"."sex") AS "g0"
  FROM "people" AS "t0"
) AS "t1"
WHERE
  "t1"."label" IS NOT NULL;
