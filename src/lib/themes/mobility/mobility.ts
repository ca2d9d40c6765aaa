import type { Theme } from '#lib/model/theme.ts';
import { indicators } from './indicators.ts';
import { layers } from './layers.ts';
import { rules } from './rules.ts';

/** Roads, and the buses and metro on them and beneath. */
export const mobility: Theme = {
	id: 'mobility',
	title: { zh: '交通大脑', en: 'Traffic brain' },
	about: {
		zh: '看清每条干路此刻跑得多快、公共交通是否准点，拥堵和停运先于投诉被发现。',
		en: 'See how fast every main road runs and whether buses and metro are on time, before people complain.'
	},
	icon: 'route',
	department: { zh: '市公安局交通警察支队', en: 'Traffic Police' },
	kinds: [
		{ type: 'TrafficFlowObserved', title: { zh: '路段', en: 'Road link' }, layer: 'road-flow' },
		{ type: 'Vehicle', title: { zh: '浮动车', en: 'Floating car' }, layer: 'cars' },
		{ type: 'Vehicle', title: { zh: '地铁列车', en: 'Metro train' }, layer: 'metro-vehicles' },
		{ type: 'Vehicle', title: { zh: '公交车', en: 'Bus' }, layer: 'bus-vehicles' }
	],
	layers,
	indicators,
	rules,
	categories: [
		{ id: 'congestion', title: { zh: '交通拥堵', en: 'Congestion' } },
		{ id: 'road-closed', title: { zh: '道路封闭', en: 'Road closed' } },
		{ id: 'transit-disrupted', title: { zh: '公共交通中断', en: 'Public transport disrupted' } },
		{ id: 'detector-fault', title: { zh: '检测设备故障', en: 'Detector fault' } }
	],
	view: { layers: ['labels', 'buildings'], zoom: 14, pitch: 60 }
};
