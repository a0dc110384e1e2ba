-- newest
SELECT
  COUNT(*) AS `rows`,
  MAX(IF(`t1`.`moment0` <= 1543622400, `t1`.`moment0`, NULL)) AS `newest0`,
  COUNTIF(`t1`.`moment0` > 1543622400) AS `ahead0`,
  COUNT(`t1`.`moment0`) AS `known0`,
  MAX(IF(`t1`.`moment1` <= 1543622400, `t1`.`moment1`, NULL)) AS `newest1`,
  COUNTIF(`t1`.`moment1` > 1543622400) AS `ahead1`,
  COUNT(`t1`.`moment1`) AS `known1`
FROM (
  SELECT
    CAST(FLOOR(unix_micros(timestamp(CAST(`t0`.`at` AS DATETIME))) / 1000000) AS INT64) AS `moment0`,
    CAST(FLOOR(unix_micros(timestamp(CAST(`t0`.`loaded_at` AS DATETIME))) / 1000000) AS INT64) AS `moment1`
  FROM `rows` AS `t0`
) AS `t1`;
