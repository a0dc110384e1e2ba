-- likeness
SELECT
  COUNT(*) AS "rows",
  MIN(CAST("t0"."age" AS Nullable(Float64))) AS "low0",
  MAX(CAST("t0"."age" AS Nullable(Float64))) AS "high0",
  COUNT(CAST("t0"."age" AS Nullable(Float64))) AS "known0",
  MIN(CAST("t0"."height" AS Nullable(Float64))) AS "low1",
  MAX(CAST("t0"."height" AS Nullable(Float64))) AS "high1",
  COUNT(CAST("t0"."height" AS Nullable(Float64))) AS "known1"
FROM "people" AS "t0";

-- likeness
SELECT
  COUNT(*) AS "rows",
  MIN(CAST("t0"."age" AS Nullable(Float64))) AS "low0",
  MAX(CAST("t0"."age" AS Nullable(Float64))) AS "high0",
  COUNT(CAST("t0"."age" AS Nullable(Float64))) AS "known0",
  MIN(CAST("t0"."height" AS Nullable(Float64))) AS "low1",
  MAX(CAST("t0"."height" AS Nullable(Float64))) AS "high1",
  COUNT(CAST("t0"."height" AS Nullable(Float64))) AS "known1"
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
    "t0"."job"
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
  "t0"."age"
LIMIT 4097;

-- likeness
SELECT
  "t0"."height" AS "value",
  COUNT(*) AS "rows"
FROM "people" AS "t0"
GROUP BY
  "t0"."height"
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
    "t0"."job"
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
  "t0"."age"
LIMIT 4097;

-- likeness
SELECT
  "t0"."height" AS "value",
  COUNT(*) AS "rows"
FROM "rows" AS "t0"
GROUP BY
  "t0"."height"
LIMIT 4097;

-- likeness
SELECT
  "t1"."age" AS "first",
  "t1"."job" AS "second",
  COUNT(*) AS "rows"
FROM (
  SELECT
    CASE
      WHEN isNull(CAST("t0"."age" AS Nullable(Float64)))
      THEN 11
      ELSE CASE WHEN CAST("t0"."age" AS Nullable(Float64)) >= 10.0 THEN 1 ELSE 0 END + 0 + CASE WHEN CAST("t0"."age" AS Nullable(Float64)) >= 13.0 THEN 1 ELSE 0 END + CASE WHEN CAST("t0"."age" AS Nullable(Float64)) >= 16.0 THEN 1 ELSE 0 END + CASE WHEN CAST("t0"."age" AS Nullable(Float64)) >= 19.0 THEN 1 ELSE 0 END + CASE WHEN CAST("t0"."age" AS Nullable(Float64)) >= 22.0 THEN 1 ELSE 0 END + CASE WHEN CAST("t0"."age" AS Nullable(Float64)) >= 25.0 THEN 1 ELSE 0 END + CASE WHEN CAST("t0"."age" AS Nullable(Float64)) >= 28.0 THEN 1 ELSE 0 END + CASE WHEN CAST("t0"."age" AS Nullable(Float64)) >= 31.0 THEN 1 ELSE 0 END + CASE WHEN CAST("t0"."age" AS Nullable(Float64)) >= 34.0 THEN 1 ELSE 0 END + CASE WHEN CAST("t0"."age" AS Nullable(Float64)) >= 37.0 THEN 1 ELSE 0 END + CASE WHEN CAST("t0"."age" AS Nullable(Float64)) >= 40.0 THEN 1 ELSE 0 END
    END AS "age",
    CASE
      WHEN isNull(CAST("t0"."height" AS Nullable(Float64)))
      THEN 11
      ELSE CASE WHEN CAST("t0"."height" AS Nullable(Float64)) >= 1.0 THEN 1 ELSE 0 END + 0 + CASE WHEN CAST("t0"."height" AS Nullable(Float64)) >= 1.3 THEN 1 ELSE 0 END + CASE WHEN CAST("t0"."height" AS Nullable(Float64)) >= 1.6 THEN 1 ELSE 0 END + CASE WHEN CAST("t0"."height" AS Nullable(Float64)) >= 1.9 THEN 1 ELSE 0 END + CASE WHEN CAST("t0"."height" AS Nullable(Float64)) >= 2.2 THEN 1 ELSE 0 END + CASE WHEN CAST("t0"."height" AS Nullable(Float64)) >= 2.5 THEN 1 ELSE 0 END + CASE WHEN CAST("t0"."height" AS Nullable(Float64)) >= 2.8 THEN 1 ELSE 0 END + CASE WHEN CAST("t0"."height" AS Nullable(Float64)) >= 3.1 THEN 1 ELSE 0 END + CASE WHEN CAST("t0"."height" AS Nullable(Float64)) >= 3.4 THEN 1 ELSE 0 END + CASE
        WHEN CAST("t0"."height" AS Nullable(Float64)) >= 3.6999999999999997
        THEN 1
        ELSE 0
      END + CASE WHEN CAST("t0"."height" AS Nullable(Float64)) >= 4.0 THEN 1 ELSE 0 END
    END AS "height",
    "t0"."job" AS "job"
  FROM "people" AS "t0"
) AS "t1"
GROUP BY
  "t1"."age",
  "t1"."job"
