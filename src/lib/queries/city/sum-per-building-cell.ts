import { z } from 'zod';
import { identifier, numberColumn, pointsTable } from '../parameters.ts';
import { defineQuery } from '../query.ts';

/** A number of events added up over each building's map cell, e.g. people injured in collisions. */
export const sumPerBuildingCell = defineQuery({
	id: 'sum-per-building-cell',
	title: { zh: '每栋建筑周边的数值合计', en: 'A total around each building' },
	about: {
		zh: '按建筑所在的地图网格（约 460 米）把事件的一项数值相加',
		en: 'A number of the events, added up over the map cell (about 460 m) of each building'
	},
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
