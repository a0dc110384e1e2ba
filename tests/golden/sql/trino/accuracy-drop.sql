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
      WHEN IF(
        (
          CAST("t1"."age" AS DOUBLE) - CAST("t1"."age" AS DOUBLE)
        ) = 0,
        CAST("t1"."age" AS DOUBLE),
        CAST(NULL AS DOUBLE)
      ) < CAST(50.0 AS DOUBLE)
      THEN 'under 50'
      WHEN IF(
        (
          CAST("t1"."age" AS DOUBLE) - CAST("t1"."age" AS DOUBLE)
        ) = 0,
        CAST("t1"."age" AS DOUBLE),
        CAST(NULL AS DOUBLE)
      ) >= CAST(50.0 AS DOUBLE)
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
      WHEN IF(
        (
          CAST("t1"."age" AS DOUBLE) - CAST("t1"."age" AS DOUBLE)
        ) = 0,
        CAST("t1"."age" AS DOUBLE),
        CAST(NULL AS DOUBLE)
      ) < CAST(50.0 AS DOUBLE)
      THEN 'under 50'
      WHEN IF(
        (
          CAST("t1"."age" AS DOUBLE) - CAST("t1"."age" AS DOUBLE)
        ) = 0,
        CAST("t1"."age" AS DOUBLE),
        CAST(NULL AS DOUBLE)
      ) >= CAST(50.0 AS DOUBLE)
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
  BITWISE_XOR_AGG(
    CAST(FROM_BIG_ENDIAN_64(
      XXHASH64(
        TO_UTF8(
          JSON_FORMAT(
            CAST(TRY_CAST(ROW("t1"."part", "t1"."city", "t1"."channel", "t1"."age") AS ROW("part" VARCHAR, "city" VARCHAR, "channel" VARCHAR, "age" BIGINT)) AS JSON)
          )
        )
      )
    ) AS BIGINT)
  ) AS "bits",
  SUM(
    CAST(FROM_BIG_ENDIAN_64(
      XXHASH64(
        TO_UTF8(
          JSON_FORMAT(
            CAST(TRY_CAST(ROW("t1"."part", "t1"."city", "t1"."channel", "t1"."age") AS ROW("part" VARCHAR, "city" VARCHAR, "channel" VARCHAR, "age" BIGINT)) AS JSON)
          )
        )
      )
    ) AS BIGINT) % 2147483647
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
  BITWISE_XOR_AGG(
    CAST(FROM_BIG_ENDIAN_64(
      XXHASH64(
        TO_UTF8(
          JSON_FORMAT(
            CAST(TRY_CAST(ROW("t1"."part", "t1"."city", "t1"."channel", "t1"."age") AS ROW("part" VARCHAR, "city" VARCHAR, "channel" VARCHAR, "age" BIGINT)) AS JSON)
          )
        )
      )
    ) AS BIGINT)
  ) AS "bits",
  SUM(
    CAST(FROM_BIG_ENDIAN_64(
      XXHASH64(
        TO_UTF8(
          JSON_FORMAT(
            CAST(TRY_CAST(ROW("t1"."part", "t1"."city", "t1"."channel", "t1"."age") AS ROW("part" VARCHAR, "city" VARCHAR, "channel" VARCHAR, "age" BIGINT)) AS JSON)
          )
        )
      )
    ) AS BIGINT) % 2147483647
  ) AS "sum"
FROM (
  SELECT
    *
  FROM "rows" AS "t0"
  WHERE
    "t0"."part" = 'now'
) AS "t1";
