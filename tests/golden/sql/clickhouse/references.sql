-- references
SELECT
  COUNT(*) AS "rows"
FROM "rows" AS "t0";

-- references
SELECT
  COUNT(*) AS "rows"
FROM "customers" AS "t0";

-- references
SELECT
  SUM("t10"."rows") AS "values",
  sumIf("t10"."rows", isNull("t10"."known")) AS "unmatched",
  countIf(isNull("t10"."known")) AS "different"
FROM (
  SELECT
    "t8"."rows" AS "rows",
    "t9"."known" AS "known"
  FROM (
    SELECT
      "t4"."value" AS "value",
      COUNT(*) AS "rows"
    FROM (
      SELECT
        *
      FROM (
        SELECT
          CASE
            WHEN match(CAST("t0"."customer" AS Nullable(String)), '^[\t-\r\x1c-    -     　]*$')
            THEN CAST(NULL AS Nullable(String))
            ELSE CAST("t0"."customer" AS Nullable(String))
          END AS "value"
        FROM "rows" AS "t0"
      ) AS "t2"
      WHERE
        isNotNull("t2"."value")
    ) AS "t4"
    GROUP BY
      "t4"."value"
  ) AS "t8"
  LEFT OUTER JOIN (
    SELECT
      "t5"."value" AS "value",
      TRUE AS "known"
    FROM (
      SELECT DISTINCT
        *
      FROM (
        SELECT
          CASE
            WHEN match(CAST("t1"."id" AS Nullable(String)), '^[\t-\r\x1c-    -     　]*$')
            THEN CAST(NULL AS Nullable(String))
            ELSE CAST("t1"."id" AS Nullable(String))
          END AS "value"
        FROM "customers" AS "t1"
      ) AS "t3"
      WHERE
        isNotNull("t3"."value")
    ) AS "t5"
  ) AS "t9"
    ON "t8"."value" = "t9"."value"
) AS "t10";
