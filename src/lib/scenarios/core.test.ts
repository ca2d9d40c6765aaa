import { describe, expect, test } from 'vitest';
import type { AppError } from '#lib/model/errors.ts';
import type { ScenarioEdit } from '#lib/model/scenario/edit.ts';
import type { ScenarioModel } from '#lib/model/scenario/model.ts';
import type { ModelResult, ResultLayer } from '#lib/model/scenario/result.ts';
import { breathe } from './breathe.ts';
import { canonicalJson, digestOf } from './canonical-json.ts';
import { checkResult } from './check-result.ts';
import { compareResults } from './compare-results.ts';
import { flattenScenario, type ChainedScenario, type FlatScenario } from './flat-scenario.ts';
import { inputsOf } from './inputs.ts';
import { parametersOf } from './model-parameters.ts';
import { runModel } from './run-model.ts';
import { blockTown, townAt } from './testing/block-town.ts';

const point = (east: number, north: number): [number, number] => [...townAt(east, north)] as [number, number];
const sum = (values: Iterable<number>) => [...values].reduce((all, value) => all + value, 0);
const town = blockTown();

describe('canonical JSON', () => {
	test('is the same text whatever the order of keys, without what is undefined', () => {
		expect(canonicalJson({ b: [1, -0, 'ü"'], a: { d: null, c: undefined } })).toBe(
			'{"a":{"d":null},"b":[1,0,"ü\\""]}'
		);
		expect(digestOf({ b: 1, a: 2 })).toBe(digestOf({ a: 2, b: 1 }));
		// As `printf '{}' | sha256sum` says.
		expect(digestOf({})).toBe('44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a');
	});

	test.each([
		['no number', { a: [1, NaN] }, 'NaN, which stands at .a[1]'],
		['a typed array', { values: new Float64Array(2) }, '[object Float64Array], which stands at .values'],
		['a function', () => 1, 'function, which stands at the top']
	])('refuses %s by its path', (_, value, said) => {
		expect(() => canonicalJson(value)).toThrow(`JSON cannot say ${said}.`);
	});
});

const baseline: ChainedScenario = {
	name: 'Today',
	city: 'block-town',
	pack: '0123456789ab',
	parent: { kind: 'baseline', at: 0, readings: { rain: { value: 1, unit: 'mm/h', at: 0, source: 'gauge' } } },
	edits: [{ kind: 'rain', intensity: 5, hours: 1 }],
	parameters: { m: { a: 1, b: 2 } }
};
const child: ChainedScenario = {
	...baseline,
	name: 'Closure',
	parent: { kind: 'scenario', id: 'abcdefgh' },
	edits: [{ kind: 'road', links: [1], closed: true }],
	parameters: { m: { b: 3 }, n: { c: true } }
};

describe('a scenario and its parents', () => {
	test('are laid over each other, the oldest first; a child chooses last', () => {
		expect(flattenScenario([child, baseline])).toEqual({
			city: 'block-town',
			pack: '0123456789ab',
			edits: [...baseline.edits, ...child.edits],
			parameters: { m: { a: 1, b: 3 }, n: { c: true } },
			readings: baseline.parent.kind === 'baseline' && baseline.parent.readings
		});
	});
	test('a chain without its beginning, or over two packs, is refused by name', () => {
		expect(() => flattenScenario([child])).toThrow('The parents of the scenario “Closure” are not all there');
		expect(() => flattenScenario([child, { ...baseline, pack: 'ffffffffffff' }])).toThrow(
			'its parent “Today” of version ffffffffffff of block-town'
		);
	});
});

const table = (keys: string[], values: (number | null)[]): ResultLayer => ({
	id: 'rows',
	title: { zh: '行', en: 'Rows' },
	geometry: { of: 'table' },
	keys,
	columns: [{ name: 'v', title: { zh: '值', en: 'Value' }, unit: '1', better: 'less', values }],
	colour: 'v'
});
const answer = (value: number | null, layer = table(['a', 'b'], [1, null])): ModelResult => ({
	model: 'm',
	version: 1,
	indicators: [{ id: 'i', title: { zh: '数', en: 'Number' }, value, unit: '1', better: 'more' }],
	layers: [layer],
	notes: []
});
const model: ScenarioModel = {
	id: 'm',
	version: 1,
	title: { zh: '模型', en: 'Model' },
	icon: 'x',
	needs: ['zones'],
	after: [],
	edits: ['rain'],
	parameters: [
		{
			name: 'a',
			kind: 'number',
			title: { zh: '', en: '' },
			source: { zh: '', en: '' },
			default: 4,
			least: 0,
			most: 9,
			unit: 'm'
		}
	],
	card: {
		purpose: { zh: '', en: '' },
		equations: [],
		inputs: [],
		assumptions: [],
		limits: [],
		validation: []
	},
	run: ({ city }) => Promise.resolve(answer(sum(city.zones.residents)))
};
const flat: FlatScenario = {
	city: 'block-town',
	pack: '0123456789ab',
	edits: [],
	parameters: {},
	readings: {}
};
const quiet = { progress: () => undefined, signal: new AbortController().signal };

