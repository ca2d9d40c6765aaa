import type { Theme } from '#lib/model/theme.ts';
import { indicators } from './indicators.ts';
import { layers } from './layers.ts';
import { rules } from './rules.ts';

/** Where a car can stand, and covers that must not be open. */
export const parking: Theme = {
	id: 'parking',
	title: { zh: '停车与井盖', en: 'Parking and manholes' },
	about: {
		zh: '哪里还有车位、哪个井盖开了或移位，城管和市民都等不起。',
		en: 'Where a space is free, and which cover is open or has moved: neither can wait.'
	},
	icon: 'square-parking',
	department: { zh: '市城市管理局', en: 'City Management Bureau' },
	kinds: [
		{
			type: 'OffStreetParking',
			title: { zh: '停车场', en: 'Car park' },
			layer: 'car-parks',
			assets: 'car_parks'
		},
		{
			type: 'ManholeCover',
			title: { zh: '井盖', en: 'Manhole cover' },
			layer: 'manholes',
			assets: 'manhole_covers'
		}
	],
	layers,
	indicators,
	rules,
	categories: [
		{ id: 'cover-missing', title: { zh: '井盖缺失、移位', en: 'Cover missing or moved' } },
		{ id: 'cover-gas', title: { zh: '井下气体超标', en: 'Gas in a manhole' } },
		{ id: 'parking-full', title: { zh: '停车饱和', en: 'Parking full' } },
		{ id: 'device-fault', title: { zh: '设备故障', en: 'Device fault' } }
	],
	view: { layers: ['labels', 'buildings'], zoom: 15, pitch: 55 }
};
