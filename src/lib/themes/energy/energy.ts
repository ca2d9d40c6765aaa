import type { Theme } from '#lib/model/theme.ts';
import { indicators } from './indicators.ts';
import { layers } from './layers.ts';
import { rules } from './rules.ts';

/** Electricity and gas: what is drawn, what is left, what leaks. */
export const energy: Theme = {
	id: 'energy',
	title: { zh: '能源', en: 'Energy' },
	about: {
		zh: '电网负荷还有多少余量、燃气有没有泄漏，一处异常全链条知晓。',
		en: 'How much the grid has left, and whether gas leaks anywhere: what goes wrong in one place is known along the chain.'
	},
	icon: 'zap',
	department: { zh: '市能源运行调度中心', en: 'Energy Dispatch Centre' },
	kinds: [
		{
			type: 'Substation',
			title: { zh: '变电站', en: 'Substation' },
			layer: 'substations',
			assets: 'substations'
		},
		{
			type: 'GasDetector',
			title: { zh: '燃气监测点', en: 'Gas detector' },
			layer: 'gas',
			assets: 'gas_detectors'
		}
	],
	layers,
	indicators,
	rules,
	categories: [
		{ id: 'overload', title: { zh: '设备过载', en: 'Overload' } },
		{ id: 'outage', title: { zh: '停电', en: 'Power cut' } },
		{ id: 'gas-leak', title: { zh: '燃气泄漏', en: 'Gas leak' } }
	],
	view: { layers: ['labels', 'buildings'], zoom: 13.5, pitch: 55 }
};
