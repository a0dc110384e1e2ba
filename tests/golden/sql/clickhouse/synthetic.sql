-- likeness
SELECT
  COUNT(*) AS "rows"
FROM "rows" AS "t0";

-- likeness
SELECT
  COUNT(*) AS "rows"
FROM "people" AS "t0";

-- likeness
SELECT
  MIN(
    CASE
      WHEN (
        CAST("t0"."age" AS Nullable(Float64)) - CAST("t0"."age" AS Nullable(Float64))
      ) = 0
      THEN CAST("t0"."age" AS Nullable(Float64))
      ELSE CAST(NULL AS Nullable(Float64))
    END
  ) AS "low0",
  MIN(
    CASE
      WHEN (
        CAST("t0"."height" AS Nullable(Float64)) - CAST("t0"."height" AS Nullable(Float64))
      ) = 0
      THEN CAST("t0"."height" AS Nullable(Float64))
      ELSE CAST(NULL AS Nullable(Float64))
    END
  ) AS "low1"
FROM "people" AS "t0";

-- likeness
SELECT
  MAX(
    CASE
      WHEN (
        CAST("t0"."age" AS Nullable(Float64)) - CAST("t0"."age" AS Nullable(Float64))
      ) = 0
      THEN CAST("t0"."age" AS Nullable(Float64))
      ELSE CAST(NULL AS Nullable(Float64))
    END
  ) AS "high0",
  MAX(
    CASE
      WHEN (
        CAST("t0"."height" AS Nullable(Float64)) - CAST("t0"."height" AS Nullable(Float64))
      ) = 0
      THEN CAST("t0"."height" AS Nullable(Float64))
      ELSE CAST(NULL AS Nullable(Float64))
    END
  ) AS "high1"
FROM "people" AS "t0";

-- likeness
SELECT
  MIN(
    CASE
      WHEN (
        CAST("t0"."age" AS Nullable(Float64)) - CAST("t0"."age" AS Nullable(Float64))
      ) = 0
      THEN CAST("t0"."age" AS Nullable(Float64))
      ELSE CAST(NULL AS Nullable(Float64))
    END
  ) AS "low0",
  MIN(
    CASE
      WHEN (
        CAST("t0"."height" AS Nullable(Float64)) - CAST("t0"."height" AS Nullable(Float64))
      ) = 0
      THEN CAST("t0"."height" AS Nullable(Float64))
      ELSE CAST(NULL AS Nullable(Float64))
    END
  ) AS "low1"
FROM "rows" AS "t0";

-- likeness
SELECT
  MAX(
    CASE
      WHEN (
        CAST("t0"."age" AS Nullable(Float64)) - CAST("t0"."age" AS Nullable(Float64))
      ) = 0
      THEN CAST("t0"."age" AS Nullable(Float64))
      ELSE CAST(NULL AS Nullable(Float64))
    END
  ) AS "high0",
  MAX(
    CASE
      WHEN (
        CAST("t0"."height" AS Nullable(Float64)) - CAST("t0"."height" AS Nullable(Float64))
      ) = 0
      THEN CAST("t0"."height" AS Nullable(Float64))
      ELSE CAST(NULL AS Nullable(Float64))
    END
  ) AS "high1"
FROM "rows" AS "t0";

-- likeness
SELECT
  COUNT(*) AS "rows",
  COUNT("t0"."age") AS "n0",
  MIN("t0"."age") AS "a0",
  MAX("t0"."age") AS "z0",
  COUNT("t0"."height") AS "n1",
  MIN("t0"."height") AS "a1",
  MAX("t0"."height") AS "z1"
FROM "people" AS "t0";

-- likeness
SELECT
  *
FROM (
  SELECT
    "t0"."job" AS "value",
    COUNT(*) AS "rows"
  FROM "people" AS "t0"
  GROUP BY
    "t0"."job"
) AS "t1"
ORDER BY
  "t1"."rows" DESC,
  "t1"."value" ASC
LIMIT 10000;

-- likeness
SELECT
  "t0"."age" AS "value",
  COUNT(*) AS "rows"
FROM "people" AS "t0"
GROUP BY
  "t0"."age"
LIMIT 4097;

-- likeness
SELECT
  "t0"."height" AS "value",
  COUNT(*) AS "rows"
FROM "people" AS "t0"
GROUP BY
  "t0"."height"
LIMIT 4097;

-- likeness
SELECT
  COUNT(*) AS "rows",
  COUNT("t0"."age") AS "n0",
  MIN("t0"."age") AS "a0",
  MAX("t0"."age") AS "z0",
  COUNT("t0"."height") AS "n1",
  MIN("t0"."height") AS "a1",
  MAX("t0"."height") AS "z1"
FROM "rows" AS "t0";

-- likeness
SELECT
  *
FROM (
  SELECT
    "t0"."job" AS "value",
    COUNT(*) AS "rows"
  FROM "rows" AS "t0"
  GROUP BY
    "t0"."job"
) AS "t1"
ORDER BY
  "t1"."rows" DESC,
  "t1"."value" ASC
LIMIT 10000;

-- likeness
SELECT
  "t0"."age" AS "value",
  COUNT(*) AS "rows"
FROM "rows" AS "t0"
GROUP BY
  "t0"."age"
LIMIT 4097;

-- likeness
SELECT
  "t0"."height" AS "value",
  COUNT(*) AS "rows"
FROM "rows" AS "t0"
GROUP BY
  "t0"."height"
LIMIT 4097;

-- likeness
SELECT
  "t1"."age" AS "first",
  "t1"."job" AS "second",
  COUNT(*) AS "rows"
