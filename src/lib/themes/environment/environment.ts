import type { Theme } from '#lib/model/theme.ts';
import { indicators } from './indicators.ts';
import { layers } from './layers.ts';
import { rules } from './rules.ts';

/** What people breathe, what the sky does, and the waste on the streets. */
export const environment: Theme = {
	id: 'environment',
	title: { zh: '生态环境', en: 'Environment' },
	about: {
		zh: '按国家标准实时计算空气质量，盯住污染、暴雨和垃圾满溢。',
		en: 'Air quality by the national standard as it is measured, with an eye on smog, heavy rain and full bins.'
	},
	icon: 'leaf',
	department: { zh: '市生态环境局', en: 'City Environment Bureau' },
	kinds: [
		{
			type: 'AirQualityObserved',
			title: { zh: '空气质量监测站', en: 'Air quality station' },
			layer: 'air',
			assets: 'air_stations'
		},
		{ type: 'WeatherObserved', title: { zh: '气象站', en: 'Weather station' }, layer: 'weather' },
		{
			type: 'WasteContainer',
			title: { zh: '垃圾桶', en: 'Waste bin' },
			layer: 'waste-bins',
			assets: 'waste_bins'
		}
	],
	layers,
	indicators,
	rules,
	categories: [
		{ id: 'air-pollution', title: { zh: '空气污染', en: 'Air pollution' } },
		{ id: 'heavy-rain', title: { zh: '强降雨', en: 'Heavy rain' } },
		{ id: 'bin-overfull', title: { zh: '垃圾满溢', en: 'Overfull bin' } },
		{ id: 'bin-fire', title: { zh: '垃圾桶起火', en: 'Bin on fire' } }
	],
	view: { layers: ['labels', 'buildings'], zoom: 13, pitch: 50 }
};