LIMIT 100001;

-- likeness
SELECT
  "t1"."height" AS "first",
  "t1"."job" AS "second",
  COUNT(*) AS "rows"
FROM (
  SELECT
    CASE
      WHEN isNull(CAST("t0"."age" AS Nullable(Float64)))
      THEN 11
      ELSE CASE WHEN CAST("t0"."age" AS Nullable(Float64)) >= 10.0 THEN 1 ELSE 0 END + 0 + CASE WHEN CAST("t0"."age" AS Nullable(Float64)) >= 13.0 THEN 1 ELSE 0 END + CASE WHEN CAST("t0"."age" AS Nullable(Float64)) >= 16.0 THEN 1 ELSE 0 END + CASE WHEN CAST("t0"."age" AS Nullable(Float64)) >= 19.0 THEN 1 ELSE 0 END + CASE WHEN CAST("t0"."age" AS Nullable(Float64)) >= 22.0 THEN 1 ELSE 0 END + CASE WHEN CAST("t0"."age" AS Nullable(Float64)) >= 25.0 THEN 1 ELSE 0 END + CASE WHEN CAST("t0"."age" AS Nullable(Float64)) >= 28.0 THEN 1 ELSE 0 END + CASE WHEN CAST("t0"."age" AS Nullable(Float64)) >= 31.0 THEN 1 ELSE 0 END + CASE WHEN CAST("t0"."age" AS Nullable(Float64)) >= 34.0 THEN 1 ELSE 0 END + CASE WHEN CAST("t0"."age" AS Nullable(Float64)) >= 37.0 THEN 1 ELSE 0 END + CASE WHEN CAST("t0"."age" AS Nullable(Float64)) >= 40.0 THEN 1 ELSE 0 END
    END AS "age",
    CASE
      WHEN isNull(CAST("t0"."height" AS Nullable(Float64)))
      THEN 11
      ELSE CASE WHEN CAST("t0"."height" AS Nullable(Float64)) >= 1.0 THEN 1 ELSE 0 END + 0 + CASE WHEN CAST("t0"."height" AS Nullable(Float64)) >= 1.3 THEN 1 ELSE 0 END + CASE WHEN CAST("t0"."height" AS Nullable(Float64)) >= 1.6 THEN 1 ELSE 0 END + CASE WHEN CAST("t0"."height" AS Nullable(Float64)) >= 1.9 THEN 1 ELSE 0 END + CASE WHEN CAST("t0"."height" AS Nullable(Float64)) >= 2.2 THEN 1 ELSE 0 END + CASE WHEN CAST("t0"."height" AS Nullable(Float64)) >= 2.5 THEN 1 ELSE 0 END + CASE WHEN CAST("t0"."height" AS Nullable(Float64)) >= 2.8 THEN 1 ELSE 0 END + CASE WHEN CAST("t0"."height" AS Nullable(Float64)) >= 3.1 THEN 1 ELSE 0 END + CASE WHEN CAST("t0"."height" AS Nullable(Float64)) >= 3.4 THEN 1 ELSE 0 END + CASE
        WHEN CAST("t0"."height" AS Nullable(Float64)) >= 3.6999999999999997
        THEN 1
        ELSE 0
      END + CASE WHEN CAST("t0"."height" AS Nullable(Float64)) >= 4.0 THEN 1 ELSE 0 END
    END AS "height",
    "t0"."job" AS "job"
  FROM "people" AS "t0"
) AS "t1"
GROUP BY
  "t1"."height",
  "t1"."job"
