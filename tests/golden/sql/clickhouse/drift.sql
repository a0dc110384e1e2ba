-- distribution
SELECT
  COUNT(*) AS "rows",
  COUNT("t1"."income") AS "n0",
  MIN("t1"."income") AS "a0",
  MAX("t1"."income") AS "z0"
FROM (
  SELECT
    *
  FROM "rows" AS "t0"
  WHERE
    "t0"."year" = 2015
) AS "t1";

-- distribution
SELECT
  *
FROM (
  SELECT
    "t1"."city" AS "value",
    COUNT(*) AS "rows"
  FROM (
    SELECT
      *
    FROM "rows" AS "t0"
    WHERE
      "t0"."year" = 2015
  ) AS "t1"
  GROUP BY
    "t1"."city"
) AS "t2"
ORDER BY
  "t2"."rows" DESC,
  "t2"."value" ASC
LIMIT 10000;

-- distribution
SELECT
  "t1"."income" AS "value",
  COUNT(*) AS "rows"
FROM (
  SELECT
    *
  FROM "rows" AS "t0"
  WHERE
    "t0"."year" = 2015
) AS "t1"
GROUP BY
  "t1"."income"
LIMIT 4097;

-- distribution
SELECT
  COUNT(*) AS "rows",
  COUNT("t1"."income") AS "n0",
  MIN("t1"."income") AS "a0",
  MAX("t1"."income") AS "z0"
FROM (
  SELECT
    *
  FROM "rows" AS "t0"
  WHERE
    "t0"."year" = 2018
) AS "t1";

-- distribution
SELECT
  *
FROM (
  SELECT
    "t1"."city" AS "value",
    COUNT(*) AS "rows"
  FROM (
    SELECT
      *
    FROM "rows" AS "t0"
    WHERE
      "t0"."year" = 2018
  ) AS "t1"
  GROUP BY
    "t1"."city"
) AS "t2"
ORDER BY
  "t2"."rows" DESC,
  "t2"."value" ASC
LIMIT 10000;

-- distribution
SELECT
  "t1"."income" AS "value",
  COUNT(*) AS "rows"
FROM (
  SELECT
    *
  FROM "rows" AS "t0"
  WHERE
    "t0"."year" = 2018
) AS "t1"
GROUP BY
  "t1"."income"
LIMIT 4097;

-- whether the windows hold the same rows
SELECT
  groupBitXor(
    reinterpretAsUInt64(reinterpretAsInt64(sipHash64(tuple("t1"."year", "t1"."income", "t1"."city"))))
  ) AS "bits",
  SUM(
    reinterpretAsInt64(sipHash64(tuple("t1"."year", "t1"."income", "t1"."city"))) % 2147483647
  ) AS "sum"
FROM (
  SELECT
    *
  FROM "rows" AS "t0"
  WHERE
    "t0"."year" = 2015
) AS "t1";

-- whether the windows hold the same rows
SELECT
  groupBitXor(
    reinterpretAsUInt64(reinterpretAsInt64(sipHash64(tuple("t1"."year", "t1"."income", "t1"."city"))))
  ) AS "bits",
  SUM(
    reinterpretAsInt64(sipHash64(tuple("t1"."year", "t1"."income", "t1"."city"))) % 2147483647
  ) AS "sum"
FROM (
  SELECT
    *
  FROM "rows" AS "t0"
  WHERE
    "t0"."year" = 2018
) AS "t1";
