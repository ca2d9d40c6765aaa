import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { FreezeState } from '#lib/model/briefing/contract.ts';
import { briefingSchedule } from '#lib/model/briefing/schedule.ts';
import { Scheduler } from './scheduler.ts';
import { ScheduleStore } from './schedule-store.ts';

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;
/** 2026-11-26 07:00 in Shanghai. */
const SEVEN = Date.UTC(2026, 10, 25, 23, 0);
const HALF_PAST = SEVEN + 30 * MINUTE;
const daily = briefingSchedule.parse({ name: '日报', of: { template: 'daily' }, at: '07:30', by: 'Duty' });

let folder: string;
let file: string;
let store: ScheduleStore;
let now: number;
/** Instants of freezings, and what they end with. */
let frozen: number[];
let published: string[];
let end: FreezeState;

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'cityloop-schedules-'));
	file = join(folder, 'schedules.json');
	[now, frozen, published] = [SEVEN, [], []];
	end = { state: 'done', id: '0123456789abcdef' };
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A server that starts. */
function start(): Scheduler {
	store = new ScheduleStore(file);
	return new Scheduler({
		store,
		timezone: 'Asia/Shanghai',
		now: () => now,
		freeze: () => {
			frozen.push(now);
			return Promise.resolve(end);
		},
		published: (_, id) => {
			published.push(id);
			return Promise.resolve();
		},
		onRun: () => undefined
	});
}
/** Looks every minute until `to`. */
async function runUntil(scheduler: Scheduler, to: number): Promise<void> {
	for (; now <= to; now += MINUTE) await scheduler.look();
}

test('it is frozen once a day at its time, and says so', async () => {
	const scheduler = start();
	store.put(daily, now);
	expect(scheduler.list()).toEqual([{ ...daily, next: HALF_PAST }]);
	await runUntil(scheduler, SEVEN + 2 * DAY);
	expect(frozen).toEqual([HALF_PAST, HALF_PAST + DAY]);
	expect(published).toEqual(['0123456789abcdef', '0123456789abcdef']);
	expect(scheduler.list()[0]).toMatchObject({
		next: HALF_PAST + 2 * DAY,
		last: { due: HALF_PAST + DAY, at: HALF_PAST + DAY, late: false, id: '0123456789abcdef' }
	});
});

test('a schedule that is made after its time waits for the next day', async () => {
	now = HALF_PAST + MINUTE;
	const scheduler = start();
	store.put(daily, now);
	await runUntil(scheduler, HALF_PAST + DAY - MINUTE);
	expect(frozen).toEqual([]);
});

test('of the times that were missed while the server was down the last is made up, once, and said to be late', async () => {
	start();
	store.put(daily, now);
	now = HALF_PAST + 3 * DAY + 60 * MINUTE;
	const began = now;
	const again = start();
	await runUntil(again, began + 60 * MINUTE);
	expect(frozen).toEqual([began]);
	expect(again.list()[0]?.last).toEqual({
		due: HALF_PAST + 3 * DAY,
		at: began,
		late: true,
		id: '0123456789abcdef'
	});
	await runUntil(start(), HALF_PAST + 4 * DAY);
	expect(frozen).toEqual([began, HALF_PAST + 4 * DAY]);
});

test('what fails is tried again after one, two, four and eight minutes; then it says why nothing was published', async () => {
	const scheduler = start();
	store.put(daily, now);
	end = { state: 'failed', failures: [{ what: 'figure', id: 'map', message: 'The picture is blank.' }] };
	await runUntil(scheduler, HALF_PAST + 60 * MINUTE);
	expect(frozen.map((at) => (at - HALF_PAST) / MINUTE)).toEqual([0, 1, 3, 7, 15]);
	expect(published).toEqual([]);
	expect(scheduler.list()[0]?.last).toEqual({
		due: HALF_PAST,
		at: HALF_PAST + 15 * MINUTE,
		late: true,
		failure: 'map: The picture is blank.'
	});
	end = { state: 'done', id: '0123456789abcdef' };
	await runUntil(scheduler, HALF_PAST + DAY);
	expect(scheduler.list()[0]?.last).toMatchObject({ due: HALF_PAST + DAY, late: false });
});

test('a schedule of the same name takes the place of the first, and is gone when it is forgotten', async () => {
	const scheduler = start();
	store.put(daily, now);
	store.put({ ...daily, at: '08:00' }, now);
	expect(scheduler.list().map(({ at }) => at)).toEqual(['08:00']);
	store.remove('日报');
	await runUntil(scheduler, SEVEN + DAY);
	expect(frozen).toEqual([]);
	expect(() => store.remove('日报')).toThrow("There is no schedule '日报'.");
});

test('a file that holds no schedules is left as it is, and says so to whoever writes', () => {
	writeFileSync(file, '{"v":1,"schedules":[{}]}');
	expect(start().list()).toEqual([]);
	expect(() => store.put(daily, now)).toThrow(/holds no schedules \(schedules\.0\.schedule: .*\): repair it/);
	expect(readFileSync(file, 'utf8')).toBe('{"v":1,"schedules":[{}]}');
});
