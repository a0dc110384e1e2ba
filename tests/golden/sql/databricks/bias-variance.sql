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
  SUM(CAST(`t5`.`replicates` > 1 AS INT)) AS `examples`,
  SUM(IF(`t5`.`replicates` > 1, `t5`.`replicates`, NULL)) AS `predictions`,
  SUM(CAST(NOT (
    `t5`.`replicates` > 1
  ) AS INT)) AS `lone`,
  SUM(IF(`t5`.`replicates` > 1, `t5`.`expected`, NULL)) AS `expected`,
  SUM(IF(`t5`.`replicates` > 1, `t5`.`bias`, NULL)) AS `bias`,
  SUM(IF(`t5`.`replicates` > 1, `t5`.`variance`, NULL)) AS `variance`
FROM (
  SELECT
    `t4`.`replicates`,
    1 - TRY_DIVIDE(COALESCE(`t4`.`right`, 0), `t4`.`replicates`) AS `expected`,
    CAST(`t4`.`main` <> `t4`.`truth` AS DOUBLE) AS `bias`,
    1 - TRY_DIVIDE(`t4`.`most`, `t4`.`replicates`) AS `variance`
  FROM (
    SELECT
      `t3`.`key`,
      `t3`.`truth`,
      SUM(`t3`.`votes`) AS `replicates`,
      MAX(`t3`.`votes`) AS `most`,
      SUM(IF(`t3`.`prediction` = `t3`.`truth`, `t3`.`votes`, NULL)) AS `right`,
      MIN_BY(`t3`.`prediction`, STRUCT(-`t3`.`votes`, `t3`.`prediction`)) AS `main`
    FROM (
      SELECT
        `t2`.`key`,
        `t2`.`truth`,
        `t2`.`prediction`,
        COUNT(*) AS `votes`
      FROM (
        SELECT
          *
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
            EXPLODE(
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
              )
            ) AS `prediction`
          FROM `rows` AS `t0`
        ) AS `t1`
        WHERE
          `t1`.`key` IS NOT NULL
          AND (
            `t1`.`truth` IS NOT NULL AND NOT ISNAN(`t1`.`truth`)
          )
          AND (
            `t1`.`prediction` IS NOT NULL AND NOT ISNAN(`t1`.`prediction`)
          )
      ) AS `t2`
      GROUP BY
        1,
        2,
        3
    ) AS `t3`
    GROUP BY
      1,
      2
  ) AS `t4`
) AS `t5`;
