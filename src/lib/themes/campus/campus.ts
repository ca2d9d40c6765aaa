import type { Theme } from '#lib/model/theme.ts';
import { indicators } from './indicators.ts';
import { layers } from './layers.ts';
import { rules } from './rules.ts';

/** Schools: gates, who is inside as a number, and the buses. What is personal never leaves the server. */
export const campus: Theme = {
	id: 'campus',
	title: { zh: '校园安全', en: 'Campus safety' },
	about: {
		zh: '校门、在校人数和校车一目了然；学生个人信息不出服务器，图上只有人数。',
		en: 'Gates, numbers of pupils and school buses at a glance; what is personal stays on the server, the map has counts only.'
	},
	icon: 'school',
	department: { zh: '市教育局', en: 'City Education Bureau' },
	kinds: [
		{
			type: 'SchoolGate',
			title: { zh: '校门', en: 'School gate' },
			layer: 'school-gates',
			assets: 'school_gates'
		},
		{ type: 'Vehicle', title: { zh: '校车', en: 'School bus' }, layer: 'school-buses' }
	],
	layers,
	indicators,
	rules,
	categories: [
		{ id: 'gate', title: { zh: '校门异常', en: 'Trouble at a gate' } },
		{ id: 'bus', title: { zh: '校车异常', en: 'Trouble with a bus' } },
		{ id: 'lockdown', title: { zh: '校园封控', en: 'Lockdown' } }
	],
	view: { layers: ['labels', 'buildings'], zoom: 15, pitch: 60 }
};
