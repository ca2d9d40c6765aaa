import { expect, test } from 'vitest';
import { gzipSync } from 'node:zlib';
import sparkplug from 'sparkplug-payload';
import type { Decoded } from '#lib/model/observation.ts';
import { QUALITY } from '#lib/model/wire/fields.ts';
import { sparkplugB } from './adapter.ts';
import { layerOfGroup } from './topic.ts';

const { encodePayload, decodePayload } = sparkplug.get('spBv1.0')!; // the one namespace it knows
type Fields = Parameters<typeof encodePayload>[0];
type Metric = NonNullable<Fields['metrics']>[number];

/** The messages of one broker, each with the memory of those before. */
function broker() {
	let memory: unknown;
	return (topic: string, payload: Fields | Uint8Array, receivedAt = 9000): Decoded => {
		const bytes = payload instanceof Uint8Array ? payload : encodePayload(payload);
		const decoded = sparkplugB.decode(bytes, receivedAt, { topic: `spBv1.0/Plant A/${topic}`, memory });
		memory = JSON.parse(JSON.stringify(decoded.memory ?? null));
		return decoded;
	};
}
const reasons = ({ rejected }: Decoded) => rejected.map(({ reason }) => reason);
const row = { kind: 'observation', layer: 'plant-a', entity: 'Plant A/edge/pump', title: 'pump' } as const;

const bdSeq = (value: number): Metric => ({ name: 'bdSeq', type: 'Int64', value });
const heat = (more: Partial<Metric>): Metric => ({ type: 'Float', value: 21.5, ...more });

function running() {
	const send = broker();
	send('NBIRTH/edge', { timestamp: 1000, seq: 0, metrics: [bdSeq(3)] });
	const birth = send('DBIRTH/edge/pump', {
		timestamp: 1000,
		seq: 1,
		metrics: [
			heat({ name: 'In/Temp', alias: 7, properties: { engUnit: { type: 'String', value: '°C' } } }),
			{ name: 'Running', alias: 8, type: 'Boolean', value: true }
		]
	});
	return { send, birth };
}

test('a birth is a row that says online, its booleans 0 and 1, its units UCUM', () => {
	expect(running().birth.rows).toEqual([
		{
			...row,
			at: 1000,
			status: 'online',
			quality: 0,
			values: { 'In/Temp': 21.5, Running: 1 },
			units: { 'In/Temp': 'Cel' }
		}
	]);
});

test('data by alias has the names of the birth; values of one instant are one row', () => {
	const { send } = running();
	const { rows, counts } = send('DDATA/edge/pump', {
		timestamp: 2000,
		seq: 2,
		metrics: [
			heat({ alias: 7, value: 22 }),
			{ alias: 8, type: 'Boolean', value: false },
			heat({ alias: 7, value: 20, timestamp: 1500, isHistorical: true })
		]
	});
	expect(rows).toEqual([
		{ ...row, at: 2000, values: { 'In/Temp': 22, Running: 0 }, units: { 'In/Temp': 'Cel' } },
		{ ...row, at: 1500, values: { 'In/Temp': 20 }, units: { 'In/Temp': 'Cel' } }
	]);
	expect(counts).toEqual({ DDATA: 1, metric: 3 });
});

test('a node that measures nothing of its own is no thing; one that does is', () => {
	const send = broker();
	expect(send('NBIRTH/edge', { timestamp: 1000, seq: 0, metrics: [bdSeq(3)] }).rows).toEqual([]);
	const { rows } = send('NBIRTH/edge', { timestamp: 1000, seq: 0, metrics: [bdSeq(4), heat({ name: 'T' })] });
	expect(rows).toMatchObject([{ entity: 'Plant A/edge', status: 'online', values: { T: 21.5 } }]);
});

