import type { Theme } from '#lib/model/theme.ts';
import { indicators } from './indicators.ts';
import { layers } from './layers.ts';
import { rules } from './rules.ts';

/** Lamps and what hangs on their poles: are they lit when it is dark, do they obey, what do they use. */
export const lighting: Theme = {
	id: 'lighting',
	title: { zh: '智慧灯杆与照明', en: 'Smart poles and lighting' },
	about: {
		zh: '掌握每一盏路灯是否按指令亮起、用了多少电，成片熄灯及时处置。',
		en: 'Know whether every lamp does what it was told and what it uses, and act when a quarter goes dark.'
	},
	icon: 'lamp',
	department: { zh: '市城市照明管理中心', en: 'City Lighting Centre' },
	kinds: [
		{
			type: 'Streetlight',
			title: { zh: '路灯', en: 'Street lamp' },
			layer: 'light-poles',
			assets: 'light_poles'
		}
	],
	layers,
	indicators,
	rules,
	categories: [
		{ id: 'lamp-out', title: { zh: '路灯不亮', en: 'Lamp out' } },
		{ id: 'area-dark', title: { zh: '成片熄灯', en: 'Quarter without light' } },
		{ id: 'wrong-times', title: { zh: '未按时启闭', en: 'Switched at the wrong time' } },
		{ id: 'pole-damaged', title: { zh: '灯杆倾斜、破损', en: 'Pole leaning or damaged' } }
	],
	view: { layers: ['labels', 'buildings'], zoom: 16.2, pitch: 52 }
};
