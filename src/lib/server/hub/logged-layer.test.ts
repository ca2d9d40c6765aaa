import { tableFromIPC } from 'apache-arrow';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { BBox } from '#lib/model/geometry.ts';
import type { Observation } from '#lib/model/observation.ts';
import { decodeFrame, decodeFrames } from '#lib/model/wire/decode-frame.ts';
import { QUALITY } from '#lib/model/wire/fields.ts';
import { columnOf, metricOf, type Frame } from '#lib/model/wire/frame.ts';
import { removedOf, timesOf } from '#lib/model/wire/rows.ts';
import { syntheticSource } from '#lib/server/sources/synthetic-source.ts';
import { LiveLog, alert, observation, randomFrom } from '../../../../tests/fixtures/live-log.ts';
import { Hub } from './hub.ts';
import type { LoggedLayer } from './logged-layer.ts';
import { cellOf } from './quadtile.ts';
import { isIn } from './tile-set.ts';
import { EVERYTHING, viewOf, type View } from './view.ts';

const T = 1_763_900_000_000;
let log: LiveLog;
let hub: Hub;
let now: number;
beforeEach(() => {
	log = new LiveLog();
	now = T;
	hub = new Hub([], { bus: log.reader, now });
});
afterEach(() => {
	hub.close();
	log.remove();
});

const say = (...rows: Observation[]) => log.say('air', rows, now);
const air = () => hub.state('air');
/** The message of the next fifth of a second. */
function message(view: View = EVERYTHING): Uint8Array | undefined {
	now += 200;
	return hub.tick(now).states[0]!.message(view);
}
const ids = (frame: Frame) => [...columnOf(frame, 'idx')!];
const area = (bbox: BBox, z: number, lod: 0 | 1 | 2 = 2) => viewOf({ lod, area: { bbox: [...bbox], z } });

