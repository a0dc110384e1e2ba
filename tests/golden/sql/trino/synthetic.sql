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
  "t1"."rows" DESC,
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
  "t1"."rows" DESC,
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
    IF(
      CAST("t0"."age" AS DOUBLE) IS NULL,
      11,
      IF(CAST("t0"."age" AS DOUBLE) >= CAST(10.0 AS DOUBLE), 1, 0) + 0 + IF(CAST("t0"."age" AS DOUBLE) >= CAST(13.0 AS DOUBLE), 1, 0) + IF(CAST("t0"."age" AS DOUBLE) >= CAST(16.0 AS DOUBLE), 1, 0) + IF(CAST("t0"."age" AS DOUBLE) >= CAST(19.0 AS DOUBLE), 1, 0) + IF(CAST("t0"."age" AS DOUBLE) >= CAST(22.0 AS DOUBLE), 1, 0) + IF(CAST("t0"."age" AS DOUBLE) >= CAST(25.0 AS DOUBLE), 1, 0) + IF(CAST("t0"."age" AS DOUBLE) >= CAST(28.0 AS DOUBLE), 1, 0) + IF(CAST("t0"."age" AS DOUBLE) >= CAST(31.0 AS DOUBLE), 1, 0) + IF(CAST("t0"."age" AS DOUBLE) >= CAST(34.0 AS DOUBLE), 1, 0) + IF(CAST("t0"."age" AS DOUBLE) >= CAST(37.0 AS DOUBLE), 1, 0) + IF(CAST("t0"."age" AS DOUBLE) >= CAST(40.0 AS DOUBLE), 1, 0)
    ) AS "age",
    IF(
      CAST("t0"."height" AS DOUBLE) IS NULL,
      11,
      IF(CAST("t0"."height" AS DOUBLE) >= CAST(1.0 AS DOUBLE), 1, 0) + 0 + IF(CAST("t0"."height" AS DOUBLE) >= CAST(1.3 AS DOUBLE), 1, 0) + IF(CAST("t0"."height" AS DOUBLE) >= CAST(1.6 AS DOUBLE), 1, 0) + IF(CAST("t0"."height" AS DOUBLE) >= CAST(1.9 AS DOUBLE), 1, 0) + IF(CAST("t0"."height" AS DOUBLE) >= CAST(2.2 AS DOUBLE), 1, 0) + IF(CAST("t0"."height" AS DOUBLE) >= CAST(2.5 AS DOUBLE), 1, 0) + IF(CAST("t0"."height" AS DOUBLE) >= CAST(2.8 AS DOUBLE), 1, 0) + IF(CAST("t0"."height" AS DOUBLE) >= CAST(3.1 AS DOUBLE), 1, 0) + IF(CAST("t0"."height" AS DOUBLE) >= CAST(3.4 AS DOUBLE), 1, 0) + IF(CAST("t0"."height" AS DOUBLE) >= CAST(3.6999999999999997 AS DOUBLE), 1, 0) + IF(CAST("t0"."height" AS DOUBLE) >= CAST(4.0 AS DOUBLE), 1, 0)
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
    IF(
      CAST("t0"."age" AS DOUBLE) IS NULL,
      11,
      IF(CAST("t0"."age" AS DOUBLE) >= CAST(10.0 AS DOUBLE), 1, 0) + 0 + IF(CAST("t0"."age" AS DOUBLE) >= CAST(13.0 AS DOUBLE), 1, 0) + IF(CAST("t0"."age" AS DOUBLE) >= CAST(16.0 AS DOUBLE), 1, 0) + IF(CAST("t0"."age" AS DOUBLE) >= CAST(19.0 AS DOUBLE), 1, 0) + IF(CAST("t0"."age" AS DOUBLE) >= CAST(22.0 AS DOUBLE), 1, 0) + IF(CAST("t0"."age" AS DOUBLE) >= CAST(25.0 AS DOUBLE), 1, 0) + IF(CAST("t0"."age" AS DOUBLE) >= CAST(28.0 AS DOUBLE), 1, 0) + IF(CAST("t0"."age" AS DOUBLE) >= CAST(31.0 AS DOUBLE), 1, 0) + IF(CAST("t0"."age" AS DOUBLE) >= CAST(34.0 AS DOUBLE), 1, 0) + IF(CAST("t0"."age" AS DOUBLE) >= CAST(37.0 AS DOUBLE), 1, 0) + IF(CAST("t0"."age" AS DOUBLE) >= CAST(40.0 AS DOUBLE), 1, 0)
    ) AS "age",
    IF(
      CAST("t0"."height" AS DOUBLE) IS NULL,
      11,
      IF(CAST("t0"."height" AS DOUBLE) >= CAST(1.0 AS DOUBLE), 1, 0) + 0 + IF(CAST("t0"."height" AS DOUBLE) >= CAST(1.3 AS DOUBLE), 1, 0) + IF(CAST("t0"."height" AS DOUBLE) >= CAST(1.6 AS DOUBLE), 1, 0) + IF(CAST("t0"."height" AS DOUBLE) >= CAST(1.9 AS DOUBLE), 1, 0) + IF(CAST("t0"."height" AS DOUBLE) >= CAST(2.2 AS DOUBLE), 1, 0) + IF(CAST("t0"."height" AS DOUBLE) >= CAST(2.5 AS DOUBLE), 1, 0) + IF(CAST("t0"."height" AS DOUBLE) >= CAST(2.8 AS DOUBLE), 1, 0) + IF(CAST("t0"."height" AS DOUBLE) >= CAST(3.1 AS DOUBLE), 1, 0) + IF(CAST("t0"."height" AS DOUBLE) >= CAST(3.4 AS DOUBLE), 1, 0) + IF(CAST("t0"."height" AS DOUBLE) >= CAST(3.6999999999999997 AS DOUBLE), 1, 0) + IF(CAST("t0"."height" AS DOUBLE) >= CAST(4.0 AS DOUBLE), 1, 0)
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
    IF(
      CAST("t0"."height" AS DOUBLE) IS NOT NULL,
      CAST("t0"."age" AS DOUBLE),
      CAST(NULL AS DOUBLE)
    )
  ) AS "n0",
  AVG(
    IF(
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
      IF(
        CAST("t0"."height" AS DOUBLE) IS NOT NULL,
        CAST("t0"."age" AS DOUBLE),
        CAST(NULL AS DOUBLE)
      ) - CAST(25.0 AS DOUBLE)
    ) * (
      IF(
        CAST("t0"."height" AS DOUBLE) IS NOT NULL,
        CAST("t0"."age" AS DOUBLE),
        CAST(NULL AS DOUBLE)
      ) - CAST(25.0 AS DOUBLE)
    )
  ) AS "n0",
  AVG(
    (
      IF(
        CAST("t0"."age" AS DOUBLE) IS NOT NULL,
        CAST("t0"."height" AS DOUBLE),
        CAST(NULL AS DOUBLE)
      ) - CAST(2.5 AS DOUBLE)
    ) * (
      IF(
        CAST("t0"."age" AS DOUBLE) IS NOT NULL,
        CAST("t0"."height" AS DOUBLE),
        CAST(NULL AS DOUBLE)
      ) - CAST(2.5 AS DOUBLE)
    )
  ) AS "n1",
  AVG(
    (
      IF(
        CAST("t0"."height" AS DOUBLE) IS NOT NULL,
        CAST("t0"."age" AS DOUBLE),
        CAST(NULL AS DOUBLE)
      ) - CAST(25.0 AS DOUBLE)
    ) * (
      IF(
        CAST("t0"."age" AS DOUBLE) IS NOT NULL,
        CAST("t0"."height" AS DOUBLE),
        CAST(NULL AS DOUBLE)
      ) - CAST(2.5 AS DOUBLE)
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
    IF(
      CAST("t0"."age" AS DOUBLE) IS NULL,
      11,
      IF(CAST("t0"."age" AS DOUBLE) >= CAST(10.0 AS DOUBLE), 1, 0) + 0 + IF(CAST("t0"."age" AS DOUBLE) >= CAST(14.0 AS DOUBLE), 1, 0) + IF(CAST("t0"."age" AS DOUBLE) >= CAST(18.0 AS DOUBLE), 1, 0) + IF(CAST("t0"."age" AS DOUBLE) >= CAST(22.0 AS DOUBLE), 1, 0) + IF(CAST("t0"."age" AS DOUBLE) >= CAST(26.0 AS DOUBLE), 1, 0) + IF(CAST("t0"."age" AS DOUBLE) >= CAST(30.0 AS DOUBLE), 1, 0) + IF(CAST("t0"."age" AS DOUBLE) >= CAST(34.0 AS DOUBLE), 1, 0) + IF(CAST("t0"."age" AS DOUBLE) >= CAST(38.0 AS DOUBLE), 1, 0) + IF(CAST("t0"."age" AS DOUBLE) >= CAST(42.0 AS DOUBLE), 1, 0) + IF(CAST("t0"."age" AS DOUBLE) >= CAST(46.0 AS DOUBLE), 1, 0) + IF(CAST("t0"."age" AS DOUBLE) >= CAST(50.0 AS DOUBLE), 1, 0)
    ) AS "age",
    IF(
      CAST("t0"."height" AS DOUBLE) IS NULL,
      11,
      IF(CAST("t0"."height" AS DOUBLE) >= CAST(1.0 AS DOUBLE), 1, 0) + 0 + IF(CAST("t0"."height" AS DOUBLE) >= CAST(1.3 AS DOUBLE), 1, 0) + IF(CAST("t0"."height" AS DOUBLE) >= CAST(1.6 AS DOUBLE), 1, 0) + IF(CAST("t0"."height" AS DOUBLE) >= CAST(1.9 AS DOUBLE), 1, 0) + IF(CAST("t0"."height" AS DOUBLE) >= CAST(2.2 AS DOUBLE), 1, 0) + IF(CAST("t0"."height" AS DOUBLE) >= CAST(2.5 AS DOUBLE), 1, 0) + IF(CAST("t0"."height" AS DOUBLE) >= CAST(2.8 AS DOUBLE), 1, 0) + IF(CAST("t0"."height" AS DOUBLE) >= CAST(3.1 AS DOUBLE), 1, 0) + IF(CAST("t0"."height" AS DOUBLE) >= CAST(3.4 AS DOUBLE), 1, 0) + IF(CAST("t0"."height" AS DOUBLE) >= CAST(3.6999999999999997 AS DOUBLE), 1, 0) + IF(CAST("t0"."height" AS DOUBLE) >= CAST(4.0 AS DOUBLE), 1, 0)
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
    IF(
      CAST("t0"."age" AS DOUBLE) IS NULL,
      11,
      IF(CAST("t0"."age" AS DOUBLE) >= CAST(10.0 AS DOUBLE), 1, 0) + 0 + IF(CAST("t0"."age" AS DOUBLE) >= CAST(14.0 AS DOUBLE), 1, 0) + IF(CAST("t0"."age" AS DOUBLE) >= CAST(18.0 AS DOUBLE), 1, 0) + IF(CAST("t0"."age" AS DOUBLE) >= CAST(22.0 AS DOUBLE), 1, 0) + IF(CAST("t0"."age" AS DOUBLE) >= CAST(26.0 AS DOUBLE), 1, 0) + IF(CAST("t0"."age" AS DOUBLE) >= CAST(30.0 AS DOUBLE), 1, 0) + IF(CAST("t0"."age" AS DOUBLE) >= CAST(34.0 AS DOUBLE), 1, 0) + IF(CAST("t0"."age" AS DOUBLE) >= CAST(38.0 AS DOUBLE), 1, 0) + IF(CAST("t0"."age" AS DOUBLE) >= CAST(42.0 AS DOUBLE), 1, 0) + IF(CAST("t0"."age" AS DOUBLE) >= CAST(46.0 AS DOUBLE), 1, 0) + IF(CAST("t0"."age" AS DOUBLE) >= CAST(50.0 AS DOUBLE), 1, 0)
    ) AS "age",
    IF(
      CAST("t0"."height" AS DOUBLE) IS NULL,
      11,
      IF(CAST("t0"."height" AS DOUBLE) >= CAST(1.0 AS DOUBLE), 1, 0) + 0 + IF(CAST("t0"."height" AS DOUBLE) >= CAST(1.3 AS DOUBLE), 1, 0) + IF(CAST("t0"."height" AS DOUBLE) >= CAST(1.6 AS DOUBLE), 1, 0) + IF(CAST("t0"."height" AS DOUBLE) >= CAST(1.9 AS DOUBLE), 1, 0) + IF(CAST("t0"."height" AS DOUBLE) >= CAST(2.2 AS DOUBLE), 1, 0) + IF(CAST("t0"."height" AS DOUBLE) >= CAST(2.5 AS DOUBLE), 1, 0) + IF(CAST("t0"."height" AS DOUBLE) >= CAST(2.8 AS DOUBLE), 1, 0) + IF(CAST("t0"."height" AS DOUBLE) >= CAST(3.1 AS DOUBLE), 1, 0) + IF(CAST("t0"."height" AS DOUBLE) >= CAST(3.4 AS DOUBLE), 1, 0) + IF(CAST("t0"."height" AS DOUBLE) >= CAST(3.6999999999999997 AS DOUBLE), 1, 0) + IF(CAST("t0"."height" AS DOUBLE) >= CAST(4.0 AS DOUBLE), 1, 0)
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
    IF(
      CAST("t0"."height" AS DOUBLE) IS NOT NULL,
      CAST("t0"."age" AS DOUBLE),
      CAST(NULL AS DOUBLE)
    )
  ) AS "n0",
  AVG(
    IF(
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
      IF(
        CAST("t0"."height" AS DOUBLE) IS NOT NULL,
        CAST("t0"."age" AS DOUBLE),
        CAST(NULL AS DOUBLE)
      ) - CAST(27.5 AS DOUBLE)
    ) * (
      IF(
        CAST("t0"."height" AS DOUBLE) IS NOT NULL,
        CAST("t0"."age" AS DOUBLE),
        CAST(NULL AS DOUBLE)
      ) - CAST(27.5 AS DOUBLE)
    )
  ) AS "n0",
  AVG(
    (
      IF(
        CAST("t0"."age" AS DOUBLE) IS NOT NULL,
        CAST("t0"."height" AS DOUBLE),
        CAST(NULL AS DOUBLE)
      ) - CAST(2.5 AS DOUBLE)
    ) * (
      IF(
        CAST("t0"."age" AS DOUBLE) IS NOT NULL,
        CAST("t0"."height" AS DOUBLE),
        CAST(NULL AS DOUBLE)
      ) - CAST(2.5 AS DOUBLE)
    )
  ) AS "n1",
  AVG(
    (
      IF(
        CAST("t0"."height" AS DOUBLE) IS NOT NULL,
        CAST("t0"."age" AS DOUBLE),
        CAST(NULL AS DOUBLE)
      ) - CAST(27.5 AS DOUBLE)
    ) * (
      IF(
        CAST("t0"."age" AS DOUBLE) IS NOT NULL,
        CAST("t0"."height" AS DOUBLE),
        CAST(NULL AS DOUBLE)
      ) - CAST(2.5 AS DOUBLE)
    )
  ) AS "n2"
FROM "rows" AS "t0";

-- likeness
SELECT
  SUM(
    CAST((
      CAST("t0"."age" AS DOUBLE) >= CAST(10.0 AS DOUBLE)
    )
    AND (
      CAST("t0"."age" AS DOUBLE) <= CAST(40.0 AS DOUBLE)
    ) AS INTEGER)
  ) AS "n0",
  SUM(
    CAST((
      CAST("t0"."height" AS DOUBLE) >= CAST(1.0 AS DOUBLE)
    )
    AND (
      CAST("t0"."height" AS DOUBLE) <= CAST(4.0 AS DOUBLE)
    ) AS INTEGER)
  ) AS "n1"
FROM "rows" AS "t0";

-- likeness
SELECT
  COUNT(DISTINCT "t0"."key") AS "different"
FROM "rows" AS "t0";
