import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { ngsiLd } from './adapter.ts';

const NOW = Date.UTC(2026, 2, 1);
const decode = (message: unknown) => ngsiLd.decode(new TextEncoder().encode(JSON.stringify(message)), NOW);

const air = {
	id: 'urn:ngsi-ld:AirQualityObserved:a',
	type: 'AirQualityObserved',
	location: { type: 'GeoProperty', value: { type: 'Point', coordinates: [116.4, 39.9] } },
	PM25: { type: 'Property', value: 35, unitCode: 'GQ', observedAt: '2026-02-28T10:00:00Z' },
	CO: { type: 'Property', value: 0.7, unitCode: 'GP', observedAt: '2026-02-28T09:00:00Z' },
	odd: { type: 'Property', value: 1, unitCode: 'X99', observedAt: '2026-02-28T10:00:00Z' },
	refDevice: { type: 'Relationship', object: 'urn:ngsi-ld:Device:d' }
};

test('a normalized entity says one observation for each instant its attributes were observed at', () => {
	expect(decode(air)).toEqual({
		rows: [
			{
				kind: 'observation',
				layer: 'air-quality-observed',
				entity: air.id,
				at: Date.UTC(2026, 1, 28, 10),
				position: [116.4, 39.9],
				values: { PM25: 35, odd: 1 },
				units: { PM25: 'ug/m3', odd: '{X99}' }
			},
			{
				kind: 'observation',
				layer: 'air-quality-observed',
				entity: air.id,
				at: Date.UTC(2026, 1, 28, 9),
				values: { CO: 0.7 },
				units: { CO: 'mg/m3' }
			}
		],
		rejected: [],
		counts: { AirQualityObserved: 1, 'attribute not used': 1 }
	});
});

test('a notification of simplified entities: booleans are 0 or 1, a line has its middle, an interval its end', () => {
	const { rows, rejected, counts } = decode({
		id: 'urn:ngsi-ld:Notification:1',
		type: 'Notification',
		notifiedAt: '2026-02-28T12:00:00Z',
		data: [
			{
				id: 'flow-1',
				type: 'TrafficFlowObserved',
				dateObserved: '2026-02-28T11:10:00/2026-02-28T11:15:00',
				location: {
					type: 'LineString',
					coordinates: [
						[0, 0],
						[2, 0]
					]
				},
				averageVehicleSpeed: 52.6,
				congested: false,
				laneDirection: 'forward'
			},
			{ id: 'spot-1', type: 'ParkingSpot', status: 'occupied' },
			{ id: 'lamp-1', type: 'Streetlight', status: 'ok', powerState: 'on', name: { zh: 'x' } },
			{ id: 'lamp-2', type: 'Streetlight', status: 'defectiveLamp', powerState: 'on' },
			{ type: 'Streetlight' },
			7
		]
	});
	expect(rows).toEqual([
		{
			kind: 'observation',
			layer: 'traffic-flow-observed',
			entity: 'flow-1',
			at: Date.UTC(2026, 1, 28, 11, 15),
			position: [1, 0],
			values: { averageVehicleSpeed: 52.6, congested: 0 },
			units: { averageVehicleSpeed: 'km/h' }
		},
		{
			kind: 'observation',
			layer: 'parking-spot',
			entity: 'spot-1',
			at: Date.UTC(2026, 1, 28, 12),
			status: 'occupied'
		},
		{
			kind: 'observation',
			layer: 'streetlight',
			entity: 'lamp-1',
			at: Date.UTC(2026, 1, 28, 12),
			status: 'on'
		},
		{
			kind: 'observation',
			layer: 'streetlight',
			entity: 'lamp-2',
			at: Date.UTC(2026, 1, 28, 12),
			status: 'defectiveLamp'
		}
	]);
	expect(rejected).toEqual([
		{ place: 'entity 5', reason: 'it has no id' },
		{ place: 'entity 6', reason: 'it is a number, not an entity' }
	]);
	expect(counts).toEqual({
		notification: 1,
		TrafficFlowObserved: 1,
		ParkingSpot: 1,
		Streetlight: 2,
		'not an entity': 2,
		'attribute not used': 1,
		'time without zone, read as UTC': 1,
		'position is the centre of a LineString': 1
	});
});

