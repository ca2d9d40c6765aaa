import { test } from 'vitest';
import { fuzzAdapter } from '../support/fuzz.ts';
import { ngsiLd } from './adapter.ts';

const encode = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));

test('ten thousand broken NGSI-LD messages: nothing thrown, every row valid', () => {
	fuzzAdapter(ngsiLd, {
		samples: [
			encode({
				id: 'urn:ngsi-ld:Notification:1',
				type: 'Notification',
				notifiedAt: '2026-02-28T12:00:00Z',
				data: [
					{
						id: 'urn:a',
						type: 'AirQualityObserved',
						PM25: { type: 'Property', value: 35, unitCode: 'GQ', observedAt: '2026-02-28T10:00:00Z' },
						location: { type: 'GeoProperty', value: { type: 'Point', coordinates: [1, 2, 3] } }
					},
					{
						id: 'urn:b',
						type: 'Streetlight',
						powerState: 'on',
						dateObserved: '2026-02-28T10:00:00',
						current: 1
					}
				]
			}),
			encode({
				id: 'urn:c',
				type: 'Alert',
				severity: 'high',
				dateIssued: '2026-02-28T10:00:00Z',
				name: 'x',
				location: {
					type: 'MultiPolygon',
					coordinates: [
						[
							[
								[0, 0],
								[1, 0],
								[1, 1],
								[0, 0]
							]
						]
					]
				}
			}),
			encode({
				'@id': 'urn:x',
				'@type': ['http://x#Vehicle'],
				'http://x#speed': [{ 'http://y/hasValue': [{ '@value': 4 }] }]
			})
		],
		words: [
			'id',
			'type',
			'value',
			'observedAt',
			'unitCode',
			'location',
			'coordinates',
			'Point',
			'Alert',
			'@value',
			'data',
			'Property',
			'languageMap',
			'status'
		]
	});
});
