-- replicates
SELECT
  COUNT(*) AS `rows`,
  SUM(CAST(`t1`.`key` AS INT)) AS `no_key`,
  SUM(CAST(`t1`.`prediction` AS INT)) AS `no_prediction`,
  SUM(CAST(`t1`.`label` AS INT)) AS `no_label`
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
          CAST(`t0`.`y` AS DOUBLE) - CAST(`t0`.`y` AS DOUBLE)
        ) = 0,
        CAST(`t0`.`y` AS DOUBLE),
        CAST(NULL AS DOUBLE)
      ) IS NULL
      OR ISNAN(
        IF(
          (
            CAST(`t0`.`y` AS DOUBLE) - CAST(`t0`.`y` AS DOUBLE)
          ) = 0,
          CAST(`t0`.`y` AS DOUBLE),
          CAST(NULL AS DOUBLE)
        )
      )
    ) AS `label`
  FROM `rows` AS `t0`
) AS `t1`;

-- replicates
SELECT
  SUM(CAST(`t6`.`replicates` > 1 AS INT)) AS `examples`,
  SUM(IF(`t6`.`replicates` > 1, `t6`.`replicates`, NULL)) AS `predictions`,
  SUM(CAST(NOT (
    `t6`.`replicates` > 1
  ) AS INT)) AS `lone`,
  SUM(IF(`t6`.`replicates` > 1, `t6`.`expected`, NULL)) AS `expected`,
  SUM(IF(`t6`.`replicates` > 1, `t6`.`bias`, NULL)) AS `bias`,
  SUM(IF(`t6`.`replicates` > 1, `t6`.`variance`, NULL)) AS `variance`
FROM (
  SELECT
    `t5`.`replicates`,
    1 - TRY_DIVIDE(COALESCE(`t5`.`right`, 0), `t5`.`replicates`) AS `expected`,
    CAST(`t5`.`main` <> `t5`.`truth` AS DOUBLE) AS `bias`,
    1 - TRY_DIVIDE(`t5`.`most`, `t5`.`replicates`) AS `variance`
  FROM (
    SELECT
      `t4`.`key`,
      `t4`.`truth`,
      SUM(`t4`.`votes`) AS `replicates`,
      MAX(`t4`.`votes`) AS `most`,
      SUM(IF(`t4`.`prediction` = `t4`.`truth`, `t4`.`votes`, NULL)) AS `right`,
      MIN_BY(`t4`.`prediction`, STRUCT(-`t4`.`votes`, `t4`.`prediction`)) AS `main`
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
            EXPLODE(`t1`.`predictions`) AS `prediction`
          FROM (
            SELECT
              ROW_NUMBER() OVER (ORDER BY NULL) - 1 AS `key`,
              IF(
                (
                  CAST(`t0`.`y` AS DOUBLE) - CAST(`t0`.`y` AS DOUBLE)
                ) = 0,
                CAST(`t0`.`y` AS DOUBLE),
                CAST(NULL AS DOUBLE)
              ) AS `truth`,
              ARRAY(
                IF(
                  (
                    CAST(`t0`.`first` AS DOUBLE) - CAST(`t0`.`first` AS DOUBLE)
                  ) = 0,
                  CAST(`t0`.`first` AS DOUBLE),
                  CAST(NULL AS DOUBLE)
                ),
                IF(
                  (
                    CAST(`t0`.`second` AS DOUBLE) - CAST(`t0`.`second` AS DOUBLE)
                  ) = 0,
                  CAST(`t0`.`second` AS DOUBLE),
                  CAST(NULL AS DOUBLE)
                ),
                IF(
                  (
                    CAST(`t0`.`third` AS DOUBLE) - CAST(`t0`.`third` AS DOUBLE)
                  ) = 0,
                  CAST(`t0`.`third` AS DOUBLE),
                  CAST(NULL AS DOUBLE)
                ),
                IF(
                  (
                    CAST(`t0`.`fourth` AS DOUBLE) - CAST(`t0`.`fourth` AS DOUBLE)
                  ) = 0,
                  CAST(`t0`.`fourth` AS DOUBLE),
                  CAST(NULL AS DOUBLE)
                )
              ) AS `predictions`
            FROM `rows` AS `t0`
          ) AS `t1`
        ) AS `t2`
        WHERE
          `t2`.`key` IS NOT NULL
          AND (
            `t2`.`truth` IS NOT NULL AND NOT ISNAN(`t2`.`truth`)
          )
          AND (
            `t2`.`prediction` IS NOT NULL AND NOT ISNAN(`t2`.`prediction`)
          )
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