describe('inputs of a run', () => {
	const people: ScenarioEdit = { kind: 'people', at: point(100, 100), residents: 7 };
	const closure: ScenarioEdit = { kind: 'road', links: [1], closed: true };
	const of = (change: Partial<FlatScenario>) => inputsOf(model, { ...flat, ...change });

	test('change with edits that the model names or that change its parts, and with nothing else of the edits', () => {
		expect(of({ edits: [closure] })).toBe(of({}));
		expect(of({ edits: [people, closure] })).toBe(of({ edits: [people] }));
		for (const edits of [[people], [{ kind: 'rain', intensity: 3, hours: 1 } as const]])
			expect(of({ edits })).not.toBe(of({}));
	});
	test('change with the place of an edit, since what it adds is named by it', () => {
		expect(of({ edits: [closure, people] })).not.toBe(of({ edits: [people] }));
	});
	test('change with pack, version, readings and a parameter that is not the model’s own', () => {
		expect(of({ parameters: { m: { a: 4 }, other: { x: 1 } } })).toBe(of({}));
		expect(of({ parameters: { m: { a: 5 } } })).not.toBe(of({}));
		expect(of({ pack: 'ffffffffffff' })).not.toBe(of({}));
		expect(of({ readings: baseline.parent.kind === 'baseline' ? baseline.parent.readings : {} })).not.toBe(
			of({})
		);
		expect(inputsOf({ ...model, version: 2 }, flat)).not.toBe(of({}));
	});
	test('parameters that cannot be are refused with what can be', () => {
		expect(() => parametersOf(model, { parameters: { m: { a: 10 } } })).toThrow(
			'The parameter a of the model m cannot be 10: it is a number from 0 to 9.'
		);
		expect(() => parametersOf(model, { parameters: { m: { z: 1 } } })).toThrow(
			'The model m has no parameter “z”'
		);
	});
});

describe('a run', () => {
	test('gives the result with its digest, over the city after edits', async () => {
		const edits: ScenarioEdit[] = [{ kind: 'people', at: point(900, 900), residents: 41 }];
		const run = await runModel(model, { ...flat, edits }, town, quiet);
		expect(run.result.indicators[0]!.value).toBe(6000 + 41);
		expect(run).toMatchObject({ model: 'm', digest: digestOf(run.result), earlier: [] });
	});
	test('a scenario of another pack is refused', async () => {
		await expect(runModel(model, { ...flat, pack: 'ffffffffffff' }, town, quiet)).rejects.toThrow(
			'version 0123456789ab of block-town is open'
		);
	});
	test.each([
		['two rows of a key', answer(1, table(['a', 'a'], [1, 2])), 'a layer rows with two rows of the key a'],
		[
			'an uneven column',
			answer(1, table(['a'], [1, 2])),
			'a layer rows with 2 values in its column v, but 1 keys'
		],
		['no column for colours', answer(1, { ...table([], []), colour: 'w' }), 'a layer rows with no column w'],
		[
			'classes without their names',
			answer(1, {
				...table(['a'], [1]),
				columns: table(['a'], [1]).columns.map((column) => ({
					...column,
					classes: { bounds: [1], names: [{ zh: '', en: '' }] }
				}))
			}),
			'a layer rows with other than one name a class in its column v'
		],
		['another model', { ...answer(1), model: 'n' }, 'as n, version 1']
	])('a result with %s is refused', (_, result, said) => {
		expect(() => checkResult(model, result)).toThrow(`The model m answered ${said}`);
	});
	test('a long loop lets the cancelling in', async () => {
		const stop = new AbortController();
		setTimeout(() => stop.abort());
		const spin = async () => {
			for (;;) await breathe(stop.signal);
		};
		await expect(spin()).rejects.toMatchObject({ code: 'ABORTED' } satisfies Partial<AppError>);
	});
});

describe('two results', () => {
	test('are joined by key; what is equal differs by exactly 0, what one side has alone by nothing', () => {
		const { indicators, layers } = compareResults(
			answer(0.3, table(['a', 'b', 'c'], [0.1 + 0.2, 5, null])),
			answer(0.6, table(['n', 'b', 'a'], [1, 7, 0.1 + 0.2]))
		);
		expect(indicators).toMatchObject([{ id: 'i', a: 0.3, b: 0.6, difference: 0.3, share: 1 }]);
		expect(layers[0]).toMatchObject({
			keys: ['a', 'b', 'c', 'n'],
			names: ['a', 'b', 'c', 'n'],
			only: [null, null, 'a', 'b'],
			columns: [{ a: [0.1 + 0.2, 5, null, null], b: [0.1 + 0.2, 7, null, 1], difference: [0, 2, null, null] }]
		});
	});
	test('that are sums over different places stand side by side without a difference', () => {
		const over = (value: number, place: string): ModelResult => {
			const result = answer(value);
			return { ...result, indicators: result.indicators.map((one) => ({ ...one, over: place })) };
		};
		const [apart] = compareResults(over(1, 'here'), over(3, 'there')).indicators;
		expect(apart).toMatchObject({ a: 1, b: 3, difference: null, share: null, apart: true });
		const [same] = compareResults(over(1, 'here'), over(3, 'here')).indicators;
		expect(same).toMatchObject({ difference: 2, apart: false });
	});
	test('of two versions are not compared', () => {
		expect(() => compareResults(answer(1), { ...answer(1), version: 2 })).toThrow(
			'run both with one version'
		);
	});
});