FROM (
  SELECT
    CASE
      WHEN isNull(
        CASE
          WHEN (
            CAST("t0"."age" AS Nullable(Float64)) - CAST("t0"."age" AS Nullable(Float64))
          ) = 0
          THEN CAST("t0"."age" AS Nullable(Float64))
          ELSE CAST(NULL AS Nullable(Float64))
        END
      )
      THEN 11
      ELSE CASE
        WHEN CASE
          WHEN (
            CAST("t0"."age" AS Nullable(Float64)) - CAST("t0"."age" AS Nullable(Float64))
          ) = 0
          THEN CAST("t0"."age" AS Nullable(Float64))
          ELSE CAST(NULL AS Nullable(Float64))
        END >= 10.0
        THEN 1
        ELSE 0
      END + 0 + CASE
        WHEN CASE
          WHEN (
            CAST("t0"."age" AS Nullable(Float64)) - CAST("t0"."age" AS Nullable(Float64))
          ) = 0
          THEN CAST("t0"."age" AS Nullable(Float64))
          ELSE CAST(NULL AS Nullable(Float64))
        END >= 13.0
        THEN 1
        ELSE 0
      END + CASE
        WHEN CASE
          WHEN (
            CAST("t0"."age" AS Nullable(Float64)) - CAST("t0"."age" AS Nullable(Float64))
          ) = 0
          THEN CAST("t0"."age" AS Nullable(Float64))
          ELSE CAST(NULL AS Nullable(Float64))
        END >= 16.0
        THEN 1
        ELSE 0
      END + CASE
        WHEN CASE
          WHEN (
            CAST("t0"."age" AS Nullable(Float64)) - CAST("t0"."age" AS Nullable(Float64))
          ) = 0
          THEN CAST("t0"."age" AS Nullable(Float64))
          ELSE CAST(NULL AS Nullable(Float64))
        END >= 19.0
        THEN 1
        ELSE 0
      END + CASE
        WHEN CASE
          WHEN (
            CAST("t0"."age" AS Nullable(Float64)) - CAST("t0"."age" AS Nullable(Float64))
          ) = 0
          THEN CAST("t0"."age" AS Nullable(Float64))
          ELSE CAST(NULL AS Nullable(Float64))
        END >= 22.0
        THEN 1
        ELSE 0
      END + CASE
        WHEN CASE
          WHEN (
            CAST("t0"."age" AS Nullable(Float64)) - CAST("t0"."age" AS Nullable(Float64))
          ) = 0
          THEN CAST("t0"."age" AS Nullable(Float64))
          ELSE CAST(NULL AS Nullable(Float64))
        END >= 25.0
        THEN 1
        ELSE 0
      END + CASE
        WHEN CASE
          WHEN (
            CAST("t0"."age" AS Nullable(Float64)) - CAST("t0"."age" AS Nullable(Float64))
          ) = 0
          THEN CAST("t0"."age" AS Nullable(Float64))
          ELSE CAST(NULL AS Nullable(Float64))
        END >= 28.0
        THEN 1
        ELSE 0
      END + CASE
        WHEN CASE
          WHEN (
            CAST("t0"."age" AS Nullable(Float64)) - CAST("t0"."age" AS Nullable(Float64))
          ) = 0
          THEN CAST("t0"."age" AS Nullable(Float64))
          ELSE CAST(NULL AS Nullable(Float64))
        END >= 31.0
        THEN 1
        ELSE 0
      END + CASE
        WHEN CASE
          WHEN (
            CAST("t0"."age" AS Nullable(Float64)) - CAST("t0"."age" AS Nullable(Float64))
          ) = 0
          THEN CAST("t0"."age" AS Nullable(Float64))
          ELSE CAST(NULL AS Nullable(Float64))
        END >= 34.0
        THEN 1
        ELSE 0
      END + CASE
        WHEN CASE
          WHEN (
            CAST("t0"."age" AS Nullable(Float64)) - CAST("t0"."age" AS Nullable(Float64))
          ) = 0
          THEN CAST("t0"."age" AS Nullable(Float64))
          ELSE CAST(NULL AS Nullable(Float64))
        END >= 37.0
        THEN 1
        ELSE 0
      END + CASE
        WHEN CASE
          WHEN (
            CAST("t0"."age" AS Nullable(Float64)) - CAST("t0"."age" AS Nullable(Float64))
          ) = 0
          THEN CAST("t0"."age" AS Nullable(Float64))
          ELSE CAST(NULL AS Nullable(Float64))
        END >= 40.0
        THEN 1
        ELSE 0
      END
    END AS "age",
    CASE
      WHEN isNull(
        CASE
          WHEN (
            CAST("t0"."height" AS Nullable(Float64)) - CAST("t0"."height" AS Nullable(Float64))
          ) = 0
          THEN CAST("t0"."height" AS Nullable(Float64))
          ELSE CAST(NULL AS Nullable(Float64))
        END
      )
      THEN 11
      ELSE CASE
        WHEN CASE
          WHEN (
            CAST("t0"."height" AS Nullable(Float64)) - CAST("t0"."height" AS Nullable(Float64))
          ) = 0
          THEN CAST("t0"."height" AS Nullable(Float64))
          ELSE CAST(NULL AS Nullable(Float64))
        END >= 1.0
        THEN 1
        ELSE 0
      END + 0 + CASE
        WHEN CASE
          WHEN (
            CAST("t0"."height" AS Nullable(Float64)) - CAST("t0"."height" AS Nullable(Float64))
          ) = 0
          THEN CAST("t0"."height" AS Nullable(Float64))
          ELSE CAST(NULL AS Nullable(Float64))
        END >= 1.3
        THEN 1
        ELSE 0
      END + CASE
        WHEN CASE
          WHEN (
            CAST("t0"."height" AS Nullable(Float64)) - CAST("t0"."height" AS Nullable(Float64))
          ) = 0
          THEN CAST("t0"."height" AS Nullable(Float64))
          ELSE CAST(NULL AS Nullable(Float64))
        END >= 1.6
        THEN 1
        ELSE 0
      END + CASE
        WHEN CASE
          WHEN (
            CAST("t0"."height" AS Nullable(Float64)) - CAST("t0"."height" AS Nullable(Float64))
          ) = 0
          THEN CAST("t0"."height" AS Nullable(Float64))
          ELSE CAST(NULL AS Nullable(Float64))
        END >= 1.9
        THEN 1
        ELSE 0
      END + CASE
        WHEN CASE
          WHEN (
            CAST("t0"."height" AS Nullable(Float64)) - CAST("t0"."height" AS Nullable(Float64))
          ) = 0
          THEN CAST("t0"."height" AS Nullable(Float64))
          ELSE CAST(NULL AS Nullable(Float64))
        END >= 2.2
        THEN 1
        ELSE 0
      END + CASE
        WHEN CASE
          WHEN (
            CAST("t0"."height" AS Nullable(Float64)) - CAST("t0"."height" AS Nullable(Float64))
          ) = 0
          THEN CAST("t0"."height" AS Nullable(Float64))
          ELSE CAST(NULL AS Nullable(Float64))
        END >= 2.5
        THEN 1
        ELSE 0
      END + CASE
        WHEN CASE
          WHEN (
            CAST("t0"."height" AS Nullable(Float64)) - CAST("t0"."height" AS Nullable(Float64))
          ) = 0
          THEN CAST("t0"."height" AS Nullable(Float64))
          ELSE CAST(NULL AS Nullable(Float64))
        END >= 2.8
        THEN 1
        ELSE 0
      END + CASE
        WHEN CASE
          WHEN (
            CAST("t0"."height" AS Nullable(Float64)) - CAST("t0"."height" AS Nullable(Float64))
          ) = 0
          THEN CAST("t0"."height" AS Nullable(Float64))
          ELSE CAST(NULL AS Nullable(Float64))
        END >= 3.1
        THEN 1
        ELSE 0
      END + CASE
        WHEN CASE
          WHEN (
            CAST("t0"."height" AS Nullable(Float64)) - CAST("t0"."height" AS Nullable(Float64))
          ) = 0
          THEN CAST("t0"."height" AS Nullable(Float64))
          ELSE CAST(NULL AS Nullable(Float64))
        END >= 3.4
        THEN 1
        ELSE 0
      END + CASE
        WHEN CASE
          WHEN (
            CAST("t0"."height" AS Nullable(Float64)) - CAST("t0"."height" AS Nullable(Float64))
          ) = 0
          THEN CAST("t0"."height" AS Nullable(Float64))
          ELSE CAST(NULL AS Nullable(Float64))
        END >= 3.6999999999999997
        THEN 1
        ELSE 0
      END + CASE
        WHEN CASE
          WHEN (
            CAST("t0"."height" AS Nullable(Float64)) - CAST("t0"."height" AS Nullable(Float64))
          ) = 0
          THEN CAST("t0"."height" AS Nullable(Float64))
          ELSE CAST(NULL AS Nullable(Float64))
        END >= 4.0
        THEN 1
        ELSE 0
      END
    END AS "height",
    "t0"."job" AS "job"
  FROM "people" AS "t0"
) AS "t1"
GROUP BY
  "t1"."age",
  "t1"."job"
