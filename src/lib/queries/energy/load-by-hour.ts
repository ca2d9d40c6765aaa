import { z } from 'zod';
import { lastHours, withinLast } from '../parameters.ts';
import { defineQuery } from '../query.ts';

/** The load of all substations together, hour by hour. */
export const loadByHour = defineQuery({
	id: 'load-by-hour',
	theme: 'energy',
	title: { zh: '逐小时总负荷', en: 'Load hour by hour' },
	about: {
		zh: '各站每小时平均负荷之和；有站缺读数的小时以站数可见',
		en: 'Sum of the stations’ mean load in each hour; the number of stations shows whether one is missing'
	},
	layers: ['substations'],
	parameters: z.object({ hours: lastHours(48) }),
	row: z.object({ hour: z.string(), load: z.number(), stations: z.number() }),
	shows: 'chart',
	sql: ({ hours }) => `SELECT hour, round(sum(load), 1) AS load, count(*) AS stations
FROM (
  SELECT date_trunc('hour', local_time) AS hour, id, avg(load) AS load
  FROM h_substations
  WHERE load IS NOT NULL AND ${withinLast('h_substations', hours)}
  GROUP BY hour, id
)
GROUP BY hour
ORDER BY hour`
});
