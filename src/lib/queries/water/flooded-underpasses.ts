import { z } from 'zod';
import { lastHours, threshold, withinLast } from '../parameters.ts';
import { defineQuery } from '../query.ts';

/** Underpasses that stood under water: how deep, from when to when. */
export const floodedUnderpasses = defineQuery({
	id: 'flooded-underpasses',
	theme: 'water',
	title: { zh: '积水的下穿通道', en: 'Underpasses under water' },
	about: {
		zh: '积水深度超过限值的首末时间、最大深度与当时运行的水泵数',
		en: 'First and last reading above the limit, the greatest depth, and the pumps that ran then'
	},
	layers: ['underpasses'],
	parameters: z.object({
		depth: threshold({ zh: '积水深于', en: 'Deeper than' }, 'm', { most: 6, standard: 0.15 }),
		hours: lastHours(72)
	}),
	row: z.object({
		id: z.string(),
		title: z.string(),
		deepest: z.number(),
		pumps: z.number().nullable(),
		first: z.string(),
		last: z.string(),
		lng: z.number().nullable(),
		lat: z.number().nullable()
	}),
	shows: 'points',
	sql: ({
		depth,
		hours
	}) => `SELECT id, any_value(title) AS title, round(max(depth), 2) AS deepest, arg_max(pumps, depth) AS pumps,
  min(local_time) AS first, max(local_time) AS last, any_value(lng) AS lng, any_value(lat) AS lat
FROM h_underpasses
WHERE depth > ${depth} AND ${withinLast('h_underpasses', hours)}
GROUP BY id
ORDER BY deepest DESC, id`
});