describe('a layer fed by the log', () => {
	test('brings rows as they were observed, with metrics, statuses and altitude', () => {
		const position = [116.4, 39.9] as const;
		say(observation('a', T - 90_000, { position, altitude: 5, status: 'ok', values: { pm25: 35.5 } }));
		say(observation('b', T - 50, { values: { no2: 9 }, units: { no2: 'ug/m3' } }));
		const frame = decodeFrame(message()!);
		expect(ids(frame)).toEqual([0, 1]);
		expect([...timesOf(frame)]).toEqual([T - 90_000, T - 50]);
		expect([...columnOf(frame, 'lon')!]).toEqual([1_164_000_000, 0x7fffffff]);
		expect([...columnOf(frame, 'alt')!]).toEqual([500, 0x7fffffff]);
		expect([...metricOf(frame, 0)!]).toEqual([35.5, NaN]);
		expect([...metricOf(frame, 1)!]).toEqual([NaN, 9]);
		const [info] = hub.info(now);
		expect(info).toMatchObject({ layer: 'air', entities: 2, newestAt: T - 50, stale: false, moves: false });
		expect(info!.statuses[columnOf(frame, 'status')![0]!]).toBe('ok');
		expect(info!.metrics.map(({ name, unit }) => [name, unit])).toEqual([
			['pm25', '1'],
			['no2', 'ug/m3']
		]);
	});

	test('sends changed rows only, and when nothing changed a heartbeat a second', () => {
		say(observation('a', T), observation('b', T));
		expect(ids(decodeFrame(message()!))).toEqual([0, 1]);
		say(observation('b', T + 100, { values: { pm25: 1 } }));
		say(observation('a', T));
		expect(ids(decodeFrame(message()!))).toEqual([1]);
		const quiet = Array.from({ length: 10 }, () => message());
		expect(quiet.map((bytes) => bytes && decodeFrame(bytes).kind)).toEqual([
			...Array.from({ length: 4 }),
			'heartbeat',
			...Array.from({ length: 4 }),
			'heartbeat'
		]);
		expect(air().rev).toBe(2);
	});

	test('an entity that is gone is removed, and a late word of it changes nothing', () => {
		say(observation('a', T), observation('b', T));
		message();
		say(observation('a', T + 10, { gone: true }));
		expect([...decodeFrame(message()!).removed]).toEqual([0]);
		say(observation('a', T + 5, { values: { pm25: 1 } }));
		expect(message()).toBeUndefined();
		expect(hub.info(now)[0]!.entities).toBe(1);
	});

	test('an entity passes its limit: it is sent marked, and the state’s hash is the same', () => {
		log.declare({ id: 'air', interval: 10 }, now);
		say(observation('a', T), observation('b', T + 5000));
		message();
		const hash = air().hash();
		const marks: (readonly [number, number[], number[]])[] = [];
		for (let i = 0; i < 200; i++) {
			const frame = decodeFrame(message() ?? air().snapshot(EVERYTHING, 0, now));
			if (frame.kind === 'delta')
				marks.push([Math.floor((now - T) / 1000), ids(frame), [...columnOf(frame, 'quality')!]]);
		}
		expect(marks).toEqual([
			[31, [0], [QUALITY.stale]],
			[36, [1], [QUALITY.stale]]
		]);
		expect([air().hash(), hub.health(now)]).toEqual([
			hash,
			[{ id: 'air', ageSeconds: (now - T - 5000) / 1000, stale: true }]
		]);
		say(observation('a', now));
		expect([...columnOf(decodeFrame(message()!), 'quality')!]).toEqual([0]);
		expect(hub.health(now)[0]!.stale).toBe(false);
	});

	test('a dated recording says its clock, and of an entity the date at which it was seen', () => {
		const dataClock = { eventAt: 1000, serverAt: T - 10_000, speed: 3600 };
		log.declare({ id: 'air', origin: 'replayed', dataClock }, now);
		say(observation('a', T - 4000));
		message();
		expect(hub.info(now)[0]).toMatchObject({
			dataClock,
			trueDateShift: 1000 + (now - T + 10_000) * 3600 - now
		});
		expect(air().facts(0, now).dataAt).toBe(1000 + 6000 * 3600);
	});

	test('what is old when it comes is marked at once', () => {
		say(observation('a', T - 181_000), observation('b', T - 179_000));
		expect([...columnOf(decodeFrame(message()!), 'quality')!]).toEqual([QUALITY.stale, 0]);
	});

	test('a declared layer that never says anything is stale after its limit', () => {
		log.declare({ id: 'air', staleAfter: 60 }, now);
		expect(hub.health(T + 60_000)).toEqual([
			{ id: 'air', ageSeconds: Number.MAX_SAFE_INTEGER, stale: false }
		]);
		expect(hub.health(T + 60_001)[0]!.stale).toBe(true);
	});

	test('new names and metrics are told with the tick that brings their rows', () => {
		say(observation('a', T, { values: { pm25: 1 } }));
		const first = hub.tick((now += 200));
		expect(first.layers.map(({ id }) => id)).toEqual(['air']);
		expect(first.dictionaries.map(({ layer, from }) => [layer.id, from])).toEqual([['air', 0]]);
		say(observation('b', T), observation('c', T));
		const second = hub.tick((now += 200));
		expect([second.layers, second.dictionaries.map(({ from }) => from)]).toEqual([[], [1]]);
		say(observation('b', T + 1, { values: { no2: 1 } }));
		const third = hub.tick((now += 200));
		expect([third.layers.map(({ id }) => id), third.dictionaries]).toEqual([['air'], []]);
	});

	test('names come as Arrow, whole or from a row on, and a changed name changes them', () => {
		const names = (since: number) => [...tableFromIPC(hub.dictionary('air', since)).getChild('title')!];
		say(observation('a', T, { title: 'Pole A', colour: 'FF0000' }), observation('b', T));
		expect([names(0), names(1), names(9)]).toEqual([['Pole A', 'b'], ['b'], []]);
		say(observation('c', T), observation('a', T + 1, { title: 'Pole 1' }));
		expect([names(0), names(2)]).toEqual([['Pole 1', 'b', 'c'], ['c']]);
		log.tell('alerts', [alert(1, T)], now);
		expect(tableFromIPC(hub.dictionary('alerts', 0)).numRows).toBe(0);
	});

	test('a layer of the log takes the place of a recording of its name', () => {
		hub.close();
		hub = new Hub([syntheticSource({ layer: 'air', count: 2, bbox: [0, 0, 1, 1] })], {
			bus: log.reader,
			now
		});
		expect(hub.state('air').schemaId).toBe(1001);
		say(observation('a', T));
		expect([air().schemaId, hub.layers.size]).toEqual([1, 1]);
		expect(() => hub.events('air')).toThrow('is a layer of states');
		expect(() => hub.sampled('air')).toThrow('/api/history/at?layer=air');
	});

	test('shuffled by half a minute and doubled, a log gives the state of the ordered one', () => {
		const random = randomFrom(7);
		const rows = Array.from({ length: 3000 }, (_, i) =>
			observation(`e${i % 40}`, T + i * 20, {
				seq: i,
				...(random() < 0.5 && { position: [random(), random()] as const }),
				...(random() < 0.5 && { values: { [random() < 0.5 ? 'pm25' : 'no2']: Math.round(random() * 99) } }),
				...(random() < 0.02 && { gone: true as const })
			})
		);
		const names = Array.from({ length: 40 }, (_, i) =>
			observation(`e${i}`, T - 1e6, { values: { pm25: 0, no2: 0 } })
		);
		now = T + 120_000;
		log.say('air', names, now);
		log.say('shuffled', names, now);
		log.say('air', rows, now);
		const shuffled = [...rows, ...rows]
			.map((row) => ({ row, at: row.at + random() * 60_000 }))
			.sort((a, b) => a.at - b.at)
			.map(({ row }) => row);
		for (let i = 0; i < shuffled.length; i += 100) log.say('shuffled', shuffled.slice(i, i + 100), now);
		expect(hub.state('shuffled').hash()).toBe(air().hash());
		expect(hub.info(now)[1]!.counts['late']).toBeGreaterThan(500);
	});
});

