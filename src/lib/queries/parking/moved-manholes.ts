import { z } from 'zod';
import { lastHours, threshold, withinLast } from '../parameters.ts';
import { defineQuery } from '../query.ts';

/** Manhole covers that were tilted, and what was measured below them. */
export const movedManholes = defineQuery({
	id: 'moved-manholes',
	theme: 'parking',
	title: { zh: '倾斜的井盖', en: 'Manhole covers that moved' },
	about: {
		zh: '倾角超过限值的首末时间、最大倾角，以及期间井内最高甲烷与水深',
		en: 'First and last reading above the limit, the widest tilt, and the most methane and water below meanwhile'
	},
	layers: ['manholes'],
	parameters: z.object({
		tilt: threshold({ zh: '倾角大于', en: 'Tilt above' }, 'deg', { most: 180, standard: 15 }),
		hours: lastHours(168)
	}),
	row: z.object({
		id: z.string(),
		title: z.string(),
		widest: z.number(),
		methane: z.number().nullable(),
		water: z.number().nullable(),
		first: z.string(),
		last: z.string(),
		lng: z.number().nullable(),
		lat: z.number().nullable()
	}),
	shows: 'points',
	sql: ({
		tilt,
		hours
	}) => `SELECT id, any_value(title) AS title, max(tilt)::DOUBLE AS widest, max(methane)::DOUBLE AS methane,
  max(water)::DOUBLE AS water, min(local_time) AS first, max(local_time) AS last, any_value(lng) AS lng, any_value(lat) AS lat
FROM h_manholes
WHERE tilt > ${tilt} AND ${withinLast('h_manholes', hours)}
GROUP BY id
ORDER BY widest DESC, id`
});
