import sparkplug from 'sparkplug-payload';
import { test } from 'vitest';
import { fuzzAdapter } from '../support/fuzz.ts';
import { sparkplugB } from './adapter.ts';

test('ten thousand broken payloads: nothing thrown, every row valid', () => {
	const { encodePayload } = sparkplug.get('spBv1.0')!; // the one namespace it knows
	fuzzAdapter(sparkplugB, {
		samples: [
			encodePayload({
				timestamp: 1_772_323_200_000,
				seq: 0,
				metrics: [
					{ name: 'bdSeq', type: 'Int64', value: 1 },
					{ name: 'Location/Latitude', alias: 1, type: 'Double', value: 39.9 },
					{ name: 'Location/Longitude', alias: 2, type: 'Double', value: 116.4 },
					{ name: '__proto__', alias: 3, type: 'Int32', value: -1 },
					{
						name: 'T',
						alias: 4,
						type: 'Float',
						value: 21.5,
						properties: { Quality: { type: 'Int32', value: 192 }, engUnit: { type: 'String', value: '°C' } }
					}
				]
			}),
			encodePayload({
				timestamp: 1_772_323_201_000,
				seq: 1,
				metrics: [
					{ alias: 1, type: 'Double', value: 40 },
					{ alias: 4, type: 'Float', value: 22, timestamp: 1_772_323_200_500, isHistorical: true },
					{ name: 'status', type: 'String', value: 'ok' }
				]
			}),
			encodePayload({ timestamp: 1, metrics: [{ name: 'bdSeq', type: 'Int64', value: 1 }] })
		],
		topics: [
			'spBv1.0/g/NBIRTH/n',
			'spBv1.0/g/DBIRTH/n/d',
			'spBv1.0/g/NDATA/n',
			'spBv1.0/g/DDATA/n/d',
			'spBv1.0/g/DDATA/n/__proto__',
			'spBv1.0/g/NDEATH/n',
			'spBv1.0/g/DDEATH/n/d',
			'spBv1.0/g/NCMD/n',
			'spBv1.0/STATE/h'
		]
	});
});
