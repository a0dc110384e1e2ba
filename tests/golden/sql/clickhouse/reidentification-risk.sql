-- anonymity
SELECT
  COUNT(*) AS "rows",
  COUNT(*) AS "about"
FROM "rows" AS "t0";

-- anonymity
SELECT
  SUM("t2"."people") AS "people",
  COALESCE(sumIf("t2"."people", "t2"."group" < 3), 0) AS "exposed"
FROM (
  SELECT
    "t1"."people" AS "people",
    "t1"."people" AS "group"
  FROM (
    SELECT
      "t0"."age" AS "age",
      "t0"."sex" AS "sex",
      COUNT(*) AS "people"
    FROM "rows" AS "t0"
    GROUP BY
      "t0"."age",
      "t0"."sex"
  ) AS "t1"
) AS "t2";