test('attribute names may be IRIs, and expanded JSON-LD is read', () => {
	expect(
		decode({
			'@id': 'urn:x',
			'@type': ['https://uri.fiware.org/ns/data-models#WasteContainer'],
			'https://uri.fiware.org/ns/data-models#fillingLevel': [
				{
					'@type': ['https://uri.etsi.org/ngsi-ld/Property'],
					'https://uri.etsi.org/ngsi-ld/hasValue': [{ '@value': 0.4 }],
					'https://uri.etsi.org/ngsi-ld/observedAt': [
						{ '@type': 'https://uri.etsi.org/ngsi-ld/DateTime', '@value': '2026-02-28T00:00:00Z' }
					]
				}
			],
			'fiware:temperature': { value: 12, unitCode: 'CEL' }
		}).rows
	).toEqual([
		{
			kind: 'observation',
			layer: 'waste-container',
			entity: 'urn:x',
			at: Date.UTC(2026, 1, 28),
			values: { fillingLevel: 0.4, temperature: 12 },
			units: { temperature: 'Cel' }
		}
	]);
});

test('a vehicle has speed and heading of its own, in our units', () => {
	const [row] = decode({
		id: 'v',
		type: 'Vehicle',
		speed: { type: 'Property', value: 36, unitCode: 'KMH' },
		heading: { type: 'Property', value: -90, unitCode: 'DD' }
	}).rows;
	expect(row).toMatchObject({ heading: 270 });
	expect(row?.kind === 'observation' && row.speed).toBeCloseTo(10, 9);
});

test('an Alert becomes an event with its area', () => {
	const ring = [
		[0, 0],
		[2, 0],
		[2, 2],
		[0, 2],
		[0, 0]
	];
	expect(
		decode({
			id: 'alert-1',
			type: 'Alert',
			category: 'weather',
			subCategory: 'rainfall',
			severity: 'critical',
			dateIssued: '2026-02-28T01:00:00Z',
			validTo: '2026-02-28T02:00:00Z',
			description: { type: 'LanguageProperty', languageMap: { zh: '暴雨', en: 'Heavy rain' } },
			location: { type: 'Polygon', coordinates: [ring] }
		}).rows
	).toEqual([
		{
			kind: 'event',
			layer: 'alert',
			id: 'alert-1',
			at: Date.UTC(2026, 1, 28, 1),
			until: Date.UTC(2026, 1, 28, 2),
			type: 'rainfall',
			severity: 'extreme',
			title: { und: 'rainfall' },
			text: { zh: '暴雨', en: 'Heavy rain' },
			position: [1, 1],
			areas: [{ rings: [ring] }],
			facts: { category: 'weather', subCategory: 'rainfall', severity: 'critical' }
		}
	]);
});

test('a bad location is rejected and the entity goes on', () => {
	const { rows, rejected } = decode({ ...air, location: { type: 'Point', coordinates: [200, 0] } });
	expect(rows.length).toBe(2);
	expect(rejected).toEqual([
		{ place: 'message, location', reason: 'longitude 200 is not within -180 and 180' }
	]);
});

const data = resolve(process.env['CITYLOOP_TEST_DATA'] ?? '../shared/data', 'fiware-ngsi-ld');

test.skipIf(!existsSync(data))(
	'published payloads are read, and the malformed one says where (needs ../shared/data)',
	() => {
		const read = (file: string) => ngsiLd.decode(new Uint8Array(readFileSync(join(data, file))), NOW);
		expect(read('Streetlight.jsonld').rows).toMatchObject([{ status: 'off', values: { voltage: 50 } }]);
		expect(read('Streetlight.normalized.jsonld').rows).toEqual(read('Streetlight.jsonld').rows);
		expect(read('AirQualityObserved.jsonld').rows).toMatchObject([
			{ at: Date.UTC(2016, 2, 15, 11), status: 'moderate', values: { no2: 69 } }
		]);
		expect(read('TrafficFlowObserved.keyvalues.json').rows).toMatchObject([
			{ at: Date.UTC(2016, 11, 7, 11, 15), values: { intensity: 197, reversedLane: 0 } }
		]);
		expect(read('TrafficFlowObserved.MALFORMED-as-published.jsonld')).toMatchObject({
			rows: [],
			rejected: [
				{
					place: 'line 22, column 18',
					reason: 'it is not JSON: there is an unknown word at "False" (JSON writes false)'
				}
			]
		});
	}
);
