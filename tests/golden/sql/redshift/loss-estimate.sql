-- rows
SELECT
  COUNT(*) AS "rows",
  SUM(
    CAST(CAST(CASE
      WHEN (
        "t1"."guess" - "t1"."guess"
      ) = 0
      THEN "t1"."guess"
      ELSE CAST(NULL AS DOUBLE PRECISION)
    END IS NOT NULL AS INTEGER) AS BIGINT)
  ) AS "n0",
  SUM(
    CAST(CAST((
      CASE
        WHEN (
          "t1"."guess" - "t1"."guess"
        ) = 0
        THEN "t1"."guess"
        ELSE CAST(NULL AS DOUBLE PRECISION)
      END IS NOT NULL
    )
    AND (
      CASE
        WHEN (
          "t1"."rent" - "t1"."rent"
        ) = 0
        THEN "t1"."rent"
        ELSE CAST(NULL AS DOUBLE PRECISION)
      END IS NOT NULL
    ) AS INTEGER) AS BIGINT)
  ) AS "n1"
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
  "t0"."rent",
  "t0"."rooms"
FROM "rows" AS "t0"
WHERE
  "t0"."part" = 'then'
  AND CASE
    WHEN (
      "t0"."guess" - "t0"."guess"
    ) = 0
    THEN "t0"."guess"
    ELSE CAST(NULL AS DOUBLE PRECISION)
  END IS NOT NULL
  AND CASE
    WHEN (
      "t0"."rent" - "t0"."rent"
    ) = 0
    THEN "t0"."rent"
    ELSE CAST(NULL AS DOUBLE PRECISION)
  END IS NOT NULL;

-- rows
SELECT
  COUNT(*) AS "rows",
  SUM(
    CAST(CAST(CASE
      WHEN (
        "t1"."guess" - "t1"."guess"
      ) = 0
      THEN "t1"."guess"
      ELSE CAST(NULL AS DOUBLE PRECISION)
    END IS NOT NULL AS INTEGER) AS BIGINT)
  ) AS "n0"
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
  "t0"."rooms",
  "t0"."rent"
FROM "rows" AS "t0"
WHERE
  "t0"."part" = 'now'
  AND CASE
    WHEN (
      "t0"."guess" - "t0"."guess"
    ) = 0
    THEN "t0"."guess"
    ELSE CAST(NULL AS DOUBLE PRECISION)
  END IS NOT NULL;