test('a device that is named by a urn is that thing, called as its birth says', () => {
	const send = broker();
	const thing = { kind: 'observation', layer: 'plant-a', entity: 'urn:ngsi-ld:Pump:7' };
	send('NBIRTH/edge', { timestamp: 1000, seq: 0, metrics: [bdSeq(3)] });
	const name: Metric = { name: 'Name', type: 'String', value: '7号泵' };
	const birth = send('DBIRTH/edge/urn:ngsi-ld:Pump:7', { timestamp: 1000, seq: 1, metrics: [name] });
	const data = send('DDATA/edge/urn:ngsi-ld:Pump:7', {
		timestamp: 2000,
		seq: 2,
		metrics: [heat({ name: 'T' })]
	});
	expect([...birth.rows, ...data.rows]).toEqual([
		{ ...thing, at: 1000, title: '7号泵', status: 'online', quality: 0 },
		{ ...thing, at: 2000, values: { T: 21.5 } }
	]);
});

test('an alias that no birth gave is rejected, the rest goes on', () => {
	const { send } = running();
	const decoded = send('DDATA/edge/pump', {
		timestamp: 2000,
		seq: 2,
		metrics: [heat({ alias: 99 }), heat({ alias: 7 })]
	});
	expect(decoded.rows).toHaveLength(1);
	expect(decoded.rejected).toEqual([
		{ place: 'metric 1', reason: 'the alias 99 is unknown: the node needs a rebirth' }
	]);
});

test('a birth of the node makes the aliases of its devices void', () => {
	const { send } = running();
	send('NBIRTH/edge', { timestamp: 1500, seq: 0, metrics: [bdSeq(4)] });
	const decoded = send('DDATA/edge/pump', { timestamp: 2000, seq: 1, metrics: [heat({ alias: 7 })] });
	expect(reasons(decoded)).toEqual(['the alias 7 is unknown: the node needs a rebirth']);
});

test('a gap in the sequence is said and counted; 0 after 255 is none', () => {
	const send = broker();
	send('NBIRTH/edge', { timestamp: 1, seq: 254, metrics: [] });
	const next = (seq: number) => send('NDATA/edge', { timestamp: 1, seq, metrics: [heat({ name: 'T' })] });
	expect([next(255), next(0)].map(({ counts }) => counts['gaps'])).toEqual([undefined, undefined]);
	const gap = next(2);
	expect(gap.counts['gaps']).toBe(1);
	expect(gap.rows).toHaveLength(1);
	expect(reasons(gap)).toEqual([
		'seq 2 came where 1 was due: messages are missing, the node needs a rebirth'
	]);
});

test('a node whose births or messages are missing is asked for a rebirth, others are not', () => {
	const { send, birth } = running();
	expect(birth.replies).toBeUndefined();
	const data = { timestamp: 2000, metrics: [heat({ alias: 7 })] };
	expect(send('DDATA/edge/pump', { ...data, seq: 2 }).replies).toBeUndefined();
	const stranger = send('NDATA/other', { ...data, seq: 4 }, 5000).replies!;
	expect(stranger.map(({ topic }) => topic)).toEqual(['spBv1.0/Plant A/NCMD/other']);
	expect(decodePayload(stranger[0]!.payload)).toMatchObject({
		metrics: [{ name: 'Node Control/Rebirth', type: 'Boolean', value: true }]
	});
	expect(send('DDATA/edge/pump', { ...data, seq: 9 }).replies).toHaveLength(1);
});

test('the death of a node takes its devices offline, at our time: its will is older than its data', () => {
	const { send } = running();
	const { rows } = send('NDEATH/edge', { timestamp: 500, metrics: [bdSeq(3)] }, 9000);
	const offline = { at: 9000, status: 'offline', quality: QUALITY.stale };
	expect(rows).toEqual([
		{ ...row, ...offline, entity: 'Plant A/edge', title: 'edge' },
		{ ...row, ...offline }
	]);
});

test('a late death of an earlier session changes nothing', () => {
	const { send } = running();
	const decoded = send('NDEATH/edge', { timestamp: 500, metrics: [bdSeq(2)] });
	expect(decoded.rows).toEqual([]);
	expect(reasons(decoded)).toEqual(['the death 2 is of an earlier session than the birth 3; it is not used']);
});

