-- likeness
SELECT
  COUNT(*) AS "rows",
  MIN(CAST("t0"."age" AS DOUBLE)) AS "low0",
  MAX(CAST("t0"."age" AS DOUBLE)) AS "high0",
  COUNT(CAST("t0"."age" AS DOUBLE)) AS "known0",
  MIN(CAST("t0"."height" AS DOUBLE)) AS "low1",
  MAX(CAST("t0"."height" AS DOUBLE)) AS "high1",
  COUNT(CAST("t0"."height" AS DOUBLE)) AS "known1"
FROM "people" AS "t0";

-- likeness
SELECT
  COUNT(*) AS "rows",
  MIN(CAST("t0"."age" AS DOUBLE)) AS "low0",
  MAX(CAST("t0"."age" AS DOUBLE)) AS "high0",
  COUNT(CAST("t0"."age" AS DOUBLE)) AS "known0",
  MIN(CAST("t0"."height" AS DOUBLE)) AS "low1",
  MAX(CAST("t0"."height" AS DOUBLE)) AS "high1",
  COUNT(CAST("t0"."height" AS DOUBLE)) AS "known1"
FROM "rows" AS "t0";

-- likeness
SELECT
  COUNT(*) AS "rows",
  COUNT("t0"."age") AS "n0",
  MIN("t0"."age") AS "a0",
  MAX("t0"."age") AS "z0",
  COUNT("t0"."height") AS "n1",
  MIN("t0"."height") AS "a1",
  MAX("t0"."height") AS "z1"
FROM "people" AS "t0";

-- likeness
SELECT
  *
FROM (
  SELECT
    "t0"."job" AS "value",
    COUNT(*) AS "rows"
  FROM "people" AS "t0"
  GROUP BY
    1
) AS "t1"
ORDER BY
  "t1"."rows" DESC NULLS LAST,
  "t1"."value" ASC
LIMIT 10000;

-- likeness
SELECT
  "t0"."age" AS "value",
  COUNT(*) AS "rows"
FROM "people" AS "t0"
GROUP BY
  1
LIMIT 4097;

-- likeness
SELECT
  "t0"."height" AS "value",
  COUNT(*) AS "rows"
FROM "people" AS "t0"
GROUP BY
  1
LIMIT 4097;

-- likeness
SELECT
  COUNT(*) AS "rows",
  COUNT("t0"."age") AS "n0",
  MIN("t0"."age") AS "a0",
  MAX("t0"."age") AS "z0",
  COUNT("t0"."height") AS "n1",
  MIN("t0"."height") AS "a1",
  MAX("t0"."height") AS "z1"
FROM "rows" AS "t0";

-- likeness
SELECT
  *
FROM (
  SELECT
    "t0"."job" AS "value",
    COUNT(*) AS "rows"
  FROM "rows" AS "t0"
  GROUP BY
    1
) AS "t1"
ORDER BY
  "t1"."rows" DESC NULLS LAST,
  "t1"."value" ASC
LIMIT 10000;

-- likeness
SELECT
  "t0"."age" AS "value",
  COUNT(*) AS "rows"
FROM "rows" AS "t0"
GROUP BY
  1
LIMIT 4097;

-- likeness
SELECT
  "t0"."height" AS "value",
  COUNT(*) AS "rows"
FROM "rows" AS "t0"
GROUP BY
  1
LIMIT 4097;

-- likeness
SELECT
  "t1"."age" AS "first",
  "t1"."job" AS "second",
  COUNT(*) AS "rows"