LIMIT 100001;

-- likeness
SELECT
  "t1"."height" AS "first",
  "t1"."job" AS "second",
  COUNT(*) AS "rows"
FROM (
  SELECT
    CASE
      WHEN isNull(
        CASE
          WHEN (
            CAST("t0"."age" AS Nullable(Float64)) - CAST("t0"."age" AS Nullable(Float64))
          ) = 0
          THEN CAST("t0"."age" AS Nullable(Float64))
          ELSE CAST(NULL AS Nullable(Float64))
        END
      )
      THEN 11
      ELSE CASE
        WHEN CASE
          WHEN (
            CAST("t0"."age" AS Nullable(Float64)) - CAST("t0"."age" AS Nullable(Float64))
          ) = 0
          THEN CAST("t0"."age" AS Nullable(Float64))
          ELSE CAST(NULL AS Nullable(Float64))
        END >= 10.0
        THEN 1
        ELSE 0
      END + 0 + CASE
        WHEN CASE
          WHEN (
            CAST("t0"."age" AS Nullable(Float64)) - CAST("t0"."age" AS Nullable(Float64))
          ) = 0
          THEN CAST("t0"."age" AS Nullable(Float64))
          ELSE CAST(NULL AS Nullable(Float64))
        END >= 13.0
        THEN 1
        ELSE 0
      END + CASE
        WHEN CASE
          WHEN (
            CAST("t0"."age" AS Nullable(Float64)) - CAST("t0"."age" AS Nullable(Float64))
          ) = 0
          THEN CAST("t0"."age" AS Nullable(Float64))
          ELSE CAST(NULL AS Nullable(Float64))
        END >= 16.0
        THEN 1
        ELSE 0
      END + CASE
        WHEN CASE
          WHEN (
            CAST("t0"."age" AS Nullable(Float64)) - CAST("t0"."age" AS Nullable(Float64))
          ) = 0
          THEN CAST("t0"."age" AS Nullable(Float64))
          ELSE CAST(NULL AS Nullable(Float64))
        END >= 19.0
        THEN 1
        ELSE 0
      END + CASE
        WHEN CASE
          WHEN (
            CAST("t0"."age" AS Nullable(Float64)) - CAST("t0"."age" AS Nullable(Float64))
          ) = 0
          THEN CAST("t0"."age" AS Nullable(Float64))
          ELSE CAST(NULL AS Nullable(Float64))
        END >= 22.0
        THEN 1
        ELSE 0
      END + CASE
        WHEN CASE
          WHEN (
            CAST("t0"."age" AS Nullable(Float64)) - CAST("t0"."age" AS Nullable(Float64))
          ) = 0
          THEN CAST("t0"."age" AS Nullable(Float64))
          ELSE CAST(NULL AS Nullable(Float64))
        END >= 25.0
        THEN 1
        ELSE 0
      END + CASE
        WHEN CASE
          WHEN (
            CAST("t0"."age" AS Nullable(Float64)) - CAST("t0"."age" AS Nullable(Float64))
          ) = 0
          THEN CAST("t0"."age" AS Nullable(Float64))
          ELSE CAST(NULL AS Nullable(Float64))
        END >= 28.0
        THEN 1
        ELSE 0
      END + CASE
        WHEN CASE
          WHEN (
            CAST("t0"."age" AS Nullable(Float64)) - CAST("t0"."age" AS Nullable(Float64))
          ) = 0
          THEN CAST("t0"."age" AS Nullable(Float64))
          ELSE CAST(NULL AS Nullable(Float64))
        END >= 31.0
        THEN 1
        ELSE 0
      END + CASE
        WHEN CASE
          WHEN (
            CAST("t0"."age" AS Nullable(Float64)) - CAST("t0"."age" AS Nullable(Float64))
          ) = 0
          THEN CAST("t0"."age" AS Nullable(Float64))
          ELSE CAST(NULL AS Nullable(Float64))
        END >= 34.0
        THEN 1
        ELSE 0
      END + CASE
        WHEN CASE
          WHEN (
            CAST("t0"."age" AS Nullable(Float64)) - CAST("t0"."age" AS Nullable(Float64))
          ) = 0
          THEN CAST("t0"."age" AS Nullable(Float64))
          ELSE CAST(NULL AS Nullable(Float64))
        END >= 37.0
        THEN 1
        ELSE 0
      END + CASE
        WHEN CASE
          WHEN (
            CAST("t0"."age" AS Nullable(Float64)) - CAST("t0"."age" AS Nullable(Float64))
          ) = 0
          THEN CAST("t0"."age" AS Nullable(Float64))
          ELSE CAST(NULL AS Nullable(Float64))
        END >= 40.0
        THEN 1
        ELSE 0
      END
    END AS "age",
    CASE
      WHEN isNull(
        CASE
          WHEN (
            CAST("t0"."height" AS Nullable(Float64)) - CAST("t0"."height" AS Nullable(Float64))
          ) = 0
          THEN CAST("t0"."height" AS Nullable(Float64))
          ELSE CAST(NULL AS Nullable(Float64))
        END
      )
      THEN 11
      ELSE CASE
        WHEN CASE
          WHEN (
            CAST("t0"."height" AS Nullable(Float64)) - CAST("t0"."height" AS Nullable(Float64))
          ) = 0
          THEN CAST("t0"."height" AS Nullable(Float64))
          ELSE CAST(NULL AS Nullable(Float64))
        END >= 1.0
        THEN 1
        ELSE 0
      END + 0 + CASE
        WHEN CASE
          WHEN (
            CAST("t0"."height" AS Nullable(Float64)) - CAST("t0"."height" AS Nullable(Float64))
          ) = 0
          THEN CAST("t0"."height" AS Nullable(Float64))
          ELSE CAST(NULL AS Nullable(Float64))
        END >= 1.3
        THEN 1
        ELSE 0
      END + CASE
        WHEN CASE
          WHEN (
            CAST("t0"."height" AS Nullable(Float64)) - CAST("t0"."height" AS Nullable(Float64))
          ) = 0
          THEN CAST("t0"."height" AS Nullable(Float64))
          ELSE CAST(NULL AS Nullable(Float64))
        END >= 1.6
        THEN 1
        ELSE 0
      END + CASE
        WHEN CASE
          WHEN (
            CAST("t0"."height" AS Nullable(Float64)) - CAST("t0"."height" AS Nullable(Float64))
          ) = 0
          THEN CAST("t0"."height" AS Nullable(Float64))
          ELSE CAST(NULL AS Nullable(Float64))
        END >= 1.9
        THEN 1
        ELSE 0
      END + CASE
        WHEN CASE
          WHEN (
            CAST("t0"."height" AS Nullable(Float64)) - CAST("t0"."height" AS Nullable(Float64))
          ) = 0
          THEN CAST("t0"."height" AS Nullable(Float64))
          ELSE CAST(NULL AS Nullable(Float64))
        END >= 2.2
        THEN 1
        ELSE 0
      END + CASE
        WHEN CASE
          WHEN (
            CAST("t0"."height" AS Nullable(Float64)) - CAST("t0"."height" AS Nullable(Float64))
          ) = 0
          THEN CAST("t0"."height" AS Nullable(Float64))
          ELSE CAST(NULL AS Nullable(Float64))
        END >= 2.5
        THEN 1
        ELSE 0
      END + CASE
        WHEN CASE
          WHEN (
            CAST("t0"."height" AS Nullable(Float64)) - CAST("t0"."height" AS Nullable(Float64))
          ) = 0
          THEN CAST("t0"."height" AS Nullable(Float64))
          ELSE CAST(NULL AS Nullable(Float64))
        END >= 2.8
        THEN 1
        ELSE 0
      END + CASE
        WHEN CASE
          WHEN (
            CAST("t0"."height" AS Nullable(Float64)) - CAST("t0"."height" AS Nullable(Float64))
          ) = 0
          THEN CAST("t0"."height" AS Nullable(Float64))
          ELSE CAST(NULL AS Nullable(Float64))
        END >= 3.1
        THEN 1
        ELSE 0
      END + CASE
        WHEN CASE
          WHEN (
            CAST("t0"."height" AS Nullable(Float64)) - CAST("t0"."height" AS Nullable(Float64))
          ) = 0
          THEN CAST("t0"."height" AS Nullable(Float64))
          ELSE CAST(NULL AS Nullable(Float64))
        END >= 3.4
        THEN 1
        ELSE 0
      END + CASE
        WHEN CASE
          WHEN (
            CAST("t0"."height" AS Nullable(Float64)) - CAST("t0"."height" AS Nullable(Float64))
          ) = 0
          THEN CAST("t0"."height" AS Nullable(Float64))
          ELSE CAST(NULL AS Nullable(Float64))
        END >= 3.6999999999999997
        THEN 1
        ELSE 0
      END + CASE
        WHEN CASE
          WHEN (
            CAST("t0"."height" AS Nullable(Float64)) - CAST("t0"."height" AS Nullable(Float64))
          ) = 0
          THEN CAST("t0"."height" AS Nullable(Float64))
          ELSE CAST(NULL AS Nullable(Float64))
        END >= 4.0
        THEN 1
        ELSE 0
      END
    END AS "height",
    "t0"."job" AS "job"
  FROM "people" AS "t0"
) AS "t1"
GROUP BY
  "t1"."height",
  "t1"."job"
