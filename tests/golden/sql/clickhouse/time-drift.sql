-- gaps
SELECT
  COUNT(*) AS "rows"
FROM (
  SELECT
    *
  FROM "rows" AS "t0"
  WHERE
    "t0"."part" = 'then'
) AS "t1";

-- gaps
SELECT
  COUNT(*) AS "rows"
FROM (
  SELECT
    *
  FROM "rows" AS "t0"
  WHERE
    "t0"."part" = 'now'
) AS "t1";

-- gaps
SELECT
  COUNT(*) AS "rows",
  COUNT("t1"."moment") AS "known"
FROM (
  SELECT
    CASE
      WHEN (
        toUnixTimestamp64Micro(
          CAST(CAST("t0"."at" AS Nullable(DateTime64(6, 'UTC'))) AS Nullable(DateTime64(6, 'UTC')))
        ) / 1000000
      ) IS NULL
      THEN NULL
      ELSE CAST(FLOOR(
        COALESCE(
          toUnixTimestamp64Micro(
            CAST(CAST("t0"."at" AS Nullable(DateTime64(6, 'UTC'))) AS Nullable(DateTime64(6, 'UTC')))
          ) / 1000000,
          0.0
        )
      ) AS Nullable(Int64))
    END AS "moment"
  FROM "rows" AS "t0"
  WHERE
    "t0"."part" = 'then'
) AS "t1";

-- gaps
SELECT
  COUNT(*) AS "rows",
  COUNT("t4"."gap") AS "n0",
  MIN("t4"."gap") AS "a0",
  MAX("t4"."gap") AS "z0"
FROM (
  SELECT
    *
  FROM (
    SELECT
      "t2"."moment" - lagInFrame("t2"."moment") OVER (
        ORDER BY "t2"."moment" ASC
        ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
      ) AS "gap"
    FROM (
      SELECT DISTINCT
        *
      FROM (
        SELECT
          CASE
            WHEN (
              toUnixTimestamp64Micro(
                CAST(CAST("t0"."at" AS Nullable(DateTime64(6, 'UTC'))) AS Nullable(DateTime64(6, 'UTC')))
              ) / 1000000
            ) IS NULL
            THEN NULL
            ELSE CAST(FLOOR(
              COALESCE(
                toUnixTimestamp64Micro(
                  CAST(CAST("t0"."at" AS Nullable(DateTime64(6, 'UTC'))) AS Nullable(DateTime64(6, 'UTC')))
                ) / 1000000,
                0.0
              )
            ) AS Nullable(Int64))
          END AS "moment"
        FROM "rows" AS "t0"
        WHERE
          "t0"."part" = 'then'
      ) AS "t1"
      WHERE
        isNotNull("t1"."moment")
    ) AS "t2"
  ) AS "t3"
  WHERE
    isNotNull("t3"."gap")
) AS "t4";

-- gaps
SELECT
  "t4"."gap" AS "value",
  COUNT(*) AS "rows"
FROM (
  SELECT
    *
  FROM (
    SELECT
      "t2"."moment" - lagInFrame("t2"."moment") OVER (
        ORDER BY "t2"."moment" ASC
        ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
      ) AS "gap"
    FROM (
      SELECT DISTINCT
        *
      FROM (
        SELECT
          CASE
            WHEN (
              toUnixTimestamp64Micro(
                CAST(CAST("t0"."at" AS Nullable(DateTime64(6, 'UTC'))) AS Nullable(DateTime64(6, 'UTC')))
              ) / 1000000
            ) IS NULL
            THEN NULL
            ELSE CAST(FLOOR(
              COALESCE(
                toUnixTimestamp64Micro(
                  CAST(CAST("t0"."at" AS Nullable(DateTime64(6, 'UTC'))) AS Nullable(DateTime64(6, 'UTC')))
                ) / 1000000,
                0.0
              )
            ) AS Nullable(Int64))
          END AS "moment"
        FROM "rows" AS "t0"
        WHERE
          "t0"."part" = 'then'
      ) AS "t1"
      WHERE
        isNotNull("t1"."moment")
    ) AS "t2"
  ) AS "t3"
  WHERE
    isNotNull("t3"."gap")
) AS "t4"
GROUP BY
  "t4"."gap"
