import type { AlarmCondition } from '#lib/model/alarm-rule.ts';
import type { Frame } from '#lib/model/wire/frame.ts';
import { NaiveJudge } from '../tests/fixtures/naive-judge.ts';
import { RULE_START, RuleStage, ruleOf, type StageLayer } from '../tests/fixtures/rule-stage.ts';
import { benchOptions, goal, median, say, spread, writeResult } from './harness.ts';

/**
 * Alarm rules: 40 of every kind over four layers of 5,000 entities, of which each reports once a second: 20,000 rows a
 * second. CPU of judging a row, beside what it costs to take the row into the layer's state. Peer: everything judged
 * anew once a second by the judge that is easy to believe, which must have told the same.
 */
const options = benchOptions();
const ENTITIES = options.smoke ? 500 : 5000;
const SECONDS = options.smoke ? 10 : 60;
const ROUNDS = options.smoke ? 1 : 5;
const NAIVE_ENTITIES = 200;
const NAIVE_SECONDS = 20;
const BATCH = 500;

const ids = ['pumps', 'lamps', 'air', 'roads'];
const layers = ids.map((id) => ({
	id,
	interval: 1,
	metrics: [
		{ name: 'a', unit: 'm', range: [-100, 100] as [number, number] },
		{ name: 'b', unit: '1' }
	]
}));

/** Ten rules of one layer. */
function rulesOfLayer(layer: string) {
	const value = (above: number): AlarmCondition => ({
		kind: 'value',
		layer,
		metric: 'a',
		above,
		clear: above - 2
	});
	const fault: AlarmCondition = { kind: 'status', layer, is: ['fault'] };
	const conditions: readonly AlarmCondition[] = [
		value(90),
		value(95),
		{ kind: 'value', layer, metric: 'b', below: 2 },
		{ kind: 'rate', layer, metric: 'a', over: 10, above: 12 },
		fault,
		{ kind: 'absence', layer, after: 5 },
		{ kind: 'geofence', layer, areas: 'districts', names: ['east'], is: 'outside' },
		{ kind: 'all', of: [value(80), { kind: 'value', layer, metric: 'b', above: 60 }] },
		{ kind: 'count', areas: 'districts', of: value(85), share: true, above: 0.2 },
		{ kind: 'count', areas: 'districts', of: fault, above: 20 }
	];
	return conditions.map((when, n) =>
		ruleOf({
			id: `${layer}-${String(n)}`,
			when,
			raiseAfter: 3,
			clearAfter: 2,
			...(when.kind !== 'count' && { raiseReadings: 2 })
		})
	);
}
const rules = ids.flatMap(rulesOfLayer);

/** Every entity of a layer at a second: most values are ordinary; two in a hundred are not, for ten seconds each. */
function framesOf(layer: StageLayer, second: number, entities: number): readonly Frame[] {
	const at = RULE_START + second * 1000;
	const frames: Frame[] = [];
	for (let from = 0; from < entities; from += BATCH) {
		const rows = Array.from({ length: Math.min(BATCH, entities - from) }, (_, i) => {
			const k = from + i;
			const turn = (k * 7919 + Math.floor((second + (k % 10)) / 10) * 104_729) % 1000;
			return {
				kind: 'observation' as const,
				entity: `e${String(k)}`,
				at,
				position: [(k % 200) / 100, 0.5] as const,
				status: turn < 5 ? 'fault' : 'ok',
				values: { a: turn < 20 ? 96 : turn % 80, b: (k + second) % 100 }
			};
		});
		frames.push(layer.encode(rows, at));
	}
	return frames;
}

const cpu = (): number => {
	const { user, system } = process.cpuUsage();
	return user + system;
};

/** µs a row: all of it, and of these the taking in of rows. */
function run(): { readonly judged: number; readonly taken: number; readonly alarms: number } {
	const [judging, plain] = [new RuleStage(layers, rules), new RuleStage(layers, [])];
	let [withRules, without, rows] = [0, 0, 0];
	for (let second = 1; second <= SECONDS; second++) {
		const at = RULE_START + second * 1000;
		for (const id of ids) {
			const [ours, peer] = [judging.layers.get(id)!, plain.layers.get(id)!];
			const [frames, same] = [framesOf(ours, second, ENTITIES), framesOf(peer, second, ENTITIES)];
			let before = cpu();
			for (const frame of frames) ours.state.apply(frame, (idx) => judging.engine.row(id, idx, at));
			withRules += cpu() - before;
			before = cpu();
			for (const frame of same) peer.state.apply(frame, (idx) => plain.engine.row(id, idx, at));
			without += cpu() - before;
			rows += ENTITIES;
		}
		const before = cpu();
		judging.pass(0);
		judging.engine.advance(at);
		withRules += cpu() - before;
	}
	const alarms = judging.engine.take().filter(({ kind }) => kind === 'raised').length;
	return { judged: (withRules - without) / rows, taken: without / rows, alarms };
}

/** Both judges over the same seconds: what each told, and µs a row. */
function compare() {
	const stage = new RuleStage(layers, rules);
	const naive = new NaiveJudge(stage.layers, rules);
	let [ours, peer, rows] = [0, 0, 0];
	for (let second = 1; second <= NAIVE_SECONDS; second++) {
		stage.pass(1);
		for (const id of ids) {
			const layer = stage.layers.get(id)!;
			for (const frame of framesOf(layer, second, NAIVE_ENTITIES)) {
				const changed: number[] = [];
				const before = cpu();
				layer.state.apply(frame, (idx) => {
					changed.push(idx);
					stage.engine.row(id, idx, stage.now);
				});
				ours += cpu() - before;
				rows += changed.length;
				for (const idx of changed) naive.remember(id, layer.entity(idx)!.urn);
			}
		}
		const before = cpu();
		naive.judgeAll(stage.now);
		peer += cpu() - before;
	}
	const told = stage.engine.take().filter(({ kind }) => kind === 'raised').length;
	const toldByPeer = naive.told.filter((line) => line.includes(' raised ')).length;
	if (told !== toldByPeer || told === 0)
		throw new Error(`${String(told)} alarms, judged anew ${String(toldByPeer)}`);
	return { raised: told, ours: ours / rows, peer: peer / rows };
}

const same = compare();
say(`both judges raised ${String(same.raised)} alarms`);
const runs = Array.from({ length: ROUNDS }, run);
const judged = runs.map((one) => one.judged);
writeResult({
	name: 'alarms',
	correct: { raised: same.raised, entities: 4 * NAIVE_ENTITIES, seconds: NAIVE_SECONDS },
	rounds: ROUNDS,
	ours: {
		rules: rules.length,
		entities: 4 * ENTITIES,
		rowsPerSecond: 4 * ENTITIES,
		microsecondsPerRow: spread(judged),
		takingARowIn: spread(runs.map(({ taken }) => taken)),
		raised: runs[0]!.alarms,
		small: { entities: 4 * NAIVE_ENTITIES, microsecondsPerRow: same.ours }
	},
	peers: [
		{
			name: 'everything judged anew once a second',
			use: 'usual',
			entities: 4 * NAIVE_ENTITIES,
			microsecondsPerRow: same.peer
		}
	],
	limit:
		'a row is looked at by the ten rules of its layer: ten reads of a column and ten comparisons are about 0.1 µs',
	goals: [
		goal('A1', 'CPU of judging a row by 40 rules at 20,000 rows a second, µs', median(judged), 3, 'atMost')
	]
});
