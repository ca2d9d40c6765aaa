import type { ThemeLayer } from '#lib/model/theme.ts';
import { stream } from '../stream.ts';

export const layers: readonly ThemeLayer[] = [
	{
		declaration: stream({
			id: 'substations',
			title: { zh: '变电站', en: 'Substations' },
			interval: 30,
			metrics: [
				{ name: 'load', unit: 'MW', title: { zh: '负荷', en: 'Load' }, range: [-1000, 5000] },
				{ name: 'capacity', unit: 'MW', title: { zh: '容量', en: 'Capacity' }, range: [0, 5000] },
				{ name: 'loading', unit: '%', title: { zh: '负载率', en: 'Loading' }, range: [0, 200] },
				{ name: 'voltage', unit: 'kV', title: { zh: '母线电压', en: 'Voltage' }, range: [0, 1100] }
			]
		}),
		metric: 'loading',
		form: 'column',
		shown: true
	},
	{
		declaration: stream({
			id: 'gas',
			title: { zh: '燃气监测', en: 'Gas detectors' },
			interval: 30,
			metrics: [
				{
					name: 'methane',
					unit: '%',
					title: { zh: '甲烷（爆炸下限）', en: 'Methane (of LEL)' },
					range: [0, 100]
				},
				{ name: 'pressure', unit: 'kPa', title: { zh: '管压', en: 'Pressure' }, range: [0, 10_000] }
			]
		}),
		metric: 'methane',
		form: 'disc',
		shown: true
	}
];