LIMIT 100001;

-- likeness
SELECT
  AVG(
    CASE
      WHEN isNotNull(
        CASE
          WHEN (
            CAST("t0"."height" AS Nullable(Float64)) - CAST("t0"."height" AS Nullable(Float64))
          ) = 0
          THEN CAST("t0"."height" AS Nullable(Float64))
          ELSE CAST(NULL AS Nullable(Float64))
        END
      )
      THEN CASE
        WHEN (
          CAST("t0"."age" AS Nullable(Float64)) - CAST("t0"."age" AS Nullable(Float64))
        ) = 0
        THEN CAST("t0"."age" AS Nullable(Float64))
        ELSE CAST(NULL AS Nullable(Float64))
      END
      ELSE CAST(NULL AS Nullable(Float64))
    END
  ) AS "n0",
  AVG(
    CASE
      WHEN isNotNull(
        CASE
          WHEN (
            CAST("t0"."age" AS Nullable(Float64)) - CAST("t0"."age" AS Nullable(Float64))
          ) = 0
          THEN CAST("t0"."age" AS Nullable(Float64))
          ELSE CAST(NULL AS Nullable(Float64))
        END
      )
      THEN CASE
        WHEN (
          CAST("t0"."height" AS Nullable(Float64)) - CAST("t0"."height" AS Nullable(Float64))
        ) = 0
        THEN CAST("t0"."height" AS Nullable(Float64))
        ELSE CAST(NULL AS Nullable(Float64))
      END
      ELSE CAST(NULL AS Nullable(Float64))
    END
  ) AS "n1"
FROM "people" AS "t0";

-- likeness
SELECT
  AVG(
    (
      CASE
        WHEN isNotNull(
          CASE
            WHEN (
              CAST("t0"."height" AS Nullable(Float64)) - CAST("t0"."height" AS Nullable(Float64))
            ) = 0
            THEN CAST("t0"."height" AS Nullable(Float64))
            ELSE CAST(NULL AS Nullable(Float64))
          END
        )
        THEN CASE
          WHEN (
            CAST("t0"."age" AS Nullable(Float64)) - CAST("t0"."age" AS Nullable(Float64))
          ) = 0
          THEN CAST("t0"."age" AS Nullable(Float64))
          ELSE CAST(NULL AS Nullable(Float64))
        END
        ELSE CAST(NULL AS Nullable(Float64))
      END - 25.0
    ) * (
      CASE
        WHEN isNotNull(
          CASE
            WHEN (
              CAST("t0"."height" AS Nullable(Float64)) - CAST("t0"."height" AS Nullable(Float64))
            ) = 0
            THEN CAST("t0"."height" AS Nullable(Float64))
            ELSE CAST(NULL AS Nullable(Float64))
          END
        )
        THEN CASE
          WHEN (
            CAST("t0"."age" AS Nullable(Float64)) - CAST("t0"."age" AS Nullable(Float64))
          ) = 0
          THEN CAST("t0"."age" AS Nullable(Float64))
          ELSE CAST(NULL AS Nullable(Float64))
        END
        ELSE CAST(NULL AS Nullable(Float64))
      END - 25.0
    )
  ) AS "n0",
  AVG(
    (
      CASE
        WHEN isNotNull(
          CASE
            WHEN (
              CAST("t0"."age" AS Nullable(Float64)) - CAST("t0"."age" AS Nullable(Float64))
            ) = 0
            THEN CAST("t0"."age" AS Nullable(Float64))
            ELSE CAST(NULL AS Nullable(Float64))
          END
        )
        THEN CASE
          WHEN (
            CAST("t0"."height" AS Nullable(Float64)) - CAST("t0"."height" AS Nullable(Float64))
          ) = 0
          THEN CAST("t0"."height" AS Nullable(Float64))
          ELSE CAST(NULL AS Nullable(Float64))
        END
        ELSE CAST(NULL AS Nullable(Float64))
      END - 2.5
    ) * (
      CASE
        WHEN isNotNull(
          CASE
            WHEN (
              CAST("t0"."age" AS Nullable(Float64)) - CAST("t0"."age" AS Nullable(Float64))
            ) = 0
            THEN CAST("t0"."age" AS Nullable(Float64))
            ELSE CAST(NULL AS Nullable(Float64))
          END
        )
        THEN CASE
          WHEN (
            CAST("t0"."height" AS Nullable(Float64)) - CAST("t0"."height" AS Nullable(Float64))
          ) = 0
          THEN CAST("t0"."height" AS Nullable(Float64))
          ELSE CAST(NULL AS Nullable(Float64))
        END
        ELSE CAST(NULL AS Nullable(Float64))
      END - 2.5
    )
  ) AS "n1",
  AVG(
    (
      CASE
        WHEN isNotNull(
          CASE
            WHEN (
              CAST("t0"."height" AS Nullable(Float64)) - CAST("t0"."height" AS Nullable(Float64))
            ) = 0
            THEN CAST("t0"."height" AS Nullable(Float64))
            ELSE CAST(NULL AS Nullable(Float64))
          END
        )
        THEN CASE
          WHEN (
            CAST("t0"."age" AS Nullable(Float64)) - CAST("t0"."age" AS Nullable(Float64))
          ) = 0
          THEN CAST("t0"."age" AS Nullable(Float64))
          ELSE CAST(NULL AS Nullable(Float64))
        END
        ELSE CAST(NULL AS Nullable(Float64))
      END - 25.0
    ) * (
      CASE
        WHEN isNotNull(
          CASE
            WHEN (
              CAST("t0"."age" AS Nullable(Float64)) - CAST("t0"."age" AS Nullable(Float64))
            ) = 0
            THEN CAST("t0"."age" AS Nullable(Float64))
            ELSE CAST(NULL AS Nullable(Float64))
          END
        )
        THEN CASE
          WHEN (
            CAST("t0"."height" AS Nullable(Float64)) - CAST("t0"."height" AS Nullable(Float64))
          ) = 0
          THEN CAST("t0"."height" AS Nullable(Float64))
          ELSE CAST(NULL AS Nullable(Float64))
        END
        ELSE CAST(NULL AS Nullable(Float64))
      END - 2.5
    )
  ) AS "n2"
