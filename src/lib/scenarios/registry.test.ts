import { describe, expect, test } from 'vitest';
import { scenarioEdit, type ScenarioEdit } from '#lib/model/scenario/edit.ts';
import { compareResults } from './compare-results.ts';
import type { FlatScenario } from './flat-scenario.ts';
import { editsThatConcern, inputsOf } from './inputs.ts';
import { parametersOf } from './model-parameters.ts';
import { SCENARIO_MODELS, scenarioModel } from './registry.ts';
import { runModel, type ModelRun } from './run-model.ts';
import { blockTown, townAt } from './testing/block-town.ts';

const [at] = [[...townAt(500, 500)] as [number, number]];
const ring = [townAt(420, 420), townAt(580, 420), townAt(580, 580), townAt(420, 580)].map(
	([lng, lat]): [number, number] => [lng, lat]
);

/** Edits that change nothing, as somebody makes them who opens a form and closes it. */
const NEUTRAL: readonly ScenarioEdit[] = [
	{ kind: 'road', links: [7], maxSpeed: 40, lanes: 2, direction: 'both', closed: false },
	{ kind: 'people', at, residents: 0, jobs: 0 },
	{ kind: 'people', at, residents: 12 },
	{ kind: 'people', at, residents: -12 },
	{ kind: 'demand', factor: 1 },
	{ kind: 'river', rise: 0 },
	{ kind: 'rain', intensity: 0, hours: 1 }
];

/** One of each kind, each of which changes something. */
const EACH: readonly ScenarioEdit[] = [
	{ kind: 'road', links: [14, 15], closed: true },
	{
		kind: 'road-add',
		line: [townAt(0, 0), townAt(200, 200)].map(([x, y]): [number, number] => [x, y]),
		class: 'primary',
		lanes: 4,
		maxSpeed: 60
	},
	{ kind: 'building-add', ring, height: 30, levels: 10, use: 'apartments', residents: 500, jobs: 0 },
	{ kind: 'building-remove', buildings: [0, 1] },
	{ kind: 'people', at, residents: 200, jobs: 50 },
	{ kind: 'facility-add', at, facility: 'clinic' },
	{ kind: 'facility-remove', rows: [0] },
	{
		kind: 'line-add',
		name: 'B',
		mode: 'bus',
		stops: [at, ring[0]!],
		headway: 10,
		speed: 20,
		from: 6,
		to: 22
	},
	{ kind: 'stop-add', dataset: 'bus', route: '1', at, dwell: 30, slower: 30 },
	{ kind: 'line-remove', dataset: 'bus', route: '1' },
	{ kind: 'stop-remove', dataset: 'bus', stop: 's2' },
	{ kind: 'demand', factor: 1.3 },
	{ kind: 'rain', intensity: 60, hours: 1 },
	{ kind: 'river', rise: 1 },
	{ kind: 'lamps', schedule: [{ from: 23, to: 5, level: 0.5 }] },
	{ kind: 'release', at, substance: 'chlorine', rate: 500, height: 2, minutes: 30 },
	{
		kind: 'district',
		name: 'New',
		ring,
		floorArea: { housing: 20_000 },
		residents: 500,
		jobs: 0,
		facilities: { park: 1 },
		clears: true
	}
];

/** What a model may compute less of. */
const SMALLER = { solar: { radius: 120, cell: '6' } };

const flat = (edits: readonly ScenarioEdit[]): FlatScenario => ({
	city: 'block-town',
	pack: '0123456789ab',
	edits,
	parameters: SMALLER,
	readings: {}
});
const run = (id: string, edits: readonly ScenarioEdit[]) =>
	runModel(scenarioModel(id), flat(edits), blockTown(), {
		progress: () => undefined,
		signal: new AbortController().signal
	});

const todays = new Map<string, Promise<ModelRun>>();

/** The run over no edits, made once. */
function today(id: string): Promise<ModelRun> {
	const made = todays.get(id) ?? run(id, []);
	todays.set(id, made);
	return made;
}

test('every kind of edit has an example here, and the examples are edits', () => {
	expect(EACH.map(({ kind }) => kind).toSorted()).toEqual(
		scenarioEdit.options.map((option) => option.shape.kind.value).toSorted()
	);
	for (const edit of [...EACH, ...NEUTRAL]) expect(scenarioEdit.parse(edit)).toEqual(edit);
});

describe.each(SCENARIO_MODELS.map((model) => [model.id, model] as const))('%s', (id, model) => {
	test('names itself, models that are before it in order, and parameters that may be', () => {
		expect(SCENARIO_MODELS.filter((other) => other.id === id)).toHaveLength(1);
		const seen = new Set<string>();
		const walk = (name: string) => {
			expect(name).not.toBe(seen.size > 0 ? id : undefined);
			seen.add(name);
			for (const before of scenarioModel(name).after) walk(before);
		};
		walk(id);
		expect(() => parametersOf(model, flat([]))).not.toThrow();
		for (const { title, source } of model.parameters)
			for (const words of [title, source])
				expect(Object.values(words).every((text) => text !== '')).toBe(true);
		expect(model.card.equations.length).toBeGreaterThan(0);
	});

	test('an empty edit, and edits that change nothing, give exactly zero difference', async () => {
		const [before, again, neutral] = await Promise.all([today(id), run(id, []), run(id, NEUTRAL)]);
		expect(again.digest).toBe(before.digest);
		const { indicators, layers } = compareResults(before.result, neutral.result);
		expect(indicators.filter(({ a, b, difference }) => (a === null ? b !== null : difference !== 0))).toEqual(
			[]
		);
		for (const { only, columns } of layers) {
			expect(only.filter((side) => side !== null)).toEqual([]);
			for (const { name, a, b, difference } of columns)
				expect([
					name,
					difference.findIndex((d, row) => (a[row] === null ? b[row] !== null : d !== 0))
				]).toEqual([name, -1]);
		}
	});

	test('an edit that does not concern it changes neither its inputs nor its answer', async () => {
		const kinds = concerned(id);
		const others = EACH.filter(({ kind }) => !kinds.has(kind));
		expect(inputsOf(model, flat(others))).toBe(inputsOf(model, flat([])));
		expect((await run(id, others)).digest).toBe((await today(id)).digest);
		for (const edit of EACH)
			if (kinds.has(edit.kind)) expect(inputsOf(model, flat([edit]))).not.toBe(inputsOf(model, flat([])));
	});

	test('is cancelled', async () => {
		const stop = new AbortController();
		stop.abort();
		await expect(
			runModel(model, flat(EACH.slice(0, 1)), blockTown(), { progress: () => undefined, signal: stop.signal })
		).rejects.toMatchObject({ code: 'ABORTED' });
	});
});

/** Kinds that concern a model or one that it builds on. */
function concerned(id: string): ReadonlySet<ScenarioEdit['kind']> {
	const model = scenarioModel(id);
	return new Set([...editsThatConcern(model), ...model.after.flatMap((name) => [...concerned(name)])]);
}
