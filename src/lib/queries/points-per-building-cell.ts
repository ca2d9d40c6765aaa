import { z } from 'zod';
import { categoryColumn, identifier, literal, pointsTable } from './parameters.ts';
import { defineQuery } from './query.ts';

/** How many events lie in each building's map cell (about 460 m): requests, collisions, complaints. */
export const pointsPerBuildingCell = defineQuery({
	id: 'points-per-building-cell',
	title: 'query_points_per_building_cell',
	explanation: 'query_points_per_building_cell_explanation',
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
