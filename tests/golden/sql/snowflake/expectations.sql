-- suite
SELECT
  COUNT(*) AS "rows"
FROM "rows" AS "t0";

-- suite
WITH "dte_rows" AS (
  SELECT
    *
  FROM "rows" AS "t0"
)
SELECT
  COUNT(*) AS "table.row_count"
FROM "dte_rows"
LIMIT 10001;

-- suite
WITH "dte_rows" AS (
  SELECT
    *
  FROM "rows" AS "t0"
)
SELECT
  SUM(
    CASE
      WHEN (
        NOT "age" IS NULL AND NOT (
          "age" >= 0.0 AND "age" <= 120.0
        )
      )
      THEN 1
      ELSE 0
    END
  ) AS "column_values.between.unexpected_count",
  SUM(CASE WHEN (
    "age" IS NULL
  ) THEN 1 ELSE 0 END) AS "column_values.nonnull.unexpected_count"
FROM "dte_rows"
LIMIT 10001;
