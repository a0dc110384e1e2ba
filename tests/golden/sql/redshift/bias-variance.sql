-- replicates
SELECT
  COUNT(*) AS "rows",
  SUM(CAST(CAST("t1"."key" AS INTEGER) AS BIGINT)) AS "no_key",
  SUM(CAST(CAST("t1"."prediction" AS INTEGER) AS BIGINT)) AS "no_prediction",
  SUM(CAST(CAST("t1"."label" AS INTEGER) AS BIGINT)) AS "no_label"
FROM (
  SELECT
    FALSE AS "key",
    NOT (
      FALSE
    ) AND FALSE AS "prediction",
    NOT (
      FALSE
    )
    AND NOT (
      FALSE
    )
    AND (
      CASE
        WHEN (
          CAST("t0"."y" AS DOUBLE PRECISION) - CAST("t0"."y" AS DOUBLE PRECISION)
        ) = 0
        THEN CAST("t0"."y" AS DOUBLE PRECISION)
        ELSE CAST(NULL AS DOUBLE PRECISION)
      END IS NULL
    ) AS "label"
  FROM "rows" AS "t0"
) AS "t1";

-- replicates
-- refused: Redshift cannot compute what this check asks of it: keep the rows in PostgreSQL, SQLite or files for it
