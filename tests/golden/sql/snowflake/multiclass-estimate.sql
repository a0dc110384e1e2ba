-- rows
SELECT
  COUNT(*) AS "rows",
  SUM(
    CAST(IFF(
      REGEXP_LIKE("t1"."guess", CONCAT('.*', '^[\t-\r\x1c-    -     　]*$', '.*'), 'cs'),
      CAST(NULL AS VARCHAR),
      "t1"."guess"
    ) IS NOT NULL AS INT)
  ) AS "n0",
  SUM(
    CAST((
      IFF(
        REGEXP_LIKE("t1"."guess", CONCAT('.*', '^[\t-\r\x1c-    -     　]*$', '.*'), 'cs'),
        CAST(NULL AS VARCHAR),
        "t1"."guess"
      ) IS NOT NULL
    )
    AND (
      IFF((
        "t1"."p_a" - "t1"."p_a"
      ) = 0, "t1"."p_a", CAST(NULL AS DOUBLE)) IS NOT NULL
    ) AS INT)
  ) AS "n1",
  SUM(
    CAST((
      IFF(
        REGEXP_LIKE("t1"."guess", CONCAT('.*', '^[\t-\r\x1c-    -     　]*$', '.*'), 'cs'),
        CAST(NULL AS VARCHAR),
        "t1"."guess"
      ) IS NOT NULL
    )
    AND (
      IFF((
        "t1"."p_a" - "t1"."p_a"
      ) = 0, "t1"."p_a", CAST(NULL AS DOUBLE)) IS NOT NULL
    )
    AND (
      IFF((
        "t1"."p_b" - "t1"."p_b"
      ) = 0, "t1"."p_b", CAST(NULL AS DOUBLE)) IS NOT NULL
    ) AS INT)
  ) AS "n2",
  SUM(
    CAST((
      IFF(
        REGEXP_LIKE("t1"."guess", CONCAT('.*', '^[\t-\r\x1c-    -     　]*$', '.*'), 'cs'),
        CAST(NULL AS VARCHAR),
        "t1"."guess"
      ) IS NOT NULL
    )
    AND (
      IFF((
        "t1"."p_a" - "t1"."p_a"
      ) = 0, "t1"."p_a", CAST(NULL AS DOUBLE)) IS NOT NULL
    )
    AND (
      IFF((
        "t1"."p_b" - "t1"."p_b"
      ) = 0, "t1"."p_b", CAST(NULL AS DOUBLE)) IS NOT NULL
    )
    AND (
      IFF((
        "t1"."p_c" - "t1"."p_c"
      ) = 0, "t1"."p_c", CAST(NULL AS DOUBLE)) IS NOT NULL
    ) AS INT)
  ) AS "n3",
  SUM(
    CAST((
      IFF(
        REGEXP_LIKE("t1"."guess", CONCAT('.*', '^[\t-\r\x1c-    -     　]*$', '.*'), 'cs'),
        CAST(NULL AS VARCHAR),
        "t1"."guess"
      ) IS NOT NULL
    )
    AND (
      IFF((
        "t1"."p_a" - "t1"."p_a"
      ) = 0, "t1"."p_a", CAST(NULL AS DOUBLE)) IS NOT NULL
    )
    AND (
      IFF((
        "t1"."p_b" - "t1"."p_b"
      ) = 0, "t1"."p_b", CAST(NULL AS DOUBLE)) IS NOT NULL
    )
    AND (
      IFF((
        "t1"."p_c" - "t1"."p_c"
      ) = 0, "t1"."p_c", CAST(NULL AS DOUBLE)) IS NOT NULL
    )
    AND (
      IFF(
        REGEXP_LIKE("t1"."kind", CONCAT('.*', '^[\t-\r\x1c-    -     　]*$', '.*'), 'cs'),
        CAST(NULL AS VARCHAR),
        "t1"."kind"
      ) IS NOT NULL
    ) AS INT)
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
  AND IFF(
    REGEXP_LIKE("t0"."guess", CONCAT('.*', '^[\t-\r\x1c-    -     　]*$', '.*'), 'cs'),
    CAST(NULL AS VARCHAR),
    "t0"."guess"
  ) IS NOT NULL
  AND IFF((
    "t0"."p_a" - "t0"."p_a"
  ) = 0, "t0"."p_a", CAST(NULL AS DOUBLE)) IS NOT NULL
  AND IFF((
    "t0"."p_b" - "t0"."p_b"
  ) = 0, "t0"."p_b", CAST(NULL AS DOUBLE)) IS NOT NULL
  AND IFF((
    "t0"."p_c" - "t0"."p_c"
  ) = 0, "t0"."p_c", CAST(NULL AS DOUBLE)) IS NOT NULL
  AND IFF(
    REGEXP_LIKE("t0"."kind", CONCAT('.*', '^[\t-\r\x1c-    -     　]*$', '.*'), 'cs'),
    CAST(NULL AS VARCHAR),
    "t0"."kind"
  ) IS NOT NULL;

-- rows
SELECT
  COUNT(*) AS "rows",
  SUM(
    CAST(IFF(
      REGEXP_LIKE("t1"."guess", CONCAT('.*', '^[\t-\r\x1c-    -     　]*$', '.*'), 'cs'),
      CAST(NULL AS VARCHAR),
      "t1"."guess"
    ) IS NOT NULL AS INT)
  ) AS "n0",
  SUM(
    CAST((
      IFF(
        REGEXP_LIKE("t1"."guess", CONCAT('.*', '^[\t-\r\x1c-    -     　]*$', '.*'), 'cs'),
        CAST(NULL AS VARCHAR),
        "t1"."guess"
      ) IS NOT NULL
    )
    AND (
      IFF((
        "t1"."p_a" - "t1"."p_a"
      ) = 0, "t1"."p_a", CAST(NULL AS DOUBLE)) IS NOT NULL
    ) AS INT)
  ) AS "n1",
  SUM(
    CAST((
      IFF(
        REGEXP_LIKE("t1"."guess", CONCAT('.*', '^[\t-\r\x1c-    -     　]*$', '.*'), 'cs'),
        CAST(NULL AS VARCHAR),
        "t1"."guess"
      ) IS NOT NULL
    )
    AND (
      IFF((
        "t1"."p_a" - "t1"."p_a"
      ) = 0, "t1"."p_a", CAST(NULL AS DOUBLE)) IS NOT NULL
    )
    AND (
      IFF((
        "t1"."p_b" - "t1"."p_b"
      ) = 0, "t1"."p_b", CAST(NULL AS DOUBLE)) IS NOT NULL
    ) AS INT)
  ) AS "n2",
  SUM(
    CAST((
      IFF(
        REGEXP_LIKE("t1"."guess", CONCAT('.*', '^[\t-\r\x1c-    -     　]*$', '.*'), 'cs'),
        CAST(NULL AS VARCHAR),
        "t1"."guess"
      ) IS NOT NULL
    )
    AND (
      IFF((
        "t1"."p_a" - "t1"."p_a"
      ) = 0, "t1"."p_a", CAST(NULL AS DOUBLE)) IS NOT NULL
    )
    AND (
      IFF((
        "t1"."p_b" - "t1"."p_b"
      ) = 0, "t1"."p_b", CAST(NULL AS DOUBLE)) IS NOT NULL
    )
    AND (
      IFF((
        "t1"."p_c" - "t1"."p_c"
      ) = 0, "t1"."p_c", CAST(NULL AS DOUBLE)) IS NOT NULL
    ) AS INT)
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
  AND IFF(
    REGEXP_LIKE("t0"."guess", CONCAT('.*', '^[\t-\r\x1c-    -     　]*$', '.*'), 'cs'),
    CAST(NULL AS VARCHAR),
    "t0"."guess"
  ) IS NOT NULL
  AND IFF((
    "t0"."p_a" - "t0"."p_a"
  ) = 0, "t0"."p_a", CAST(NULL AS DOUBLE)) IS NOT NULL
  AND IFF((
    "t0"."p_b" - "t0"."p_b"
  ) = 0, "t0"."p_b", CAST(NULL AS DOUBLE)) IS NOT NULL
  AND IFF((
    "t0"."p_c" - "t0"."p_c"
  ) = 0, "t0"."p_c", CAST(NULL AS DOUBLE)) IS NOT NULL;

-- whether the windows hold the same rows
SELECT
  BITXORAGG(
    BITAND(
      HASH(
        OBJECT_CONSTRUCT_KEEP_NULL('part', "t1"."part", 'kind', "t1"."kind", 'guess', "t1"."guess", 'p_a', "t1"."p_a")
      ),
      9223372036854775807
    )
  ) AS "bits",
  SUM(
    BITAND(
      HASH(
        OBJECT_CONSTRUCT_KEEP_NULL('part', "t1"."part", 'kind', "t1"."kind", 'guess', "t1"."guess", 'p_a', "t1"."p_a")
      ),
      9223372036854775807
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
  BITXORAGG(
    BITAND(
      HASH(
        OBJECT_CONSTRUCT_KEEP_NULL('part', "t1"."part", 'kind', "t1"."kind", 'guess', "t1"."guess", 'p_a', "t1"."p_a")
      ),
      9223372036854775807
    )
  ) AS "bits",
  SUM(
    BITAND(
      HASH(
        OBJECT_CONSTRUCT_KEEP_NULL('part', "t1"."part", 'kind', "t1"."kind", 'guess', "t1"."guess", 'p_a', "t1"."p_a")
      ),
      9223372036854775807
    ) % 2147483647
  ) AS "sum"
FROM (
  SELECT
    *
  FROM "rows" AS "t0"
  WHERE
    "t0"."part" = 'now'
) AS "t1";