FROM (
  SELECT
    IFF(
      CAST("t0"."age" AS DOUBLE) IS NULL,
      11,
      IFF(CAST("t0"."age" AS DOUBLE) >= 10.0, 1, 0) + 0 + IFF(CAST("t0"."age" AS DOUBLE) >= 13.0, 1, 0) + IFF(CAST("t0"."age" AS DOUBLE) >= 16.0, 1, 0) + IFF(CAST("t0"."age" AS DOUBLE) >= 19.0, 1, 0) + IFF(CAST("t0"."age" AS DOUBLE) >= 22.0, 1, 0) + IFF(CAST("t0"."age" AS DOUBLE) >= 25.0, 1, 0) + IFF(CAST("t0"."age" AS DOUBLE) >= 28.0, 1, 0) + IFF(CAST("t0"."age" AS DOUBLE) >= 31.0, 1, 0) + IFF(CAST("t0"."age" AS DOUBLE) >= 34.0, 1, 0) + IFF(CAST("t0"."age" AS DOUBLE) >= 37.0, 1, 0) + IFF(CAST("t0"."age" AS DOUBLE) >= 40.0, 1, 0)
    ) AS "age",
    IFF(
      CAST("t0"."height" AS DOUBLE) IS NULL,
      11,
      IFF(CAST("t0"."height" AS DOUBLE) >= 1.0, 1, 0) + 0 + IFF(CAST("t0"."height" AS DOUBLE) >= 1.3, 1, 0) + IFF(CAST("t0"."height" AS DOUBLE) >= 1.6, 1, 0) + IFF(CAST("t0"."height" AS DOUBLE) >= 1.9, 1, 0) + IFF(CAST("t0"."height" AS DOUBLE) >= 2.2, 1, 0) + IFF(CAST("t0"."height" AS DOUBLE) >= 2.5, 1, 0) + IFF(CAST("t0"."height" AS DOUBLE) >= 2.8, 1, 0) + IFF(CAST("t0"."height" AS DOUBLE) >= 3.1, 1, 0) + IFF(CAST("t0"."height" AS DOUBLE) >= 3.4, 1, 0) + IFF(CAST("t0"."height" AS DOUBLE) >= 3.6999999999999997, 1, 0) + IFF(CAST("t0"."height" AS DOUBLE) >= 4.0, 1, 0)
    ) AS "height",
    "t0"."job"
  FROM "people" AS "t0"
) AS "t1"
GROUP BY
  1,
  2
LIMIT 100001;

-- likeness
SELECT
  "t1"."height" AS "first",
  "t1"."job" AS "second",
  COUNT(*) AS "rows"
FROM (
  SELECT
    IFF(
      CAST("t0"."age" AS DOUBLE) IS NULL,
      11,
      IFF(CAST("t0"."age" AS DOUBLE) >= 10.0, 1, 0) + 0 + IFF(CAST("t0"."age" AS DOUBLE) >= 13.0, 1, 0) + IFF(CAST("t0"."age" AS DOUBLE) >= 16.0, 1, 0) + IFF(CAST("t0"."age" AS DOUBLE) >= 19.0, 1, 0) + IFF(CAST("t0"."age" AS DOUBLE) >= 22.0, 1, 0) + IFF(CAST("t0"."age" AS DOUBLE) >= 25.0, 1, 0) + IFF(CAST("t0"."age" AS DOUBLE) >= 28.0, 1, 0) + IFF(CAST("t0"."age" AS DOUBLE) >= 31.0, 1, 0) + IFF(CAST("t0"."age" AS DOUBLE) >= 34.0, 1, 0) + IFF(CAST("t0"."age" AS DOUBLE) >= 37.0, 1, 0) + IFF(CAST("t0"."age" AS DOUBLE) >= 40.0, 1, 0)
    ) AS "age",
    IFF(
      CAST("t0"."height" AS DOUBLE) IS NULL,
      11,
      IFF(CAST("t0"."height" AS DOUBLE) >= 1.0, 1, 0) + 0 + IFF(CAST("t0"."height" AS DOUBLE) >= 1.3, 1, 0) + IFF(CAST("t0"."height" AS DOUBLE) >= 1.6, 1, 0) + IFF(CAST("t0"."height" AS DOUBLE) >= 1.9, 1, 0) + IFF(CAST("t0"."height" AS DOUBLE) >= 2.2, 1, 0) + IFF(CAST("t0"."height" AS DOUBLE) >= 2.5, 1, 0) + IFF(CAST("t0"."height" AS DOUBLE) >= 2.8, 1, 0) + IFF(CAST("t0"."height" AS DOUBLE) >= 3.1, 1, 0) + IFF(CAST("t0"."height" AS DOUBLE) >= 3.4, 1, 0) + IFF(CAST("t0"."height" AS DOUBLE) >= 3.6999999999999997, 1, 0) + IFF(CAST("t0"."height" AS DOUBLE) >= 4.0, 1, 0)
    ) AS "height",
    "t0"."job"
  FROM "people" AS "t0"
) AS "t1"
GROUP BY
  1,
  2
LIMIT 100001;

-- likeness
SELECT
  AVG(
    IFF(
      CAST("t0"."height" AS DOUBLE) IS NOT NULL,
      CAST("t0"."age" AS DOUBLE),
      CAST(NULL AS DOUBLE)
    )
  ) AS "n0",
  AVG(
    IFF(
      CAST("t0"."age" AS DOUBLE) IS NOT NULL,
      CAST("t0"."height" AS DOUBLE),
      CAST(NULL AS DOUBLE)
    )
  ) AS "n1"
FROM "people" AS "t0";

