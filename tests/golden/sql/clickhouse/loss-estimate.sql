-- rows
SELECT
  COUNT(*) AS "rows",
  SUM(
    CAST(isNotNull(
      CASE
        WHEN (
          "t1"."guess" - "t1"."guess"
        ) = 0
        THEN "t1"."guess"
        ELSE CAST(NULL AS Nullable(Float64))
      END
    ) AS Nullable(Int32))
  ) AS "n0",
  SUM(
    CAST(isNotNull(
      CASE
        WHEN (
          "t1"."guess" - "t1"."guess"
        ) = 0
        THEN "t1"."guess"
        ELSE CAST(NULL AS Nullable(Float64))
      END
    )
    AND isNotNull(
      CASE
        WHEN (
          "t1"."rent" - "t1"."rent"
        ) = 0
        THEN "t1"."rent"
        ELSE CAST(NULL AS Nullable(Float64))
      END
    ) AS Nullable(Int32))
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
  "t0"."guess" AS "guess",
  "t0"."rent" AS "rent",
  "t0"."rooms" AS "rooms"
FROM "rows" AS "t0"
WHERE
  "t0"."part" = 'then'
  AND isNotNull(
    CASE
      WHEN (
        "t0"."guess" - "t0"."guess"
      ) = 0
      THEN "t0"."guess"
      ELSE CAST(NULL AS Nullable(Float64))
    END
  )
  AND isNotNull(
    CASE
      WHEN (
        "t0"."rent" - "t0"."rent"
      ) = 0
      THEN "t0"."rent"
      ELSE CAST(NULL AS Nullable(Float64))
    END
  );

-- rows
SELECT
  COUNT(*) AS "rows",
  SUM(
    CAST(isNotNull(
      CASE
        WHEN (
          "t1"."guess" - "t1"."guess"
        ) = 0
        THEN "t1"."guess"
        ELSE CAST(NULL AS Nullable(Float64))
      END
    ) AS Nullable(Int32))
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
  "t0"."guess" AS "guess",
  "t0"."rooms" AS "rooms",
  "t0"."rent" AS "rent"
FROM "rows" AS "t0"
WHERE
  "t0"."part" = 'now'
  AND isNotNull(
    CASE
      WHEN (
        "t0"."guess" - "t0"."guess"
      ) = 0
      THEN "t0"."guess"
      ELSE CAST(NULL AS Nullable(Float64))
    END
  );
