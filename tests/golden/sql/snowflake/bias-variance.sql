-- replicates
SELECT
  COUNT(*) AS "rows",
  SUM(CAST("t1"."key" AS INT)) AS "no_key",
  SUM(CAST("t1"."prediction" AS INT)) AS "no_prediction",
  SUM(CAST("t1"."label" AS INT)) AS "no_label"
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
      IFF(
        (
          CAST("t0"."y" AS DOUBLE) - CAST("t0"."y" AS DOUBLE)
        ) = 0,
        CAST("t0"."y" AS DOUBLE),
        CAST(NULL AS DOUBLE)
      ) IS NULL
    ) AS "label"
  FROM "rows" AS "t0"
) AS "t1";

-- replicates
SELECT
  SUM(CAST("t6"."replicates" > 1 AS INT)) AS "examples",
  SUM(IFF("t6"."replicates" > 1, "t6"."replicates", NULL)) AS "predictions",
  SUM(CAST(NOT (
    "t6"."replicates" > 1
  ) AS INT)) AS "lone",
  SUM(IFF("t6"."replicates" > 1, "t6"."expected", NULL)) AS "expected",
  SUM(IFF("t6"."replicates" > 1, "t6"."bias", NULL)) AS "bias",
  SUM(IFF("t6"."replicates" > 1, "t6"."variance", NULL)) AS "variance"
FROM (
  SELECT
    "t5"."replicates",
    1 - (
      CAST(COALESCE("t5"."right", 0) AS DOUBLE) / "t5"."replicates"
    ) AS "expected",
    CAST(CAST("t5"."main" <> "t5"."truth" AS INT) AS DOUBLE) AS "bias",
    1 - (
      CAST("t5"."most" AS DOUBLE) / "t5"."replicates"
    ) AS "variance"
  FROM (
    SELECT
      "t4"."key",
      "t4"."truth",
      SUM("t4"."votes") AS "replicates",
      MAX("t4"."votes") AS "most",
      SUM(IFF("t4"."prediction" = "t4"."truth", "t4"."votes", NULL)) AS "right",
      CAST(GET(
        ARRAY_AGG("t4"."prediction") WITHIN GROUP (ORDER BY
          "t4"."votes" DESC NULLS LAST,
          "t4"."prediction" ASC),
        0
      ) AS DOUBLE) AS "main"
    FROM (
      SELECT
        "t3"."key",
        "t3"."truth",
        "t3"."prediction",
        COUNT(*) AS "votes"
      FROM (
        SELECT
          *
        FROM (
          SELECT
            "t1"."key",
            "t1"."truth",
            CAST(NULLIF(IFF(_u.pos = _u_2.pos_2, _u_2."prediction", NULL), '') AS DOUBLE) AS "prediction"
          FROM (
            SELECT
              ROW_NUMBER() OVER (ORDER BY NULL) - 1 AS "key",
              IFF(
                (
                  CAST("t0"."y" AS DOUBLE) - CAST("t0"."y" AS DOUBLE)
                ) = 0,
                CAST("t0"."y" AS DOUBLE),
                CAST(NULL AS DOUBLE)
              ) AS "truth",
              [
                IFF(
                  (
                    CAST("t0"."first" AS DOUBLE) - CAST("t0"."first" AS DOUBLE)
                  ) = 0,
                  CAST("t0"."first" AS DOUBLE),
                  CAST(NULL AS DOUBLE)
                ),
                IFF(
                  (
                    CAST("t0"."second" AS DOUBLE) - CAST("t0"."second" AS DOUBLE)
                  ) = 0,
                  CAST("t0"."second" AS DOUBLE),
                  CAST(NULL AS DOUBLE)
                ),
                IFF(
                  (
                    CAST("t0"."third" AS DOUBLE) - CAST("t0"."third" AS DOUBLE)
                  ) = 0,
                  CAST("t0"."third" AS DOUBLE),
                  CAST(NULL AS DOUBLE)
                ),
                IFF(
                  (
                    CAST("t0"."fourth" AS DOUBLE) - CAST("t0"."fourth" AS DOUBLE)
                  ) = 0,
                  CAST("t0"."fourth" AS DOUBLE),
                  CAST(NULL AS DOUBLE)
                )
              ] AS "predictions"
            FROM "rows" AS "t0"
          ) AS "t1"
          CROSS JOIN TABLE(FLATTEN(INPUT => ARRAY_GENERATE_RANGE(
            0,
            (
              GREATEST(
                ARRAY_SIZE(
                  SPLIT(
                    ARRAY_TO_STRING(NULLIF("t1"."predictions", []), 'separator'),
                    'separator'
                  )
                )
              ) - 1
            ) + 1
          ))) AS _u(seq, key, path, index, pos, this)
          CROSS JOIN TABLE(FLATTEN(INPUT => SPLIT(
            ARRAY_TO_STRING(NULLIF("t1"."predictions", []), 'separator'),
            'separator'
          ))) AS _u_2(seq, key, path, pos_2, "prediction", this)
          WHERE
            _u.pos = _u_2.pos_2
            OR (
              _u.pos > (
                ARRAY_SIZE(
                  SPLIT(
                    ARRAY_TO_STRING(NULLIF("t1"."predictions", []), 'separator'),
                    'separator'
                  )
                ) - 1
              )
              AND _u_2.pos_2 = (
                ARRAY_SIZE(
                  SPLIT(
                    ARRAY_TO_STRING(NULLIF("t1"."predictions", []), 'separator'),
                    'separator'
                  )
                ) - 1
              )
            )
        ) AS "t2"
        WHERE
          "t2"."key" IS NOT NULL
          AND "t2"."truth" IS NOT NULL
          AND "t2"."prediction" IS NOT NULL
      ) AS "t3"
      GROUP BY
        1,
        2,
        3
    ) AS "t4"
    GROUP BY
      1,
      2
  ) AS "t5"
) AS "t6";
