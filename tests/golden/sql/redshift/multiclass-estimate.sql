-- rows
SELECT
  COUNT(*) AS "rows",
  SUM(
    CAST(CAST(CASE
      WHEN "t1"."guess" ~ '^[\t-\r\034-    -     　]*$'
      THEN CAST(NULL AS VARCHAR)
      ELSE "t1"."guess"
    END IS NOT NULL AS INTEGER) AS BIGINT)
  ) AS "n0",
  SUM(
    CAST(CAST((
      CASE
        WHEN "t1"."guess" ~ '^[\t-\r\034-    -     　]*$'
        THEN CAST(NULL AS VARCHAR)
        ELSE "t1"."guess"
      END IS NOT NULL
    )
    AND (
      CASE
        WHEN (
          "t1"."p_a" - "t1"."p_a"
        ) = 0
        THEN "t1"."p_a"
        ELSE CAST(NULL AS DOUBLE PRECISION)
      END IS NOT NULL
    ) AS INTEGER) AS BIGINT)
  ) AS "n1",
  SUM(
    CAST(CAST((
      CASE
        WHEN "t1"."guess" ~ '^[\t-\r\034-    -     　]*$'
        THEN CAST(NULL AS VARCHAR)
        ELSE "t1"."guess"
      END IS NOT NULL
    )
    AND (
      CASE
        WHEN (
          "t1"."p_a" - "t1"."p_a"
        ) = 0
        THEN "t1"."p_a"
        ELSE CAST(NULL AS DOUBLE PRECISION)
      END IS NOT NULL
    )
    AND (
      CASE
        WHEN (
          "t1"."p_b" - "t1"."p_b"
        ) = 0
        THEN "t1"."p_b"
        ELSE CAST(NULL AS DOUBLE PRECISION)
      END IS NOT NULL
    ) AS INTEGER) AS BIGINT)
  ) AS "n2",
  SUM(
    CAST(CAST((
      CASE
        WHEN "t1"."guess" ~ '^[\t-\r\034-    -     　]*$'
        THEN CAST(NULL AS VARCHAR)
        ELSE "t1"."guess"
      END IS NOT NULL
    )
    AND (
      CASE
        WHEN (
          "t1"."p_a" - "t1"."p_a"
        ) = 0
        THEN "t1"."p_a"
        ELSE CAST(NULL AS DOUBLE PRECISION)
      END IS NOT NULL
    )
    AND (
      CASE
        WHEN (
          "t1"."p_b" - "t1"."p_b"
        ) = 0
        THEN "t1"."p_b"
        ELSE CAST(NULL AS DOUBLE PRECISION)
      END IS NOT NULL
    )
    AND (
      CASE
        WHEN (
          "t1"."p_c" - "t1"."p_c"
        ) = 0
        THEN "t1"."p_c"
        ELSE CAST(NULL AS DOUBLE PRECISION)
      END IS NOT NULL
    ) AS INTEGER) AS BIGINT)
  ) AS "n3",
  SUM(
    CAST(CAST((
      CASE
        WHEN "t1"."guess" ~ '^[\t-\r\034-    -     　]*$'
        THEN CAST(NULL AS VARCHAR)
        ELSE "t1"."guess"
      END IS NOT NULL
    )
    AND (
      CASE
        WHEN (
          "t1"."p_a" - "t1"."p_a"
        ) = 0
        THEN "t1"."p_a"
        ELSE CAST(NULL AS DOUBLE PRECISION)
      END IS NOT NULL
    )
    AND (
      CASE
        WHEN (
          "t1"."p_b" - "t1"."p_b"
        ) = 0
        THEN "t1"."p_b"
        ELSE CAST(NULL AS DOUBLE PRECISION)
      END IS NOT NULL
    )
    AND (
      CASE
        WHEN (
          "t1"."p_c" - "t1"."p_c"
        ) = 0
        THEN "t1"."p_c"
        ELSE CAST(NULL AS DOUBLE PRECISION)
      END IS NOT NULL
    )
    AND (
      CASE
        WHEN "t1"."kind" ~ '^[\t-\r\034-    -     　]*$'
        THEN CAST(NULL AS VARCHAR)
        ELSE "t1"."kind"
      END IS NOT NULL
    ) AS INTEGER) AS BIGINT)
  ) AS "n4"
