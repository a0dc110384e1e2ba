-- leaks
SELECT
  COUNT(*) AS "rows"
FROM "rows" AS "t0";

-- leaks
SELECT
  COUNT(*) AS "rows"
FROM "people" AS "t0";

-- leaks
SELECT
  COUNT(*) AS "rows"
FROM "unseen" AS "t0";

-- leaks
SELECT
  COUNT(*) AS "groups",
  SUM("t2"."rows") AS "rows"
FROM (
  SELECT
    "t1"."cell0",
    "t1"."cell1",
    "t1"."cell2",
    COUNT(*) AS "rows"
  FROM (
    SELECT
      CASE
        WHEN CAST("t0"."age" AS VARCHAR(MAX)) IS NULL
        THEN '-'
        ELSE ':' || CAST("t0"."age" AS VARCHAR(MAX))
      END AS "cell0",
      CASE WHEN "t0"."job" IS NULL THEN '-' ELSE ':' || "t0"."job" END AS "cell1",
      CASE WHEN "t0"."ill" IS NULL THEN '-' ELSE ':' || "t0"."ill" END AS "cell2"
    FROM "rows" AS "t0"
  ) AS "t1"
  GROUP BY
    1,
    2,
    3
) AS "t2";

-- leaks
SELECT
  COUNT(*) AS "groups",
  SUM("t7"."rows") AS "rows"
FROM (
  SELECT
    "t6"."cell0",
    "t6"."cell1",
    "t6"."cell2",
    "t6"."rows"
  FROM (
    SELECT
      "t2"."cell0",
      "t2"."cell1",
      "t2"."cell2",
      COUNT(*) AS "rows"
    FROM (
      SELECT
        CASE
          WHEN CAST("t0"."age" AS VARCHAR(MAX)) IS NULL
          THEN '-'
          ELSE ':' || CAST("t0"."age" AS VARCHAR(MAX))
        END AS "cell0",
        CASE WHEN "t0"."job" IS NULL THEN '-' ELSE ':' || "t0"."job" END AS "cell1",
        CASE WHEN "t0"."ill" IS NULL THEN '-' ELSE ':' || "t0"."ill" END AS "cell2"
      FROM "rows" AS "t0"
    ) AS "t2"
    GROUP BY
      1,
      2,
      3
  ) AS "t6"
  WHERE
    EXISTS(
      SELECT
        1
      FROM (
        SELECT DISTINCT
          CASE
            WHEN CAST("t1"."age" AS VARCHAR(MAX)) IS NULL
            THEN '-'
            ELSE ':' || CAST("t1"."age" AS VARCHAR(MAX))
          END AS "cell0",
          CASE WHEN "t1"."job" IS NULL THEN '-' ELSE ':' || "t1"."job" END AS "cell1",
          CASE WHEN "t1"."ill" IS NULL THEN '-' ELSE ':' || "t1"."ill" END AS "cell2"
        FROM "people" AS "t1"
      ) AS "t4"
      WHERE
        "t6"."cell0" = "t4"."cell0"
        AND "t6"."cell1" = "t4"."cell1"
        AND "t6"."cell2" = "t4"."cell2"
    )
) AS "t7";

-- leaks
SELECT
  COUNT(*) AS "rows"
