import { z } from 'zod';
import { lastHours, threshold, withinLast } from '../parameters.ts';
import { defineQuery } from '../query.ts';

/** Car parks by the share of time that they were as good as full. */
export const fullCarParks = defineQuery({
	id: 'full-car-parks',
	theme: 'parking',
	title: { zh: '常满的停车场', en: 'Car parks that are often full' },
	about: {
		zh: '占用率达到限值的读数占比，以及最少空余车位',
		en: 'Percent of readings at or above the limit, and the fewest free spaces'
	},
	layers: ['car-parks'],
	parameters: z.object({
		occupancy: threshold({ zh: '占用率不低于', en: 'Occupancy from' }, '%', { most: 100, standard: 95 }),
		hours: lastHours(168)
	}),
	row: z.object({
		id: z.string(),
		title: z.string(),
		share: z.number(),
		fewest: z.number().nullable(),
		lng: z.number().nullable(),
		lat: z.number().nullable()
	}),
	shows: 'points',
	sql: ({ occupancy, hours }) => `SELECT id, any_value(title) AS title,
  round(100.0 * count(*) FILTER (occupancy >= ${occupancy}) / count(*), 1) AS share, min(free) AS fewest,
  any_value(lng) AS lng, any_value(lat) AS lat
FROM h_car_parks
WHERE occupancy IS NOT NULL AND ${withinLast('h_car_parks', hours)}
GROUP BY id
HAVING share > 0
ORDER BY share DESC, id`
});