-- likeness
SELECT
  AVG(
    (
      IFF(
        CAST("t0"."height" AS DOUBLE) IS NOT NULL,
        CAST("t0"."age" AS DOUBLE),
        CAST(NULL AS DOUBLE)
      ) - 25.0
    ) * (
      IFF(
        CAST("t0"."height" AS DOUBLE) IS NOT NULL,
        CAST("t0"."age" AS DOUBLE),
        CAST(NULL AS DOUBLE)
      ) - 25.0
    )
  ) AS "n0",
  AVG(
    (
      IFF(
        CAST("t0"."age" AS DOUBLE) IS NOT NULL,
        CAST("t0"."height" AS DOUBLE),
        CAST(NULL AS DOUBLE)
      ) - 2.5
    ) * (
      IFF(
        CAST("t0"."age" AS DOUBLE) IS NOT NULL,
        CAST("t0"."height" AS DOUBLE),
        CAST(NULL AS DOUBLE)
      ) - 2.5
    )
  ) AS "n1",
  AVG(
    (
      IFF(
        CAST("t0"."height" AS DOUBLE) IS NOT NULL,
        CAST("t0"."age" AS DOUBLE),
        CAST(NULL AS DOUBLE)
      ) - 25.0
    ) * (
      IFF(
        CAST("t0"."age" AS DOUBLE) IS NOT NULL,
        CAST("t0"."height" AS DOUBLE),
        CAST(NULL AS DOUBLE)
      ) - 2.5
    )
  ) AS "n2"
FROM "people" AS "t0";

-- likeness
SELECT
  "t1"."age" AS "first",
  "t1"."job" AS "second",
  COUNT(*) AS "rows"
FROM (
  SELECT
    IFF(
      CAST("t0"."age" AS DOUBLE) IS NULL,
      11,
      IFF(CAST("t0"."age" AS DOUBLE) >= 10.0, 1, 0) + 0 + IFF(CAST("t0"."age" AS DOUBLE) >= 14.0, 1, 0) + IFF(CAST("t0"."age" AS DOUBLE) >= 18.0, 1, 0) + IFF(CAST("t0"."age" AS DOUBLE) >= 22.0, 1, 0) + IFF(CAST("t0"."age" AS DOUBLE) >= 26.0, 1, 0) + IFF(CAST("t0"."age" AS DOUBLE) >= 30.0, 1, 0) + IFF(CAST("t0"."age" AS DOUBLE) >= 34.0, 1, 0) + IFF(CAST("t0"."age" AS DOUBLE) >= 38.0, 1, 0) + IFF(CAST("t0"."age" AS DOUBLE) >= 42.0, 1, 0) + IFF(CAST("t0"."age" AS DOUBLE) >= 46.0, 1, 0) + IFF(CAST("t0"."age" AS DOUBLE) >= 50.0, 1, 0)
    ) AS "age",
    IFF(
      CAST("t0"."height" AS DOUBLE) IS NULL,
      11,
      IFF(CAST("t0"."height" AS DOUBLE) >= 1.0, 1, 0) + 0 + IFF(CAST("t0"."height" AS DOUBLE) >= 1.3, 1, 0) + IFF(CAST("t0"."height" AS DOUBLE) >= 1.6, 1, 0) + IFF(CAST("t0"."height" AS DOUBLE) >= 1.9, 1, 0) + IFF(CAST("t0"."height" AS DOUBLE) >= 2.2, 1, 0) + IFF(CAST("t0"."height" AS DOUBLE) >= 2.5, 1, 0) + IFF(CAST("t0"."height" AS DOUBLE) >= 2.8, 1, 0) + IFF(CAST("t0"."height" AS DOUBLE) >= 3.1, 1, 0) + IFF(CAST("t0"."height" AS DOUBLE) >= 3.4, 1, 0) + IFF(CAST("t0"."height" AS DOUBLE) >= 3.6999999999999997, 1, 0) + IFF(CAST("t0"."height" AS DOUBLE) >= 4.0, 1, 0)
    ) AS "height",
    "t0"."job"
  FROM "rows" AS "t0"
) AS "t1"
GROUP BY
  1,
  2
LIMIT 100001;

-- likeness
SELECT
  "t1"."height" AS "first",
  "t1"."job" AS "second",
  COUNT(*) AS "rows"
