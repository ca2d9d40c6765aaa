import { expect, test } from 'vitest';
import { json } from '#lib/adapters/json/adapter.ts';
import type { Observation } from '#lib/model/observation.ts';
import { SMALL } from '../../testing/small-city.ts';
import { dayOf } from '../day.ts';
import { jsonMessages } from '../json-rows.ts';
import type { Feed } from '../world.ts';
import { faultyDevice } from './faulty-device.ts';
import { withFaults } from './with-faults.ts';

const day = dayOf(SMALL);
const NOON = Date.parse('2026-05-06T12:00+08:00');
const GAUGES = 400;
/** Gauges that all say the same. */
const gauges: Feed = {
	layer: 'gauges',
	every: 60,
	messages: (world) =>
		jsonMessages(
			'gauges',
			Array.from({ length: GAUGES }, (_, k) => ({
				id: `gauge-${k}`,
				at: world.at,
				values: { level: 10, flow: 2 }
			}))
		)
};
const feed = withFaults(gauges, SMALL.seed);
const heard = (minutes: number) =>
	Array.from({ length: minutes }, (_, k) => {
		const at = NOON + k * 60_000;
		return [...feed.messages(day.worldAt(at), 60)].map((message) => ({
			at,
			message,
			...json.decode(message.payload, at, { topic: message.topic })
		}));
	}).flat();

test('in an hour a few values and rows are missing, a few rows are late, all else is as it was', () => {
	const messages = heard(60).filter(({ message }, k, all) => message !== all[k - 1]?.message);
	const rows = messages.flatMap(({ rows: found, at }) =>
		(found as Observation[]).map((row) => ({ ...row, late: at - row.at }))
	);
	const all = GAUGES * 60;
	const share = (count: number) => count / all;
	expect(share(all - rows.length)).toBeGreaterThan(0.001);
	expect(share(all - rows.length)).toBeLessThan(0.01);
	const partial = rows.filter(({ values }) => values?.['level'] === undefined);
	expect(share(partial.length)).toBeGreaterThan(0.001);
	expect(partial.every(({ values }) => values?.['flow'] === 2)).toBe(true);
	const late = rows.filter((row) => row.late > 0);
	expect(share(late.length)).toBeGreaterThan(0.001);
	expect(Math.max(...late.map((row) => row.late))).toBeLessThanOrEqual(120_000);
});

test('the same few devices drift, and the same few have the wrong hour, for as long as they stand there', () => {
	const faults = Array.from({ length: 4000 }, (_, k) => faultyDevice(SMALL.seed, `gauge-${k}`, NOON));
	const drifting = faults.filter(({ drift }) => drift !== 0);
	const lying = faults.filter(({ clockAhead }) => clockAhead !== 0);
	expect([drifting.length > 20, drifting.length < 90]).toEqual([true, true]);
	expect([lying.length > 3, lying.length < 30]).toEqual([true, true]);
	expect(lying.every(({ clockAhead }) => clockAhead === 3_600_000)).toBe(true);
	expect(Math.max(...drifting.map(({ drift }) => Math.abs(drift)))).toBeLessThanOrEqual(0.12);
	const later = Array.from({ length: 4000 }, (_, k) =>
		faultyDevice(SMALL.seed, `gauge-${k}`, NOON + 3_600_000)
	);
	expect(later.map(({ clockAhead }) => clockAhead)).toEqual(faults.map(({ clockAhead }) => clockAhead));
});

test('some messages come twice, some are cut off and are no rows; the same instant has the same faults', () => {
	const busy = withFaults(
		{
			...gauges,
			*messages(world) {
				for (let k = 0; k < 500; k++)
					yield* jsonMessages('gauges', [{ id: 'a', at: world.at, status: 'ok' }]);
			}
		},
		SMALL.seed
	);
	const sent = (at: number) => [...busy.messages(day.worldAt(at), 60)];
	const messages = Array.from({ length: 40 }, (_, k) => sent(NOON + k)).flat();
	const twice = messages.filter((message, k) => message === messages[k + 1]);
	const broken = messages.filter(
		({ payload, topic }) => json.decode(payload, NOON, { topic }).rejected.length > 0
	);
	expect(twice.length).toBeGreaterThan(10);
	expect(broken.length).toBeGreaterThan(0);
	expect(broken.every(({ rows }) => rows === 0)).toBe(true);
	expect(sent(NOON)).toEqual(sent(NOON));
});
