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
  SUM(CAST(`t5`.`replicates` > 1 AS INT64)) AS `examples`,
  SUM(IF(`t5`.`replicates` > 1, `t5`.`replicates`, NULL)) AS `predictions`,
  SUM(CAST(NOT (
    `t5`.`replicates` > 1
  ) AS INT64)) AS `lone`,
  SUM(IF(`t5`.`replicates` > 1, `t5`.`expected`, NULL)) AS `expected`,
  SUM(IF(`t5`.`replicates` > 1, `t5`.`bias`, NULL)) AS `bias`,
  SUM(IF(`t5`.`replicates` > 1, `t5`.`variance`, NULL)) AS `variance`
FROM (
  SELECT
    `t4`.`replicates`,
    1 - ieee_divide(COALESCE(`t4`.`right`, 0), `t4`.`replicates`) AS `expected`,
    CAST(CAST(`t4`.`main` <> `t4`.`truth` AS INT64) AS FLOAT64) AS `bias`,
    1 - ieee_divide(`t4`.`most`, `t4`.`replicates`) AS `variance`
  FROM (
    SELECT
      `t3`.`key`,
      `t3`.`truth`,
      SUM(`t3`.`votes`) AS `replicates`,
      MAX(`t3`.`votes`) AS `most`,
      SUM(IF(`t3`.`prediction` = `t3`.`truth`, `t3`.`votes`, NULL)) AS `right`,
      ARRAY_AGG(
        `t3`.`prediction` IGNORE NULLS ORDER BY `t3`.`votes` DESC, `t3`.`prediction` ASC NULLS LAST
        LIMIT 1
      )[safe_offset(0)] AS `main`
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
            ROW_NUMBER() OVER () - 1 AS `key`,
            IF(
              (
                CAST(`t0`.`y` AS FLOAT64) - CAST(`t0`.`y` AS FLOAT64)
              ) = 0,
              CAST(`t0`.`y` AS FLOAT64),
              CAST(NULL AS FLOAT64)
            ) AS `truth`,
            IF(pos = pos_2, `prediction`, NULL) AS `prediction`
          FROM `rows` AS `t0`
          CROSS JOIN UNNEST(GENERATE_ARRAY(
            0,
            GREATEST(
              ARRAY_LENGTH(
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
                ]
              )
            ) - 1
          )) AS pos
          CROSS JOIN UNNEST([
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
          ]) AS `prediction` WITH OFFSET AS pos_2
          WHERE
            pos = pos_2
            OR (
              pos > (
                ARRAY_LENGTH(
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
                  ]
                ) - 1
              )
              AND pos_2 = (
                ARRAY_LENGTH(
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
                  ]
                ) - 1
              )
            )
        ) AS `t1`
        WHERE
          `t1`.`key` IS NOT NULL
          AND `t1`.`truth` IS NOT NULL
          AND `t1`.`prediction` IS NOT NULL
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