FROM "people" AS "t0";

-- likeness
SELECT
  "t1"."age" AS "first",
  "t1"."job" AS "second",
  COUNT(*) AS "rows"
FROM (
  SELECT
    CASE
      WHEN isNull(
        CASE
          WHEN (
            CAST("t0"."age" AS Nullable(Float64)) - CAST("t0"."age" AS Nullable(Float64))
          ) = 0
          THEN CAST("t0"."age" AS Nullable(Float64))
          ELSE CAST(NULL AS Nullable(Float64))
        END
      )
      THEN 11
      ELSE CASE
        WHEN CASE
          WHEN (
            CAST("t0"."age" AS Nullable(Float64)) - CAST("t0"."age" AS Nullable(Float64))
          ) = 0
          THEN CAST("t0"."age" AS Nullable(Float64))
          ELSE CAST(NULL AS Nullable(Float64))
        END >= 10.0
        THEN 1
        ELSE 0
      END + 0 + CASE
        WHEN CASE
          WHEN (
            CAST("t0"."age" AS Nullable(Float64)) - CAST("t0"."age" AS Nullable(Float64))
          ) = 0
          THEN CAST("t0"."age" AS Nullable(Float64))
          ELSE CAST(NULL AS Nullable(Float64))
        END >= 14.0
        THEN 1
        ELSE 0
      END + CASE
        WHEN CASE
          WHEN (
            CAST("t0"."age" AS Nullable(Float64)) - CAST("t0"."age" AS Nullable(Float64))
          ) = 0
          THEN CAST("t0"."age" AS Nullable(Float64))
          ELSE CAST(NULL AS Nullable(Float64))
        END >= 18.0
        THEN 1
        ELSE 0
      END + CASE
        WHEN CASE
          WHEN (
            CAST("t0"."age" AS Nullable(Float64)) - CAST("t0"."age" AS Nullable(Float64))
          ) = 0
          THEN CAST("t0"."age" AS Nullable(Float64))
          ELSE CAST(NULL AS Nullable(Float64))
        END >= 22.0
        THEN 1
        ELSE 0
      END + CASE
        WHEN CASE
          WHEN (
            CAST("t0"."age" AS Nullable(Float64)) - CAST("t0"."age" AS Nullable(Float64))
          ) = 0
          THEN CAST("t0"."age" AS Nullable(Float64))
          ELSE CAST(NULL AS Nullable(Float64))
        END >= 26.0
        THEN 1
        ELSE 0
      END + CASE
        WHEN CASE
          WHEN (
            CAST("t0"."age" AS Nullable(Float64)) - CAST("t0"."age" AS Nullable(Float64))
          ) = 0
          THEN CAST("t0"."age" AS Nullable(Float64))
          ELSE CAST(NULL AS Nullable(Float64))
        END >= 30.0
        THEN 1
        ELSE 0
      END + CASE
        WHEN CASE
          WHEN (
            CAST("t0"."age" AS Nullable(Float64)) - CAST("t0"."age" AS Nullable(Float64))
          ) = 0
          THEN CAST("t0"."age" AS Nullable(Float64))
          ELSE CAST(NULL AS Nullable(Float64))
        END >= 34.0
        THEN 1
        ELSE 0
      END + CASE
        WHEN CASE
          WHEN (
            CAST("t0"."age" AS Nullable(Float64)) - CAST("t0"."age" AS Nullable(Float64))
          ) = 0
          THEN CAST("t0"."age" AS Nullable(Float64))
          ELSE CAST(NULL AS Nullable(Float64))
        END >= 38.0
        THEN 1
        ELSE 0
      END + CASE
        WHEN CASE
          WHEN (
            CAST("t0"."age" AS Nullable(Float64)) - CAST("t0"."age" AS Nullable(Float64))
          ) = 0
          THEN CAST("t0"."age" AS Nullable(Float64))
          ELSE CAST(NULL AS Nullable(Float64))
        END >= 42.0
        THEN 1
        ELSE 0
      END + CASE
        WHEN CASE
          WHEN (
            CAST("t0"."age" AS Nullable(Float64)) - CAST("t0"."age" AS Nullable(Float64))
          ) = 0
          THEN CAST("t0"."age" AS Nullable(Float64))
          ELSE CAST(NULL AS Nullable(Float64))
        END >= 46.0
        THEN 1
        ELSE 0
      END + CASE
        WHEN CASE
          WHEN (
            CAST("t0"."age" AS Nullable(Float64)) - CAST("t0"."age" AS Nullable(Float64))
          ) = 0
          THEN CAST("t0"."age" AS Nullable(Float64))
          ELSE CAST(NULL AS Nullable(Float64))
        END >= 50.0
        THEN 1
        ELSE 0
      END
    END AS "age",
    CASE
      WHEN isNull(
        CASE
          WHEN (
            CAST("t0"."height" AS Nullable(Float64)) - CAST("t0"."height" AS Nullable(Float64))
          ) = 0
          THEN CAST("t0"."height" AS Nullable(Float64))
          ELSE CAST(NULL AS Nullable(Float64))
        END
      )
      THEN 11
      ELSE CASE
        WHEN CASE
          WHEN (
            CAST("t0"."height" AS Nullable(Float64)) - CAST("t0"."height" AS Nullable(Float64))
          ) = 0
          THEN CAST("t0"."height" AS Nullable(Float64))
          ELSE CAST(NULL AS Nullable(Float64))
        END >= 1.0
        THEN 1
        ELSE 0
      END + 0 + CASE
        WHEN CASE
          WHEN (
            CAST("t0"."height" AS Nullable(Float64)) - CAST("t0"."height" AS Nullable(Float64))
          ) = 0
          THEN CAST("t0"."height" AS Nullable(Float64))
          ELSE CAST(NULL AS Nullable(Float64))
        END >= 1.3
        THEN 1
        ELSE 0
      END + CASE
        WHEN CASE
          WHEN (
            CAST("t0"."height" AS Nullable(Float64)) - CAST("t0"."height" AS Nullable(Float64))
          ) = 0
          THEN CAST("t0"."height" AS Nullable(Float64))
          ELSE CAST(NULL AS Nullable(Float64))
        END >= 1.6
        THEN 1
        ELSE 0
      END + CASE
        WHEN CASE
          WHEN (
            CAST("t0"."height" AS Nullable(Float64)) - CAST("t0"."height" AS Nullable(Float64))
          ) = 0
          THEN CAST("t0"."height" AS Nullable(Float64))
          ELSE CAST(NULL AS Nullable(Float64))
        END >= 1.9
        THEN 1
        ELSE 0
      END + CASE
        WHEN CASE
          WHEN (
            CAST("t0"."height" AS Nullable(Float64)) - CAST("t0"."height" AS Nullable(Float64))
          ) = 0
          THEN CAST("t0"."height" AS Nullable(Float64))
          ELSE CAST(NULL AS Nullable(Float64))
        END >= 2.2
        THEN 1
        ELSE 0
      END + CASE
        WHEN CASE
          WHEN (
            CAST("t0"."height" AS Nullable(Float64)) - CAST("t0"."height" AS Nullable(Float64))
          ) = 0
          THEN CAST("t0"."height" AS Nullable(Float64))
          ELSE CAST(NULL AS Nullable(Float64))
        END >= 2.5
        THEN 1
        ELSE 0
      END + CASE
        WHEN CASE
          WHEN (
            CAST("t0"."height" AS Nullable(Float64)) - CAST("t0"."height" AS Nullable(Float64))
          ) = 0
          THEN CAST("t0"."height" AS Nullable(Float64))
          ELSE CAST(NULL AS Nullable(Float64))
        END >= 2.8
        THEN 1
        ELSE 0
      END + CASE
        WHEN CASE
          WHEN (
            CAST("t0"."height" AS Nullable(Float64)) - CAST("t0"."height" AS Nullable(Float64))
          ) = 0
          THEN CAST("t0"."height" AS Nullable(Float64))
          ELSE CAST(NULL AS Nullable(Float64))
        END >= 3.1
        THEN 1
        ELSE 0
      END + CASE
        WHEN CASE
          WHEN (
            CAST("t0"."height" AS Nullable(Float64)) - CAST("t0"."height" AS Nullable(Float64))
          ) = 0
          THEN CAST("t0"."height" AS Nullable(Float64))
          ELSE CAST(NULL AS Nullable(Float64))
        END >= 3.4
        THEN 1
        ELSE 0
      END + CASE
        WHEN CASE
          WHEN (
            CAST("t0"."height" AS Nullable(Float64)) - CAST("t0"."height" AS Nullable(Float64))
          ) = 0
          THEN CAST("t0"."height" AS Nullable(Float64))
          ELSE CAST(NULL AS Nullable(Float64))
        END >= 3.6999999999999997
        THEN 1
        ELSE 0
      END + CASE
        WHEN CASE
          WHEN (
            CAST("t0"."height" AS Nullable(Float64)) - CAST("t0"."height" AS Nullable(Float64))
          ) = 0
          THEN CAST("t0"."height" AS Nullable(Float64))
          ELSE CAST(NULL AS Nullable(Float64))
        END >= 4.0
        THEN 1
        ELSE 0
      END
    END AS "height",
    "t0"."job" AS "job"
  FROM "rows" AS "t0"
) AS "t1"
GROUP BY
  "t1"."age",
  "t1"."job"
