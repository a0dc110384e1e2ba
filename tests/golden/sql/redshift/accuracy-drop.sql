-- counts
SELECT
  COUNT(*) AS "rows",
  COUNT("t1"."age") AS "n0",
  MIN("t1"."age") AS "a0",
  MAX("t1"."age") AS "z0"
FROM (
  SELECT
    *
  FROM "rows" AS "t0"
  WHERE
    "t0"."part" = 'then'
) AS "t1";

-- counts
SELECT
  "t1"."age" AS "value",
  COUNT(*) AS "rows"
FROM (
  SELECT
    *
  FROM "rows" AS "t0"
  WHERE
    "t0"."part" = 'then'
) AS "t1"
GROUP BY
  1
LIMIT 4097;

-- counts
SELECT
  "t1"."y" AS "truth",
  "t1"."guess" AS "prediction",
  COUNT(*) AS "rows"
FROM (
  SELECT
    *
  FROM "rows" AS "t0"
  WHERE
    "t0"."part" = 'then'
) AS "t1"
GROUP BY
  1,
  2
LIMIT 100001;

-- counts
SELECT
  *
FROM (
  SELECT
    CASE
      WHEN CASE
        WHEN (
          CAST("t1"."age" AS DOUBLE PRECISION) - CAST("t1"."age" AS DOUBLE PRECISION)
        ) = 0
        THEN CAST("t1"."age" AS DOUBLE PRECISION)
        ELSE CAST(NULL AS DOUBLE PRECISION)
      END < 50.0
      THEN 'under 50'
      WHEN CASE
        WHEN (
          CAST("t1"."age" AS DOUBLE PRECISION) - CAST("t1"."age" AS DOUBLE PRECISION)
        ) = 0
        THEN CAST("t1"."age" AS DOUBLE PRECISION)
        ELSE CAST(NULL AS DOUBLE PRECISION)
      END >= 50.0
      THEN '50 and over'
      ELSE CAST(NULL AS VARCHAR)
    END AS "d0",
    "t1"."y" AS "truth",
    "t1"."guess" AS "prediction",
    COUNT(*) AS "rows"
  FROM (
    SELECT
      *
    FROM "rows" AS "t0"
    WHERE
      "t0"."part" = 'then'
  ) AS "t1"
  GROUP BY
    1,
    2,
    3
  LIMIT 100001
) AS "t3"
LIMIT 20001;

-- counts
SELECT
  *
FROM (
  SELECT
    "t1"."city" AS "d0",
    "t1"."y" AS "truth",
    "t1"."guess" AS "prediction",
    COUNT(*) AS "rows"
  FROM (
    SELECT
      *
    FROM "rows" AS "t0"
    WHERE
      "t0"."part" = 'then'
  ) AS "t1"
  GROUP BY
    1,
    2,
    3
  LIMIT 100001
) AS "t3"
LIMIT 20001;

-- counts
SELECT
  *
FROM (
  SELECT
    "t1"."channel" AS "d0",
    "t1"."y" AS "truth",
    "t1"."guess" AS "prediction",
    COUNT(*) AS "rows"
  FROM (
    SELECT
      *
    FROM "rows" AS "t0"
    WHERE
      "t0"."part" = 'then'
  ) AS "t1"
  GROUP BY
    1,
    2,
    3
  LIMIT 100001
) AS "t3"
LIMIT 20001;

-- counts
SELECT
  "t1"."y" AS "truth",
  "t1"."guess" AS "prediction",
  COUNT(*) AS "rows"
FROM (
  SELECT
    *
  FROM "rows" AS "t0"
  WHERE
    "t0"."part" = 'now'
) AS "t1"
GROUP BY
  1,
  2
LIMIT 100001;

-- counts
SELECT
  *
