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
  SUM("t10"."rows") FILTER(WHERE
    "t10"."known" IS NULL) AS "unmatched",
  COUNT(*) FILTER(WHERE
    "t10"."known" IS NULL) AS "different"
FROM (
  SELECT
    "t8"."rows",
    "t9"."known"
  FROM (
    SELECT
      "t4"."value",
      COUNT(*) AS "rows"
    FROM (
      SELECT
        *
      FROM (
        SELECT
          IF(
            REGEXP_LIKE(CAST("t0"."customer" AS VARCHAR), '^[␉-␍-    -     　]*$'),
            CAST(NULL AS VARCHAR),
            CAST("t0"."customer" AS VARCHAR)
          ) AS "value"
        FROM "rows" AS "t0"
      ) AS "t2"
      WHERE
        "t2"."value" IS NOT NULL
    ) AS "t4"
    GROUP BY
      1
  ) AS "t8"
  LEFT OUTER JOIN (
    SELECT
      "t5"."value",
      TRUE AS "known"
    FROM (
      SELECT DISTINCT
        *
      FROM (
        SELECT
          IF(
            REGEXP_LIKE(CAST("t1"."id" AS VARCHAR), '^[␉-␍-    -     　]*$'),
            CAST(NULL AS VARCHAR),
            CAST("t1"."id" AS VARCHAR)
          ) AS "value"
        FROM "customers" AS "t1"
      ) AS "t3"
      WHERE
        "t3"."value" IS NOT NULL
    ) AS "t5"
  ) AS "t9"
    ON "t8"."value" = "t9"."value"
) AS "t10";
