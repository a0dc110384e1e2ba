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
  SUM("t8"."rows") AS "values",
  sumIf("t8"."rows", isNull("t8"."known")) AS "unmatched",
  countIf(isNull("t8"."known")) AS "different"
FROM (
  SELECT
    "t6"."rows" AS "rows",
    "t7"."known" AS "known"
  FROM (
    SELECT
      "t2"."value" AS "value",
      COUNT(*) AS "rows"
    FROM (
      SELECT
        CAST("t0"."customer" AS Nullable(String)) AS "value"
      FROM "rows" AS "t0"
      WHERE
        isNotNull(CAST("t0"."customer" AS Nullable(String)))
    ) AS "t2"
    GROUP BY
      "t2"."value"
  ) AS "t6"
  LEFT OUTER JOIN (
    SELECT
      "t3"."value" AS "value",
      TRUE AS "known"
    FROM (
      SELECT DISTINCT
        CAST("t1"."id" AS Nullable(String)) AS "value"
      FROM "customers" AS "t1"
      WHERE
        isNotNull(CAST("t1"."id" AS Nullable(String)))
    ) AS "t3"
  ) AS "t7"
    ON "t6"."value" = "t7"."value"
) AS "t8";
