import { z } from 'zod';
import { lastHours, threshold, withinLast } from '../parameters.ts';
import { defineQuery } from '../query.ts';

/** Places by their densest crowd. */
export const crowdedPlaces = defineQuery({
	id: 'crowded-places',
	theme: 'safety',
	title: { zh: '最拥挤的场所', en: 'The most crowded places' },
	about: {
		zh: '每处人群密度的最高值、出现时间与当时人数占承载量的百分比',
		en: 'Highest density of each place, when it was, and the people then in percent of its capacity'
	},
	layers: ['crowds'],
	parameters: z.object({
		density: threshold({ zh: '密度高于', en: 'Density above' }, '{person}/m2', { most: 12, standard: 1 }),
		hours: lastHours(24)
	}),
	row: z.object({
		id: z.string(),
		title: z.string(),
		densest: z.number(),
		at: z.string(),
		filled: z.number().nullable(),
		lng: z.number().nullable(),
		lat: z.number().nullable()
	}),
	shows: 'points',
	sql: ({ density, hours }) => `SELECT id, any_value(title) AS title, round(max(density), 2) AS densest,
  arg_max(local_time, density) AS at, round(100.0 * arg_max(people / nullif(capacity, 0), density), 1) AS filled,
  any_value(lng) AS lng, any_value(lat) AS lat
FROM h_crowds
WHERE density > ${density} AND ${withinLast('h_crowds', hours)}
GROUP BY id
ORDER BY densest DESC, id`
});
