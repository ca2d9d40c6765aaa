import type { ThemeLayer } from '#lib/model/theme.ts';
import { stream } from '../stream.ts';

export const layers: readonly ThemeLayer[] = [
	{
		declaration: stream({
			id: 'car-parks',
			title: { zh: '停车场', en: 'Car parks' },
			interval: 60,
			metrics: [
				{ name: 'spaces', unit: '1', title: { zh: '总车位', en: 'Spaces' }, range: [0, 20_000] },
				{ name: 'free', unit: '1', title: { zh: '空余车位', en: 'Free spaces' }, range: [0, 20_000] },
				{ name: 'occupancy', unit: '%', title: { zh: '占用率', en: 'Occupancy' }, range: [0, 100] }
			]
		}),
		metric: 'occupancy',
		form: 'column',
		shown: true
	},
	{
		declaration: stream({
			id: 'manholes',
			title: { zh: '井盖', en: 'Manhole covers' },
			interval: 300,
			metrics: [
				{ name: 'tilt', unit: 'deg', title: { zh: '倾角', en: 'Tilt' }, range: [0, 180] },
				{ name: 'water', unit: 'm', title: { zh: '井内水深', en: 'Water inside' }, range: [0, 20] },
				{ name: 'methane', unit: '%', title: { zh: '甲烷', en: 'Methane' }, range: [0, 100] },
				{ name: 'battery', unit: '%', title: { zh: '电量', en: 'Battery' }, range: [0, 100] }
			]
		}),
		form: 'cover',
		shown: true
	}
];