test('the death of a device leaves the node alive', () => {
	const { send } = running();
	expect(send('DDEATH/edge/pump', { timestamp: 3000, seq: 2 }).rows).toEqual([
		{ ...row, at: 3000, status: 'offline', quality: QUALITY.stale }
	]);
});

test('coordinates become the position, also when only one of them changes', () => {
	const send = broker();
	const at = (name: string, value: number): Metric => ({ name, type: 'Double', value });
	const send2 = (metrics: Metric[]) => send('DDATA/edge/pump', { timestamp: 1, metrics }).rows[0];
	send('DBIRTH/edge/pump', {
		timestamp: 1,
		metrics: [at('Location/Latitude', 39.9), at('Location/Longitude', 116.4)]
	});
	expect(send2([at('Location/Longitude', 116.5)])).toEqual({ ...row, at: 1, position: [116.5, 39.9] });
});

test.each([
	['Int8', -5],
	['Int16', -300],
	['Int32', -70_000],
	['UInt32', 4_000_000_000],
	['Int64', -9_007_199_254_740_991],
	['UInt64', 9_007_199_254_740_992],
	['Float', 0.5],
	['Double', 0.1]
] as const)('%s %d comes through exactly', (type, value) => {
	const { rows } = broker()('NDATA/edge', { timestamp: 1, metrics: [{ name: 'x', type, value }] });
	expect(rows).toMatchObject([{ values: { x: value } }]);
});

test('a metric of bad quality marks the row stale, a good one clears it; null and text are counted', () => {
	const quality = (value: number) => ({ properties: { Quality: { type: 'Int32' as const, value } } });
	const { rows, counts } = broker()('NDATA/edge', {
		timestamp: 1,
		metrics: [
			heat({ name: 'a', timestamp: 10, ...quality(0) }),
			heat({ name: 'a', timestamp: 20, ...quality(192) }),
			heat({ name: 'b', value: null, isNull: true }),
			{ name: 'note', type: 'String', value: 'hello' }
		]
	});
	expect(rows.map((one) => one.kind === 'observation' && one.quality)).toEqual([QUALITY.stale, 0]);
	expect(counts).toEqual({ NDATA: 1, metric: 4, 'null metric': 1, 'metric that is no number': 1 });
});

test('commands and host states are counted and give no rows', () => {
	const send = broker();
	expect(send('NCMD/edge', { timestamp: 1, metrics: [heat({ name: 'T' })] })).toMatchObject({
		rows: [],
		counts: { NCMD: 1 }
	});
	const state = new TextEncoder().encode('{"online":true,"timestamp":1}');
	expect(sparkplugB.decode(state, 0, { topic: 'spBv1.0/STATE/host' })).toMatchObject({
		rows: [],
		rejected: [],
		counts: { STATE: 1 }
	});
});

test('what is no payload or topic of Sparkplug is said', () => {
	const send = broker();
	expect(reasons(send('NDATA/edge', gzipSync('x')))).toEqual(['the body is compressed (gzip)']);
	expect(reasons(send('DDATA/edge', new Uint8Array()))).toEqual(['DDATA names no device in its topic']);
	expect(reasons(sparkplugB.decode(new Uint8Array(), 0))).toEqual([
		'a Sparkplug payload is nothing without its topic spBv1.0/group/type/node'
	]);
});

test('a payload cut off gives the metrics before the cut and says the byte', () => {
	const bytes = encodePayload({ timestamp: 1, metrics: [heat({ name: 'a' }), heat({ name: 'b' })] });
	const decoded = broker()('NDATA/edge', bytes.subarray(0, bytes.length - 3));
	expect(decoded.rows).toMatchObject([{ values: { a: 21.5 } }]);
	expect(decoded.rejected[0]?.place).toMatch(/^byte \d+$/);
});

test('a group is a layer in small letters', () => {
	expect(['Plant A', 'WaterWorks', '自来水', '--x'].map(layerOfGroup)).toEqual([
		'plant-a',
		'water-works',
		'sparkplug',
		'x'
	]);
});
