import { z } from 'zod';
import { identifier, limit, numberColumn, pointsTable } from '../parameters.ts';
import { defineQuery } from '../query.ts';

/** The map cells (about 460 m) with the most of a number, and where they are: injured per cell. */
export const sumPerCell = defineQuery({
	id: 'sum-per-cell',
	title: { zh: '数值合计最高的网格', en: 'Map cells with the highest total' },
	about: {
		zh: '一项数值合计最高的地图网格（约 460 米）及其位置',
		en: 'The map cells (about 460 m) with the most of a number, and where they are'
	},
	needs: ['points'],
	parameters: z.object({ table: pointsTable, column: numberColumn, limit: limit(50) }),
	row: z.object({
		cell: z.number(),
		total: z.number(),
		events: z.number(),
		lng: z.number(),
		lat: z.number()
	}),
	shows: 'table',
	sql: ({ table, column, limit }) => `SELECT cell, sum(${identifier(column)}) AS total, count(*) AS events,
  avg(lng) AS lng, avg(lat) AS lat
FROM ${identifier(table)}
WHERE cell IS NOT NULL
GROUP BY cell
HAVING sum(${identifier(column)}) > 0
ORDER BY total DESC, cell
LIMIT ${limit}`
});
