-- replicates
SELECT
  COUNT(*) AS `rows`,
  SUM(CAST(`t1`.`key` AS INT64)) AS `no_key`,
  SUM(CAST(`t1`.`prediction` AS INT64)) AS `no_prediction`,
  SUM(CAST(`t1`.`label` AS INT64)) AS `no_label`
FROM (
  SELECT
    FALSE AS `key`,
    NOT (
      FALSE
    ) AND FALSE AS `prediction`,
    NOT (
      FALSE
    )
    AND NOT (
      FALSE
    )
    AND (
      IF(
        (
          CAST(`t0`.`y` AS FLOAT64) - CAST(`t0`.`y` AS FLOAT64)
        ) = 0,
        CAST(`t0`.`y` AS FLOAT64),
        CAST(NULL AS FLOAT64)
      ) IS NULL
    ) AS `label`
  FROM `rows` AS `t0`
) AS `t1`;

-- replicates
SELECT
  SUM(CAST(`t6`.`replicates` > 1 AS INT64)) AS `examples`,
  SUM(IF(`t6`.`replicates` > 1, `t6`.`replicates`, NULL)) AS `predictions`,
  SUM(CAST(NOT (
    `t6`.`replicates` > 1
  ) AS INT64)) AS `lone`,
  SUM(IF(`t6`.`replicates` > 1, `t6`.`expected`, NULL)) AS `expected`,
  SUM(IF(`t6`.`replicates` > 1, `t6`.`bias`, NULL)) AS `bias`,
  SUM(IF(`t6`.`replicates` > 1, `t6`.`variance`, NULL)) AS `variance`
FROM (
  SELECT
    `t5`.`replicates`,
    1 - ieee_divide(COALESCE(`t5`.`right`, 0), `t5`.`replicates`) AS `expected`,
    CAST(CAST(`t5`.`main` <> `t5`.`truth` AS INT64) AS FLOAT64) AS `bias`,
    1 - ieee_divide(`t5`.`most`, `t5`.`replicates`) AS `variance`
  FROM (
    SELECT
      `t4`.`key`,
      `t4`.`truth`,
      SUM(`t4`.`votes`) AS `replicates`,
      MAX(`t4`.`votes`) AS `most`,
      SUM(IF(`t4`.`prediction` = `t4`.`truth`, `t4`.`votes`, NULL)) AS `right`,
      ARRAY_AGG(
        `t4`.`prediction` IGNORE NULLS ORDER BY `t4`.`votes` DESC, `t4`.`prediction` ASC NULLS LAST
        LIMIT 1
      )[safe_offset(0)] AS `main`
    FROM (
      SELECT
        `t3`.`key`,
        `t3`.`truth`,
        `t3`.`prediction`,
        COUNT(*) AS `votes`
      FROM (
        SELECT
          *
        FROM (
          SELECT
            `t1`.`key`,
            `t1`.`truth`,
            IF(pos = pos_2, `prediction`, NULL) AS `prediction`
          FROM (
            SELECT
              ROW_NUMBER() OVER () - 1 AS `key`,
              IF(
                (
                  CAST(`t0`.`y` AS FLOAT64) - CAST(`t0`.`y` AS FLOAT64)
                ) = 0,
                CAST(`t0`.`y` AS FLOAT64),
                CAST(NULL AS FLOAT64)
              ) AS `truth`,
              [
                IF(
                  (
                    CAST(`t0`.`first` AS FLOAT64) - CAST(`t0`.`first` AS FLOAT64)
                  ) = 0,
                  CAST(`t0`.`first` AS FLOAT64),
                  CAST(NULL AS FLOAT64)
                ),
                IF(
                  (
                    CAST(`t0`.`second` AS FLOAT64) - CAST(`t0`.`second` AS FLOAT64)
                  ) = 0,
                  CAST(`t0`.`second` AS FLOAT64),
                  CAST(NULL AS FLOAT64)
                ),
                IF(
                  (
                    CAST(`t0`.`third` AS FLOAT64) - CAST(`t0`.`third` AS FLOAT64)
                  ) = 0,
                  CAST(`t0`.`third` AS FLOAT64),
                  CAST(NULL AS FLOAT64)
                ),
                IF(
                  (
                    CAST(`t0`.`fourth` AS FLOAT64) - CAST(`t0`.`fourth` AS FLOAT64)
                  ) = 0,
                  CAST(`t0`.`fourth` AS FLOAT64),
                  CAST(NULL AS FLOAT64)
                )
              ] AS `predictions`
            FROM `rows` AS `t0`
          ) AS `t1`
          CROSS JOIN UNNEST(GENERATE_ARRAY(0, GREATEST(ARRAY_LENGTH(`t1`.`predictions`)) - 1)) AS pos
          CROSS JOIN UNNEST(`t1`.`predictions`) AS `prediction` WITH OFFSET AS pos_2
          WHERE
            pos = pos_2
            OR (
              pos > (
                ARRAY_LENGTH(`t1`.`predictions`) - 1
              )
              AND pos_2 = (
                ARRAY_LENGTH(`t1`.`predictions`) - 1
              )
            )
        ) AS `t2`
        WHERE
          `t2`.`key` IS NOT NULL
          AND `t2`.`truth` IS NOT NULL
          AND `t2`.`prediction` IS NOT NULL
      ) AS `t3`
      GROUP BY
        1,
        2,
        3
    ) AS `t4`
    GROUP BY
      1,
      2
  ) AS `t5`
) AS `t6`;