LIMIT 100001;

-- likeness
SELECT
  "t1"."height" AS "first",
  "t1"."job" AS "second",
  COUNT(*) AS "rows"
FROM (
  SELECT
    CASE
      WHEN isNull(
        CASE
          WHEN (
            CAST("t0"."age" AS Nullable(Float64)) - CAST("t0"."age" AS Nullable(Float64))
          ) = 0
          THEN CAST("t0"."age" AS Nullable(Float64))
          ELSE CAST(NULL AS Nullable(Float64))
        END
      )
      THEN 11
      ELSE CASE
        WHEN CASE
          WHEN (
            CAST("t0"."age" AS Nullable(Float64)) - CAST("t0"."age" AS Nullable(Float64))
          ) = 0
          THEN CAST("t0"."age" AS Nullable(Float64))
          ELSE CAST(NULL AS Nullable(Float64))
        END >= 10.0
        THEN 1
        ELSE 0
      END + 0 + CASE
        WHEN CASE
          WHEN (
            CAST("t0"."age" AS Nullable(Float64)) - CAST("t0"."age" AS Nullable(Float64))
          ) = 0
          THEN CAST("t0"."age" AS Nullable(Float64))
          ELSE CAST(NULL AS Nullable(Float64))
        END >= 14.0
        THEN 1
        ELSE 0
      END + CASE
        WHEN CASE
          WHEN (
            CAST("t0"."age" AS Nullable(Float64)) - CAST("t0"."age" AS Nullable(Float64))
          ) = 0
          THEN CAST("t0"."age" AS Nullable(Float64))
          ELSE CAST(NULL AS Nullable(Float64))
        END >= 18.0
        THEN 1
        ELSE 0
      END + CASE
        WHEN CASE
          WHEN (
            CAST("t0"."age" AS Nullable(Float64)) - CAST("t0"."age" AS Nullable(Float64))
          ) = 0
          THEN CAST("t0"."age" AS Nullable(Float64))
          ELSE CAST(NULL AS Nullable(Float64))
        END >= 22.0
        THEN 1
        ELSE 0
      END + CASE
        WHEN CASE
          WHEN (
            CAST("t0"."age" AS Nullable(Float64)) - CAST("t0"."age" AS Nullable(Float64))
          ) = 0
          THEN CAST("t0"."age" AS Nullable(Float64))
          ELSE CAST(NULL AS Nullable(Float64))
        END >= 26.0
        THEN 1
        ELSE 0
      END + CASE
        WHEN CASE
          WHEN (
            CAST("t0"."age" AS Nullable(Float64)) - CAST("t0"."age" AS Nullable(Float64))
          ) = 0
          THEN CAST("t0"."age" AS Nullable(Float64))
          ELSE CAST(NULL AS Nullable(Float64))
        END >= 30.0
        THEN 1
        ELSE 0
      END + CASE
        WHEN CASE
          WHEN (
            CAST("t0"."age" AS Nullable(Float64)) - CAST("t0"."age" AS Nullable(Float64))
          ) = 0
          THEN CAST("t0"."age" AS Nullable(Float64))
          ELSE CAST(NULL AS Nullable(Float64))
        END >= 34.0
        THEN 1
        ELSE 0
      END + CASE
        WHEN CASE
          WHEN (
            CAST("t0"."age" AS Nullable(Float64)) - CAST("t0"."age" AS Nullable(Float64))
          ) = 0
          THEN CAST("t0"."age" AS Nullable(Float64))
          ELSE CAST(NULL AS Nullable(Float64))
        END >= 38.0
        THEN 1
        ELSE 0
      END + CASE
        WHEN CASE
          WHEN (
            CAST("t0"."age" AS Nullable(Float64)) - CAST("t0"."age" AS Nullable(Float64))
          ) = 0
          THEN CAST("t0"."age" AS Nullable(Float64))
          ELSE CAST(NULL AS Nullable(Float64))
        END >= 42.0
        THEN 1
        ELSE 0
      END + CASE
        WHEN CASE
          WHEN (
            CAST("t0"."age" AS Nullable(Float64)) - CAST("t0"."age" AS Nullable(Float64))
          ) = 0
          THEN CAST("t0"."age" AS Nullable(Float64))
          ELSE CAST(NULL AS Nullable(Float64))
        END >= 46.0
        THEN 1
        ELSE 0
      END + CASE
        WHEN CASE
          WHEN (
            CAST("t0"."age" AS Nullable(Float64)) - CAST("t0"."age" AS Nullable(Float64))
          ) = 0
          THEN CAST("t0"."age" AS Nullable(Float64))
          ELSE CAST(NULL AS Nullable(Float64))
        END >= 50.0
        THEN 1
        ELSE 0
      END
    END AS "age",
    CASE
      WHEN isNull(
        CASE
          WHEN (
            CAST("t0"."height" AS Nullable(Float64)) - CAST("t0"."height" AS Nullable(Float64))
          ) = 0
          THEN CAST("t0"."height" AS Nullable(Float64))
          ELSE CAST(NULL AS Nullable(Float64))
        END
      )
      THEN 11
      ELSE CASE
        WHEN CASE
          WHEN (
            CAST("t0"."height" AS Nullable(Float64)) - CAST("t0"."height" AS Nullable(Float64))
          ) = 0
          THEN CAST("t0"."height" AS Nullable(Float64))
          ELSE CAST(NULL AS Nullable(Float64))
        END >= 1.0
        THEN 1
        ELSE 0
      END + 0 + CASE
        WHEN CASE
          WHEN (
            CAST("t0"."height" AS Nullable(Float64)) - CAST("t0"."height" AS Nullable(Float64))
          ) = 0
          THEN CAST("t0"."height" AS Nullable(Float64))
          ELSE CAST(NULL AS Nullable(Float64))
        END >= 1.3
        THEN 1
        ELSE 0
      END + CASE
        WHEN CASE
          WHEN (
            CAST("t0"."height" AS Nullable(Float64)) - CAST("t0"."height" AS Nullable(Float64))
          ) = 0
          THEN CAST("t0"."height" AS Nullable(Float64))
          ELSE CAST(NULL AS Nullable(Float64))
        END >= 1.6
        THEN 1
        ELSE 0
      END + CASE
        WHEN CASE
          WHEN (
            CAST("t0"."height" AS Nullable(Float64)) - CAST("t0"."height" AS Nullable(Float64))
          ) = 0
          THEN CAST("t0"."height" AS Nullable(Float64))
          ELSE CAST(NULL AS Nullable(Float64))
        END >= 1.9
        THEN 1
        ELSE 0
      END + CASE
        WHEN CASE
          WHEN (
            CAST("t0"."height" AS Nullable(Float64)) - CAST("t0"."height" AS Nullable(Float64))
          ) = 0
          THEN CAST("t0"."height" AS Nullable(Float64))
          ELSE CAST(NULL AS Nullable(Float64))
        END >= 2.2
        THEN 1
        ELSE 0
      END + CASE
        WHEN CASE
          WHEN (
            CAST("t0"."height" AS Nullable(Float64)) - CAST("t0"."height" AS Nullable(Float64))
          ) = 0
          THEN CAST("t0"."height" AS Nullable(Float64))
          ELSE CAST(NULL AS Nullable(Float64))
        END >= 2.5
        THEN 1
        ELSE 0
      END + CASE
        WHEN CASE
          WHEN (
            CAST("t0"."height" AS Nullable(Float64)) - CAST("t0"."height" AS Nullable(Float64))
          ) = 0
          THEN CAST("t0"."height" AS Nullable(Float64))
          ELSE CAST(NULL AS Nullable(Float64))
        END >= 2.8
        THEN 1
        ELSE 0
      END + CASE
        WHEN CASE
          WHEN (
            CAST("t0"."height" AS Nullable(Float64)) - CAST("t0"."height" AS Nullable(Float64))
          ) = 0
          THEN CAST("t0"."height" AS Nullable(Float64))
          ELSE CAST(NULL AS Nullable(Float64))
        END >= 3.1
        THEN 1
        ELSE 0
      END + CASE
        WHEN CASE
          WHEN (
            CAST("t0"."height" AS Nullable(Float64)) - CAST("t0"."height" AS Nullable(Float64))
          ) = 0
          THEN CAST("t0"."height" AS Nullable(Float64))
          ELSE CAST(NULL AS Nullable(Float64))
        END >= 3.4
        THEN 1
        ELSE 0
      END + CASE
        WHEN CASE
          WHEN (
            CAST("t0"."height" AS Nullable(Float64)) - CAST("t0"."height" AS Nullable(Float64))
          ) = 0
          THEN CAST("t0"."height" AS Nullable(Float64))
          ELSE CAST(NULL AS Nullable(Float64))
        END >= 3.6999999999999997
        THEN 1
        ELSE 0
      END + CASE
        WHEN CASE
          WHEN (
            CAST("t0"."height" AS Nullable(Float64)) - CAST("t0"."height" AS Nullable(Float64))
          ) = 0
          THEN CAST("t0"."height" AS Nullable(Float64))
          ELSE CAST(NULL AS Nullable(Float64))
        END >= 4.0
        THEN 1
        ELSE 0
      END
    END AS "height",
    "t0"."job" AS "job"
  FROM "rows" AS "t0"
) AS "t1"
GROUP BY
  "t1"."height",
  "t1"."job"
