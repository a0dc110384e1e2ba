-- draw
SELECT
  COUNT(*) AS "rows",
  COUNT("t0"."patient") AS "n0",
  COUNT("t0"."doctor") AS "n1"
FROM "rows" AS "t0";

-- draw
SELECT
  "t4"."patient" AS "patient"
FROM (
  SELECT
    *
  FROM (
    SELECT
      "t1"."patient" AS "patient",
      (
        ROW_NUMBER() OVER (ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) - 1
      ) + 20151231 AS "place of the row"
    FROM (
      SELECT
        "t0"."patient" AS "patient"
      FROM "rows" AS "t0"
      WHERE
        isNotNull("t0"."patient")
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
  "t4"."doctor" AS "doctor"
FROM (
  SELECT
    *
  FROM (
    SELECT
      "t1"."doctor" AS "doctor",
      (
        ROW_NUMBER() OVER (ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) - 1
      ) + 20151231 AS "place of the row"
    FROM (
      SELECT
        "t0"."doctor" AS "doctor"
      FROM "rows" AS "t0"
      WHERE
        isNotNull("t0"."doctor")
    ) AS "t1"
  ) AS "t2"
  ORDER BY
    reinterpretAsInt64(sipHash64("t2"."place of the row")) ASC
  LIMIT 10000
) AS "t4"
ORDER BY
  "t4"."place of the row" ASC;
