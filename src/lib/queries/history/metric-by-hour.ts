import { z } from 'zod';
import { historyTable, identifier, lastHours, metricColumn, withinLast } from '../parameters.ts';
import { defineQuery } from '../query.ts';

/** A metric of any history hour by hour of the city’s clock: mean, least and most. */
export const metricByHour = defineQuery({
	id: 'metric-by-hour',
	title: { zh: '指标逐小时变化', en: 'A metric hour by hour' },
	about: {
		zh: '按城市时间逐小时给出平均、最小与最大值；没有读数的小时不出现',
		en: 'Mean, least and most of each hour of the city’s clock; hours without readings are left out'
	},
	parameters: z.object({ table: historyTable, metric: metricColumn, hours: lastHours(48) }),
	row: z.object({
		hour: z.string(),
		mean: z.number(),
		least: z.number(),
		most: z.number(),
		readings: z.number()
	}),
	shows: 'chart',
	sql: ({
		table,
		metric,
		hours
	}) => `SELECT date_trunc('hour', local_time) AS hour, round(avg(value), 3) AS mean,
  min(value) AS least, max(value) AS most, count(*) AS readings
FROM (SELECT local_time, t, ${identifier(metric)}::DOUBLE AS value FROM ${identifier(table)})
WHERE value IS NOT NULL AND ${withinLast(identifier(table), hours)}
GROUP BY hour
ORDER BY hour`
});
