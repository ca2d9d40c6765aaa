import { z } from 'zod';
import { lastHours, limit, threshold, withinLast } from '../parameters.ts';
import { defineQuery } from '../query.ts';

/** Road sections by the share of their readings that were slow. */
export const slowSections = defineQuery({
	id: 'slow-sections',
	theme: 'mobility',
	title: { zh: '最常缓行的路段', en: 'Sections that are slow most often' },
	about: {
		zh: '速度低于自由流速度一定比例的读数占该路段全部读数的百分比',
		en: 'Percent of a section’s readings in which it ran below a share of its free speed'
	},
	layers: ['road-flow'],
	parameters: z.object({
		ratio: threshold({ zh: '速度比低于', en: 'Below share of free speed' }, '1', { most: 1, standard: 0.5 }),
		hours: lastHours(24),
		rows: limit(200)
	}),
	row: z.object({
		id: z.string(),
		title: z.string(),
		slow: z.number(),
		speed: z.number(),
		lng: z.number().nullable(),
		lat: z.number().nullable()
	}),
	shows: 'points',
	sql: ({ ratio, hours, rows }) => `SELECT id, any_value(title) AS title,
  round(100.0 * count(*) FILTER (ratio < ${ratio}) / count(*), 1) AS slow, round(avg(speed), 1) AS speed,
  any_value(lng) AS lng, any_value(lat) AS lat
FROM h_road_flow
WHERE ratio IS NOT NULL AND ${withinLast('h_road_flow', hours)}
GROUP BY id
HAVING count(*) FILTER (ratio < ${ratio}) > 0
ORDER BY slow DESC, id
LIMIT ${rows}`
});
