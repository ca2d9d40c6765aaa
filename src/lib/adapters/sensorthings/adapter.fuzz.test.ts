import { test } from 'vitest';
import { fuzzAdapter } from '../support/fuzz.ts';
import { sensorThings } from './adapter.ts';

const encode = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));

test('ten thousand broken SensorThings messages: nothing thrown, every row valid', () => {
	fuzzAdapter(sensorThings, {
		samples: [
			encode({ phenomenonTime: '2026-02-28T12:00:00Z', resultTime: null, result: 21.5 }),
			encode([
				{
					Datastream: { '@iot.id': 1 },
					components: ['phenomenonTime', 'result'],
					dataArray: [['2026-02-28T12:00:00Z', 2]]
				}
			]),
			encode({
				value: [
					{
						'@iot.id': 1,
						name: 'Box',
						Locations: [{ location: { type: 'Point', coordinates: [1, 2] } }],
						Datastreams: [
							{
								name: 'a',
								unitOfMeasurement: { symbol: '°C' },
								ObservedProperty: { name: 't' },
								Observations: [{ phenomenonTime: '2026-02-28T12:00:00Z', result: 1 }]
							}
						]
					}
				]
			})
		],
		topics: ['v1.1/Datastreams(5)/Observations', 'city/demo/air/pole-7/up'],
		words: [
			'result',
			'value',
			'Datastreams',
			'Observations',
			'Datastream',
			'@iot.id',
			'dataArray',
			'components',
			'phenomenonTime',
			'unitOfMeasurement'
		]
	});
});
