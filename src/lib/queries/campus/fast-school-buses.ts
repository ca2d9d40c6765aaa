import { z } from 'zod';
import { lastHours, threshold, withinLast } from '../parameters.ts';
import { defineQuery } from '../query.ts';

/** School buses that went faster than they should, and where they were fastest. */
export const fastSchoolBuses = defineQuery({
	id: 'fast-school-buses',
	theme: 'campus',
	title: { zh: '超速的校车', en: 'School buses above a speed' },
	about: {
		zh: '速度超过限值的次数、最高速度及当时的位置与车上人数',
		en: 'How often they were above the limit, and where, when and with how many aboard they were fastest'
	},
	layers: ['school-buses'],
	parameters: z.object({
		above: threshold({ zh: '速度高于', en: 'Speed above' }, 'km/h', { most: 150, standard: 60 }),
		hours: lastHours(168)
	}),
	row: z.object({
		id: z.string(),
		title: z.string(),
		readings: z.number(),
		fastest: z.number(),
		aboard: z.number().nullable(),
		at: z.string(),
		lng: z.number().nullable(),
		lat: z.number().nullable()
	}),
	shows: 'points',
	sql: ({
		above,
		hours
	}) => `SELECT id, any_value(title) AS title, count(*) AS readings, max(speed_2)::DOUBLE AS fastest,
  arg_max(aboard, speed_2) AS aboard, arg_max(local_time, speed_2) AS at,
  arg_max(lng, speed_2) AS lng, arg_max(lat, speed_2) AS lat
FROM h_school_buses
WHERE speed_2 > ${above} AND ${withinLast('h_school_buses', hours)}
GROUP BY id
ORDER BY fastest DESC, id`
});
