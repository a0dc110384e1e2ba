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
  SUM(CAST("t5"."replicates" > 1 AS INT)) AS "examples",
  SUM(IFF("t5"."replicates" > 1, "t5"."replicates", NULL)) AS "predictions",
  SUM(CAST(NOT (
    "t5"."replicates" > 1
  ) AS INT)) AS "lone",
  SUM(IFF("t5"."replicates" > 1, "t5"."expected", NULL)) AS "expected",
  SUM(IFF("t5"."replicates" > 1, "t5"."bias", NULL)) AS "bias",
  SUM(IFF("t5"."replicates" > 1, "t5"."variance", NULL)) AS "variance"
FROM (
  SELECT
    "t4"."replicates",
    1 - (
      CAST(COALESCE("t4"."right", 0) AS DOUBLE) / "t4"."replicates"
    ) AS "expected",
    CAST(CAST("t4"."main" <> "t4"."truth" AS INT) AS DOUBLE) AS "bias",
    1 - (
      CAST("t4"."most" AS DOUBLE) / "t4"."replicates"
    ) AS "variance"
  FROM (
    SELECT
      "t3"."key",
      "t3"."truth",
      SUM("t3"."votes") AS "replicates",
      MAX("t3"."votes") AS "most",
      SUM(IFF("t3"."prediction" = "t3"."truth", "t3"."votes", NULL)) AS "right",
      CAST(GET(
        ARRAY_AGG("t3"."prediction") WITHIN GROUP (ORDER BY
          "t3"."votes" DESC NULLS LAST,
          "t3"."prediction" ASC),
        0
      ) AS DOUBLE) AS "main"
    FROM (
      SELECT
        "t2"."key",
        "t2"."truth",
        "t2"."prediction",
        COUNT(*) AS "votes"
      FROM (
        SELECT
          *
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
            CAST(NULLIF(IFF(_u.pos = _u_2.pos_2, _u_2."prediction", NULL), '') AS DOUBLE) AS "prediction"
          FROM "rows" AS "t0"
          CROSS JOIN TABLE(FLATTEN(INPUT => ARRAY_GENERATE_RANGE(
            0,
            (
              GREATEST(
                ARRAY_SIZE(
                  SPLIT(
                    ARRAY_TO_STRING(
                      NULLIF(
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
                        ],
                        []
                      ),
                      'separator'
                    ),
                    'separator'
                  )
                )
              ) - 1
            ) + 1
          ))) AS _u(seq, key, path, index, pos, this)
          CROSS JOIN TABLE(FLATTEN(INPUT => SPLIT(
            ARRAY_TO_STRING(
              NULLIF(
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
                ],
                []
              ),
              'separator'
            ),
            'separator'
          ))) AS _u_2(seq, key, path, pos_2, "prediction", this)
          WHERE
            _u.pos = _u_2.pos_2
            OR (
              _u.pos > (
                ARRAY_SIZE(
                  SPLIT(
                    ARRAY_TO_STRING(
                      NULLIF(
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
                        ],
                        []
                      ),
                      'separator'
                    ),
                    'separator'
                  )
                ) - 1
              )
              AND _u_2.pos_2 = (
                ARRAY_SIZE(
                  SPLIT(
                    ARRAY_TO_STRING(
                      NULLIF(
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
                        ],
                        []
                      ),
                      'separator'
                    ),
                    'separator'
                  )
                ) - 1
              )
            )
        ) AS "t1"
        WHERE
          "t1"."key" IS NOT NULL
          AND "t1"."truth" IS NOT NULL
          AND "t1"."prediction" IS NOT NULL
      ) AS "t2"
      GROUP BY
        1,
        2,
        3
    ) AS "t3"
    GROUP BY
      1,
      2
  ) AS "t4"
) AS "t5";
