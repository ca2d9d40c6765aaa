import type { ThemeLayer } from '#lib/model/theme.ts';
import { stream } from '../stream.ts';

/** Cameras say how many people they see, never whom: no picture and no face comes in. */
export const layers: readonly ThemeLayer[] = [
	{
		declaration: stream({
			id: 'incidents',
			cls: 'event',
			title: { zh: '警情', en: 'Incidents' },
			interval: 3600,
			staleAfter: 86_400
		}),
		shown: true
	},
	{
		declaration: stream({
			id: 'patrols',
			title: { zh: '巡逻组', en: 'Patrols' },
			interval: 5,
			moves: true,
			metrics: [{ name: 'speed', unit: 'km/h', title: { zh: '速度', en: 'Speed' }, range: [0, 200] }]
		}),
		form: 'mover',
		shown: true,
		nearby: 'crew'
	},
	{
		declaration: stream({
			id: 'cameras',
			title: { zh: '视频监控', en: 'Cameras' },
			interval: 60,
			metrics: [
				{ name: 'bearing', unit: 'deg', title: { zh: '朝向', en: 'Bearing' }, range: [0, 360] },
				{ name: 'fov', unit: 'deg', title: { zh: '视场角', en: 'Field of view' }, range: [0, 360] },
				{ name: 'range', unit: 'm', title: { zh: '可视距离', en: 'Range' }, range: [0, 2000] },
				{ name: 'people', unit: '1', title: { zh: '画面人数', en: 'People in view' }, range: [0, 5000] }
			]
		}),
		metric: 'people',
		form: 'cone',
		shown: true,
		nearby: 'camera'
	},
	{
		declaration: stream({
			id: 'crowds',
			title: { zh: '人员密集场所', en: 'Crowds' },
			interval: 30,
			metrics: [
				{ name: 'people', unit: '{person}', title: { zh: '人数', en: 'People' }, range: [0, 500_000] },
				{ name: 'density', unit: '{person}/m2', title: { zh: '密度', en: 'Density' }, range: [0, 12] },
				{ name: 'capacity', unit: '{person}', title: { zh: '承载量', en: 'Capacity' }, range: [0, 500_000] }
			]
		}),
		metric: 'density',
		form: 'disc',
		shown: true
	}
];
