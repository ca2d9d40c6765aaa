import { z } from 'zod';
import { identifier, numberColumn, pointsTable } from './parameters.ts';
import { defineQuery } from './query.ts';

/** A number of events added up over each building's map cell, e.g. people injured in collisions. */
export const sumPerBuildingCell = defineQuery({
	id: 'sum-per-building-cell',
	title: 'query_sum_per_building_cell',
	explanation: 'query_sum_per_building_cell_explanation',
	needs: ['buildings', 'points'],
	parameters: z.object({ table: pointsTable, column: numberColumn }),
	row: z.object({ id: z.number(), total: z.number() }),
	shows: 'buildings',
	sql: ({ table, column }) => `SELECT b.id, coalesce(p.total, 0) AS total
FROM buildings b
LEFT JOIN (
  SELECT cell, sum(${identifier(column)}) AS total
  FROM ${identifier(table)}
  GROUP BY cell
) p USING (cell)`
});
