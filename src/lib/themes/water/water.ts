import type { Theme } from '#lib/model/theme.ts';
import { indicators } from './indicators.ts';
import { layers } from './layers.ts';
import { rules } from './rules.ts';

/** Water where it should be and where it should not: rivers, springs, sewers, underpasses. */
export const water: Theme = {
	id: 'water',
	title: { zh: '水务与排水', en: 'Water and drainage' },
	about: {
		zh: '从降雨、管网到下穿通道逐级看水位，积水之前先知道，积水之后先封路。',
		en: 'Follow the water from rain through sewers to underpasses: know before it stands, close the road when it does.'
	},
	icon: 'waves',
	department: { zh: '市水务局', en: 'City Water Authority' },
	kinds: [
		{
			type: 'WaterLevelObserved',
			title: { zh: '水位站', en: 'Water gauge' },
			layer: 'river-levels',
			assets: 'water_gauges'
		},
		{ type: 'Spring', title: { zh: '名泉', en: 'Spring' }, layer: 'springs', assets: 'springs' },
		{
			type: 'StormInlet',
			title: { zh: '雨水口', en: 'Storm inlet' },
			layer: 'sewer-levels',
			assets: 'storm_inlets'
		},
		{
			type: 'Underpass',
			title: { zh: '下穿通道', en: 'Underpass' },
			layer: 'underpasses',
			assets: 'underpasses'
		}
	],
	layers,
	indicators,
	rules,
	categories: [
		{ id: 'standing-water', title: { zh: '道路积水', en: 'Standing water on a road' } },
		{ id: 'sewer-blocked', title: { zh: '排水管道堵塞', en: 'Blocked sewer' } },
		{ id: 'pump-failed', title: { zh: '泵站故障', en: 'Pump failure' } },
		{ id: 'river-high', title: { zh: '河道超警', en: 'River above its warning level' } }
	],
	view: { layers: ['sewer_nodes', 'labels', 'buildings'], zoom: 13.5, pitch: 55 }
};
