import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Observation } from '#lib/model/observation.ts';
import { DAY, HOUR, START, SmallHistory, says, type PlainRow } from './small-history.ts';

/** A row's instant counts from its time of receipt, ms. */
const observation = fc.record(
	{
		entity: fc.constantFrom('a', 'b', 'c', 'd'),
		ago: fc.oneof(fc.nat(3), fc.constantFrom(20_000, 2 * HOUR, 2 * DAY)),
		seq: fc.nat(2),
		position: fc.tuple(fc.integer({ min: -3, max: 3 }), fc.integer({ min: -3, max: 3 })),
		speed: fc.nat(3),
		status: fc.constantFrom('moving', 'stopped', 'parked'),
		values: fc.dictionary(fc.constantFrom('load', 'pm25', 'heat'), fc.nat(3), { minKeys: 1, maxKeys: 2 }),
		gone: fc.constant(true as const)
	},
	{ requiredKeys: ['entity', 'ago'] }
);
const action = fc.oneof(
	{
		weight: 6,
		arbitrary: fc.record({
			kind: fc.constant('commit' as const),
			rows: fc.array(observation, { minLength: 1, maxLength: 5 })
		})
	},
	{ weight: 2, arbitrary: fc.record({ kind: fc.constant('repeat' as const), back: fc.nat(3) }) },
	{
		weight: 4,
		arbitrary: fc.record({
			kind: fc.constant('wait' as const),
			ms: fc.constantFrom(1, 5000, HOUR / 2, HOUR, 7 * HOUR, DAY)
		})
	},
	{ weight: 3, arbitrary: fc.record({ kind: fc.constant('house' as const) }) },
	{ weight: 1, arbitrary: fc.record({ kind: fc.constant('reopen' as const) }) },
	{ weight: 2, arbitrary: fc.record({ kind: fc.constant('crash' as const), after: fc.nat(9) }) }
);

/** Rows of the same content once, where they come first: compaction leaves repeats out. */
const distinct = (rows: readonly PlainRow[]): PlainRow[] => {
	const seen = new Set<string>();
	return rows.filter(({ received: _received, ...content }) => {
		const key = JSON.stringify(content);
		return !seen.has(key) && seen.add(key);
	});
};

/** Housekeeping that ends after so many of its steps; then another start. */
async function crashWhileKeepingHouse(history: SmallHistory, now: number, after: number): Promise<void> {
	let steps = 0;
	await history.reopen(() => {
		if (steps++ === after) throw new Error('crash');
	});
	await history.engine.keepHouse(now).catch(() => undefined);
	await history.reopen();
}

test('whatever comes, is sealed, compacted, crashes and restarts, every state and window is what the log says', async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(action, { minLength: 4, maxLength: 24 }), async (actions) => {
			const history = await SmallHistory.open({ keyframeRows: 6 });
			try {
				let now = START + HOUR / 2;
				const instants = [now];
				const batches: (readonly Observation[])[] = [];
				const send = (rows: readonly Observation[]) => {
					batches.push(rows);
					history.commit(rows, now);
					instants.push(now, now - 1);
				};
				send([says('a', now)]);
				for (const step of actions) {
					if (step.kind === 'commit')
						send(
							step.rows.map(({ ago, entity, ...row }) => says(entity, now - ago, row as Partial<Observation>))
						);
					else if (step.kind === 'repeat') send(batches.at(-1 - (step.back % batches.length))!);
					else if (step.kind === 'wait') now += step.ms;
					else if (step.kind === 'house') await history.engine.keepHouse(now);
					else if (step.kind === 'reopen') await history.reopen();
					else await crashWhileKeepingHouse(history, now, step.after);
				}
				instants.push(now, START, now - DAY, now - 2 * DAY);
				for (const t of new Set(instants))
					for (const by of ['received', 'observed'] as const) {
						const { hash } = await history.engine.at('buses', t, by);
						expect([t, by, hash]).toEqual([t, by, history.hashOfLog(t, by)]);
					}
				const rows = history.rowsOfLog();
				const [from, to] = [instants[0]!, instants[instants.length >> 1]!];
				const received = await history.window({ by: 'received', from, to });
				expect(distinct(received.rows)).toEqual(
					distinct(rows.filter((row) => row['received']! >= from && row['received']! < to))
				);
				const observed = await history.window({ from: from - HOUR, to });
				expect(distinct(observed.rows)).toEqual(
					distinct(
						rows
							.filter((row) => row['at']! >= from - HOUR && row['at']! < to)
							.sort((a, b) => a['at']! - b['at']!)
					)
				);
				const box = 1e7;
				const inBox = (value: number | null) => value === null || Math.abs(value) <= box;
				const boxed = await history.window({ by: 'received', bbox: [-1, -1, 1, 1] });
				expect(distinct(boxed.rows)).toEqual(
					distinct(rows.filter((row) => inBox(row['lon']!) && inBox(row['lat']!)))
				);
				const [coverage] = history.engine.coverage();
				const counted = coverage!.hours.reduce((sum, hour) => sum + hour.rows, 0);
				expect((await history.window()).rows).toHaveLength(counted);
				expect(history.engine.health().failure).toBeUndefined();
			} finally {
				await history.close();
			}
		}),
		{ numRuns: 25 }
	);
}, 120_000);