FROM (
  SELECT
    *
  FROM "rows" AS "t0"
  WHERE
    "t0"."part" = 'then'
) AS "t1";

-- rows
SELECT
  "t0"."guess",
  "t0"."p_a",
  "t0"."p_b",
  "t0"."p_c",
  "t0"."kind"
FROM "rows" AS "t0"
WHERE
  "t0"."part" = 'then'
  AND CASE
    WHEN "t0"."guess" ~ '^[\t-\r\034-    -     　]*$'
    THEN CAST(NULL AS VARCHAR)
    ELSE "t0"."guess"
  END IS NOT NULL
  AND CASE
    WHEN (
      "t0"."p_a" - "t0"."p_a"
    ) = 0
    THEN "t0"."p_a"
    ELSE CAST(NULL AS DOUBLE PRECISION)
  END IS NOT NULL
  AND CASE
    WHEN (
      "t0"."p_b" - "t0"."p_b"
    ) = 0
    THEN "t0"."p_b"
    ELSE CAST(NULL AS DOUBLE PRECISION)
  END IS NOT NULL
  AND CASE
    WHEN (
      "t0"."p_c" - "t0"."p_c"
    ) = 0
    THEN "t0"."p_c"
    ELSE CAST(NULL AS DOUBLE PRECISION)
  END IS NOT NULL
  AND CASE
    WHEN "t0"."kind" ~ '^[\t-\r\034-    -     　]*$'
    THEN CAST(NULL AS VARCHAR)
    ELSE "t0"."kind"
  END IS NOT NULL;

-- rows
SELECT
  COUNT(*) AS "rows",
  SUM(
    CAST(CAST(CASE
      WHEN "t1"."guess" ~ '^[\t-\r\034-    -     　]*$'
      THEN CAST(NULL AS VARCHAR)
      ELSE "t1"."guess"
    END IS NOT NULL AS INTEGER) AS BIGINT)
  ) AS "n0",
  SUM(
    CAST(CAST((
      CASE
        WHEN "t1"."guess" ~ '^[\t-\r\034-    -     　]*$'
        THEN CAST(NULL AS VARCHAR)
        ELSE "t1"."guess"
      END IS NOT NULL
    )
    AND (
      CASE
        WHEN (
          "t1"."p_a" - "t1"."p_a"
        ) = 0
        THEN "t1"."p_a"
        ELSE CAST(NULL AS DOUBLE PRECISION)
      END IS NOT NULL
    ) AS INTEGER) AS BIGINT)
  ) AS "n1",
  SUM(
    CAST(CAST((
      CASE
        WHEN "t1"."guess" ~ '^[\t-\r\034-    -     　]*$'
        THEN CAST(NULL AS VARCHAR)
        ELSE "t1"."guess"
      END IS NOT NULL
    )
    AND (
      CASE
        WHEN (
          "t1"."p_a" - "t1"."p_a"
        ) = 0
        THEN "t1"."p_a"
        ELSE CAST(NULL AS DOUBLE PRECISION)
      END IS NOT NULL
    )
    AND (
      CASE
        WHEN (
          "t1"."p_b" - "t1"."p_b"
        ) = 0
        THEN "t1"."p_b"
        ELSE CAST(NULL AS DOUBLE PRECISION)
      END IS NOT NULL
    ) AS INTEGER) AS BIGINT)
  ) AS "n2",
  SUM(
    CAST(CAST((
      CASE
        WHEN "t1"."guess" ~ '^[\t-\r\034-    -     　]*$'
        THEN CAST(NULL AS VARCHAR)
        ELSE "t1"."guess"
      END IS NOT NULL
    )
    AND (
      CASE
        WHEN (
          "t1"."p_a" - "t1"."p_a"
        ) = 0
        THEN "t1"."p_a"
        ELSE CAST(NULL AS DOUBLE PRECISION)
      END IS NOT NULL
    )
    AND (
      CASE
        WHEN (
          "t1"."p_b" - "t1"."p_b"
        ) = 0
        THEN "t1"."p_b"
        ELSE CAST(NULL AS DOUBLE PRECISION)
      END IS NOT NULL
    )
    AND (
      CASE
        WHEN (
          "t1"."p_c" - "t1"."p_c"
        ) = 0
        THEN "t1"."p_c"
        ELSE CAST(NULL AS DOUBLE PRECISION)
      END IS NOT NULL
    ) AS INTEGER) AS BIGINT)
  ) AS "n3"
