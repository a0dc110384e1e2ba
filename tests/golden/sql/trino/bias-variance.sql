-- replicates
SELECT
  COUNT(*) AS "rows",
  SUM(CAST("t1"."key" AS INTEGER)) AS "no_key",
  SUM(CAST("t1"."prediction" AS INTEGER)) AS "no_prediction",
  SUM(CAST("t1"."label" AS INTEGER)) AS "no_label"
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
      IF(
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
  SUM(CAST("t5"."replicates" > 1 AS INTEGER)) AS "examples",
  SUM("t5"."replicates") FILTER(WHERE
    "t5"."replicates" > 1) AS "predictions",
  SUM(CAST(NOT (
    "t5"."replicates" > 1
  ) AS INTEGER)) AS "lone",
  SUM("t5"."expected") FILTER(WHERE
    "t5"."replicates" > 1) AS "expected",
  SUM("t5"."bias") FILTER(WHERE
    "t5"."replicates" > 1) AS "bias",
  SUM("t5"."variance") FILTER(WHERE
    "t5"."replicates" > 1) AS "variance"
FROM (
  SELECT
    "t4"."replicates",
    1 - (
      CAST(COALESCE("t4"."right", 0) AS DOUBLE) / "t4"."replicates"
    ) AS "expected",
    CAST("t4"."main" <> "t4"."truth" AS DOUBLE) AS "bias",
    1 - (
      CAST("t4"."most" AS DOUBLE) / "t4"."replicates"
    ) AS "variance"
  FROM (
    SELECT
      "t3"."key",
      "t3"."truth",
      SUM("t3"."votes") AS "replicates",
      MAX("t3"."votes") AS "most",
      SUM("t3"."votes") FILTER(WHERE
        "t3"."prediction" = "t3"."truth") AS "right",
      ELEMENT_AT(
        ARRAY_AGG("t3"."prediction" ORDER BY "t3"."votes" DESC, "t3"."prediction" ASC) FILTER(WHERE
          "t3"."prediction" IS NOT NULL),
        1
      ) AS "main"
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
            ROW_NUMBER() OVER () - 1 AS "key",
            IF(
              (
                CAST("t0"."y" AS DOUBLE) - CAST("t0"."y" AS DOUBLE)
              ) = 0,
              CAST("t0"."y" AS DOUBLE),
              CAST(NULL AS DOUBLE)
            ) AS "truth",
            IF(_u.pos = _u_2.pos_2, _u_2."prediction") AS "prediction"
          FROM "rows" AS "t0"
          CROSS JOIN UNNEST(SEQUENCE(
            1,
            GREATEST(
              CARDINALITY(
                ARRAY[IF(
                  (
                    CAST("t0"."first" AS DOUBLE) - CAST("t0"."first" AS DOUBLE)
                  ) = 0,
                  CAST("t0"."first" AS DOUBLE),
                  CAST(NULL AS DOUBLE)
                ), IF(
                  (
                    CAST("t0"."second" AS DOUBLE) - CAST("t0"."second" AS DOUBLE)
                  ) = 0,
                  CAST("t0"."second" AS DOUBLE),
                  CAST(NULL AS DOUBLE)
                ), IF(
                  (
                    CAST("t0"."third" AS DOUBLE) - CAST("t0"."third" AS DOUBLE)
                  ) = 0,
                  CAST("t0"."third" AS DOUBLE),
                  CAST(NULL AS DOUBLE)
                ), IF(
                  (
                    CAST("t0"."fourth" AS DOUBLE) - CAST("t0"."fourth" AS DOUBLE)
                  ) = 0,
                  CAST("t0"."fourth" AS DOUBLE),
                  CAST(NULL AS DOUBLE)
                )]
              )
            )
          )) AS _u(pos)
          CROSS JOIN UNNEST(ARRAY[IF(
            (
              CAST("t0"."first" AS DOUBLE) - CAST("t0"."first" AS DOUBLE)
            ) = 0,
            CAST("t0"."first" AS DOUBLE),
            CAST(NULL AS DOUBLE)
          ), IF(
            (
              CAST("t0"."second" AS DOUBLE) - CAST("t0"."second" AS DOUBLE)
            ) = 0,
            CAST("t0"."second" AS DOUBLE),
            CAST(NULL AS DOUBLE)
          ), IF(
            (
              CAST("t0"."third" AS DOUBLE) - CAST("t0"."third" AS DOUBLE)
            ) = 0,
            CAST("t0"."third" AS DOUBLE),
            CAST(NULL AS DOUBLE)
          ), IF(
            (
              CAST("t0"."fourth" AS DOUBLE) - CAST("t0"."fourth" AS DOUBLE)
            ) = 0,
            CAST("t0"."fourth" AS DOUBLE),
            CAST(NULL AS DOUBLE)
          )]) WITH ORDINALITY AS _u_2("prediction", pos_2)
          WHERE
            _u.pos = _u_2.pos_2
            OR (
              _u.pos > CARDINALITY(
                ARRAY[IF(
                  (
                    CAST("t0"."first" AS DOUBLE) - CAST("t0"."first" AS DOUBLE)
                  ) = 0,
                  CAST("t0"."first" AS DOUBLE),
                  CAST(NULL AS DOUBLE)
                ), IF(
                  (
                    CAST("t0"."second" AS DOUBLE) - CAST("t0"."second" AS DOUBLE)
                  ) = 0,
                  CAST("t0"."second" AS DOUBLE),
                  CAST(NULL AS DOUBLE)
                ), IF(
                  (
                    CAST("t0"."third" AS DOUBLE) - CAST("t0"."third" AS DOUBLE)
                  ) = 0,
                  CAST("t0"."third" AS DOUBLE),
                  CAST(NULL AS DOUBLE)
                ), IF(
                  (
                    CAST("t0"."fourth" AS DOUBLE) - CAST("t0"."fourth" AS DOUBLE)
                  ) = 0,
                  CAST("t0"."fourth" AS DOUBLE),
                  CAST(NULL AS DOUBLE)
                )]
              )
              AND _u_2.pos_2 = CARDINALITY(
                ARRAY[IF(
                  (
                    CAST("t0"."first" AS DOUBLE) - CAST("t0"."first" AS DOUBLE)
                  ) = 0,
                  CAST("t0"."first" AS DOUBLE),
                  CAST(NULL AS DOUBLE)
                ), IF(
                  (
                    CAST("t0"."second" AS DOUBLE) - CAST("t0"."second" AS DOUBLE)
                  ) = 0,
                  CAST("t0"."second" AS DOUBLE),
                  CAST(NULL AS DOUBLE)
                ), IF(
                  (
                    CAST("t0"."third" AS DOUBLE) - CAST("t0"."third" AS DOUBLE)
                  ) = 0,
                  CAST("t0"."third" AS DOUBLE),
                  CAST(NULL AS DOUBLE)
                ), IF(
                  (
                    CAST("t0"."fourth" AS DOUBLE) - CAST("t0"."fourth" AS DOUBLE)
                  ) = 0,
                  CAST("t0"."fourth" AS DOUBLE),
                  CAST(NULL AS DOUBLE)
                )]
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
