import { z } from 'zod';
import { lastHours, limit, threshold, withinLast } from '../parameters.ts';
import { defineQuery } from '../query.ts';

/** Lamps that burnt in the middle of the day. */
export const lampsOnByDay = defineQuery({
	id: 'lamps-on-by-day',
	theme: 'lighting',
	title: { zh: '白天亮着的路灯', en: 'Lamps that were on by day' },
	about: {
		zh: '城市时间 9 点至 16 点间实测亮度超过限值的灯，次数多的在前',
		en: 'Lamps that measured more than the limit between 9 and 16 h of the city’s clock, the most often first'
	},
	layers: ['light-poles'],
	parameters: z.object({
		level: threshold({ zh: '亮度高于', en: 'Level above' }, '%', { most: 100, standard: 10 }),
		hours: lastHours(24),
		rows: limit(500)
	}),
	row: z.object({
		id: z.string(),
		title: z.string(),
		readings: z.number(),
		level: z.number(),
		lng: z.number().nullable(),
		lat: z.number().nullable()
	}),
	shows: 'points',
	sql: ({
		level,
		hours,
		rows
	}) => `SELECT id, any_value(title) AS title, count(*) AS readings, round(avg(actual), 1) AS level,
  any_value(lng) AS lng, any_value(lat) AS lat
FROM h_light_poles
WHERE actual > ${level} AND hour(local_time) BETWEEN 9 AND 15 AND ${withinLast('h_light_poles', hours)}
GROUP BY id
ORDER BY readings DESC, id
LIMIT ${rows}`
});
