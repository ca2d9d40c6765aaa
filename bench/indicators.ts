import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DOUBLE, DuckDBInstance, VARCHAR, type DuckDBConnection } from '@duckdb/node-api';
import type { Dataset } from '#lib/model/city.ts';
import { IndicatorStage, indicatorOf, themeOf } from '../tests/fixtures/indicator-stage.ts';
import { observation } from '../tests/fixtures/live-log.ts';
import { benchOptions, goal, median, say, spread, versionsOf, writeResult } from './harness.ts';

/**
 * Indicators: 50 of a period of 30 s over a layer of 20,000 entities with six metrics, of which as many report in each
 * period as in life. CPU of the whole process for reading the layer, formulas, rows behind them and keeping values, as a
 * share of a core. Peers, in the same DuckDB: the table anew each period, value by value; the formulas; and the rows
 * behind each number as objects, since the next period will have changed the table. Usual: an INSERT a row; best: the
 * appender.
 */
const options = benchOptions();
const ENTITIES = options.smoke ? 1000 : 20_000;
const INDICATORS = options.smoke ? 6 : 50;
const ROUNDS = options.smoke ? 2 : 9;
const PERIOD = 30;
const METRICS = ['target', 'feedback', 'actual', 'power', 'energy', 'saved'] as const;
const DISTRICTS = 8;

const LIT = `from lamps where target > 0 and actual is not null`;
const FORMULAS = [
	`select 100.0 * count(*) filter (where actual > 0) / nullif(count(*), 0) as value,
		count(*) filter (where actual > 0) as numerator, count(*) as denominator ${LIT}`,
	'select sum(power) / 1000 as value from lamps'
] as const;
const DRILL = `select id, title, status, target, actual ${LIT} order by actual, id`;

const title = { zh: '试', en: 'bench' };
const districts: Dataset = { kind: 'areas', id: 'districts', title, file: 'areas.geojson', rows: DISTRICTS };
const ids = Array.from({ length: ENTITIES }, (_, k) => `urn:ngsi-ld:Streetlight:bench:${String(k)}`);
/** Whole numbers, which are the same as float and as double. */
const valueOf = (k: number, metric: number, round: number) => (k * 7 + metric * 13 + round * 31) % 101;

function open(areas: boolean) {
	const packDir = mkdtempSync(join(tmpdir(), 'cityloop-bench-'));
	const features = Array.from({ length: DISTRICTS }, (_, k) => ({
		properties: { name: `D${String(k)}` },
		geometry: {
			type: 'Polygon',
			coordinates: [
				[
					[k, 0],
					[k + 1, 0],
					[k + 1, 1],
					[k, 1],
					[k, 0]
				]
			]
		}
	}));
	mkdirSync(packDir, { recursive: true });
	writeFileSync(join(packDir, districts.file), JSON.stringify({ features }));
	const stage = new IndicatorStage({ packDir, datasets: [districts] });
	const metrics = METRICS.map((name) => ({ name, unit: '1' }));
	stage.log.declare({ id: 'lamps', interval: 60, metrics }, stage.clock);
	const indicators = Array.from({ length: INDICATORS }, (_, k) =>
		indicatorOf(`i${String(k)}`, FORMULAS[k % 2]!, {
			drill: DRILL,
			period: PERIOD,
			...(areas && { areas: 'districts' })
		})
	);
	stage.themes = [{ theme: themeOf('bench', indicators) }];
	return {
		stage,
		async close() {
			await stage.remove();
			rmSync(packDir, { recursive: true });
		}
	};
}

function report(stage: IndicatorStage, from: number, to: number, round: number): void {
	for (let start = from; start < to; start += 1000)
		stage.log.say(
			'lamps',
			ids.slice(start, Math.min(to, start + 1000)).map((id, i) => {
				const k = start + i;
				const values = Object.fromEntries(METRICS.map((name, m) => [name, valueOf(k, m, round)]));
				return observation(id, stage.clock, {
					position: [(k % (DISTRICTS * 100)) / 100, 0.5],
					status: k % 9 ? 'on' : 'off',
					title: `Lamp ${String(k)}`,
					values
				});
			}),
			stage.clock
		);
}

interface Cost {
	/** CPU seconds. */
	readonly all: number;
	readonly main: number;
}

async function cost(work: () => Promise<unknown>): Promise<Cost> {
	const [all, main] = [process.cpuUsage(), process.threadCpuUsage()];
	await work();
	const [after, mainAfter] = [process.cpuUsage(all), process.threadCpuUsage(main)];
	return { all: (after.user + after.system) / 1e6, main: (mainAfter.user + mainAfter.system) / 1e6 };
}