describe('tiles', () => {
	/** A receiver of one view, as the wire contract says. */
	class Seen {
		readonly state = new Map<number, string>();
		rev = 0;
		apply(bytes: Uint8Array | undefined): void {
			if (!bytes) return;
			const frames = decodeFrames(bytes);
			if (frames[0]!.kind === 'snapshot') this.state.clear();
			for (const frame of frames)
				ids(frame).forEach((idx, row) =>
					this.state.set(idx, `${columnOf(frame, 'lon')![row]},${columnOf(frame, 'lat')![row]}`)
				);
			for (const gone of removedOf(frames)) this.state.delete(gone);
			this.rev = frames[0]!.rev;
		}
	}
	function expected({ tiles }: View): Map<number, string> {
		const { state } = air() as LoggedLayer; // fed by the log
		const rows = new Map<number, string>();
		state.present.forEach((here, idx) => {
			const [lon, lat] = [state.lon[idx]!, state.lat[idx]!];
			if (here && (!tiles || isIn(tiles, cellOf(lon, lat)))) rows.set(idx, `${lon},${lat}`);
		});
		return rows;
	}
	const sorted = (rows: Map<number, string>) => [...rows].sort(([a], [b]) => a - b);

	test('whatever entities and views do, a view has what is in its tiles: no ghosts, no doubles', () => {
		const random = randomFrom(11);
		const places = Array.from({ length: 250 }, () => [116 + random(), 39.5 + random()] as [number, number]);
		const anywhere = () => {
			const [west, south] = [116 + random() * 0.8, 39.5 + random() * 0.8];
			return area([west, south, west + random() * 0.3, south + random() * 0.3], 9 + random() * 6);
		};
		const receivers = Array.from({ length: 5 }, () => ({ seen: new Seen(), view: anywhere(), away: 0 }));
		receivers.push({ seen: new Seen(), view: EVERYTHING, away: 0 });
		say(observation('0', T, { position: places[0]! }));
		for (const { seen, view } of receivers) seen.apply(air().snapshot(view, 1, now));
		for (let round = 0; round < 400; round++) {
			const rows = Array.from({ length: 1 + Math.floor(random() * 30) }, (): Observation => {
				const i = Math.floor(random() * places.length);
				const place = places[i]!;
				const step = random() < 0.1 ? 0.4 : 0.01;
				place[0] = Math.min(117, Math.max(116, place[0] + (random() - 0.5) * step));
				place[1] = Math.min(40.5, Math.max(39.5, place[1] + (random() - 0.5) * step));
				return observation(String(i), now, {
					seq: round,
					...(random() < 0.1 ? { gone: true as const } : { position: [...place] as const })
				});
			});
			say(...rows);
			const pending = round % 3 === 0;
			// A view may move, or come back, while rows wait for the next tick.
			for (const receiver of receivers) {
				if (!pending || random() < 0.7) continue;
				const { seen, view } = receiver;
				const dice = random();
				if (dice < 0.3) receiver.away = 3;
				else if (dice < 0.5) seen.apply(air().snapshot(view, 1, now));
				else if (!receiver.away && view.tiles) {
					receiver.view = anywhere();
					seen.apply(air().moved(view, receiver.view, 1, now));
				}
			}
			const tick = hub.tick((now += 200)).states[0]!;
			for (const receiver of receivers) {
				const { seen, view } = receiver;
				if (receiver.away > 0) {
					if (--receiver.away === 0) seen.apply(air().deltaSince(seen.rev, view, 1, now));
					else continue;
				} else seen.apply(tick.message(view));
				// A quiet view may not have heard of the newest revision: nothing of it is its own.
				seen.rev = air().rev;
				expect(sorted(seen.state)).toEqual(sorted(expected(view)));
			}
		}
	});

	test('a frame of a tile is the same bytes in every view that has it', () => {
		say(observation('a', T, { position: [116.3, 39.9] }), observation('b', T, { position: [116.9, 39.9] }));
		const [one, both] = [area([116.29, 39.89, 116.31, 39.91], 10), area([116.29, 39.89, 116.91, 39.91], 10)];
		now += 200;
		const tick = hub.tick(now).states[0]!;
		const [alone, joined] = [tick.message(one)!, tick.message(both)!];
		expect(decodeFrames(joined).map(ids)).toEqual([[0], [1]]);
		expect(Buffer.from(joined.subarray(0, alone.length))).toEqual(Buffer.from(alone));
		expect(decodeFrame(alone).tile).toEqual({ z: 10, x: 842, y: 388 });
	});

	test('level 0 counts and means by cell, once a second', () => {
		say(
			observation('a', T, { position: [116.3, 39.9], values: { pm25: 10 } }),
			observation('b', T, { position: [116.3001, 39.9], values: { pm25: 20 } }),
			observation('c', T, { position: [116.3001, 39.9] }),
			observation('d', T, { position: [117.5, 39.9] }),
			observation('e', T)
		);
		const view = area([116, 39, 117, 41], 8, 0);
		now = T + 1000;
		const frame = decodeFrame(hub.tick(now).states[0]!.message(view)!);
		expect([frame.kind, frame.lod, frame.tile]).toEqual(['aggregate', 0, { z: 10, x: 0, y: 0 }]);
		expect([columnOf(frame, 'tileX'), columnOf(frame, 'tileY'), columnOf(frame, 'count')]).toEqual([
			Uint32Array.of(842, 846),
			Uint32Array.of(388, 388),
			Uint32Array.of(3, 1)
		]);
		expect(metricOf(frame, 0)).toEqual(Float32Array.of(15, NaN));
		expect(hub.tick(now + 200).states[0]!.message(view)).toBeUndefined();
		const all = decodeFrame(hub.tick(now + 1000).states[0]!.message(viewOf({ lod: 0, area: undefined }))!);
		expect(all.kind).toBe('heartbeat');
	});

	test('level 1 is a share of a large layer that stays the same, once a second', () => {
		const many = (at: number) =>
			Array.from({ length: 25_000 }, (_, i) =>
				observation(String(i), at, { position: [116 + (i % 500) / 500, 39.5 + i / 25_000] })
			);
		const view = viewOf({ lod: 1, area: undefined });
		say(...many(T));
		now = T + 1000;
		const first = decodeFrame(hub.tick(now).states[0]!.message(view)!);
		expect([air().share, first.lod]).toEqual([4, 1]);
		expect(Math.abs(first.count / 25_000 - 1 / 4)).toBeLessThan(0.01);
		say(...many(T + 500));
		expect(hub.tick(now + 200).states[0]!.message(view)).toBeUndefined();
		const second = decodeFrame(hub.tick(now + 1000).states[0]!.message(view)!);
		expect(ids(second)).toEqual(ids(first));
		expect(ids(decodeFrame(air().snapshot(view, 1, now)))).toEqual(ids(first));
	});
});