LIMIT 4097;

-- gaps
SELECT
  COUNT(*) AS "rows",
  COUNT("t1"."moment") AS "known"
FROM (
  SELECT
    CASE
      WHEN (
        toUnixTimestamp64Micro(
          CAST(CAST("t0"."at" AS Nullable(DateTime64(6, 'UTC'))) AS Nullable(DateTime64(6, 'UTC')))
        ) / 1000000
      ) IS NULL
      THEN NULL
      ELSE CAST(FLOOR(
        COALESCE(
          toUnixTimestamp64Micro(
            CAST(CAST("t0"."at" AS Nullable(DateTime64(6, 'UTC'))) AS Nullable(DateTime64(6, 'UTC')))
          ) / 1000000,
          0.0
        )
      ) AS Nullable(Int64))
    END AS "moment"
  FROM "rows" AS "t0"
  WHERE
    "t0"."part" = 'now'
) AS "t1";

-- gaps
SELECT
  COUNT(*) AS "rows",
  COUNT("t4"."gap") AS "n0",
  MIN("t4"."gap") AS "a0",
  MAX("t4"."gap") AS "z0"
FROM (
  SELECT
    *
  FROM (
    SELECT
      "t2"."moment" - lagInFrame("t2"."moment") OVER (
        ORDER BY "t2"."moment" ASC
        ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
      ) AS "gap"
    FROM (
      SELECT DISTINCT
        *
      FROM (
        SELECT
          CASE
            WHEN (
              toUnixTimestamp64Micro(
                CAST(CAST("t0"."at" AS Nullable(DateTime64(6, 'UTC'))) AS Nullable(DateTime64(6, 'UTC')))
              ) / 1000000
            ) IS NULL
            THEN NULL
            ELSE CAST(FLOOR(
              COALESCE(
                toUnixTimestamp64Micro(
                  CAST(CAST("t0"."at" AS Nullable(DateTime64(6, 'UTC'))) AS Nullable(DateTime64(6, 'UTC')))
                ) / 1000000,
                0.0
              )
            ) AS Nullable(Int64))
          END AS "moment"
        FROM "rows" AS "t0"
        WHERE
          "t0"."part" = 'now'
      ) AS "t1"
      WHERE
        isNotNull("t1"."moment")
    ) AS "t2"
  ) AS "t3"
  WHERE
    isNotNull("t3"."gap")
) AS "t4";

-- gaps
SELECT
  "t4"."gap" AS "value",
  COUNT(*) AS "rows"
FROM (
  SELECT
    *
  FROM (
    SELECT
      "t2"."moment" - lagInFrame("t2"."moment") OVER (
        ORDER BY "t2"."moment" ASC
        ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
      ) AS "gap"
    FROM (
      SELECT DISTINCT
        *
      FROM (
        SELECT
          CASE
            WHEN (
              toUnixTimestamp64Micro(
                CAST(CAST("t0"."at" AS Nullable(DateTime64(6, 'UTC'))) AS Nullable(DateTime64(6, 'UTC')))
              ) / 1000000
            ) IS NULL
            THEN NULL
            ELSE CAST(FLOOR(
              COALESCE(
                toUnixTimestamp64Micro(
                  CAST(CAST("t0"."at" AS Nullable(DateTime64(6, 'UTC'))) AS Nullable(DateTime64(6, 'UTC')))
                ) / 1000000,
                0.0
              )
            ) AS Nullable(Int64))
          END AS "moment"
        FROM "rows" AS "t0"
        WHERE
          "t0"."part" = 'now'
      ) AS "t1"
      WHERE
        isNotNull("t1"."moment")
    ) AS "t2"
  ) AS "t3"
  WHERE
    isNotNull("t3"."gap")
) AS "t4"
GROUP BY
  "t4"."gap"
LIMIT 4097;