LIMIT 100001;

-- likeness
SELECT
  AVG(
    CASE
      WHEN isNotNull(
        CASE
          WHEN (
            CAST("t0"."height" AS Nullable(Float64)) - CAST("t0"."height" AS Nullable(Float64))
          ) = 0
          THEN CAST("t0"."height" AS Nullable(Float64))
          ELSE CAST(NULL AS Nullable(Float64))
        END
      )
      THEN CASE
        WHEN (
          CAST("t0"."age" AS Nullable(Float64)) - CAST("t0"."age" AS Nullable(Float64))
        ) = 0
        THEN CAST("t0"."age" AS Nullable(Float64))
        ELSE CAST(NULL AS Nullable(Float64))
      END
      ELSE CAST(NULL AS Nullable(Float64))
    END
  ) AS "n0",
  AVG(
    CASE
      WHEN isNotNull(
        CASE
          WHEN (
            CAST("t0"."age" AS Nullable(Float64)) - CAST("t0"."age" AS Nullable(Float64))
          ) = 0
          THEN CAST("t0"."age" AS Nullable(Float64))
          ELSE CAST(NULL AS Nullable(Float64))
        END
      )
      THEN CASE
        WHEN (
          CAST("t0"."height" AS Nullable(Float64)) - CAST("t0"."height" AS Nullable(Float64))
        ) = 0
        THEN CAST("t0"."height" AS Nullable(Float64))
        ELSE CAST(NULL AS Nullable(Float64))
      END
      ELSE CAST(NULL AS Nullable(Float64))
    END
  ) AS "n1"
FROM "rows" AS "t0";