FROM (
  SELECT
    *
  FROM "rows" AS "t0"
  WHERE
    "t0"."part" = 'now'
) AS "t1";

-- rows
SELECT
  "t0"."guess",
  "t0"."p_a",
  "t0"."p_b",
  "t0"."p_c",
  "t0"."kind"
FROM "rows" AS "t0"
WHERE
  "t0"."part" = 'now'
  AND CASE
    WHEN "t0"."guess" ~ '^[\t-\r\034-    -     　]*$'
    THEN CAST(NULL AS VARCHAR)
    ELSE "t0"."guess"
  END IS NOT NULL
  AND CASE
    WHEN (
      "t0"."p_a" - "t0"."p_a"
    ) = 0
    THEN "t0"."p_a"
    ELSE CAST(NULL AS DOUBLE PRECISION)
  END IS NOT NULL
  AND CASE
    WHEN (
      "t0"."p_b" - "t0"."p_b"
    ) = 0
    THEN "t0"."p_b"
    ELSE CAST(NULL AS DOUBLE PRECISION)
  END IS NOT NULL
  AND CASE
    WHEN (
      "t0"."p_c" - "t0"."p_c"
    ) = 0
    THEN "t0"."p_c"
    ELSE CAST(NULL AS DOUBLE PRECISION)
  END IS NOT NULL;

-- whether the windows hold the same rows
SELECT
  SUM(
    FNV_HASH(
      COALESCE(CAST("t1"."p_a" AS VARCHAR(MAX)), '\\N'),
      FNV_HASH(
        COALESCE(CAST("t1"."guess" AS VARCHAR(MAX)), '\\N'),
        FNV_HASH(
          COALESCE(CAST("t1"."kind" AS VARCHAR(MAX)), '\\N'),
          FNV_HASH(COALESCE(CAST("t1"."part" AS VARCHAR(MAX)), '\\N'))
        )
      )
    ) % 2147483629
  ) AS "bits",
  SUM(
    FNV_HASH(
      COALESCE(CAST("t1"."p_a" AS VARCHAR(MAX)), '\\N'),
      FNV_HASH(
        COALESCE(CAST("t1"."guess" AS VARCHAR(MAX)), '\\N'),
        FNV_HASH(
          COALESCE(CAST("t1"."kind" AS VARCHAR(MAX)), '\\N'),
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
      COALESCE(CAST("t1"."p_a" AS VARCHAR(MAX)), '\\N'),
      FNV_HASH(
        COALESCE(CAST("t1"."guess" AS VARCHAR(MAX)), '\\N'),
        FNV_HASH(
          COALESCE(CAST("t1"."kind" AS VARCHAR(MAX)), '\\N'),
          FNV_HASH(COALESCE(CAST("t1"."part" AS VARCHAR(MAX)), '\\N'))
        )
      )
    ) % 2147483629
  ) AS "bits",
  SUM(
    FNV_HASH(
      COALESCE(CAST("t1"."p_a" AS VARCHAR(MAX)), '\\N'),
      FNV_HASH(
        COALESCE(CAST("t1"."guess" AS VARCHAR(MAX)), '\\N'),
        FNV_HASH(
          COALESCE(CAST("t1"."kind" AS VARCHAR(MAX)), '\\N'),
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
