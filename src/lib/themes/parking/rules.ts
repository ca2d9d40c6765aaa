import type { AlarmCondition, AlarmRule } from '#lib/model/alarm-rule.ts';

const open: AlarmCondition = {
	kind: 'any',
	of: [
		{ kind: 'status', layer: 'manholes', is: ['open', 'moved'] },
		{ kind: 'value', layer: 'manholes', metric: 'tilt', above: 15, clear: 8 }
	]
};
const methane = (above: number, clear: number): AlarmCondition => ({
	kind: 'value',
	layer: 'manholes',
	metric: 'methane',
	above,
	clear
});

export const rules: readonly AlarmRule[] = [
	{
		id: 'cover-open',
		version: 1,
		title: { zh: '井盖打开或移位', en: 'Manhole cover open or moved' },
		consequence: {
			zh: '行人、车辆可能坠入；积水时看不见井口。',
			en: 'People and wheels may fall in; under water the hole cannot be seen.'
		},
		response: {
			zh: '两小时内到场设围挡并复位；有积水时先派人看守。',
			en: 'Fence it off and put it back within two hours; under water post somebody there first.'
		},
		level: 2,
		when: open,
		clearAfter: 120,
		// Open, and under water: nobody sees the hole. 1.5 m is the city's own depth of a full shaft.
		ladder: [
			{
				level: 1,
				when: {
					kind: 'all',
					of: [open, { kind: 'value', layer: 'manholes', metric: 'water', above: 1.5, clear: 1.2 }]
				}
			}
		]
	},
	{
		id: 'cover-gas',
		version: 1,
		title: { zh: '井下甲烷超标', en: 'Methane in a manhole' },
		consequence: {
			zh: '遇火源可能爆炸，下井人员有窒息风险。',
			en: 'A spark may make it explode, and whoever climbs in may suffocate.'
		},
		response: {
			zh: '设警戒、禁火、通风，查明来源后方可下井。',
			en: 'Keep people and fire away, air it, and let nobody in before the source is known.'
		},
		level: 3,
		// Percent of the lower explosive limit: 25 and 50 are usual settings of detectors.
		when: methane(25, 15),
		raiseReadings: 2,
		clearAfter: 600,
		ladder: [{ level: 2, when: methane(50, 40) }],
		cause: 'gas'
	},
	{
		id: 'parking-full',
		version: 1,
		title: { zh: '片区停车饱和', en: 'No space to park' },
		consequence: {
			zh: '寻位车辆绕行，周边违停增多。',
			en: 'Cars circle for a space, and more stand where they may not.'
		},
		response: {
			zh: '诱导屏改引周边停车场，开放共享车位，加强违停巡查。',
			en: 'Guide drivers to car parks around, open shared spaces, watch for wrong parking.'
		},
		level: 4,
		when: {
			kind: 'count',
			areas: 'subdistricts',
			of: { kind: 'value', layer: 'car-parks', metric: 'occupancy', above: 95, clear: 90 },
			share: true,
			least: 4,
			above: 0.5,
			clear: 0.35
		},
		raiseAfter: 900,
		clearAfter: 900,
		schedule: { from: 7, to: 22 }
	},
	{
		id: 'cover-silent',
		version: 1,
		title: { zh: '井盖监测失联', en: 'A cover is silent' },
		consequence: { zh: '该井盖打开时不会告警。', en: 'Nobody will know when it is opened.' },
		response: { zh: '随日常养护更换电池或设备。', en: 'Change battery or device on the next round.' },
		level: 4,
		when: { kind: 'absence', layer: 'manholes', after: 7200 }
	}
];
