import { z } from 'zod';
import { identifier, tripsTable } from './parameters.ts';
import { defineQuery } from './query.ts';

/** Journeys that begin in each hour of a recording, and how long they take. */
export const tripsPerHour = defineQuery({
	id: 'trips-per-hour',
	title: 'query_trips_per_hour',
	explanation: 'query_trips_per_hour_explanation',
	needs: ['trips'],
	parameters: z.object({ table: tripsTable }),
	row: z.object({
		/** Of the recording, from 0. */
		hour: z.number(),
		journeys: z.number(),
		/** Median duration. */
		minutes: z.number()
	}),
	shows: 'bars',
	sql: ({ table }) => `SELECT floor(starts / 3600)::INT AS hour, count(*) AS journeys,
  round(median(seconds) / 60, 1) AS minutes
FROM ${identifier(table)}
WHERE starts IS NOT NULL
GROUP BY 1
ORDER BY 1`
});
