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
  SUM(CASE WHEN "t8"."known" IS NULL THEN "t8"."rows" ELSE NULL END) AS "unmatched",
  COUNT(CASE WHEN "t8"."known" IS NULL THEN * ELSE NULL END) AS "different"
FROM (
  SELECT
    "t6"."rows",
    "t7"."known"
  FROM (
    SELECT
      "t2"."value",
      COUNT(*) AS "rows"
    FROM (
      SELECT
        CAST("t0"."customer" AS VARCHAR(MAX)) AS "value"
      FROM "rows" AS "t0"
      WHERE
        CAST("t0"."customer" AS VARCHAR(MAX)) IS NOT NULL
    ) AS "t2"
    GROUP BY
      1
  ) AS "t6"
  LEFT OUTER JOIN (
    SELECT
      "t3"."value",
      TRUE AS "known"
    FROM (
      SELECT DISTINCT
        CAST("t1"."id" AS VARCHAR(MAX)) AS "value"
      FROM "customers" AS "t1"
      WHERE
        CAST("t1"."id" AS VARCHAR(MAX)) IS NOT NULL
    ) AS "t3"
  ) AS "t7"
    ON "t6"."value" = "t7"."value"
) AS "t8";
