import { z } from 'zod';
import { lastHours, threshold, withinLast } from '../parameters.ts';
import { defineQuery } from '../query.ts';

/** River stations that came near their own warning level, or above it. */
export const riversAboveWarning = defineQuery({
	id: 'rivers-above-warning',
	theme: 'water',
	title: { zh: '超警戒水位的河道站', en: 'Rivers above their warning level' },
	about: {
		zh: '最高水位与警戒水位之差，以及首次超过的时间；余量为负数表示已超',
		en: 'How far the highest level lay above the station’s warning level, and since when; negative is what was left'
	},
	layers: ['river-levels'],
	parameters: z.object({
		margin: threshold({ zh: '距警戒水位不足', en: 'Within so much of it' }, 'm', { most: 10, standard: 0.5 }),
		hours: lastHours(72)
	}),
	row: z.object({
		id: z.string(),
		title: z.string(),
		highest: z.number(),
		over: z.number(),
		since: z.string().nullable(),
		lng: z.number().nullable(),
		lat: z.number().nullable()
	}),
	shows: 'points',
	sql: ({ margin, hours }) => `SELECT id, any_value(title) AS title, round(max(level), 2) AS highest,
  round(max(level - warning), 2) AS over, min(local_time) FILTER (level >= warning) AS since,
  any_value(lng) AS lng, any_value(lat) AS lat
FROM h_river_levels
WHERE level IS NOT NULL AND warning IS NOT NULL AND ${withinLast('h_river_levels', hours)}
GROUP BY id
HAVING max(level - warning) >= -${margin}
ORDER BY over DESC, id`
});
