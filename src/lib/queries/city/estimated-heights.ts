import { z } from 'zod';
import { defineQuery } from '../query.ts';

/** How far heights can be trusted: the share that we estimated, by use. */
export const estimatedHeights = defineQuery({
	id: 'estimated-heights',
	title: { zh: '高度为估算的建筑', en: 'Buildings of estimated height' },
	about: { zh: '各用途中高度为估算的建筑所占份额', en: 'How many heights of each use are estimated' },
	needs: ['buildings'],
	parameters: z.object({}),
	row: z.object({
		use: z.string(),
		buildings: z.number(),
		estimated: z.number(),
		/** Percent. */
		share: z.number()
	}),
	shows: 'chart',
	sql: () => `SELECT use, count(*) AS buildings,
  count(*) FILTER (height_estimated) AS estimated,
  round(100 * avg(height_estimated::INT), 1) AS share
FROM buildings
GROUP BY use
ORDER BY buildings DESC, use`
});
