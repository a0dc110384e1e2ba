-- draw
SELECT
  COUNT(*) AS "rows",
  COUNT("t0"."note") AS "n0",
  COUNT("t0"."order") AS "n1"
FROM "rows" AS "t0";

-- draw
SELECT
  "t4"."note"
FROM (
  SELECT
    *
  FROM (
    SELECT
      "t1"."note",
      (
        ROW_NUMBER() OVER () - 1
      ) + 20151231 AS "place of the row"
    FROM (
      SELECT
        "t0"."note"
      FROM "rows" AS "t0"
      WHERE
        "t0"."note" IS NOT NULL
    ) AS "t1"
  ) AS "t2"
  ORDER BY
    CAST(FROM_BIG_ENDIAN_64(XXHASH64(TO_UTF8(CAST("t2"."place of the row" AS VARCHAR)))) AS BIGINT) ASC
  LIMIT 10000
) AS "t4"
ORDER BY
  "t4"."place of the row" ASC;

-- draw
SELECT
  "t4"."order"
FROM (
  SELECT
    *
  FROM (
    SELECT
      "t1"."order",
      (
        ROW_NUMBER() OVER () - 1
      ) + 20151231 AS "place of the row"
    FROM (
      SELECT
        "t0"."order"
      FROM "rows" AS "t0"
      WHERE
        "t0"."order" IS NOT NULL
    ) AS "t1"
  ) AS "t2"
  ORDER BY
    CAST(FROM_BIG_ENDIAN_64(XXHASH64(TO_UTF8(CAST("t2"."place of the row" AS VARCHAR)))) AS BIGINT) ASC
  LIMIT 10000
) AS "t4"
ORDER BY
  "t4"."place of the row" ASC;
