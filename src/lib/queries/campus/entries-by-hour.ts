import { z } from 'zod';
import { lastHours, withinLast } from '../parameters.ts';
import { defineQuery } from '../query.ts';

/** How many entered schools in each hour. */
export const entriesByHour = defineQuery({
	id: 'entries-by-hour',
	theme: 'campus',
	title: { zh: '逐小时进校人次', en: 'Entries of schools by hour' },
	about: {
		zh: '由各校门当日累计数的增量求得，不含任何个人信息',
		en: 'From the growth of the gates’ counts of the day; nobody is identified'
	},
	layers: ['school-gates'],
	parameters: z.object({ hours: lastHours(24) }),
	row: z.object({ hour: z.string(), entries: z.number(), gates: z.number() }),
	shows: 'chart',
	sql: ({
		hours
	}) => `SELECT date_trunc('hour', local_time) AS hour, sum(greatest(grown, 0))::DOUBLE AS entries,
  count(DISTINCT id) AS gates
FROM (
  SELECT id, local_time, "in" - lag("in") OVER (PARTITION BY id, local_time::DATE ORDER BY t) AS grown
  FROM h_school_gates
  WHERE "in" IS NOT NULL AND ${withinLast('h_school_gates', hours)}
)
WHERE grown IS NOT NULL
GROUP BY hour
ORDER BY hour`
});
