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
  "t4"."remark" AS "remark"
FROM (
  SELECT
    *
  FROM (
    SELECT
      "t1"."remark" AS "remark",
      (
        ROW_NUMBER() OVER (ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) - 1
      ) + 20151231 AS "place of the row"
    FROM (
      SELECT
        "t0"."remark" AS "remark"
      FROM "rows" AS "t0"
      WHERE
        "t0"."part" = 'then' AND isNotNull("t0"."remark")
    ) AS "t1"
  ) AS "t2"
  ORDER BY
    reinterpretAsInt64(sipHash64("t2"."place of the row")) ASC
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
  "t4"."remark" AS "remark"
FROM (
  SELECT
    *
  FROM (
    SELECT
      "t1"."remark" AS "remark",
      (
        ROW_NUMBER() OVER (ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) - 1
      ) + 20151231 AS "place of the row"
    FROM (
      SELECT
        "t0"."remark" AS "remark"
      FROM "rows" AS "t0"
      WHERE
        "t0"."part" = 'now' AND isNotNull("t0"."remark")
    ) AS "t1"
  ) AS "t2"
  ORDER BY
    reinterpretAsInt64(sipHash64("t2"."place of the row")) ASC
  LIMIT 2000
) AS "t4"
ORDER BY
  "t4"."place of the row" ASC;

-- texts
SELECT
  uniq("t1"."remark") AS "n0"
FROM (
  SELECT
    *
  FROM "rows" AS "t0"
  WHERE
    "t0"."part" = 'then'
) AS "t1";
