import type { ThemeLayer } from '#lib/model/theme.ts';
import { stream } from '../stream.ts';

export const layers: readonly ThemeLayer[] = [
	{
		declaration: stream({
			id: 'school-gates',
			title: { zh: '校门', en: 'School gates' },
			interval: 60,
			metrics: [
				{ name: 'in', unit: '1', title: { zh: '今日进入', en: 'In today' }, range: [0, 100_000] },
				{ name: 'out', unit: '1', title: { zh: '今日离开', en: 'Out today' }, range: [0, 100_000] },
				{ name: 'present', unit: '{person}', title: { zh: '在校人数', en: 'Present' }, range: [0, 50_000] }
			]
		}),
		metric: 'present',
		form: 'column',
		shown: true
	},
	{
		declaration: stream({
			id: 'school-buses',
			title: { zh: '校车', en: 'School buses' },
			interval: 5,
			moves: true,
			metrics: [
				{ name: 'speed', unit: 'km/h', title: { zh: '速度', en: 'Speed' }, range: [0, 150] },
				{ name: 'aboard', unit: '{person}', title: { zh: '乘坐人数', en: 'Aboard' }, range: [0, 80] }
			]
		}),
		metric: 'aboard',
		form: 'mover',
		shown: true
	},
	{
		// One passage of one pupil, under a pseudonym: kept for whoever has the right, shown to nobody else.
		declaration: stream({
			id: 'gate-passages',
			cls: 'event',
			title: { zh: '校门通行记录', en: 'Gate passages' },
			interval: 60,
			restricted: 'campus'
		}),
		shown: false
	}
];
