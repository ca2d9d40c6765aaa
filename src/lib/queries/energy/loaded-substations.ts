import { z } from 'zod';
import { lastHours, threshold, withinLast } from '../parameters.ts';
import { defineQuery } from '../query.ts';

/** Substations by their highest loading. */
export const loadedSubstations = defineQuery({
	id: 'loaded-substations',
	theme: 'energy',
	title: { zh: '重载的变电站', en: 'Substations under heavy load' },
	about: {
		zh: '负载率达到限值的读数占比、最高负载率及其时间',
		en: 'Percent of readings at or above the limit, the highest loading and when it was'
	},
	layers: ['substations'],
	parameters: z.object({
		loading: threshold({ zh: '负载率不低于', en: 'Loading from' }, '%', { most: 200, standard: 80 }),
		hours: lastHours(168)
	}),
	row: z.object({
		id: z.string(),
		title: z.string(),
		share: z.number(),
		highest: z.number(),
		at: z.string(),
		lng: z.number().nullable(),
		lat: z.number().nullable()
	}),
	shows: 'points',
	sql: ({ loading, hours }) => `SELECT id, any_value(title) AS title,
  round(100.0 * count(*) FILTER (loading >= ${loading}) / count(*), 1) AS share, round(max(loading), 1) AS highest,
  arg_max(local_time, loading) AS at, any_value(lng) AS lng, any_value(lat) AS lat
FROM h_substations
WHERE loading IS NOT NULL AND ${withinLast('h_substations', hours)}
GROUP BY id
HAVING share > 0
ORDER BY highest DESC, id`
});
