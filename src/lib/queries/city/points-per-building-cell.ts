import { z } from 'zod';
import { categoryColumn, identifier, literal, pointsTable } from '../parameters.ts';
import { defineQuery } from '../query.ts';

/** How many events lie in each building's map cell (about 460 m): requests, collisions, complaints. */
export const pointsPerBuildingCell = defineQuery({
	id: 'points-per-building-cell',
	title: { zh: '每栋建筑周边的事件数', en: 'Events around each building' },
	about: {
		zh: '按建筑所在的地图网格（约 460 米）计事件数',
		en: 'Events in the map cell (about 460 m) of each building'
	},
	needs: ['buildings', 'points'],
	parameters: z.object({
		table: pointsTable,
		/** Counts only rows whose category is this. */
		only: z.object({ column: categoryColumn, value: z.string() }).optional()
	}),
	row: z.object({ id: z.number(), events: z.number() }),
	shows: 'buildings',
	sql: ({ table, only }) => `SELECT b.id, coalesce(p.events, 0) AS events
FROM buildings b
LEFT JOIN (
  SELECT cell, count(*) AS events
  FROM ${identifier(table)}${only ? `\n  WHERE ${identifier(only.column)} = ${literal(only.value)}` : ''}
  GROUP BY cell
) p USING (cell)`
});