FROM (
  SELECT
    "t7"."cell0",
    "t7"."cell1",
    "t7"."cell2"
  FROM (
    SELECT
      CASE
        WHEN CAST("t0"."age" AS VARCHAR(MAX)) IS NULL
        THEN '-'
        ELSE ':' || CAST("t0"."age" AS VARCHAR(MAX))
      END AS "cell0",
      CASE WHEN "t0"."job" IS NULL THEN '-' ELSE ':' || "t0"."job" END AS "cell1",
      CASE WHEN "t0"."ill" IS NULL THEN '-' ELSE ':' || "t0"."ill" END AS "cell2"
    FROM "rows" AS "t0"
  ) AS "t7"
  WHERE
    (
      NOT EXISTS(
        SELECT
          1
        FROM (
          SELECT DISTINCT
            CASE WHEN "t1"."job" IS NULL THEN '-' ELSE ':' || "t1"."job" END AS "cell1",
            CASE WHEN "t1"."ill" IS NULL THEN '-' ELSE ':' || "t1"."ill" END AS "cell2"
          FROM "people" AS "t1"
        ) AS "t4"
        WHERE
          "t7"."cell1" = "t4"."cell1" AND "t7"."cell2" = "t4"."cell2"
      )
      AND NOT EXISTS(
        SELECT
          1
        FROM (
          SELECT DISTINCT
            CASE
              WHEN CAST("t1"."age" AS VARCHAR(MAX)) IS NULL
              THEN '-'
              ELSE ':' || CAST("t1"."age" AS VARCHAR(MAX))
            END AS "cell0",
            CASE WHEN "t1"."ill" IS NULL THEN '-' ELSE ':' || "t1"."ill" END AS "cell2"
          FROM "people" AS "t1"
        ) AS "t8"
        WHERE
          "t7"."cell0" = "t8"."cell0" AND "t7"."cell2" = "t8"."cell2"
      )
    )
    AND NOT EXISTS(
      SELECT
        1
      FROM (
        SELECT DISTINCT
          CASE
            WHEN CAST("t1"."age" AS VARCHAR(MAX)) IS NULL
            THEN '-'
            ELSE ':' || CAST("t1"."age" AS VARCHAR(MAX))
          END AS "cell0",
          CASE WHEN "t1"."job" IS NULL THEN '-' ELSE ':' || "t1"."job" END AS "cell1"
        FROM "people" AS "t1"
      ) AS "t9"
      WHERE
        "t7"."cell0" = "t9"."cell0" AND "t7"."cell1" = "t9"."cell1"
    )
) AS "t10";

-- leaks
SELECT
  COUNT(*) AS "groups",
  SUM("t3"."rows") AS "rows"
FROM (
  SELECT
    *
  FROM (
    SELECT
      "t1"."cell0",
      "t1"."cell1",
      COUNT(*) AS "rows"
    FROM (
      SELECT
        CASE
          WHEN CAST("t0"."age" AS VARCHAR(MAX)) IS NULL
          THEN '-'
          ELSE ':' || CAST("t0"."age" AS VARCHAR(MAX))
        END AS "cell0",
        CASE WHEN "t0"."job" IS NULL THEN '-' ELSE ':' || "t0"."job" END AS "cell1"
      FROM "people" AS "t0"
    ) AS "t1"
    GROUP BY
      1,
      2
  ) AS "t2"
  WHERE
    "t2"."rows" < 2
) AS "t3";

-- leaks
SELECT
  COUNT(*) AS "groups",
  SUM("t8"."rows") AS "rows"
FROM (
  SELECT
    "t7"."cell0",
    "t7"."cell1",
    "t7"."rows"
  FROM (
    SELECT
      *
    FROM (
      SELECT
        "t3"."cell0",
        "t3"."cell1",
        COUNT(*) AS "rows"
      FROM (
        SELECT
          CASE
            WHEN CAST("t1"."age" AS VARCHAR(MAX)) IS NULL
            THEN '-'
            ELSE ':' || CAST("t1"."age" AS VARCHAR(MAX))
          END AS "cell0",
          CASE WHEN "t1"."job" IS NULL THEN '-' ELSE ':' || "t1"."job" END AS "cell1"
        FROM "people" AS "t1"
      ) AS "t3"
      GROUP BY
        1,
        2
    ) AS "t5"
    WHERE
      "t5"."rows" < 2
  ) AS "t7"
  WHERE
    EXISTS(
      SELECT
        1
      FROM (
        SELECT DISTINCT
          CASE
            WHEN CAST("t0"."age" AS VARCHAR(MAX)) IS NULL
            THEN '-'
            ELSE ':' || CAST("t0"."age" AS VARCHAR(MAX))
          END AS "cell0",
          CASE WHEN "t0"."job" IS NULL THEN '-' ELSE ':' || "t0"."job" END AS "cell1"
        FROM "rows" AS "t0"
      ) AS "t4"
      WHERE
        "t7"."cell0" = "t4"."cell0" AND "t7"."cell1" = "t4"."cell1"
    )
) AS "t8";

