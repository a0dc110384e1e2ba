-- draw
SELECT
  COUNT(*) AS "rows",
  COUNT("t0"."note") AS "n0",
  COUNT("t0"."order") AS "n1"
FROM "rows" AS "t0";

-- draw
SELECT
  "t4"."note" AS "note"
FROM (
  SELECT
    *
  FROM (
    SELECT
      "t1"."note" AS "note",
      (
        ROW_NUMBER() OVER (ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) - 1
      ) + 20151231 AS "place of the row"
    FROM (
      SELECT
        "t0"."note" AS "note"
      FROM "rows" AS "t0"
      WHERE
        isNotNull("t0"."note")
    ) AS "t1"
  ) AS "t2"
  ORDER BY
    reinterpretAsInt64(sipHash64("t2"."place of the row")) ASC
  LIMIT 10000
) AS "t4"
ORDER BY
  "t4"."place of the row" ASC;

-- draw
SELECT
  "t4"."order" AS "order"
FROM (
  SELECT
    *
  FROM (
    SELECT
      "t1"."order" AS "order",
      (
        ROW_NUMBER() OVER (ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) - 1
      ) + 20151231 AS "place of the row"
    FROM (
      SELECT
        "t0"."order" AS "order"
      FROM "rows" AS "t0"
      WHERE
        isNotNull("t0"."order")
    ) AS "t1"
  ) AS "t2"
  ORDER BY
    reinterpretAsInt64(sipHash64("t2"."place of the row")) ASC
  LIMIT 10000
) AS "t4"
ORDER BY
  "t4"."place of the row" ASC;
