import { z } from 'zod';
import { defineQuery } from '../query.ts';

/** Buildings, footprint and an approximate floor area by use. */
export const buildingsByUse = defineQuery({
	id: 'buildings-by-use',
	title: { zh: '各用途的建筑', en: 'Buildings by use' },
	about: {
		zh: '各用途的栋数、占地与估算的建筑面积（公顷）',
		en: 'Number, footprint and approximate floor area (hectares) of each use'
	},
	needs: ['buildings'],
	parameters: z.object({}),
	row: z.object({
		use: z.string(),
		buildings: z.number(),
		/** Hectares. */
		footprint: z.number(),
		/** Hectares: footprint × levels, else × height in storeys of 3.2 m. */
		floor_area: z.number()
	}),
	shows: 'chart',
	sql: () => `SELECT use, count(*) AS buildings,
  round(sum(area) / 1e4, 2) AS footprint,
  round(sum(area * greatest(1, coalesce(levels, (height - min_height) / 3.2))) / 1e4, 2) AS floor_area
FROM buildings
GROUP BY use
ORDER BY buildings DESC, use`
});
