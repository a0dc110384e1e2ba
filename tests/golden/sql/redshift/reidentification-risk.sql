-- anonymity
SELECT
  COUNT(*) AS "rows",
  COUNT(*) AS "about"
FROM "rows" AS "t0";

-- anonymity
SELECT
  SUM("t2"."people") AS "people",
  COALESCE(SUM(CASE WHEN "t2"."group" < 3 THEN "t2"."people" ELSE NULL END), 0) AS "exposed"
FROM (
  SELECT
    "t1"."people",
    "t1"."people" AS "group"
  FROM (
    SELECT
      "t0"."age",
      "t0"."sex",
      COUNT(*) AS "people"
    FROM "rows" AS "t0"
    GROUP BY
      1,
      2
  ) AS "t1"
) AS "t2";