FROM (
  SELECT
    CASE
      WHEN CASE
        WHEN (
          CAST("t1"."age" AS DOUBLE PRECISION) - CAST("t1"."age" AS DOUBLE PRECISION)
        ) = 0
        THEN CAST("t1"."age" AS DOUBLE PRECISION)
        ELSE CAST(NULL AS DOUBLE PRECISION)
      END < 50.0
      THEN 'under 50'
      WHEN CASE
        WHEN (
          CAST("t1"."age" AS DOUBLE PRECISION) - CAST("t1"."age" AS DOUBLE PRECISION)
        ) = 0
        THEN CAST("t1"."age" AS DOUBLE PRECISION)
        ELSE CAST(NULL AS DOUBLE PRECISION)
      END >= 50.0
      THEN '50 and over'
      ELSE CAST(NULL AS VARCHAR)
    END AS "d0",
    "t1"."y" AS "truth",
    "t1"."guess" AS "prediction",
    COUNT(*) AS "rows"
  FROM (
    SELECT
      *
    FROM "rows" AS "t0"
    WHERE
      "t0"."part" = 'now'
  ) AS "t1"
  GROUP BY
    1,
    2,
    3
  LIMIT 100001
) AS "t3"
LIMIT 20001;

-- counts
SELECT
  *
FROM (
  SELECT
    "t1"."city" AS "d0",
    "t1"."y" AS "truth",
    "t1"."guess" AS "prediction",
    COUNT(*) AS "rows"
  FROM (
    SELECT
      *
    FROM "rows" AS "t0"
    WHERE
      "t0"."part" = 'now'
  ) AS "t1"
  GROUP BY
    1,
    2,
    3
  LIMIT 100001
) AS "t3"
LIMIT 20001;

-- counts
SELECT
  *
FROM (
  SELECT
    "t1"."channel" AS "d0",
    "t1"."y" AS "truth",
    "t1"."guess" AS "prediction",
    COUNT(*) AS "rows"
  FROM (
    SELECT
      *
    FROM "rows" AS "t0"
    WHERE
      "t0"."part" = 'now'
  ) AS "t1"
  GROUP BY
    1,
    2,
    3
  LIMIT 100001
) AS "t3"
LIMIT 20001;

-- whether the windows hold the same rows
SELECT
  SUM(
    FNV_HASH(
      COALESCE(CAST("t1"."age" AS VARCHAR(MAX)), '\\N'),
      FNV_HASH(
        COALESCE(CAST("t1"."channel" AS VARCHAR(MAX)), '\\N'),
        FNV_HASH(
          COALESCE(CAST("t1"."city" AS VARCHAR(MAX)), '\\N'),
          FNV_HASH(COALESCE(CAST("t1"."part" AS VARCHAR(MAX)), '\\N'))
        )
      )
    ) % 2147483629
  ) AS "bits",
  SUM(
    FNV_HASH(
      COALESCE(CAST("t1"."age" AS VARCHAR(MAX)), '\\N'),
      FNV_HASH(
        COALESCE(CAST("t1"."channel" AS VARCHAR(MAX)), '\\N'),
        FNV_HASH(
          COALESCE(CAST("t1"."city" AS VARCHAR(MAX)), '\\N'),
          FNV_HASH(COALESCE(CAST("t1"."part" AS VARCHAR(MAX)), '\\N'))
        )
      )
    ) % 2147483647
  ) AS "sum"
FROM (
  SELECT
    *
  FROM "rows" AS "t0"
  WHERE
    "t0"."part" = 'then'
) AS "t1";

-- whether the windows hold the same rows
SELECT
  SUM(
    FNV_HASH(
      COALESCE(CAST("t1"."age" AS VARCHAR(MAX)), '\\N'),
      FNV_HASH(
        COALESCE(CAST("t1"."channel" AS VARCHAR(MAX)), '\\N'),
        FNV_HASH(
          COALESCE(CAST("t1"."city" AS VARCHAR(MAX)), '\\N'),
          FNV_HASH(COALESCE(CAST("t1"."part" AS VARCHAR(MAX)), '\\N'))
        )
      )
    ) % 2147483629
  ) AS "bits",
  SUM(
    FNV_HASH(
      COALESCE(CAST("t1"."age" AS VARCHAR(MAX)), '\\N'),
      FNV_HASH(
        COALESCE(CAST("t1"."channel" AS VARCHAR(MAX)), '\\N'),
        FNV_HASH(
          COALESCE(CAST("t1"."city" AS VARCHAR(MAX)), '\\N'),
          FNV_HASH(COALESCE(CAST("t1"."part" AS VARCHAR(MAX)), '\\N'))
        )
      )
    ) % 2147483647
  ) AS "sum"
FROM (
  SELECT
    *
  FROM "rows" AS "t0"
  WHERE
    "t0"."part" = 'now'
) AS "t1";
