import { z } from 'zod';
import { lastHours, threshold, withinLast } from '../parameters.ts';
import { defineQuery } from '../query.ts';

/** How far each patrol went, hour by hour together. */
export const patrolDistance = defineQuery({
	id: 'patrol-distance',
	theme: 'safety',
	title: { zh: '巡逻车逐小时里程', en: 'Distance of patrols by hour' },
	about: {
		zh: '全部巡逻车每小时行驶的千米数与在途车辆数；两次定位相隔超过限值的路段不计',
		en: 'Kilometres of all patrols in each hour, and how many moved; gaps longer than the limit do not count'
	},
	layers: ['patrols'],
	parameters: z.object({
		gap: threshold({ zh: '定位间隔不超过', en: 'Between two positions at most' }, 's', {
			least: 1,
			most: 3600,
			standard: 120
		}),
		hours: lastHours(24)
	}),
	row: z.object({ hour: z.string(), kilometres: z.number(), patrols: z.number() }),
	shows: 'chart',
	sql: ({
		gap,
		hours
	}) => `SELECT date_trunc('hour', local_time) AS hour, round(sum(metres) / 1000, 2) AS kilometres,
  count(DISTINCT id) AS patrols
FROM (
  SELECT id, local_time, t - lag(t) OVER step AS waited,
    2 * 6371008.8 * asin(sqrt(
      sin(radians(lat - lag(lat) OVER step) / 2) ** 2
      + cos(radians(lat)) * cos(radians(lag(lat) OVER step)) * sin(radians(lng - lag(lng) OVER step) / 2) ** 2
    )) AS metres
  FROM h_patrols
  WHERE lng IS NOT NULL AND lat IS NOT NULL AND ${withinLast('h_patrols', hours)}
  WINDOW step AS (PARTITION BY id ORDER BY t)
)
WHERE waited <= ${gap} * 1000 AND metres > 0
GROUP BY hour
ORDER BY hour`
});
