-- counts
SELECT
  "t1"."place",
  "t1"."period",
  COUNT(*) AS "rows"
FROM (
  SELECT
    CAST(CASE
      WHEN CAST(FLOOR(
        DATE_PART('epoch_microsecond', CAST(CONVERT_TIMEZONE('UTC', "t0"."at") AS TIMESTAMP)) / 1000000
      ) AS BIGINT) IS NULL
      THEN 3
      WHEN CAST(FLOOR(
        DATE_PART('epoch_microsecond', CAST(CONVERT_TIMEZONE('UTC', "t0"."at") AS TIMESTAMP)) / 1000000
      ) AS BIGINT) < 1537747200
      THEN 0
      WHEN CAST(FLOOR(
        DATE_PART('epoch_microsecond', CAST(CONVERT_TIMEZONE('UTC', "t0"."at") AS TIMESTAMP)) / 1000000
      ) AS BIGINT) >= 1543190400
      THEN 2
      ELSE 1
    END AS BIGINT) AS "place",
    IFF(
      (
        CAST(FLOOR(
          DATE_PART('epoch_microsecond', CAST(CONVERT_TIMEZONE('UTC', "t0"."at") AS TIMESTAMP)) / 1000000
        ) AS BIGINT) >= 1537747200
      )
      AND (
        CAST(FLOOR(
          DATE_PART('epoch_microsecond', CAST(CONVERT_TIMEZONE('UTC', "t0"."at") AS TIMESTAMP)) / 1000000
        ) AS BIGINT) < 1543190400
      ),
      TO_DATE(TIMESTAMPADD(SECOND, 0, CAST(CONVERT_TIMEZONE('UTC', "t0"."at") AS TIMESTAMP))),
      NULL
    ) AS "period"
  FROM "rows" AS "t0"
) AS "t1"
GROUP BY
  1,
  2;