/** Costs of periods, after two that open everything; half of the entities report in each. */
async function ours(
	areas: boolean
): Promise<{ readonly costs: readonly Cost[]; readonly values: readonly unknown[] }> {
	const { stage, close } = open(areas);
	try {
		const costs: Cost[] = [];
		report(stage, 0, ENTITIES, 0);
		for (let round = -2; round < ROUNDS; round++) {
			const half = ENTITIES / 2;
			if (round < 0) report(stage, 0, ENTITIES, 0);
			else report(stage, (round % 2) * half, (round % 2) * half + half, 0);
			stage.clock += PERIOD * 1000;
			stage.hub.tick(stage.clock);
			const spent = await cost(() => stage.indicators.look());
			if (round >= 0) costs.push(spent);
		}
		const { failing } = stage.indicators.health();
		if (failing.length > 0) throw new Error(failing[0]!.failure);
		return { costs, values: stage.indicators.list().indicators.map(({ latest }) => latest?.value) };
	} finally {
		await close();
	}
}

const COLUMNS = ['id', 'title', 'status', ...METRICS];

async function peer(load: (connection: DuckDBConnection) => Promise<void>) {
	const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
	const connection = await instance.connect();
	const costs: Cost[] = [];
	let values: unknown[] = [];
	for (let round = 0; round < Math.min(3, ROUNDS); round++)
		costs.push(
			await cost(async () => {
				const numbers = METRICS.map((name) => `${name} double`).join(', ');
				await connection.run(
					`create or replace table lamps (id varchar, title varchar, status varchar, ${numbers})`
				);
				await load(connection);
				values = [];
				for (let k = 0; k < INDICATORS; k++) {
					const [row] = await (await connection.run(FORMULAS[k % 2]!)).getRowObjectsJS();
					values.push(Number(row!['value']));
					await (await connection.run(DRILL)).getRowObjectsJS();
				}
			})
		);
	connection.closeSync();
	instance.closeSync();
	return { costs, values };
}

const rowOf = (k: number) => [
	ids[k]!,
	`Lamp ${String(k)}`,
	k % 9 ? 'on' : 'off',
	...METRICS.map((_, m) => valueOf(k, m, 0))
];

async function byInserts(connection: DuckDBConnection): Promise<void> {
	await connection.run('begin');
	const statement = await connection.prepare(`insert into lamps values (${COLUMNS.map(() => '?').join()})`);
	for (let k = 0; k < ENTITIES; k++) {
		statement.bind(rowOf(k), [VARCHAR, VARCHAR, VARCHAR, ...METRICS.map(() => DOUBLE)]);
		await statement.run();
	}
	statement.destroySync();
	await connection.run('commit');
}

async function byAppender(connection: DuckDBConnection): Promise<void> {
	const appender = await connection.createAppender('lamps');
	for (let k = 0; k < ENTITIES; k++) {
		for (const value of rowOf(k))
			if (typeof value === 'string') appender.appendVarchar(value);
			else appender.appendDouble(value);
		appender.endRow();
	}
	appender.closeSync();
}

const shareOf = (costs: readonly Cost[], of: keyof Cost = 'all') =>
	median(costs.map((spent) => spent[of])) / PERIOD;

async function main(): Promise<void> {
	const plain = await ours(false);
	const byArea = await ours(true);
	const usual = await peer(byInserts);
	const best = await peer(byAppender);
	for (const [name, { values }] of Object.entries({ byArea, usual, best }))
		if (JSON.stringify(values) !== JSON.stringify(plain.values)) throw new Error(`${name} has other numbers`);
	const figures = (costs: readonly Cost[]) => ({ share: spread(costs.map(({ all }) => all / PERIOD)) });
	say(
		`ours ${shareOf(plain.costs).toFixed(4)}, usual ${shareOf(usual.costs).toFixed(4)}, best ${shareOf(best.costs).toFixed(4)}`
	);
	writeResult({
		name: 'indicators',
		versions: versionsOf('@duckdb/node-api'),
		correct: { what: `${String(INDICATORS)} numbers of ${String(ENTITIES)} entities, the same everywhere` },
		rounds: ROUNDS,
		ours: {
			...figures(plain.costs),
			byArea: figures(byArea.costs).share,
			ownThread: spread(plain.costs.map((spent) => spent.main / PERIOD))
		},
		peers: [
			{ name: 'an INSERT a row, rows behind each number as objects', use: 'usual', ...figures(usual.costs) },
			{
				name: 'the appender value by value, rows behind each number as objects',
				use: 'best',
				...figures(best.costs)
			}
		],
		limit: 'each formula and its rows read the whole table once: 50 × 2 scans of 20,000 rows',
		goals: [
			goal(
				'C6',
				'share of a core, 50 indicators each 30 s over 20,000 entities',
				shareOf(plain.costs),
				0.03,
				'atMost'
			),
			goal('C6', 'the same, area by area every two minutes', mean(byArea.costs) / PERIOD, 0.03, 'atMost'),
			goal('C6', 'of it on the server’s own thread', shareOf(plain.costs, 'main'), 0.003, 'atMost'),
			goal('C6', 'CPU against the usual way', shareOf(plain.costs) / shareOf(usual.costs), 0.5, 'atMost'),
			goal('C6', 'CPU against the best other way', shareOf(plain.costs) / shareOf(best.costs), 0.5, 'atMost')
		]
	});
}

const mean = (costs: readonly Cost[]) => costs.reduce((sum, { all }) => sum + all, 0) / costs.length;

await main();
