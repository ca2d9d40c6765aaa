import { test } from 'vitest';
import { fuzzAdapter } from '../support/fuzz.ts';
import { json } from './adapter.ts';

const encode = (text: string) => new TextEncoder().encode(text);

test('ten thousand broken messages of our own JSON: nothing thrown, every row valid', () => {
	fuzzAdapter(json, {
		samples: [
			encode(
				'{"id":"bus-1","at":"2026-03-01T08:00:00+08:00","lng":116.4,"lat":39.9,"speed":8,"values":{"t":1},"units":{"t":"Cel"}}'
			),
			encode('[{"device":"a","time":1772323200,"pm25":35.5},{"entity":7,"status":"ok","gone":true}]'),
			encode('{"id":"a","t":1}\n{"id":"b","t":2}\n'),
			encode(
				'{"event":true,"id":"e","type":"flood","severity":"severe","title":{"zh":"水"},"areas":[{"rings":[[[1,2],[3,4],[1,2]]]}],"facts":{"a":1}}'
			)
		],
		topics: ['city/demo/air/pole-7/up', 'city/x'],
		words: [
			'id',
			'at',
			'values',
			'units',
			'lng',
			'lat',
			'event',
			'kind',
			'title',
			'areas',
			'facts',
			'speed',
			'Cel'
		]
	});
});
