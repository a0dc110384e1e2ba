-- counts
SELECT
  "t1"."place",
  "t1"."period",
  COUNT(*) AS "rows"
FROM (
  SELECT
    CAST(CASE
      WHEN CAST(FLOOR(EXTRACT(epoch FROM CAST("t0"."at" AS TIMESTAMP))) AS BIGINT) IS NULL
      THEN 3
      WHEN CAST(FLOOR(EXTRACT(epoch FROM CAST("t0"."at" AS TIMESTAMP))) AS BIGINT) < 1537747200
      THEN 0
      WHEN CAST(FLOOR(EXTRACT(epoch FROM CAST("t0"."at" AS TIMESTAMP))) AS BIGINT) >= 1543190400
      THEN 2
      ELSE 1
    END AS BIGINT) AS "place",
    CASE
      WHEN (
        CAST(FLOOR(EXTRACT(epoch FROM CAST("t0"."at" AS TIMESTAMP))) AS BIGINT) >= 1537747200
      )
      AND (
        CAST(FLOOR(EXTRACT(epoch FROM CAST("t0"."at" AS TIMESTAMP))) AS BIGINT) < 1543190400
      )
      THEN DATE(CAST("t0"."at" AS TIMESTAMP) + INTERVAL '0 SECOND')
      ELSE NULL
    END AS "period"
  FROM "rows" AS "t0"
) AS "t1"
GROUP BY
  1,
  2;