-- leaks
SELECT
  COUNT(*) AS "groups",
  SUM("t3"."rows") AS "rows"
FROM (
  SELECT
    *
  FROM (
    SELECT
      "t1"."cell0",
      COUNT(*) AS "rows"
    FROM (
      SELECT
        CASE WHEN "t0"."job" IS NULL THEN '-' ELSE ':' || "t0"."job" END AS "cell0"
      FROM "people" AS "t0"
    ) AS "t1"
    GROUP BY
      1
  ) AS "t2"
  WHERE
    "t2"."rows" < 2 AND "t2"."cell0" <> '-'
) AS "t3";

-- leaks
SELECT
  COUNT(*) AS "groups",
  SUM("t8"."rows") AS "rows"
FROM (
  SELECT
    "t7"."cell0",
    "t7"."rows"
  FROM (
    SELECT
      *
    FROM (
      SELECT
        "t3"."cell0",
        COUNT(*) AS "rows"
      FROM (
        SELECT
          CASE WHEN "t1"."job" IS NULL THEN '-' ELSE ':' || "t1"."job" END AS "cell0"
        FROM "people" AS "t1"
      ) AS "t3"
      GROUP BY
        1
    ) AS "t5"
    WHERE
      "t5"."rows" < 2 AND "t5"."cell0" <> '-'
  ) AS "t7"
  WHERE
    EXISTS(
      SELECT
        1
      FROM (
        SELECT DISTINCT
          CASE WHEN "t0"."job" IS NULL THEN '-' ELSE ':' || "t0"."job" END AS "cell0"
        FROM "rows" AS "t0"
      ) AS "t4"
      WHERE
        "t7"."cell0" = "t4"."cell0"
    )
) AS "t8";

-- leaks
SELECT
  COUNT(*) AS "groups",
  SUM("t3"."rows") AS "rows"
FROM (
  SELECT
    *
  FROM (
    SELECT
      "t1"."cell0",
      COUNT(*) AS "rows"
    FROM (
      SELECT
        CASE WHEN "t0"."ill" IS NULL THEN '-' ELSE ':' || "t0"."ill" END AS "cell0"
      FROM "people" AS "t0"
    ) AS "t1"
    GROUP BY
      1
  ) AS "t2"
  WHERE
    "t2"."rows" < 2 AND "t2"."cell0" <> '-'
) AS "t3";

-- leaks
SELECT
  COUNT(*) AS "groups",
  SUM("t8"."rows") AS "rows"
FROM (
  SELECT
    "t7"."cell0",
    "t7"."rows"
  FROM (
    SELECT
      *
    FROM (
      SELECT
        "t3"."cell0",
        COUNT(*) AS "rows"
      FROM (
        SELECT
          CASE WHEN "t1"."ill" IS NULL THEN '-' ELSE ':' || "t1"."ill" END AS "cell0"
        FROM "people" AS "t1"
      ) AS "t3"
      GROUP BY
        1
    ) AS "t5"
    WHERE
      "t5"."rows" < 2 AND "t5"."cell0" <> '-'
  ) AS "t7"
  WHERE
    EXISTS(
      SELECT
        1
      FROM (
        SELECT DISTINCT
          CASE WHEN "t0"."ill" IS NULL THEN '-' ELSE ':' || "t0"."ill" END AS "cell0"
        FROM "rows" AS "t0"
      ) AS "t4"
      WHERE
        "t7"."cell0" = "t4"."cell0"
    )
) AS "t8";

-- leaks
SELECT
  COUNT(DISTINCT "t1"."cell1") AS "categories"
FROM (
  SELECT
    CASE WHEN "t0"."job" IS NULL THEN '-' ELSE ':' || "t0"."job" END AS "cell0",
    CASE WHEN "t0"."ill" IS NULL THEN '-' ELSE ':' || "t0"."ill" END AS "cell1"
  FROM "people" AS "t0"
) AS "t1";

