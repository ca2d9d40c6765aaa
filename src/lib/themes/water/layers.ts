import type { ThemeLayer } from '#lib/model/theme.ts';
import { stream } from '../stream.ts';

export const layers: readonly ThemeLayer[] = [
	{
		declaration: stream({
			id: 'river-levels',
			title: { zh: '河湖水位', en: 'River and lake levels' },
			interval: 60,
			metrics: [
				{ name: 'level', unit: 'm', title: { zh: '水位', en: 'Level' }, range: [-5, 30] },
				{ name: 'flow', unit: 'm3/s', title: { zh: '流量', en: 'Flow' }, range: [-100, 20_000] },
				{ name: 'warning', unit: 'm', title: { zh: '警戒水位', en: 'Warning level' }, range: [-5, 30] }
			]
		}),
		metric: 'level',
		form: 'column',
		shown: true
	},
	{
		declaration: stream({
			id: 'springs',
			title: { zh: '泉水', en: 'Springs' },
			interval: 60,
			metrics: [
				{ name: 'level', unit: 'm', title: { zh: '泉水位', en: 'Level' }, range: [-10, 500] },
				{ name: 'flow', unit: 'm3/s', title: { zh: '涌水量', en: 'Flow' }, range: [0, 20] }
			]
		}),
		metric: 'flow',
		form: 'disc',
		shown: false
	},
	{
		declaration: stream({
			id: 'sewer-levels',
			title: { zh: '排水管网', en: 'Sewers' },
			interval: 60,
			metrics: [
				{ name: 'fill', unit: '%', title: { zh: '充满度', en: 'Fill' }, range: [0, 200] },
				{ name: 'depth', unit: 'm', title: { zh: '水深', en: 'Depth' }, range: [0, 20] }
			]
		}),
		metric: 'fill',
		form: 'column',
		shown: true
	},
	{
		declaration: stream({
			id: 'underpasses',
			title: { zh: '下穿通道积水', en: 'Underpasses' },
			interval: 30,
			metrics: [
				{ name: 'depth', unit: 'm', title: { zh: '积水深度', en: 'Depth of water' }, range: [0, 6] },
				{ name: 'pumps', unit: '1', title: { zh: '运行水泵', en: 'Pumps running' }, range: [0, 20] }
			]
		}),
		metric: 'depth',
		form: 'disc',
		shown: true
	}
];
