-- counts
SELECT
  "t1"."place" AS "place",
  "t1"."period" AS "period",
  COUNT(*) AS "rows"
FROM (
  SELECT
    CAST(CASE
      WHEN isNull(
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
        END
      )
      THEN 3
      WHEN CASE
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
      END < 1537747200
      THEN 0
      WHEN CASE
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
      END >= 1543190400
      THEN 2
      ELSE 1
    END AS Nullable(Int64)) AS "place",
    CASE
      WHEN (
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
        END >= 1537747200
      )
      AND (
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
        END < 1543190400
      )
      THEN toDate(CAST("t0"."at" AS Nullable(DateTime64(6, 'UTC'))) + INTERVAL '0' SECOND)
      ELSE NULL
    END AS "period"
  FROM "rows" AS "t0"
) AS "t1"
GROUP BY
  "t1"."place",
  "t1"."period";
