import type { Theme } from '#lib/model/theme.ts';
import { indicators } from './indicators.ts';
import { layers } from './layers.ts';
import { rules } from './rules.ts';

/** What happens, who is near it, what can be seen of it, and where too many people are. */
export const safety: Theme = {
	id: 'safety',
	title: { zh: '公共安全', en: 'Public safety' },
	about: {
		zh: '警情、巡逻、视频和人流在一张图上：最近的力量最先到，人多之前先疏导。',
		en: 'Incidents, patrols, cameras and crowds on one map: the nearest help goes first, and crowds are thinned before they press.'
	},
	icon: 'shield',
	department: { zh: '市公安局指挥中心', en: 'Police Command Centre' },
	kinds: [
		{ type: 'Alert', title: { zh: '警情', en: 'Incident' }, layer: 'incidents' },
		{ type: 'Vehicle', title: { zh: '巡逻组', en: 'Patrol' }, layer: 'patrols' },
		{ type: 'Camera', title: { zh: '视频监控', en: 'Camera' }, layer: 'cameras', assets: 'cameras' },
		{
			type: 'CrowdFlowObserved',
			title: { zh: '人员密集场所', en: 'Crowded place' },
			layer: 'crowds',
			assets: 'squares'
		}
	],
	layers,
	indicators,
	rules,
	categories: [
		{ id: 'incident', title: { zh: '突发警情', en: 'Incident' } },
		{ id: 'crowding', title: { zh: '人员聚集', en: 'Crowding' } },
		{ id: 'camera-fault', title: { zh: '视频监控故障', en: 'Camera fault' } },
		{ id: 'patrol', title: { zh: '巡逻勤务', en: 'Patrol duty' } }
	],
	view: { layers: ['labels', 'buildings'], zoom: 15, pitch: 60 }
};
