import { z } from 'zod';
import { limit } from '../parameters.ts';
import { defineQuery } from '../query.ts';

/** The tallest buildings of known height; estimated heights do not compete. */
export const tallestBuildings = defineQuery({
	id: 'tallest-buildings',
	title: { zh: '最高的建筑', en: 'Tallest buildings' },
	about: { zh: '只比较已知高度，估算的高度不计', en: 'Known heights only; estimated ones do not compete' },
	needs: ['buildings'],
	parameters: z.object({ limit: limit(50) }),
	row: z.object({
		id: z.number(),
		name: z.string().nullable(),
		address: z.string().nullable(),
		height: z.number(),
		use: z.string()
	}),
	shows: 'table',
	sql: ({ limit }) => `SELECT id, name,
  CASE WHEN street IS NULL THEN house_number ELSE concat_ws(' ', house_number, street) END AS address,
  round(height, 1) AS height, use
FROM buildings
WHERE NOT height_estimated
ORDER BY height DESC, id
LIMIT ${limit}`
});
