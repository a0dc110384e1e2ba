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
  SUM(CAST("t6"."replicates" > 1 AS INTEGER)) AS "examples",
  SUM("t6"."replicates") FILTER(WHERE
    "t6"."replicates" > 1) AS "predictions",
  SUM(CAST(NOT (
    "t6"."replicates" > 1
  ) AS INTEGER)) AS "lone",
  SUM("t6"."expected") FILTER(WHERE
    "t6"."replicates" > 1) AS "expected",
  SUM("t6"."bias") FILTER(WHERE
    "t6"."replicates" > 1) AS "bias",
  SUM("t6"."variance") FILTER(WHERE
    "t6"."replicates" > 1) AS "variance"
FROM (
  SELECT
    "t5"."replicates",
    1 - (
      CAST(COALESCE("t5"."right", 0) AS DOUBLE) / "t5"."replicates"
    ) AS "expected",
    CAST("t5"."main" <> "t5"."truth" AS DOUBLE) AS "bias",
    1 - (
      CAST("t5"."most" AS DOUBLE) / "t5"."replicates"
    ) AS "variance"
  FROM (
    SELECT
      "t4"."key",
      "t4"."truth",
      SUM("t4"."votes") AS "replicates",
      MAX("t4"."votes") AS "most",
      SUM("t4"."votes") FILTER(WHERE
        "t4"."prediction" = "t4"."truth") AS "right",
      ELEMENT_AT(
        ARRAY_AGG("t4"."prediction" ORDER BY "t4"."votes" DESC, "t4"."prediction" ASC) FILTER(WHERE
          "t4"."prediction" IS NOT NULL),
        1
      ) AS "main"
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
            IF(_u.pos = _u_2.pos_2, _u_2."prediction") AS "prediction"
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
              )] AS "predictions"
            FROM "rows" AS "t0"
          ) AS "t1"
          CROSS JOIN UNNEST(SEQUENCE(1, GREATEST(CARDINALITY("t1"."predictions")))) AS _u(pos)
          CROSS JOIN UNNEST("t1"."predictions") WITH ORDINALITY AS _u_2("prediction", pos_2)
          WHERE
            _u.pos = _u_2.pos_2
            OR (
              _u.pos > CARDINALITY("t1"."predictions")
              AND _u_2.pos_2 = CARDINALITY("t1"."predictions")
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
