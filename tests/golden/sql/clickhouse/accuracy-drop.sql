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
  "t1"."age"
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
  "t1"."y",
  "t1"."guess"
LIMIT 100001;

-- counts
SELECT
  *
FROM (
  SELECT
    CASE
      WHEN CASE
        WHEN (
          CAST("t1"."age" AS Nullable(Float64)) - CAST("t1"."age" AS Nullable(Float64))
        ) = 0
        THEN CAST("t1"."age" AS Nullable(Float64))
        ELSE CAST(NULL AS Nullable(Float64))
      END < 50.0
      THEN 'under 50'
      WHEN CASE
        WHEN (
          CAST("t1"."age" AS Nullable(Float64)) - CAST("t1"."age" AS Nullable(Float64))
        ) = 0
        THEN CAST("t1"."age" AS Nullable(Float64))
        ELSE CAST(NULL AS Nullable(Float64))
      END >= 50.0
      THEN '50 and over'
      ELSE CAST(NULL AS Nullable(String))
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
    CASE
      WHEN CASE
        WHEN (
          CAST("t1"."age" AS Nullable(Float64)) - CAST("t1"."age" AS Nullable(Float64))
        ) = 0
        THEN CAST("t1"."age" AS Nullable(Float64))
        ELSE CAST(NULL AS Nullable(Float64))
      END < 50.0
      THEN 'under 50'
      WHEN CASE
        WHEN (
          CAST("t1"."age" AS Nullable(Float64)) - CAST("t1"."age" AS Nullable(Float64))
        ) = 0
        THEN CAST("t1"."age" AS Nullable(Float64))
        ELSE CAST(NULL AS Nullable(Float64))
      END >= 50.0
      THEN '50 and over'
      ELSE CAST(NULL AS Nullable(String))
    END,
    "t1"."y",
    "t1"."guess"
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
    "t1"."city",
    "t1"."y",
    "t1"."guess"
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
    "t1"."channel",
    "t1"."y",
    "t1"."guess"
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
  "t1"."y",
  "t1"."guess"
LIMIT 100001;

-- counts
SELECT
  *
FROM (
  SELECT
    CASE
      WHEN CASE
        WHEN (
          CAST("t1"."age" AS Nullable(Float64)) - CAST("t1"."age" AS Nullable(Float64))
        ) = 0
        THEN CAST("t1"."age" AS Nullable(Float64))
        ELSE CAST(NULL AS Nullable(Float64))
      END < 50.0
      THEN 'under 50'
      WHEN CASE
        WHEN (
          CAST("t1"."age" AS Nullable(Float64)) - CAST("t1"."age" AS Nullable(Float64))
        ) = 0
        THEN CAST("t1"."age" AS Nullable(Float64))
        ELSE CAST(NULL AS Nullable(Float64))
      END >= 50.0
      THEN '50 and over'
      ELSE CAST(NULL AS Nullable(String))
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
    CASE
      WHEN CASE
        WHEN (
          CAST("t1"."age" AS Nullable(Float64)) - CAST("t1"."age" AS Nullable(Float64))
        ) = 0
        THEN CAST("t1"."age" AS Nullable(Float64))
        ELSE CAST(NULL AS Nullable(Float64))
      END < 50.0
      THEN 'under 50'
      WHEN CASE
        WHEN (
          CAST("t1"."age" AS Nullable(Float64)) - CAST("t1"."age" AS Nullable(Float64))
        ) = 0
        THEN CAST("t1"."age" AS Nullable(Float64))
        ELSE CAST(NULL AS Nullable(Float64))
      END >= 50.0
      THEN '50 and over'
      ELSE CAST(NULL AS Nullable(String))
    END,
    "t1"."y",
    "t1"."guess"
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
    "t1"."city",
    "t1"."y",
    "t1"."guess"
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
    "t1"."channel",
    "t1"."y",
    "t1"."guess"
  LIMIT 100001
) AS "t3"
LIMIT 20001;

-- whether the windows hold the same rows
SELECT
  groupBitXor(
    reinterpretAsUInt64(
      reinterpretAsInt64(sipHash64(tuple("t1"."part", "t1"."city", "t1"."channel", "t1"."age")))
    )
  ) AS "bits",
  SUM(
    reinterpretAsInt64(sipHash64(tuple("t1"."part", "t1"."city", "t1"."channel", "t1"."age"))) % 2147483647
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
  groupBitXor(
    reinterpretAsUInt64(
      reinterpretAsInt64(sipHash64(tuple("t1"."part", "t1"."city", "t1"."channel", "t1"."age")))
    )
  ) AS "bits",
  SUM(
    reinterpretAsInt64(sipHash64(tuple("t1"."part", "t1"."city", "t1"."channel", "t1"."age"))) % 2147483647
  ) AS "sum"
FROM (
  SELECT
    *
  FROM "rows" AS "t0"
  WHERE
    "t0"."part" = 'now'
) AS "t1";
