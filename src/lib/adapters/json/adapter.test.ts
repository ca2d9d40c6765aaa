import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { json } from './adapter.ts';

const NOW = Date.UTC(2026, 2, 1, 0, 0, 0);
const topic = 'city/demo/air/pole-7/up';
const decode = (message: unknown, via?: string) =>
	json.decode(
		new TextEncoder().encode(typeof message === 'string' ? message : JSON.stringify(message)),
		NOW,
		via === undefined ? {} : { topic: via }
	);

test('a device that sends one number is known by its topic and heard now', () => {
	expect(decode('{"t":21.5}', topic)).toEqual({
		rows: [{ kind: 'observation', entity: 'pole-7', layer: 'air', at: NOW, values: { t: 21.5 } }],
		rejected: [],
		counts: { observation: 1 }
	});
});

test('every field of a row has its place', () => {
	const { rows, rejected } = decode({
		layer: 'buses',
		id: 'bus-1',
		at: '2026-03-01T08:00:00.250+08:00',
		seq: 9,
		lng: 116.4,
		lat: 39.9,
		alt: 44,
		speed: 8.5,
		heading: 360,
		status: 'moving',
		title: '1路',
		colour: '#aa0000',
		quality: 16,
		values: { load: 0.4, doors: true, empty: null },
		units: { load: '1', doors: '1' },
		t: 21,
		note: 'text is not used'
	});
	expect(rejected).toEqual([]);
	expect(rows).toEqual([
		{
			kind: 'observation',
			layer: 'buses',
			entity: 'bus-1',
			at: NOW + 250,
			seq: 9,
			position: [116.4, 39.9],
			altitude: 44,
			speed: 8.5,
			heading: 0,
			status: 'moving',
			title: '1路',
			colour: 'aa0000',
			quality: 16,
			values: { load: 0.4, doors: 1, t: 21 }
		}
	]);
});

test('an event row becomes an event', () => {
	expect(
		decode({
			event: true,
			id: 'e-1',
			at: 1_772_323_200,
			type: 'waterMain',
			severity: 'severe',
			title: '爆管',
			until: '2026-03-01T06:00:00Z',
			lng: 1,
			lat: 2,
			facts: { depth: 1.5 }
		}).rows
	).toEqual([
		{
			kind: 'event',
			id: 'e-1',
			at: NOW,
			until: NOW + 6 * 3_600_000,
			type: 'waterMain',
			severity: 'severe',
			title: { und: '爆管' },
			position: [1, 2],
			facts: { depth: '1.5' }
		}
	]);
});

test('seconds and milliseconds of an epoch are told apart by their size', () => {
	expect(decode([1_772_323_200, 1_772_323_200_000].map((at) => ({ id: 'a', at, t: 1 }))).rows).toMatchObject([
		{ at: NOW },
		{ at: NOW }
	]);
});

test('a bad value is rejected with its name and the rest of the row goes on', () => {
	const { rows, rejected } = decode(
		'[{"id":"a","values":{"t":"21","big":1e999,"pm25":35,"x":4,"__proto__":1},"units":{"pm25":"µg/m³","x":"m/s"}}]'
	);
	expect(rows).toEqual([
		{ kind: 'observation', entity: 'a', at: NOW, values: { x: 4 }, units: { x: 'm/s' } }
	]);
	expect(rejected).toEqual([
		{ place: 'row 1, t', reason: '"21" is a text, not a number' },
		{ place: 'row 1, big', reason: 'the number is too large' },
		{ place: 'row 1, pm25', reason: '"µg/m³" is no UCUM unit; write ug/m3' },
		{ place: 'row 1, __proto__', reason: '"__proto__" cannot be a name' }
	]);
});

test.each<[unknown, string, string]>([
	[{ t: 1 }, 'message', 'it names no id, entity or device'],
	[{ id: 'a' }, 'message', 'it has no position, value, status or title'],
	[
		{ id: 'a', t: 1, at: '2026-03-01T08:00' },
		'message',
		'"2026-03-01T08:00" names no zone; end it with Z or +08:00'
	],
	[{ id: 'a', at: '2026-02-30T00:00Z', t: 1 }, 'message', '"2026-02-30T00:00Z" is on no calendar or clock'],
	[{ id: 'a', lng: 3 }, 'message', 'it has a longitude without latitude'],
	[{ id: 'a', lng: 3, lat: 99 }, 'message', 'latitude 99 is not within -90 and 90'],
	[{ id: 'a', speed: 'fast' }, 'message', 'speed: expected number, received string'],
	[{ event: true, id: 'a', type: 'x' }, 'message', 'title: expected a text, or texts by language'],
	[[7], 'row 1', 'it is a number; a row is an object such as {"id":"lamp-1","t":21.5}'],
	['{"t": NaN}', 'line 1, column 7', 'it is not JSON: there is an unknown word at "NaN" (JSON writes null)'],
	['', 'message', 'it is empty']
])('%j is refused with place and reason', (message, place, reason) => {
	expect(decode(message)).toMatchObject({ rows: [], rejected: [{ place, reason }] });
});

test('a row cannot leave the layer of its topic', () => {
	expect(decode({ id: 'x', layer: 'trains', t: 1 }, topic).rejected).toEqual([
		{ place: 'message', reason: 'it names the layer "trains", but came by a topic of "air"' }
	]);
});

test('lines are rows, and a broken line does not take the others along', () => {
	const { rows, rejected } = decode('{"id":"a","t":1}\n{"id":"b","t":}\n\n{"id":"c","t":3}\n');
	expect(rows.map((row) => row.kind === 'observation' && row.entity)).toEqual(['a', 'c']);
	expect(rejected).toEqual([{ place: 'line 2, column 15', reason: 'it is not JSON: a value is missing' }]);
});

test('byte-order marks are understood and bytes that are no text have a place', () => {
	const utf16 = new Uint8Array(Buffer.from('\ufeff{"id":"a","t":1}', 'utf16le'));
	expect(json.decode(utf16, NOW).rows.length).toBe(1);
	expect(decode('\ufeff{"id":"a","t":1}').rows.length).toBe(1);
	expect(json.decode(new Uint8Array([0x7b, 0x22, 0xff]), NOW).rejected).toEqual([
		{ place: 'byte 2', reason: 'the bytes are not UTF-8 text' }
	]);
});

test('deep nesting is refused before it is parsed', () => {
	expect(decode('['.repeat(100_000)).rejected).toEqual([
		{ place: 'line 1, column 65', reason: 'it nests deeper than 64 levels' }
	]);
});

test('a first line that is broken does not take the others along', () => {
	expect(decode('{"id":"a"\n{"id":"b","t":2}')).toMatchObject({
		rows: [{ entity: 'b' }],
		rejected: [{ place: 'line 1, column 10' }]
	});
});

test('every example of the page for users is a row or an event without fault', () => {
	const page = readFileSync(new URL('../../../../docs/ingest-json.md', import.meta.url), 'utf8');
	const examples = [...page.matchAll(/^```json\n(.*?)^```/gms)].map(([, example]) => decode(example ?? ''));
	expect(examples.map(({ rows, rejected }) => [rows.length, rejected])).toEqual([
		[1, []],
		[1, []]
	]);
});
