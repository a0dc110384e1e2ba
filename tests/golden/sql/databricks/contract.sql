-- contract
SELECT
  COUNT(*) AS `rows`,
  SUM(CAST(`t0`.`number` IS NULL AS BIGINT)) AS `f1`,
  COUNT(`t0`.`number`) - COUNT(DISTINCT `t0`.`number`) AS `f2`,
  SUM(
    CAST(IF(
      (
        (
          `t0`.`amount` - `t0`.`amount`
        ) = 0
      ) OR (
        FALSE OR FALSE
      ),
      `t0`.`amount`,
      CAST(NULL AS DOUBLE)
    ) < 0.0 AS BIGINT)
  ) AS `f3`,
  SUM(
    CAST(IF(
      (
        (
          `t0`.`amount` - `t0`.`amount`
        ) = 0
      ) OR (
        FALSE OR FALSE
      ),
      `t0`.`amount`,
      CAST(NULL AS DOUBLE)
    ) IS NULL
    OR ISNAN(
      IF(
        (
          (
            `t0`.`amount` - `t0`.`amount`
          ) = 0
        ) OR (
          FALSE OR FALSE
        ),
        `t0`.`amount`,
        CAST(NULL AS DOUBLE)
      )
    ) AS BIGINT)
  ) AS `f4`
FROM `rows` AS `t0`;
