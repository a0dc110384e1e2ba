-- texts
SELECT
  COUNT(*) AS "rows",
  COUNT("t1"."remark") AS "n0"
FROM (
  SELECT
    *
  FROM "rows" AS "t0"
  WHERE
    "t0"."part" = 'then'
) AS "t1";

-- texts
SELECT
  "t4"."remark"
FROM (
  SELECT
    *
  FROM (
    SELECT
      "t1"."remark",
      (
        ROW_NUMBER() OVER (ORDER BY NULL) - 1
      ) + 20151231 AS "place of the row"
    FROM (
      SELECT
        "t0"."remark"
      FROM "rows" AS "t0"
      WHERE
        "t0"."part" = 'then' AND "t0"."remark" IS NOT NULL
    ) AS "t1"
  ) AS "t2"
  ORDER BY
    BITAND(HASH("t2"."place of the row"), 9223372036854775807) ASC
  LIMIT 2000
) AS "t4"
ORDER BY
  "t4"."place of the row" ASC;

-- texts
SELECT
  COUNT(*) AS "rows",
  COUNT("t1"."remark") AS "n0"
FROM (
  SELECT
    *
  FROM "rows" AS "t0"
  WHERE
    "t0"."part" = 'now'
) AS "t1";

-- texts
SELECT
  "t4"."remark"
FROM (
  SELECT
    *
  FROM (
    SELECT
      "t1"."remark",
      (
        ROW_NUMBER() OVER (ORDER BY NULL) - 1
      ) + 20151231 AS "place of the row"
    FROM (
      SELECT
        "t0"."remark"
      FROM "rows" AS "t0"
      WHERE
        "t0"."part" = 'now' AND "t0"."remark" IS NOT NULL
    ) AS "t1"
  ) AS "t2"
  ORDER BY
    BITAND(HASH("t2"."place of the row"), 9223372036854775807) ASC
  LIMIT 2000
) AS "t4"
ORDER BY
  "t4"."place of the row" ASC;

-- texts
SELECT
  COUNT(DISTINCT "t1"."remark") AS "n0"
FROM (
  SELECT
    *
  FROM "rows" AS "t0"
  WHERE
    "t0"."part" = 'then'
) AS "t1";