test('a predicted entity that drives into a view’s tiles is sent there, and removed where it left', () => {
	const cars = syntheticSource({
		layer: 'cars',
		count: 400,
		bbox: [116.3, 39.8, 116.5, 40],
		pieceSeconds: 600
	});
	const hubOfCars = new Hub([cars], { now: T });
	const view = area([116.35, 39.85, 116.4, 39.9], 13);
	const layer = hubOfCars.state('cars');
	const seen = new Set<number>();
	const apply = (bytes: Uint8Array | undefined) => {
		const frames = bytes ? decodeFrames(bytes) : [];
		for (const frame of frames) for (const idx of ids(frame)) seen.add(idx);
		for (const idx of removedOf(frames)) seen.delete(idx);
	};
	hubOfCars.tick(T);
	apply(layer.snapshot(view, 1, T));
	let changes = 0;
	for (let second = 1; second < 120; second++) {
		const before = seen.size;
		apply(hubOfCars.tick(T + second * 1000).states[0]!.message(view));
		const rows = cars.sample(T + second * 1000 + 1000);
		const inside = Array.from({ length: rows.count }, (_, row) => row).filter((row) =>
			isIn(view.tiles!, cellOf(rows.lon[row]!, rows.lat[row]!))
		);
		expect([...seen].sort((a, b) => a - b)).toEqual(inside);
		changes += Math.abs(seen.size - before);
	}
	expect(changes).toBeGreaterThan(5);
});
