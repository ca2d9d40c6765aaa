import { z } from 'zod';
import { lastHours, limit, threshold, withinLast } from '../parameters.ts';
import { defineQuery } from '../query.ts';

/** Lamps whose light is not what was ordered, by how often. */
export const disobedientLamps = defineQuery({
	id: 'disobedient-lamps',
	theme: 'lighting',
	title: { zh: '未按指令执行的路灯', en: 'Lamps that do not obey' },
	about: {
		zh: '实测亮度与目标亮度相差超过限值的读数占比',
		en: 'Percent of readings in which the measured level differs from the ordered one by more than the limit'
	},
	layers: ['light-poles'],
	parameters: z.object({
		deviation: threshold({ zh: '偏差大于', en: 'Deviation above' }, '%', { most: 100, standard: 20 }),
		hours: lastHours(24),
		rows: limit(500)
	}),
	row: z.object({
		id: z.string(),
		title: z.string(),
		share: z.number(),
		deviation: z.number(),
		lng: z.number().nullable(),
		lat: z.number().nullable()
	}),
	shows: 'points',
	sql: ({ deviation, hours, rows }) => `SELECT id, any_value(title) AS title,
  round(100.0 * count(*) FILTER (abs(actual - target) > ${deviation}) / count(*), 1) AS share,
  max(abs(actual - target)) AS deviation, any_value(lng) AS lng, any_value(lat) AS lat
FROM h_light_poles
WHERE actual IS NOT NULL AND target IS NOT NULL AND ${withinLast('h_light_poles', hours)}
GROUP BY id
HAVING share > 0
ORDER BY share DESC, id
LIMIT ${rows}`
});
