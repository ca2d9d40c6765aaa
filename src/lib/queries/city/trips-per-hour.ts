import { z } from 'zod';
import { identifier, tripsTable } from '../parameters.ts';
import { defineQuery } from '../query.ts';

/** Journeys that begin in each hour of a recording, and how long they take. */
export const tripsPerHour = defineQuery({
	id: 'trips-per-hour',
	title: { zh: '各时的行程', en: 'Journeys by hour' },
	about: {
		zh: '记录中各小时出发的行程数与时长中位数',
		en: 'Journeys that begin in each hour of the recording, and their median duration'
	},
	needs: ['trips'],
	parameters: z.object({ table: tripsTable }),
	row: z.object({
		/** Of the recording, from 0. */
		hour: z.number(),
		journeys: z.number(),
		/** Median duration. */
		minutes: z.number()
	}),
	shows: 'chart',
	sql: ({ table }) => `SELECT floor(starts / 3600)::INT AS hour, count(*) AS journeys,
  round(median(seconds) / 60, 1) AS minutes
FROM ${identifier(table)}
WHERE starts IS NOT NULL
GROUP BY 1
ORDER BY 1`
});