-- likeness
SELECT
  AVG(
    (
      CASE
        WHEN isNotNull(
          CASE
            WHEN (
              CAST("t0"."height" AS Nullable(Float64)) - CAST("t0"."height" AS Nullable(Float64))
            ) = 0
            THEN CAST("t0"."height" AS Nullable(Float64))
            ELSE CAST(NULL AS Nullable(Float64))
          END
        )
        THEN CASE
          WHEN (
            CAST("t0"."age" AS Nullable(Float64)) - CAST("t0"."age" AS Nullable(Float64))
          ) = 0
          THEN CAST("t0"."age" AS Nullable(Float64))
          ELSE CAST(NULL AS Nullable(Float64))
        END
        ELSE CAST(NULL AS Nullable(Float64))
      END - 27.5
    ) * (
      CASE
        WHEN isNotNull(
          CASE
            WHEN (
              CAST("t0"."height" AS Nullable(Float64)) - CAST("t0"."height" AS Nullable(Float64))
            ) = 0
            THEN CAST("t0"."height" AS Nullable(Float64))
            ELSE CAST(NULL AS Nullable(Float64))
          END
        )
        THEN CASE
          WHEN (
            CAST("t0"."age" AS Nullable(Float64)) - CAST("t0"."age" AS Nullable(Float64))
          ) = 0
          THEN CAST("t0"."age" AS Nullable(Float64))
          ELSE CAST(NULL AS Nullable(Float64))
        END
        ELSE CAST(NULL AS Nullable(Float64))
      END - 27.5
    )
  ) AS "n0",
  AVG(
    (
      CASE
        WHEN isNotNull(
          CASE
            WHEN (
              CAST("t0"."age" AS Nullable(Float64)) - CAST("t0"."age" AS Nullable(Float64))
            ) = 0
            THEN CAST("t0"."age" AS Nullable(Float64))
            ELSE CAST(NULL AS Nullable(Float64))
          END
        )
        THEN CASE
          WHEN (
            CAST("t0"."height" AS Nullable(Float64)) - CAST("t0"."height" AS Nullable(Float64))
          ) = 0
          THEN CAST("t0"."height" AS Nullable(Float64))
          ELSE CAST(NULL AS Nullable(Float64))
        END
        ELSE CAST(NULL AS Nullable(Float64))
      END - 2.5
    ) * (
      CASE
        WHEN isNotNull(
          CASE
            WHEN (
              CAST("t0"."age" AS Nullable(Float64)) - CAST("t0"."age" AS Nullable(Float64))
            ) = 0
            THEN CAST("t0"."age" AS Nullable(Float64))
            ELSE CAST(NULL AS Nullable(Float64))
          END
        )
        THEN CASE
          WHEN (
            CAST("t0"."height" AS Nullable(Float64)) - CAST("t0"."height" AS Nullable(Float64))
          ) = 0
          THEN CAST("t0"."height" AS Nullable(Float64))
          ELSE CAST(NULL AS Nullable(Float64))
        END
        ELSE CAST(NULL AS Nullable(Float64))
      END - 2.5
    )
  ) AS "n1",
  AVG(
    (
      CASE
        WHEN isNotNull(
          CASE
            WHEN (
              CAST("t0"."height" AS Nullable(Float64)) - CAST("t0"."height" AS Nullable(Float64))
            ) = 0
            THEN CAST("t0"."height" AS Nullable(Float64))
            ELSE CAST(NULL AS Nullable(Float64))
          END
        )
        THEN CASE
          WHEN (
            CAST("t0"."age" AS Nullable(Float64)) - CAST("t0"."age" AS Nullable(Float64))
          ) = 0
          THEN CAST("t0"."age" AS Nullable(Float64))
          ELSE CAST(NULL AS Nullable(Float64))
        END
        ELSE CAST(NULL AS Nullable(Float64))
      END - 27.5
    ) * (
      CASE
        WHEN isNotNull(
          CASE
            WHEN (
              CAST("t0"."age" AS Nullable(Float64)) - CAST("t0"."age" AS Nullable(Float64))
            ) = 0
            THEN CAST("t0"."age" AS Nullable(Float64))
            ELSE CAST(NULL AS Nullable(Float64))
          END
        )
        THEN CASE
          WHEN (
            CAST("t0"."height" AS Nullable(Float64)) - CAST("t0"."height" AS Nullable(Float64))
          ) = 0
          THEN CAST("t0"."height" AS Nullable(Float64))
          ELSE CAST(NULL AS Nullable(Float64))
        END
        ELSE CAST(NULL AS Nullable(Float64))
      END - 2.5
    )
  ) AS "n2"
FROM "rows" AS "t0";

-- likeness
SELECT
  SUM(
    CAST(isNull(
      CASE
        WHEN (
          CAST("t0"."age" AS Nullable(Float64)) - CAST("t0"."age" AS Nullable(Float64))
        ) = 0
        THEN CAST("t0"."age" AS Nullable(Float64))
        ELSE CAST(NULL AS Nullable(Float64))
      END
    ) AS Nullable(Int32))
  ) AS "n0",
  SUM(
    CAST(isNull(
      CASE
        WHEN (
          CAST("t0"."height" AS Nullable(Float64)) - CAST("t0"."height" AS Nullable(Float64))
        ) = 0
        THEN CAST("t0"."height" AS Nullable(Float64))
        ELSE CAST(NULL AS Nullable(Float64))
      END
    ) AS Nullable(Int32))
  ) AS "n1"
FROM "people" AS "t0";

-- likeness
SELECT
  SUM(
    CAST((
      CASE
        WHEN (
          CAST("t0"."age" AS Nullable(Float64)) - CAST("t0"."age" AS Nullable(Float64))
        ) = 0
        THEN CAST("t0"."age" AS Nullable(Float64))
        ELSE CAST(NULL AS Nullable(Float64))
      END >= 10.0
    )
    AND (
      CASE
        WHEN (
          CAST("t0"."age" AS Nullable(Float64)) - CAST("t0"."age" AS Nullable(Float64))
        ) = 0
        THEN CAST("t0"."age" AS Nullable(Float64))
        ELSE CAST(NULL AS Nullable(Float64))
      END <= 40.0
    ) AS Nullable(Int32))
  ) AS "n0",
  SUM(
    CAST((
      CASE
        WHEN (
          CAST("t0"."height" AS Nullable(Float64)) - CAST("t0"."height" AS Nullable(Float64))
        ) = 0
        THEN CAST("t0"."height" AS Nullable(Float64))
        ELSE CAST(NULL AS Nullable(Float64))
      END >= 1.0
    )
    AND (
      CASE
        WHEN (
          CAST("t0"."height" AS Nullable(Float64)) - CAST("t0"."height" AS Nullable(Float64))
        ) = 0
        THEN CAST("t0"."height" AS Nullable(Float64))
        ELSE CAST(NULL AS Nullable(Float64))
      END <= 4.0
    ) AS Nullable(Int32))
  ) AS "n1"
FROM "rows" AS "t0";

-- likeness
SELECT
  SUM(
    CAST(isNull(
      CASE
        WHEN (
          CAST("t0"."age" AS Nullable(Float64)) - CAST("t0"."age" AS Nullable(Float64))
        ) = 0
        THEN CAST("t0"."age" AS Nullable(Float64))
        ELSE CAST(NULL AS Nullable(Float64))
      END
    ) AS Nullable(Int32))
  ) AS "n0",
  SUM(
    CAST(isNull(
      CASE
        WHEN (
          CAST("t0"."height" AS Nullable(Float64)) - CAST("t0"."height" AS Nullable(Float64))
        ) = 0
        THEN CAST("t0"."height" AS Nullable(Float64))
        ELSE CAST(NULL AS Nullable(Float64))
      END
    ) AS Nullable(Int32))
  ) AS "n1"
FROM "rows" AS "t0";

-- likeness
SELECT
  uniq("t0"."key") AS "different"
FROM "rows" AS "t0";
