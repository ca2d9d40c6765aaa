import type { ThemeLayer } from '#lib/model/theme.ts';
import { stream } from '../stream.ts';

/** `target`, `feedback` and `actual` are what was ordered, what the controller says and what the meter shows. */
export const layers: readonly ThemeLayer[] = [
	{
		declaration: stream({
			id: 'light-poles',
			title: { zh: '路灯', en: 'Street lamps' },
			interval: 60,
			metrics: [
				{ name: 'target', unit: '%', title: { zh: '目标亮度', en: 'Ordered level' }, range: [0, 100] },
				{ name: 'feedback', unit: '%', title: { zh: '回执亮度', en: 'Confirmed level' }, range: [0, 100] },
				{ name: 'actual', unit: '%', title: { zh: '实测亮度', en: 'Measured level' }, range: [0, 100] },
				{ name: 'power', unit: 'W', title: { zh: '功率', en: 'Power' }, range: [0, 2000] },
				{ name: 'energy', unit: 'kW.h', title: { zh: '今日用电', en: 'Energy today' }, range: [0, 50] },
				{ name: 'saved', unit: 'kW.h', title: { zh: '今日节电', en: 'Saved today' }, range: [0, 50] }
			]
		}),
		metric: 'actual',
		form: 'lamp',
		shown: true
	}
];
