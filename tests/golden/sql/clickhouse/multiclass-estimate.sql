-- rows
SELECT
  COUNT(*) AS "rows",
  SUM(
    CAST(isNotNull(
      CASE
        WHEN match("t1"."guess", '^[\t-\r\x1c-    -     　]*$')
        THEN CAST(NULL AS Nullable(String))
        ELSE "t1"."guess"
      END
    ) AS Nullable(Int32))
  ) AS "n0",
  SUM(
    CAST(isNotNull(
      CASE
        WHEN match("t1"."guess", '^[\t-\r\x1c-    -     　]*$')
        THEN CAST(NULL AS Nullable(String))
        ELSE "t1"."guess"
      END
    )
    AND isNotNull(
      CASE
        WHEN (
          "t1"."p_a" - "t1"."p_a"
        ) = 0
        THEN "t1"."p_a"
        ELSE CAST(NULL AS Nullable(Float64))
      END
    ) AS Nullable(Int32))
  ) AS "n1",
  SUM(
    CAST(isNotNull(
      CASE
        WHEN match("t1"."guess", '^[\t-\r\x1c-    -     　]*$')
        THEN CAST(NULL AS Nullable(String))
        ELSE "t1"."guess"
      END
    )
    AND isNotNull(
      CASE
        WHEN (
          "t1"."p_a" - "t1"."p_a"
        ) = 0
        THEN "t1"."p_a"
        ELSE CAST(NULL AS Nullable(Float64))
      END
    )
    AND isNotNull(
      CASE
        WHEN (
          "t1"."p_b" - "t1"."p_b"
        ) = 0
        THEN "t1"."p_b"
        ELSE CAST(NULL AS Nullable(Float64))
      END
    ) AS Nullable(Int32))
  ) AS "n2",
  SUM(
    CAST(isNotNull(
      CASE
        WHEN match("t1"."guess", '^[\t-\r\x1c-    -     　]*$')
        THEN CAST(NULL AS Nullable(String))
        ELSE "t1"."guess"
      END
    )
    AND isNotNull(
      CASE
        WHEN (
          "t1"."p_a" - "t1"."p_a"
        ) = 0
        THEN "t1"."p_a"
        ELSE CAST(NULL AS Nullable(Float64))
      END
    )
    AND isNotNull(
      CASE
        WHEN (
          "t1"."p_b" - "t1"."p_b"
        ) = 0
        THEN "t1"."p_b"
        ELSE CAST(NULL AS Nullable(Float64))
      END
    )
    AND isNotNull(
      CASE
        WHEN (
          "t1"."p_c" - "t1"."p_c"
        ) = 0
        THEN "t1"."p_c"
        ELSE CAST(NULL AS Nullable(Float64))
      END
    ) AS Nullable(Int32))
  ) AS "n3",
  SUM(
    CAST(isNotNull(
      CASE
        WHEN match("t1"."guess", '^[\t-\r\x1c-    -     　]*$')
        THEN CAST(NULL AS Nullable(String))
        ELSE "t1"."guess"
      END
    )
    AND isNotNull(
      CASE
        WHEN (
          "t1"."p_a" - "t1"."p_a"
        ) = 0
        THEN "t1"."p_a"
        ELSE CAST(NULL AS Nullable(Float64))
      END
    )
    AND isNotNull(
      CASE
        WHEN (
          "t1"."p_b" - "t1"."p_b"
        ) = 0
        THEN "t1"."p_b"
        ELSE CAST(NULL AS Nullable(Float64))
      END
    )
    AND isNotNull(
      CASE
        WHEN (
          "t1"."p_c" - "t1"."p_c"
        ) = 0
        THEN "t1"."p_c"
        ELSE CAST(NULL AS Nullable(Float64))
      END
    )
    AND isNotNull(
      CASE
        WHEN match("t1"."kind", '^[\t-\r\x1c-    -     　]*$')
        THEN CAST(NULL AS Nullable(String))
        ELSE "t1"."kind"
      END
    ) AS Nullable(Int32))
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
  "t0"."guess" AS "guess",
  "t0"."p_a" AS "p_a",
  "t0"."p_b" AS "p_b",
  "t0"."p_c" AS "p_c",
  "t0"."kind" AS "kind"
FROM "rows" AS "t0"
WHERE
  "t0"."part" = 'then'
  AND isNotNull(
    CASE
      WHEN match("t0"."guess", '^[\t-\r\x1c-    -     　]*$')
      THEN CAST(NULL AS Nullable(String))
      ELSE "t0"."guess"
    END
  )
  AND isNotNull(
    CASE
      WHEN (
        "t0"."p_a" - "t0"."p_a"
      ) = 0
      THEN "t0"."p_a"
      ELSE CAST(NULL AS Nullable(Float64))
    END
  )
  AND isNotNull(
    CASE
      WHEN (
        "t0"."p_b" - "t0"."p_b"
      ) = 0
      THEN "t0"."p_b"
      ELSE CAST(NULL AS Nullable(Float64))
    END
  )
  AND isNotNull(
    CASE
      WHEN (
        "t0"."p_c" - "t0"."p_c"
      ) = 0
      THEN "t0"."p_c"
      ELSE CAST(NULL AS Nullable(Float64))
    END
  )
  AND isNotNull(
    CASE
      WHEN match("t0"."kind", '^[\t-\r\x1c-    -     　]*$')
      THEN CAST(NULL AS Nullable(String))
      ELSE "t0"."kind"
    END
  );

-- rows
SELECT
  COUNT(*) AS "rows",
  SUM(
    CAST(isNotNull(
      CASE
        WHEN match("t1"."guess", '^[\t-\r\x1c-    -     　]*$')
        THEN CAST(NULL AS Nullable(String))
        ELSE "t1"."guess"
      END
    ) AS Nullable(Int32))
  ) AS "n0",
  SUM(
    CAST(isNotNull(
      CASE
        WHEN match("t1"."guess", '^[\t-\r\x1c-    -     　]*$')
        THEN CAST(NULL AS Nullable(String))
        ELSE "t1"."guess"
      END
    )
    AND isNotNull(
      CASE
        WHEN (
          "t1"."p_a" - "t1"."p_a"
        ) = 0
        THEN "t1"."p_a"
        ELSE CAST(NULL AS Nullable(Float64))
      END
    ) AS Nullable(Int32))
  ) AS "n1",
  SUM(
    CAST(isNotNull(
      CASE
        WHEN match("t1"."guess", '^[\t-\r\x1c-    -     　]*$')
        THEN CAST(NULL AS Nullable(String))
        ELSE "t1"."guess"
      END
    )
    AND isNotNull(
      CASE
        WHEN (
          "t1"."p_a" - "t1"."p_a"
        ) = 0
        THEN "t1"."p_a"
        ELSE CAST(NULL AS Nullable(Float64))
      END
    )
    AND isNotNull(
      CASE
        WHEN (
          "t1"."p_b" - "t1"."p_b"
        ) = 0
        THEN "t1"."p_b"
        ELSE CAST(NULL AS Nullable(Float64))
      END
    ) AS Nullable(Int32))
  ) AS "n2",
  SUM(
    CAST(isNotNull(
      CASE
        WHEN match("t1"."guess", '^[\t-\r\x1c-    -     　]*$')
        THEN CAST(NULL AS Nullable(String))
        ELSE "t1"."guess"
      END
    )
    AND isNotNull(
      CASE
        WHEN (
          "t1"."p_a" - "t1"."p_a"
        ) = 0
        THEN "t1"."p_a"
        ELSE CAST(NULL AS Nullable(Float64))
      END
    )
    AND isNotNull(
      CASE
        WHEN (
          "t1"."p_b" - "t1"."p_b"
        ) = 0
        THEN "t1"."p_b"
        ELSE CAST(NULL AS Nullable(Float64))
      END
    )
    AND isNotNull(
      CASE
        WHEN (
          "t1"."p_c" - "t1"."p_c"
        ) = 0
        THEN "t1"."p_c"
        ELSE CAST(NULL AS Nullable(Float64))
      END
    ) AS Nullable(Int32))
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
  "t0"."guess" AS "guess",
  "t0"."p_a" AS "p_a",
  "t0"."p_b" AS "p_b",
  "t0"."p_c" AS "p_c",
  "t0"."kind" AS "kind"
FROM "rows" AS "t0"
WHERE
  "t0"."part" = 'now'
  AND isNotNull(
    CASE
      WHEN match("t0"."guess", '^[\t-\r\x1c-    -     　]*$')
      THEN CAST(NULL AS Nullable(String))
      ELSE "t0"."guess"
    END
  )
  AND isNotNull(
    CASE
      WHEN (
        "t0"."p_a" - "t0"."p_a"
      ) = 0
      THEN "t0"."p_a"
      ELSE CAST(NULL AS Nullable(Float64))
    END
  )
  AND isNotNull(
    CASE
      WHEN (
        "t0"."p_b" - "t0"."p_b"
      ) = 0
      THEN "t0"."p_b"
      ELSE CAST(NULL AS Nullable(Float64))
    END
  )
  AND isNotNull(
    CASE
      WHEN (
        "t0"."p_c" - "t0"."p_c"
      ) = 0
      THEN "t0"."p_c"
      ELSE CAST(NULL AS Nullable(Float64))
    END
  );

-- whether the windows hold the same rows
SELECT
  groupBitXor(
    reinterpretAsUInt64(
      reinterpretAsInt64(sipHash64(tuple("t1"."part", "t1"."kind", "t1"."guess", "t1"."p_a")))
    )
  ) AS "bits",
  SUM(
    reinterpretAsInt64(sipHash64(tuple("t1"."part", "t1"."kind", "t1"."guess", "t1"."p_a"))) % 2147483647
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
      reinterpretAsInt64(sipHash64(tuple("t1"."part", "t1"."kind", "t1"."guess", "t1"."p_a")))
    )
  ) AS "bits",
  SUM(
    reinterpretAsInt64(sipHash64(tuple("t1"."part", "t1"."kind", "t1"."guess", "t1"."p_a"))) % 2147483647
  ) AS "sum"
FROM (
  SELECT
    *
  FROM "rows" AS "t0"
  WHERE
    "t0"."part" = 'now'
) AS "t1";
