import { z } from 'zod';
import { lastHours, threshold, withinLast } from '../parameters.ts';
import { defineQuery } from '../query.ts';

/** Air stations by the hours in which their mean of fine dust lay above a limit. */
export const stationsAbove = defineQuery({
	id: 'stations-above',
	theme: 'environment',
	title: { zh: '空气超标的站点', en: 'Air stations above a limit' },
	about: {
		zh: 'PM2.5 小时均值高于限值的小时数；75 µg/m³ 为二级标准的日均限值',
		en: 'Hours whose mean of PM2.5 was above the limit; 75 µg/m³ is the daily limit of class 2'
	},
	layers: ['air'],
	parameters: z.object({
		above: threshold({ zh: 'PM2.5 高于', en: 'PM2.5 above' }, 'ug/m3', { most: 1000, standard: 75 }),
		hours: lastHours(168)
	}),
	row: z.object({
		id: z.string(),
		title: z.string(),
		hours_above: z.number(),
		highest: z.number(),
		lng: z.number().nullable(),
		lat: z.number().nullable()
	}),
	shows: 'points',
	sql: ({
		above,
		hours
	}) => `SELECT id, any_value(title) AS title, count(*) FILTER (mean > ${above}) AS hours_above,
  round(max(mean), 1) AS highest, any_value(lng) AS lng, any_value(lat) AS lat
FROM (
  SELECT id, any_value(title) AS title, date_trunc('hour', local_time) AS hour, avg("PM2.5") AS mean,
    any_value(lng) AS lng, any_value(lat) AS lat
  FROM h_air
  WHERE "PM2.5" IS NOT NULL AND ${withinLast('h_air', hours)}
  GROUP BY id, hour
)
GROUP BY id
HAVING hours_above > 0
ORDER BY hours_above DESC, id`
});
