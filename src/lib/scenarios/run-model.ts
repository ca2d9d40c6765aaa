import { saidError } from '#lib/model/said-error.ts';
import { AppError } from '#lib/model/errors.ts';
import type { CityParts } from '#lib/model/scenario/city-parts.ts';
import type { ScenarioModel } from '#lib/model/scenario/model.ts';
import type { ModelResult } from '#lib/model/scenario/result.ts';
import { digestOf } from './canonical-json.ts';
import { checkResult } from './check-result.ts';
import type { CityReader } from './city/city-reader.ts';
import { editCity } from './edit/edit-city.ts';
import type { FlatScenario } from './flat-scenario.ts';
import { inputsOf } from './inputs.ts';
import { parametersOf } from './model-parameters.ts';
import { scenarioModel } from './registry.ts';

/** One run of a model, and those of the models that it builds on. */
export interface ModelRun {
	readonly model: string;
	/** See `inputsOf`. */
	readonly inputs: string;
	/** SHA-256, hex, of the result's canonical JSON. */
	readonly digest: string;
	/** What the model itself took; 0 for a result that was kept. */
	readonly seconds: number;
	readonly result: ModelResult;
	readonly earlier: readonly ModelRun[];
}

export interface RunOptions {
	/** 0 … 1 over the model and those before it, and the residual where there is one. */
	readonly progress: (done: number, residual?: number) => void;
	readonly signal: AbortSignal;
	/** A result of these inputs that is known already; asked for models that the model builds on. */
	readonly kept?: (inputs: string) => Promise<ModelResult | undefined>;
}

/** Runs under way and done of one call, by their inputs: two models that build on a third share its run. */
type SharedRuns = Map<string, Promise<ModelRun>>;

/**
 * Runs a model over a scenario of a city. A model that it builds on is left out where the pack lacks what that one
 * needs. Throws ABORTED when `signal` says so, INPUT_EMPTY when the pack lacks a part that the model itself needs,
 * INPUT_INVALID for what cannot be computed with, or a scenario of another pack.
 */
export async function runModel(
	model: ScenarioModel,
	flat: FlatScenario,
	city: CityReader,
	options: RunOptions
): Promise<ModelRun> {
	const { id, version } = city.manifest;
	if (flat.city !== id || flat.pack !== version)
		throw saidError('INPUT_INVALID', {
			zh: `方案依据城市数据 ${flat.city} 的版本 ${flat.pack}，现在打开的是 ${id} 的版本 ${version}，改动对不上号。`,
			en: `The scenario is of version ${flat.pack} of the pack ${flat.city}, but version ${version} of ${id} is open: its edits name other rows.`
		});
	return await run(model, flat, editCity(city, flat.edits), options, new Map());
}

async function run(
	model: ScenarioModel,
	flat: FlatScenario,
	city: CityReader,
	{ progress, signal, kept }: RunOptions,
	shared: SharedRuns
): Promise<ModelRun> {
	const steps = model.after.length + 1;
	const stepped = (step: number) => (done: number, residual?: number) =>
		progress((step + Math.min(1, Math.max(0, done))) / steps, residual);

	const earlier: ModelRun[] = [];
	for (const [step, name] of model.after.entries()) {
		const before = scenarioModel(name);
		const options = { progress: stepped(step), signal, ...(kept && { kept }) };
		const found = await ifPackHasIt(keptOrRun(before, flat, city, options, shared));
		if (found) earlier.push(found);
	}

	const parts = await partsOf(model, city);
	const begun = performance.now();
	const result = await model.run({
		city: parts,
		edits: flat.edits,
		parameters: parametersOf(model, flat),
		readings: flat.readings,
		anchor: city.manifest.anchor,
		earlier: Object.fromEntries(earlier.map((before) => [before.model, before.result])),
		progress: stepped(model.after.length),
		signal
	});
	if (signal.aborted) throw new AppError('ABORTED', { message: 'The run was cancelled.' });
	checkResult(model, result);
	return runOf(model, flat, result, (performance.now() - begun) / 1000, earlier);
}

function keptOrRun(
	model: ScenarioModel,
	flat: FlatScenario,
	city: CityReader,
	options: RunOptions,
	shared: SharedRuns
): Promise<ModelRun> {
	const inputs = inputsOf(model, flat);
	let found = shared.get(inputs);
	if (!found) {
		found = (async () => {
			const known = await options.kept?.(inputs);
			return known ? runOf(model, flat, known, 0, []) : run(model, flat, city, options, shared);
		})();
		shared.set(inputs, found);
	}
	return found;
}

async function ifPackHasIt(found: Promise<ModelRun>): Promise<ModelRun | undefined> {
	try {
		return await found;
	} catch (thrown) {
		if (thrown instanceof AppError && thrown.code === 'INPUT_EMPTY') return undefined;
		throw thrown;
	}
}

function runOf(
	model: ScenarioModel,
	flat: FlatScenario,
	result: ModelResult,
	seconds: number,
	earlier: readonly ModelRun[]
): ModelRun {
	return {
		model: model.id,
		inputs: inputsOf(model, flat),
		digest: digestOf(result),
		seconds,
		result,
		earlier
	};
}

/** The parts that a model says it needs, one after the other: the first that is missing is the one that is named. */
async function partsOf({ needs }: ScenarioModel, city: CityReader): Promise<CityParts> {
	const parts: Partial<Record<keyof CityParts, unknown>> = {};
	for (const name of needs) parts[name] = await city.part(name);
	return parts as CityParts; // a model sees only those that it needs, by its type
}