LIMIT 100001;

-- likeness
SELECT
  AVG(
    CASE
      WHEN isNotNull(CAST("t0"."height" AS Nullable(Float64)))
      THEN CAST("t0"."age" AS Nullable(Float64))
      ELSE CAST(NULL AS Nullable(Float64))
    END
  ) AS "n0",
  AVG(
    CASE
      WHEN isNotNull(CAST("t0"."age" AS Nullable(Float64)))
      THEN CAST("t0"."height" AS Nullable(Float64))
      ELSE CAST(NULL AS Nullable(Float64))
    END
  ) AS "n1"
FROM "people" AS "t0";

-- likeness
SELECT
  AVG(
    (
      CASE
        WHEN isNotNull(CAST("t0"."height" AS Nullable(Float64)))
        THEN CAST("t0"."age" AS Nullable(Float64))
        ELSE CAST(NULL AS Nullable(Float64))
      END - 25.0
    ) * (
      CASE
        WHEN isNotNull(CAST("t0"."height" AS Nullable(Float64)))
        THEN CAST("t0"."age" AS Nullable(Float64))
        ELSE CAST(NULL AS Nullable(Float64))
      END - 25.0
    )
  ) AS "n0",
  AVG(
    (
      CASE
        WHEN isNotNull(CAST("t0"."age" AS Nullable(Float64)))
        THEN CAST("t0"."height" AS Nullable(Float64))
        ELSE CAST(NULL AS Nullable(Float64))
      END - 2.5
    ) * (
      CASE
        WHEN isNotNull(CAST("t0"."age" AS Nullable(Float64)))
        THEN CAST("t0"."height" AS Nullable(Float64))
        ELSE CAST(NULL AS Nullable(Float64))
      END - 2.5
    )
  ) AS "n1",
  AVG(
    (
      CASE
        WHEN isNotNull(CAST("t0"."height" AS Nullable(Float64)))
        THEN CAST("t0"."age" AS Nullable(Float64))
        ELSE CAST(NULL AS Nullable(Float64))
      END - 25.0
    ) * (
      CASE
        WHEN isNotNull(CAST("t0"."age" AS Nullable(Float64)))
        THEN CAST("t0"."height" AS Nullable(Float64))
        ELSE CAST(NULL AS Nullable(Float64))
      END - 2.5
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
    CASE
      WHEN isNull(CAST("t0"."age" AS Nullable(Float64)))
      THEN 11
      ELSE CASE WHEN CAST("t0"."age" AS Nullable(Float64)) >= 10.0 THEN 1 ELSE 0 END + 0 + CASE WHEN CAST("t0"."age" AS Nullable(Float64)) >= 14.0 THEN 1 ELSE 0 END + CASE WHEN CAST("t0"."age" AS Nullable(Float64)) >= 18.0 THEN 1 ELSE 0 END + CASE WHEN CAST("t0"."age" AS Nullable(Float64)) >= 22.0 THEN 1 ELSE 0 END + CASE WHEN CAST("t0"."age" AS Nullable(Float64)) >= 26.0 THEN 1 ELSE 0 END + CASE WHEN CAST("t0"."age" AS Nullable(Float64)) >= 30.0 THEN 1 ELSE 0 END + CASE WHEN CAST("t0"."age" AS Nullable(Float64)) >= 34.0 THEN 1 ELSE 0 END + CASE WHEN CAST("t0"."age" AS Nullable(Float64)) >= 38.0 THEN 1 ELSE 0 END + CASE WHEN CAST("t0"."age" AS Nullable(Float64)) >= 42.0 THEN 1 ELSE 0 END + CASE WHEN CAST("t0"."age" AS Nullable(Float64)) >= 46.0 THEN 1 ELSE 0 END + CASE WHEN CAST("t0"."age" AS Nullable(Float64)) >= 50.0 THEN 1 ELSE 0 END
    END AS "age",
    CASE
      WHEN isNull(CAST("t0"."height" AS Nullable(Float64)))
      THEN 11
      ELSE CASE WHEN CAST("t0"."height" AS Nullable(Float64)) >= 1.0 THEN 1 ELSE 0 END + 0 + CASE WHEN CAST("t0"."height" AS Nullable(Float64)) >= 1.3 THEN 1 ELSE 0 END + CASE WHEN CAST("t0"."height" AS Nullable(Float64)) >= 1.6 THEN 1 ELSE 0 END + CASE WHEN CAST("t0"."height" AS Nullable(Float64)) >= 1.9 THEN 1 ELSE 0 END + CASE WHEN CAST("t0"."height" AS Nullable(Float64)) >= 2.2 THEN 1 ELSE 0 END + CASE WHEN CAST("t0"."height" AS Nullable(Float64)) >= 2.5 THEN 1 ELSE 0 END + CASE WHEN CAST("t0"."height" AS Nullable(Float64)) >= 2.8 THEN 1 ELSE 0 END + CASE WHEN CAST("t0"."height" AS Nullable(Float64)) >= 3.1 THEN 1 ELSE 0 END + CASE WHEN CAST("t0"."height" AS Nullable(Float64)) >= 3.4 THEN 1 ELSE 0 END + CASE
        WHEN CAST("t0"."height" AS Nullable(Float64)) >= 3.6999999999999997
        THEN 1
        ELSE 0
      END + CASE WHEN CAST("t0"."height" AS Nullable(Float64)) >= 4.0 THEN 1 ELSE 0 END
    END AS "height",
    "t0"."job" AS "job"
  FROM "rows" AS "t0"
) AS "t1"
GROUP BY
  "t1"."age",
  "t1"."job"
LIMIT 100001;

-- likeness
SELECT
  "t1"."height" AS "first",
  "t1"."job" AS "second",
  COUNT(*) AS "rows"
FROM (
  SELECT
    CASE
      WHEN isNull(CAST("t0"."age" AS Nullable(Float64)))
      THEN 11
      ELSE CASE WHEN CAST("t0"."age" AS Nullable(Float64)) >= 10.0 THEN 1 ELSE 0 END + 0 + CASE WHEN CAST("t0"."age" AS Nullable(Float64)) >= 14.0 THEN 1 ELSE 0 END + CASE WHEN CAST("t0"."age" AS Nullable(Float64)) >= 18.0 THEN 1 ELSE 0 END + CASE WHEN CAST("t0"."age" AS Nullable(Float64)) >= 22.0 THEN 1 ELSE 0 END + CASE WHEN CAST("t0"."age" AS Nullable(Float64)) >= 26.0 THEN 1 ELSE 0 END + CASE WHEN CAST("t0"."age" AS Nullable(Float64)) >= 30.0 THEN 1 ELSE 0 END + CASE WHEN CAST("t0"."age" AS Nullable(Float64)) >= 34.0 THEN 1 ELSE 0 END + CASE WHEN CAST("t0"."age" AS Nullable(Float64)) >= 38.0 THEN 1 ELSE 0 END + CASE WHEN CAST("t0"."age" AS Nullable(Float64)) >= 42.0 THEN 1 ELSE 0 END + CASE WHEN CAST("t0"."age" AS Nullable(Float64)) >= 46.0 THEN 1 ELSE 0 END + CASE WHEN CAST("t0"."age" AS Nullable(Float64)) >= 50.0 THEN 1 ELSE 0 END
    END AS "age",
    CASE
      WHEN isNull(CAST("t0"."height" AS Nullable(Float64)))
      THEN 11
      ELSE CASE WHEN CAST("t0"."height" AS Nullable(Float64)) >= 1.0 THEN 1 ELSE 0 END + 0 + CASE WHEN CAST("t0"."height" AS Nullable(Float64)) >= 1.3 THEN 1 ELSE 0 END + CASE WHEN CAST("t0"."height" AS Nullable(Float64)) >= 1.6 THEN 1 ELSE 0 END + CASE WHEN CAST("t0"."height" AS Nullable(Float64)) >= 1.9 THEN 1 ELSE 0 END + CASE WHEN CAST("t0"."height" AS Nullable(Float64)) >= 2.2 THEN 1 ELSE 0 END + CASE WHEN CAST("t0"."height" AS Nullable(Float64)) >= 2.5 THEN 1 ELSE 0 END + CASE WHEN CAST("t0"."height" AS Nullable(Float64)) >= 2.8 THEN 1 ELSE 0 END + CASE WHEN CAST("t0"."height" AS Nullable(Float64)) >= 3.1 THEN 1 ELSE 0 END + CASE WHEN CAST("t0"."height" AS Nullable(Float64)) >= 3.4 THEN 1 ELSE 0 END + CASE
        WHEN CAST("t0"."height" AS Nullable(Float64)) >= 3.6999999999999997
        THEN 1
        ELSE 0
      END + CASE WHEN CAST("t0"."height" AS Nullable(Float64)) >= 4.0 THEN 1 ELSE 0 END
    END AS "height",
    "t0"."job" AS "job"
  FROM "rows" AS "t0"
) AS "t1"
GROUP BY
  "t1"."height",
  "t1"."job"
LIMIT 100001;

-- likeness
SELECT
  AVG(
    CASE
      WHEN isNotNull(CAST("t0"."height" AS Nullable(Float64)))
      THEN CAST("t0"."age" AS Nullable(Float64))
      ELSE CAST(NULL AS Nullable(Float64))
    END
  ) AS "n0",
  AVG(
    CASE
      WHEN isNotNull(CAST("t0"."age" AS Nullable(Float64)))
      THEN CAST("t0"."height" AS Nullable(Float64))
      ELSE CAST(NULL AS Nullable(Float64))
    END
  ) AS "n1"
FROM "rows" AS "t0";

-- likeness
SELECT
  AVG(
    (
      CASE
        WHEN isNotNull(CAST("t0"."height" AS Nullable(Float64)))
        THEN CAST("t0"."age" AS Nullable(Float64))
        ELSE CAST(NULL AS Nullable(Float64))
      END - 27.5
    ) * (
      CASE
        WHEN isNotNull(CAST("t0"."height" AS Nullable(Float64)))
        THEN CAST("t0"."age" AS Nullable(Float64))
        ELSE CAST(NULL AS Nullable(Float64))
      END - 27.5
    )
  ) AS "n0",
  AVG(
    (
      CASE
        WHEN isNotNull(CAST("t0"."age" AS Nullable(Float64)))
        THEN CAST("t0"."height" AS Nullable(Float64))
        ELSE CAST(NULL AS Nullable(Float64))
      END - 2.5
    ) * (
      CASE
        WHEN isNotNull(CAST("t0"."age" AS Nullable(Float64)))
        THEN CAST("t0"."height" AS Nullable(Float64))
        ELSE CAST(NULL AS Nullable(Float64))
      END - 2.5
    )
  ) AS "n1",
  AVG(
    (
      CASE
        WHEN isNotNull(CAST("t0"."height" AS Nullable(Float64)))
        THEN CAST("t0"."age" AS Nullable(Float64))
        ELSE CAST(NULL AS Nullable(Float64))
      END - 27.5
    ) * (
      CASE
        WHEN isNotNull(CAST("t0"."age" AS Nullable(Float64)))
        THEN CAST("t0"."height" AS Nullable(Float64))
        ELSE CAST(NULL AS Nullable(Float64))
      END - 2.5
    )
  ) AS "n2"
FROM "rows" AS "t0";

-- likeness
SELECT
  SUM(
    CAST((
      CAST("t0"."age" AS Nullable(Float64)) >= 10.0
    )
    AND (
      CAST("t0"."age" AS Nullable(Float64)) <= 40.0
    ) AS Nullable(Int32))
  ) AS "n0",
  SUM(
    CAST((
      CAST("t0"."height" AS Nullable(Float64)) >= 1.0
    )
    AND (
      CAST("t0"."height" AS Nullable(Float64)) <= 4.0
    ) AS Nullable(Int32))
  ) AS "n1"
FROM "rows" AS "t0";

-- likeness
SELECT
  uniq("t0"."key") AS "different"
FROM "rows" AS "t0";
