import { expect, test } from 'vitest';
import { sensorThings } from './adapter.ts';

const NOW = Date.UTC(2026, 2, 1);
const TOPIC = 'v1.1/Datastreams(5)/Observations';
const decode = (message: unknown, topic?: string) =>
	sensorThings.decode(
		new TextEncoder().encode(JSON.stringify(message)),
		NOW,
		topic === undefined ? {} : { topic }
	);

test('an MQTT message is known by the stream of its topic', () => {
	expect(decode({ phenomenonTime: '2026-02-28T12:00:00.000Z', result: 21.5 }, TOPIC)).toEqual({
		rows: [
			{
				kind: 'observation',
				entity: 'Datastreams(5)',
				at: Date.UTC(2026, 1, 28, 12),
				values: { result: 21.5 }
			}
		],
		rejected: [],
		counts: { Observation: 1 }
	});
});

test('an expanded Datastream names metric, unit, thing and place', () => {
	expect(
		decode({
			'@iot.nextLink': 'http://sta/v1.1/Observations?$skip=1',
			value: [
				{
					'@iot.id': 1,
					phenomenonTime: '2026-02-28T11:00:00Z/2026-02-28T12:00:00Z',
					result: 21.5,
					Datastream: {
						'@iot.id': 5,
						name: 'Air temperature',
						unitOfMeasurement: { name: 'degree Celsius', symbol: '°C', definition: 'ucum:Cel' },
						ObservedProperty: { name: 'temperature' },
						Thing: {
							'@iot.id': 'pole',
							name: 'Pole 7',
							Locations: [{ location: { type: 'Point', coordinates: [116.4, 39.9] } }]
						}
					}
				}
			]
		})
	).toEqual({
		rows: [
			{
				kind: 'observation',
				entity: "Things('pole')",
				title: 'Pole 7',
				at: Date.UTC(2026, 1, 28, 12),
				position: [116.4, 39.9],
				values: { temperature: 21.5 },
				units: { temperature: 'Cel' }
			}
		],
		rejected: [],
		counts: { Observation: 1, 'further page not in this message': 1 }
	});
});

test('results that are no numbers are rejected with their reason', () => {
	expect(
		decode(
			[null, 'NaN', '7', [1], true].map((result) => ({ result })),
			TOPIC
		)
	).toMatchObject({
		rows: [{ values: { result: 1 }, at: NOW }],
		rejected: [
			{ place: 'row 1', reason: 'its result is null' },
			{ place: 'row 2', reason: 'its result "NaN" is a text, not a number' },
			{ place: 'row 3', reason: 'its result "7" is a text, not a number' },
			{ place: 'row 4', reason: 'its result is a list, not a number' }
		]
	});
});

test('an Observation that names no stream is rejected; an id, a link or a path names it', () => {
	expect(decode({ result: 1 }).rejected).toEqual([
		{
			place: 'message',
			reason: 'it names no Datastream: expand it, or send it by v1.1/Datastreams(id)/Observations'
		}
	]);
	const rows = [
		...decode({ result: 1, Datastream: { '@iot.id': 7 } }).rows,
		...decode({ result: 1, 'Datastream@iot.navigationLink': 'http://sta/v1.1/Datastreams(8)' }).rows,
		...decode({ result: 1 }, '/v1.1/Datastreams(9)/Observations').rows
	];
	expect(rows).toMatchObject([
		{ entity: 'Datastreams(7)', values: { result: 1 } },
		{ entity: 'Datastreams(8)' },
		{ entity: 'Datastreams(9)' }
	]);
});

test('a data array, as CreateObservations posts it', () => {
	expect(
		decode([
			{
				Datastream: { '@iot.id': 1 },
				components: ['phenomenonTime', 'result', 'FeatureOfInterest/id'],
				'dataArray@iot.count': 2,
				dataArray: [['2026-02-28T12:00:00Z', 20, 1], ['2026-02-28T13:00:00Z', null, 1], 7]
			}
		])
	).toMatchObject({
		rows: [{ entity: 'Datastreams(1)', at: Date.UTC(2026, 1, 28, 12), values: { result: 20 } }],
		rejected: [
			{ place: 'row 1, dataArray 2', reason: 'its result is null' },
			{ place: 'row 1, dataArray 3', reason: 'it is a number, not a list' }
		]
	});
});

test('Things with their streams and observations; streams of one property keep their own names', () => {
	const stream = (name: string, property: string, result: number) => ({
		name,
		unitOfMeasurement: { symbol: 'V' },
		ObservedProperty: { name: property },
		Observations: [{ phenomenonTime: '2026-02-28T12:00:00Z', result }]
	});
	const thing = (streams: unknown[]) => ({ value: [{ '@iot.id': 1, name: 'Box', Datastreams: streams }] });
	const names = (message: unknown) =>
		decode(message).rows.map((row) => row.kind === 'observation' && row.values);
	expect(names(thing([stream('a', 'voltage', 1), stream('b', 'current', 2)]))).toEqual([
		{ voltage: 1 },
		{ current: 2 }
	]);
	expect(names(thing([stream('a', 'voltage', 1), stream('b', 'voltage', 2)]))).toEqual([{ a: 1 }, { b: 2 }]);
});

test('a MultiDatastream has a metric for each part of the result', () => {
	expect(
		decode({
			result: [3, 180],
			MultiDatastream: {
				'@iot.id': 4,
				multiObservationDataTypes: ['a', 'b'],
				unitOfMeasurements: [{ symbol: 'm/s' }, { symbol: '°' }],
				ObservedProperties: [{ name: 'wind speed' }, { name: 'wind direction' }]
			}
		}).rows
	).toMatchObject([
		{
			entity: 'MultiDatastreams(4)',
			values: { 'wind speed': 3, 'wind direction': 180 },
			units: { 'wind speed': 'm/s', 'wind direction': 'deg' }
		}
	]);
});

test('anything else is said to be no Observation', () => {
	expect(decode({ name: 'x' }).rejected).toEqual([
		{ place: 'message', reason: 'it is neither an Observation nor something with Observations in it' }
	]);
});
