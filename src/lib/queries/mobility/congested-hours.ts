import { z } from 'zod';
import { lastHours, threshold, withinLast } from '../parameters.ts';
import { defineQuery } from '../query.ts';

/** Hours in which the road index lay above a limit: time on the road in proportion to that on a free one. */
export const congestedHours = defineQuery({
	id: 'congested-hours',
	theme: 'mobility',
	title: { zh: '拥堵指数超过限值的小时', en: 'Hours of congestion' },
	about: {
		zh: '道路指数＝自由流速度与实际速度之比，按路段长度加权；列出超过限值的小时',
		en: 'The road index is free speed by actual speed, weighted by the length of the sections; hours above the limit are listed'
	},
	layers: ['road-flow'],
	parameters: z.object({
		index: threshold({ zh: '指数限值', en: 'Index above' }, '1', { least: 1, most: 10, standard: 1.5 }),
		hours: lastHours(168)
	}),
	row: z.object({ hour: z.string(), index: z.number(), sections: z.number() }),
	shows: 'chart',
	sql: ({ index, hours }) => `SELECT hour, round(index, 3) AS index, sections
FROM (
  SELECT date_trunc('hour', local_time) AS hour, count(DISTINCT id) AS sections,
    sum(length::DOUBLE) / sum(length * ratio::DOUBLE) AS index
  FROM h_road_flow
  WHERE ratio > 0 AND ${withinLast('h_road_flow', hours)}
  GROUP BY hour
)
WHERE index > ${index}
ORDER BY hour`
});
