import { z } from 'zod';
import { lastHours, threshold, withinLast } from '../parameters.ts';
import { defineQuery } from '../query.ts';

/** The rain of each hour, as the wettest station had it. */
export const rainByHour = defineQuery({
	id: 'rain-by-hour',
	theme: 'environment',
	title: { zh: '逐小时雨强', en: 'Rain hour by hour' },
	about: {
		zh: '各小时最大与平均雨强，以及超过限值的站数',
		en: 'Highest and mean rain of each hour, and how many stations were above the limit'
	},
	layers: ['weather'],
	parameters: z.object({
		above: threshold({ zh: '雨强高于', en: 'Rain above' }, 'mm/h', { most: 400, standard: 16 }),
		hours: lastHours(48)
	}),
	row: z.object({ hour: z.string(), most: z.number(), mean: z.number(), stations: z.number() }),
	shows: 'chart',
	sql: ({
		above,
		hours
	}) => `SELECT date_trunc('hour', local_time) AS hour, max(rain)::DOUBLE AS most, round(avg(rain), 2) AS mean,
  count(DISTINCT id) FILTER (rain > ${above}) AS stations
FROM h_weather
WHERE rain IS NOT NULL AND ${withinLast('h_weather', hours)}
GROUP BY hour
ORDER BY hour`
});
