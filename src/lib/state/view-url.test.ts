import { expect, test } from 'vitest';
import { readViewUrl, roundCamera, writeViewUrl, type UrlView } from './view-url.ts';

const trip = (view: UrlView) => readViewUrl(new URLSearchParams(writeViewUrl(view)));

test.each<[string, UrlView]>([
	['an untouched view', {}],
	['a camera', { camera: { lng: -73.9857123, lat: 40.7484405, zoom: 14.125, pitch: 62.5, bearing: -28.31 } }],
	['layers in their order', { layers: ['subway', 'buildings', 'labels'] }],
	['no layer at all', { layers: [] }],
	['a look', { look: 'light' }],
	['an instant to the millisecond', { time: { kind: 'replay', at: 1_795_000_000_123, speed: 1 } }],
	['an instant on a whole second', { time: { kind: 'replay', at: 1_795_000_000_000, speed: 1 } }],
	['a replay that will run backwards', { time: { kind: 'replay', at: 1_795_000_000_000, speed: -60 } }],
	['metrics that colour layers', { metrics: { air: 'pm2.5', 'traffic-flow': 'a:b c' } }],
	['a building', { selection: [{ layer: 'building', id: '4711' }] }],
	[
		'two things, one with a colon in its id',
		{
			selection: [
				{ layer: 'subway', id: 'urn:ngsi-ld:Vehicle:1 A&B' },
				{ layer: 'building', id: '0' }
			]
		}
	],
	['colour by a column', { recolour: { kind: 'column', column: 'height' } }],
	[
		'colour by a question',
		{
			recolour: {
				kind: 'sql',
				value: 'n : of %',
				sql: "select id, count(*) as n from x where a = 'b&c' -- 100% : +1"
			}
		}
	],
	[
		'a range',
		{
			filters: [{ kind: 'range', dataset: 'requests', column: 't', from: 1448946000000, to: 1449550800000.5 }]
		}
	],
	[
		'a range below zero',
		{ filters: [{ kind: 'range', dataset: 'a', column: 'Δ, m:s', from: -2.5, to: -1e-7 }] }
	],
	[
		'rows inside a ring',
		{
			filters: [
				{
					kind: 'area',
					dataset: 'requests',
					column: 'map',
					ring: [
						[-73.99, 40.75],
						[-73.98, 40.75],
						[-73.985, 40.7600001]
					]
				}
			]
		}
	],
	[
		'styles of layers',
		{
			styles: {
				requests: { form: 'cells', cell: 250, aggregate: 'count', raised: true, opacity: 0.75 },
				taxi: { field: 'a: "b", {c}', classes: { method: 'manual', count: 3, breaks: [-1.5, 2] } }
			}
		}
	],
	[
		'pinned objects',
		{
			pinned: [
				{ layer: 'building', id: '7' },
				{ layer: 'air', id: 'urn:x:1' }
			]
		}
	],
	[
		'chosen charts',
		{
			charts: [
				{ dataset: 'requests', kind: 'weekday', column: 't' },
				{ dataset: 'requests', kind: 'heat', column: 'Δ m', column2: 'b' }
			]
		}
	],
	[
		'a comparison of two days',
		{
			compare: {
				kind: 'swipe',
				a: { time: { kind: 'replay', at: 1_795_000_000_000, speed: 1 } },
				b: { layers: ['requests'] },
				split: 0.4
			}
		}
	],
	['a result of a scenario', { scenario: { id: 'k3v9x2ab', model: 'traffic', layer: 'flows' } }],
	[
		'what differs between two scenarios, by a column with a colon',
		{
			scenario: { id: 'k3v9x2ab', model: 'traffic', layer: 'flows', column: 'a: b', against: '00000000' }
		}
	],
	[
		'what differs by more than a little between two scenarios',
		{
			scenario: { id: 'k3v9x2ab', model: 'traffic', layer: 'flows', against: '00000000', hideBelow: 0.5 }
		}
	],
	[
		'a comparison of a scenario with the city as it is',
		{
			scenario: { id: 'k3v9x2ab', model: 'flood', layer: 'depth' },
			compare: { kind: 'side', a: {}, b: { scenario: null }, split: 0.5 }
		}
	],
	[
		'chosen values',
		{
			filters: [
				{
					kind: 'in',
					dataset: 'requests',
					column: 'category',
					values: ['HEAT/HOT WATER', 'a,b', '', '噪声 100%']
				}
			]
		}
	],
	[
		'two filters',
		{
			filters: [
				{ kind: 'in', dataset: 'a', column: 'b.c', values: ['x'] },
				{ kind: 'range', dataset: 'a', column: 'd', from: 0, to: 0 }
			]
		}
	]
])('%s survives the way through the address bar', (_, view) => {
	expect(trip(view)).toEqual({ view, problems: [] });
});

test('a link says the camera in plain digits', () => {
	expect(
		writeViewUrl({
			camera: { lng: 116.4, lat: 39.91, zoom: 12.5, pitch: 45, bearing: -10 },
			layers: ['a', 'b']
		})
	).toBe('cam=116.4,39.91,12.5,45,-10&layers=a,b&u=1');
});

test('what cannot be understood is reported and the rest holds', () => {
	const bad =
		'cam=1,2,3&look=neon&at=yesterday&speed=0&metric=air&sel=x&by=height&f=requests.t:9..1&layers=ok,NO&f=a.b:in:%25zz&cam=1,2,3,4,999';
	const { view, problems } = readViewUrl(new URLSearchParams(bad));
	expect(problems.map(({ parameter }) => parameter)).toEqual([
		'cam',
		'layers',
		'look',
		'at',
		'speed',
		'metric',
		'sel',
		'by',
		'f',
		'f'
	]);
	expect(view).toEqual({ camera: { lng: 1, lat: 2, zoom: 3, pitch: 4, bearing: 999 } });
});

test('an address of before there were versions holds; one of a later version says so', () => {
	expect(readViewUrl(new URLSearchParams('layers=a')).problems).toEqual([]);
	expect(readViewUrl(new URLSearchParams('layers=a&u=2'))).toEqual({
		view: { layers: ['a'] },
		problems: [{ parameter: 'u', value: '2' }]
	});
});

test('a camera outside the earth is refused', () => {
	expect(readViewUrl(new URLSearchParams('cam=200,0,3,0,0')).problems).toEqual([
		{ parameter: 'cam', value: '200,0,3,0,0' }
	]);
});

test('a rounded camera is a fixed point, its bearing between -180 and 180', () => {
	const rounded = roundCamera({
		lng: 1.123456789,
		lat: -0.00000001,
		zoom: 14.12345,
		pitch: 45.678,
		bearing: 350
	});
	expect(rounded).toEqual({ lng: 1.1234568, lat: 0, zoom: 14.123, pitch: 45.68, bearing: -10 });
	expect(roundCamera(rounded)).toEqual(rounded);
});
