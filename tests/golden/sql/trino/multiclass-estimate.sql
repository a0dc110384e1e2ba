-- rows
SELECT
  COUNT(*) AS "rows",
  SUM(
    CAST(IF(
      REGEXP_LIKE("t1"."guess", '^[␉-␍-    -     　]*$'),
      CAST(NULL AS VARCHAR),
      "t1"."guess"
    ) IS NOT NULL AS INTEGER)
  ) AS "n0",
  SUM(
    CAST((
      IF(
        REGEXP_LIKE("t1"."guess", '^[␉-␍-    -     　]*$'),
        CAST(NULL AS VARCHAR),
        "t1"."guess"
      ) IS NOT NULL
    )
    AND (
      IF((
        "t1"."p_a" - "t1"."p_a"
      ) = 0, "t1"."p_a", CAST(NULL AS DOUBLE)) IS NOT NULL
    ) AS INTEGER)
  ) AS "n1",
  SUM(
    CAST((
      IF(
        REGEXP_LIKE("t1"."guess", '^[␉-␍-    -     　]*$'),
        CAST(NULL AS VARCHAR),
        "t1"."guess"
      ) IS NOT NULL
    )
    AND (
      IF((
        "t1"."p_a" - "t1"."p_a"
      ) = 0, "t1"."p_a", CAST(NULL AS DOUBLE)) IS NOT NULL
    )
    AND (
      IF((
        "t1"."p_b" - "t1"."p_b"
      ) = 0, "t1"."p_b", CAST(NULL AS DOUBLE)) IS NOT NULL
    ) AS INTEGER)
  ) AS "n2",
  SUM(
    CAST((
      IF(
        REGEXP_LIKE("t1"."guess", '^[␉-␍-    -     　]*$'),
        CAST(NULL AS VARCHAR),
        "t1"."guess"
      ) IS NOT NULL
    )
    AND (
      IF((
        "t1"."p_a" - "t1"."p_a"
      ) = 0, "t1"."p_a", CAST(NULL AS DOUBLE)) IS NOT NULL
    )
    AND (
      IF((
        "t1"."p_b" - "t1"."p_b"
      ) = 0, "t1"."p_b", CAST(NULL AS DOUBLE)) IS NOT NULL
    )
    AND (
      IF((
        "t1"."p_c" - "t1"."p_c"
      ) = 0, "t1"."p_c", CAST(NULL AS DOUBLE)) IS NOT NULL
    ) AS INTEGER)
  ) AS "n3",
  SUM(
    CAST((
      IF(
        REGEXP_LIKE("t1"."guess", '^[␉-␍-    -     　]*$'),
        CAST(NULL AS VARCHAR),
        "t1"."guess"
      ) IS NOT NULL
    )
    AND (
      IF((
        "t1"."p_a" - "t1"."p_a"
      ) = 0, "t1"."p_a", CAST(NULL AS DOUBLE)) IS NOT NULL
    )
    AND (
      IF((
        "t1"."p_b" - "t1"."p_b"
      ) = 0, "t1"."p_b", CAST(NULL AS DOUBLE)) IS NOT NULL
    )
    AND (
      IF((
        "t1"."p_c" - "t1"."p_c"
      ) = 0, "t1"."p_c", CAST(NULL AS DOUBLE)) IS NOT NULL
    )
    AND (
      IF(
        REGEXP_LIKE("t1"."kind", '^[␉-␍-    -     　]*$'),
        CAST(NULL AS VARCHAR),
        "t1"."kind"
      ) IS NOT NULL
    ) AS INTEGER)
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
  AND IF(
    REGEXP_LIKE("t0"."guess", '^[␉-␍-    -     　]*$'),
    CAST(NULL AS VARCHAR),
    "t0"."guess"
  ) IS NOT NULL
  AND IF((
    "t0"."p_a" - "t0"."p_a"
  ) = 0, "t0"."p_a", CAST(NULL AS DOUBLE)) IS NOT NULL
  AND IF((
    "t0"."p_b" - "t0"."p_b"
  ) = 0, "t0"."p_b", CAST(NULL AS DOUBLE)) IS NOT NULL
  AND IF((
    "t0"."p_c" - "t0"."p_c"
  ) = 0, "t0"."p_c", CAST(NULL AS DOUBLE)) IS NOT NULL
  AND IF(
    REGEXP_LIKE("t0"."kind", '^[␉-␍-    -     　]*$'),
    CAST(NULL AS VARCHAR),
    "t0"."kind"
  ) IS NOT NULL;

-- rows
SELECT
  COUNT(*) AS "rows",
  SUM(
    CAST(IF(
      REGEXP_LIKE("t1"."guess", '^[␉-␍-    -     　]*$'),
      CAST(NULL AS VARCHAR),
      "t1"."guess"
    ) IS NOT NULL AS INTEGER)
  ) AS "n0",
  SUM(
    CAST((
      IF(
        REGEXP_LIKE("t1"."guess", '^[␉-␍-    -     　]*$'),
        CAST(NULL AS VARCHAR),
        "t1"."guess"
      ) IS NOT NULL
    )
    AND (
      IF((
        "t1"."p_a" - "t1"."p_a"
      ) = 0, "t1"."p_a", CAST(NULL AS DOUBLE)) IS NOT NULL
    ) AS INTEGER)
  ) AS "n1",
  SUM(
    CAST((
      IF(
        REGEXP_LIKE("t1"."guess", '^[␉-␍-    -     　]*$'),
        CAST(NULL AS VARCHAR),
        "t1"."guess"
      ) IS NOT NULL
    )
    AND (
      IF((
        "t1"."p_a" - "t1"."p_a"
      ) = 0, "t1"."p_a", CAST(NULL AS DOUBLE)) IS NOT NULL
    )
    AND (
      IF((
        "t1"."p_b" - "t1"."p_b"
      ) = 0, "t1"."p_b", CAST(NULL AS DOUBLE)) IS NOT NULL
    ) AS INTEGER)
  ) AS "n2",
  SUM(
    CAST((
      IF(
        REGEXP_LIKE("t1"."guess", '^[␉-␍-    -     　]*$'),
        CAST(NULL AS VARCHAR),
        "t1"."guess"
      ) IS NOT NULL
    )
    AND (
      IF((
        "t1"."p_a" - "t1"."p_a"
      ) = 0, "t1"."p_a", CAST(NULL AS DOUBLE)) IS NOT NULL
    )
    AND (
      IF((
        "t1"."p_b" - "t1"."p_b"
      ) = 0, "t1"."p_b", CAST(NULL AS DOUBLE)) IS NOT NULL
    )
    AND (
      IF((
        "t1"."p_c" - "t1"."p_c"
      ) = 0, "t1"."p_c", CAST(NULL AS DOUBLE)) IS NOT NULL
    ) AS INTEGER)
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
  AND IF(
    REGEXP_LIKE("t0"."guess", '^[␉-␍-    -     　]*$'),
    CAST(NULL AS VARCHAR),
    "t0"."guess"
  ) IS NOT NULL
  AND IF((
    "t0"."p_a" - "t0"."p_a"
  ) = 0, "t0"."p_a", CAST(NULL AS DOUBLE)) IS NOT NULL
  AND IF((
    "t0"."p_b" - "t0"."p_b"
  ) = 0, "t0"."p_b", CAST(NULL AS DOUBLE)) IS NOT NULL
  AND IF((
    "t0"."p_c" - "t0"."p_c"
  ) = 0, "t0"."p_c", CAST(NULL AS DOUBLE)) IS NOT NULL;

-- whether the windows hold the same rows
SELECT
  BITWISE_XOR_AGG(
    CAST(FROM_BIG_ENDIAN_64(
      XXHASH64(
        TO_UTF8(
          JSON_FORMAT(
            CAST(TRY_CAST(ROW("t1"."part", "t1"."kind", "t1"."guess", "t1"."p_a") AS ROW("part" VARCHAR, "kind" VARCHAR, "guess" VARCHAR, "p_a" DOUBLE)) AS JSON)
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
            CAST(TRY_CAST(ROW("t1"."part", "t1"."kind", "t1"."guess", "t1"."p_a") AS ROW("part" VARCHAR, "kind" VARCHAR, "guess" VARCHAR, "p_a" DOUBLE)) AS JSON)
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
            CAST(TRY_CAST(ROW("t1"."part", "t1"."kind", "t1"."guess", "t1"."p_a") AS ROW("part" VARCHAR, "kind" VARCHAR, "guess" VARCHAR, "p_a" DOUBLE)) AS JSON)
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
            CAST(TRY_CAST(ROW("t1"."part", "t1"."kind", "t1"."guess", "t1"."p_a") AS ROW("part" VARCHAR, "kind" VARCHAR, "guess" VARCHAR, "p_a" DOUBLE)) AS JSON)
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