FROM (
  SELECT
    IFF(
      CAST("t0"."age" AS DOUBLE) IS NULL,
      11,
      IFF(CAST("t0"."age" AS DOUBLE) >= 10.0, 1, 0) + 0 + IFF(CAST("t0"."age" AS DOUBLE) >= 14.0, 1, 0) + IFF(CAST("t0"."age" AS DOUBLE) >= 18.0, 1, 0) + IFF(CAST("t0"."age" AS DOUBLE) >= 22.0, 1, 0) + IFF(CAST("t0"."age" AS DOUBLE) >= 26.0, 1, 0) + IFF(CAST("t0"."age" AS DOUBLE) >= 30.0, 1, 0) + IFF(CAST("t0"."age" AS DOUBLE) >= 34.0, 1, 0) + IFF(CAST("t0"."age" AS DOUBLE) >= 38.0, 1, 0) + IFF(CAST("t0"."age" AS DOUBLE) >= 42.0, 1, 0) + IFF(CAST("t0"."age" AS DOUBLE) >= 46.0, 1, 0) + IFF(CAST("t0"."age" AS DOUBLE) >= 50.0, 1, 0)
    ) AS "age",
    IFF(
      CAST("t0"."height" AS DOUBLE) IS NULL,
      11,
      IFF(CAST("t0"."height" AS DOUBLE) >= 1.0, 1, 0) + 0 + IFF(CAST("t0"."height" AS DOUBLE) >= 1.3, 1, 0) + IFF(CAST("t0"."height" AS DOUBLE) >= 1.6, 1, 0) + IFF(CAST("t0"."height" AS DOUBLE) >= 1.9, 1, 0) + IFF(CAST("t0"."height" AS DOUBLE) >= 2.2, 1, 0) + IFF(CAST("t0"."height" AS DOUBLE) >= 2.5, 1, 0) + IFF(CAST("t0"."height" AS DOUBLE) >= 2.8, 1, 0) + IFF(CAST("t0"."height" AS DOUBLE) >= 3.1, 1, 0) + IFF(CAST("t0"."height" AS DOUBLE) >= 3.4, 1, 0) + IFF(CAST("t0"."height" AS DOUBLE) >= 3.6999999999999997, 1, 0) + IFF(CAST("t0"."height" AS DOUBLE) >= 4.0, 1, 0)
    ) AS "height",
    "t0"."job"
  FROM "rows" AS "t0"
) AS "t1"
GROUP BY
  1,
  2
LIMIT 100001;

-- likeness
SELECT
  AVG(
    IFF(
      CAST("t0"."height" AS DOUBLE) IS NOT NULL,
      CAST("t0"."age" AS DOUBLE),
      CAST(NULL AS DOUBLE)
    )
  ) AS "n0",
  AVG(
    IFF(
      CAST("t0"."age" AS DOUBLE) IS NOT NULL,
      CAST("t0"."height" AS DOUBLE),
      CAST(NULL AS DOUBLE)
    )
  ) AS "n1"
FROM "rows" AS "t0";

-- likeness
SELECT
  AVG(
    (
      IFF(
        CAST("t0"."height" AS DOUBLE) IS NOT NULL,
        CAST("t0"."age" AS DOUBLE),
        CAST(NULL AS DOUBLE)
      ) - 27.5
    ) * (
      IFF(
        CAST("t0"."height" AS DOUBLE) IS NOT NULL,
        CAST("t0"."age" AS DOUBLE),
        CAST(NULL AS DOUBLE)
      ) - 27.5
    )
  ) AS "n0",
  AVG(
    (
      IFF(
        CAST("t0"."age" AS DOUBLE) IS NOT NULL,
        CAST("t0"."height" AS DOUBLE),
        CAST(NULL AS DOUBLE)
      ) - 2.5
    ) * (
      IFF(
        CAST("t0"."age" AS DOUBLE) IS NOT NULL,
        CAST("t0"."height" AS DOUBLE),
        CAST(NULL AS DOUBLE)
      ) - 2.5
    )
  ) AS "n1",
  AVG(
    (
      IFF(
        CAST("t0"."height" AS DOUBLE) IS NOT NULL,
        CAST("t0"."age" AS DOUBLE),
        CAST(NULL AS DOUBLE)
      ) - 27.5
    ) * (
      IFF(
        CAST("t0"."age" AS DOUBLE) IS NOT NULL,
        CAST("t0"."height" AS DOUBLE),
        CAST(NULL AS DOUBLE)
      ) - 2.5
    )
  ) AS "n2"
FROM "rows" AS "t0";

-- likeness
SELECT
  SUM(
    CAST((
      CAST("t0"."age" AS DOUBLE) >= 10.0
    )
    AND (
      CAST("t0"."age" AS DOUBLE) <= 40.0
    ) AS INT)
  ) AS "n0",
  SUM(
    CAST((
      CAST("t0"."height" AS DOUBLE) >= 1.0
    )
    AND (
      CAST("t0"."height" AS DOUBLE) <= 4.0
    ) AS INT)
  ) AS "n1"
FROM "rows" AS "t0";

-- likeness
SELECT
  COUNT(DISTINCT "t0"."key") AS "different"
FROM "rows" AS "t0";
