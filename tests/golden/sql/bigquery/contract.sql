-- contract
SELECT
  COUNT(*) AS `rows`,
  COUNTIF(`t0`.`number` IS NULL) AS `f1`,
  COUNT(`t0`.`number`) - COUNT(DISTINCT `t0`.`number`) AS `f2`,
  COUNTIF(
    IF(
      (
        (
          `t0`.`amount` - `t0`.`amount`
        ) = 0
      ) OR IS_INF(`t0`.`amount`),
      `t0`.`amount`,
      CAST(NULL AS FLOAT64)
    ) < 0.0
  ) AS `f3`,
  COUNTIF(
    IF(
      (
        (
          `t0`.`amount` - `t0`.`amount`
        ) = 0
      ) OR IS_INF(`t0`.`amount`),
      `t0`.`amount`,
      CAST(NULL AS FLOAT64)
    ) IS NULL
  ) AS `f4`
FROM `rows` AS `t0`;
