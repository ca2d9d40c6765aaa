import { z } from 'zod';
import { defineQuery } from './query.ts';

/** How far heights can be trusted: the share that we estimated, by use. */
export const estimatedHeights = defineQuery({
	id: 'estimated-heights',
	title: 'query_estimated_heights',
	explanation: 'query_estimated_heights_explanation',
	needs: ['buildings'],
	parameters: z.object({}),
	row: z.object({
		use: z.string(),
		buildings: z.number(),
		estimated: z.number(),
		/** Percent. */
		share: z.number()
	}),
	shows: 'bars',
	sql: () => `SELECT use, count(*) AS buildings,
  count(*) FILTER (height_estimated) AS estimated,
  round(100 * avg(height_estimated::INT), 1) AS share
FROM buildings
GROUP BY use
ORDER BY buildings DESC, use`
});