-- leaks
WITH "t3" AS (
  SELECT
    CASE WHEN "t1"."job" IS NULL THEN '-' ELSE ':' || "t1"."job" END AS "cell0",
    CASE WHEN "t1"."ill" IS NULL THEN '-' ELSE ':' || "t1"."ill" END AS "cell1"
  FROM "rows" AS "t1"
)
SELECT
  SUM("t11"."rows") AS "found",
  SUM(
    "t11"."rows" * (
      CAST(COALESCE("t11"."of_both", 0) AS DOUBLE PRECISION) / "t11"."of_key"
    )
  ) AS "right"
FROM (
  SELECT
    "t6"."cell0",
    "t6"."cell1",
    "t6"."rows",
    "t9"."of_key",
    "t10"."cell0" AS "cell0_right",
    "t10"."cell1" AS "cell1_right",
    "t10"."of_both"
  FROM (
    SELECT
      "t2"."cell0",
      "t2"."cell1",
      COUNT(*) AS "rows"
    FROM (
      SELECT
        CASE WHEN "t0"."job" IS NULL THEN '-' ELSE ':' || "t0"."job" END AS "cell0",
        CASE WHEN "t0"."ill" IS NULL THEN '-' ELSE ':' || "t0"."ill" END AS "cell1"
      FROM "people" AS "t0"
    ) AS "t2"
    GROUP BY
      1,
      2
  ) AS "t6"
  INNER JOIN (
    SELECT
      "t4"."cell0",
      COUNT(*) AS "of_key"
    FROM "t3" AS "t4"
    GROUP BY
      1
  ) AS "t9"
    ON "t6"."cell0" = "t9"."cell0"
  LEFT OUTER JOIN (
    SELECT
      "t4"."cell0",
      "t4"."cell1",
      COUNT(*) AS "of_both"
    FROM "t3" AS "t4"
    GROUP BY
      1,
      2
  ) AS "t10"
    ON "t6"."cell0" = "t10"."cell0" AND "t6"."cell1" = "t10"."cell1"
) AS "t11";

-- leaks
SELECT
  "t4"."age",
  "t4"."job",
  "t4"."ill"
FROM (
  SELECT
    *
  FROM (
    SELECT
      "t1"."age",
      "t1"."job",
      "t1"."ill",
      (
        ROW_NUMBER() OVER () - 1
      ) + 20151231 AS "place of the row"
    FROM (
      SELECT
        CAST("t0"."age" AS DOUBLE PRECISION) AS "age",
        "t0"."job",
        "t0"."ill"
      FROM "rows" AS "t0"
    ) AS "t1"
  ) AS "t2"
  ORDER BY
    FNV_HASH("t2"."place of the row") ASC
  LIMIT 10000
) AS "t4"
ORDER BY
  "t4"."place of the row" ASC;

-- leaks
SELECT
  "t4"."age",
  "t4"."job",
  "t4"."ill"
FROM (
  SELECT
    *
  FROM (
    SELECT
      "t1"."age",
      "t1"."job",
      "t1"."ill",
      (
        ROW_NUMBER() OVER () - 1
      ) + 20151231 AS "place of the row"
    FROM (
      SELECT
        CAST("t0"."age" AS DOUBLE PRECISION) AS "age",
        "t0"."job",
        "t0"."ill"
      FROM "people" AS "t0"
    ) AS "t1"
  ) AS "t2"
  ORDER BY
    FNV_HASH("t2"."place of the row") ASC
  LIMIT 10000
) AS "t4"
ORDER BY
  "t4"."place of the row" ASC;

-- leaks
SELECT
  "t4"."age",
  "t4"."job",
  "t4"."ill"
FROM (
  SELECT
    *
  FROM (
    SELECT
      "t1"."age",
      "t1"."job",
      "t1"."ill",
      (
        ROW_NUMBER() OVER () - 1
      ) + 20151231 AS "place of the row"
    FROM (
      SELECT
        CAST("t0"."age" AS DOUBLE PRECISION) AS "age",
        "t0"."job",
        "t0"."ill"
      FROM "unseen" AS "t0"
    ) AS "t1"
  ) AS "t2"
  ORDER BY
    FNV_HASH("t2"."place of the row") ASC
  LIMIT 10000
) AS "t4"
ORDER BY
  "t4"."place of the row" ASC;
