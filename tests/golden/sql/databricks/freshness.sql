-- newest
SELECT
  COUNT(*) AS `rows`,
  MAX(IF(`t1`.`moment0` <= 1543622400, `t1`.`moment0`, NULL)) AS `newest0`,
  SUM(CAST(`t1`.`moment0` > 1543622400 AS BIGINT)) AS `ahead0`,
  COUNT(`t1`.`moment0`) AS `known0`,
  MAX(IF(`t1`.`moment1` <= 1543622400, `t1`.`moment1`, NULL)) AS `newest1`,
  SUM(CAST(`t1`.`moment1` > 1543622400 AS BIGINT)) AS `ahead1`,
  COUNT(`t1`.`moment1`) AS `known1`
FROM (
  SELECT
    CAST(FLOOR(UNIX_MICROS(CAST(CAST(`t0`.`at` AS TIMESTAMP) AS TIMESTAMP)) / 1000000) AS BIGINT) AS `moment0`,
    CAST(FLOOR(UNIX_MICROS(CAST(CAST(`t0`.`loaded_at` AS TIMESTAMP) AS TIMESTAMP)) / 1000000) AS BIGINT) AS `moment1`
  FROM `rows` AS `t0`
) AS `t1`;
