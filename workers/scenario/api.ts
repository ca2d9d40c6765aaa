import type { CityManifest } from '#lib/model/city.ts';
import { AppError } from '#lib/model/errors.ts';
import type { LngLat } from '#lib/model/geometry.ts';
import type { Metres } from '#lib/model/units.ts';
import { openCity } from '#lib/scenarios/city/open-city.ts';
import type { CityReader, ReadPackFile } from '#lib/scenarios/city/city-reader.ts';
import type { ScenarioEdit } from '#lib/model/scenario/edit.ts';
import { editCity } from '#lib/scenarios/edit/edit-city.ts';
import { changesBodies, plannedBodies, type PlannedBodies } from '#lib/scenarios/edit/planned-bodies.ts';
import type { FlatScenario } from '#lib/scenarios/flat-scenario.ts';
import { scenarioModel } from '#lib/scenarios/registry.ts';
import { runModel, type ModelRun } from '#lib/scenarios/run-model.ts';
import { transfer } from '../rpc.ts';
import { CityLookup } from './city-lookup.ts';
import { KeptResults } from './kept-results.ts';
import { blocksOf, linesOf, zonePlaces } from './scenario-places.ts';

/** One city, and the scenarios over it. */
export interface ScenarioCity {
	readonly manifest: CityManifest;
	/** With its trailing slash. */
	readonly packUrl: string;
}

/** What the worker does; its type is the contract with `client.ts`. `open` says how files of a pack are read. */
export function createScenarioApi(open: (packUrl: string) => ReadPackFile) {
	let started: { readonly city: CityReader; readonly lookup: CityLookup } | undefined;
	const kept = new KeptResults();
	const running = () => {
		if (!started) throw new AppError('INTERNAL', { message: 'The scenario worker has no city yet.' });
		return started;
	};
	const edited = ({ edits }: FlatScenario) => editCity(running().city, edits);

	return {
		start({ manifest, packUrl }: ScenarioCity): void {
			const city = openCity(manifest, open(packUrl));
			started = { city, lookup: new CityLookup(city) };
		},

		/** Runs a model, and those that it builds on unless their results are still held here. */
		async run(
			flat: FlatScenario,
			model: string,
			progress: (done: number, residual?: number) => void,
			signal: AbortSignal
		): Promise<ModelRun> {
			const run = await runModel(scenarioModel(model), flat, running().city, {
				progress,
				signal,
				kept: (inputs) => Promise.resolve(kept.get(inputs))
			});
			kept.keep(run);
			return run;
		},

		/** See `linesOf`. */
		async lines(flat: FlatScenario, keys: readonly string[]) {
			const lines = linesOf(await edited(flat).part('roads'), keys);
			return transfer(lines, [lines.starts.buffer, lines.points.buffer]);
		},

		async zones(flat: FlatScenario) {
			return zonePlaces(await edited(flat).part('zones'));
		},

		/** See `blocksOf`. */
		async shapes(flat: FlatScenario, keys: readonly string[]) {
			return blocksOf(await edited(flat).part('buildings'), flat.edits, keys);
		},

		/** What edits take away and build; see `plannedBodies`. */
		async bodies(edits: readonly ScenarioEdit[]): Promise<PlannedBodies> {
			if (!changesBodies(edits)) return { gone: [], blocks: [] };
			return plannedBodies(await running().city.part('buildings'), edits);
		},

		/** See `RoadLookup.at`; roads are as the pack has them. */
		async roadAt(at: LngLat, within: Metres, named?: string) {
			return (await running().lookup.roads())?.at(at, within, named);
		},
		/** See `RoadLookup.joins`; nothing does where the pack has no roads. */
		async joins(at: LngLat) {
			return (await running().lookup.roads())?.joins(at) ?? false;
		},
		async roads(rows: readonly number[]) {
			const lookup = await running().lookup.roads();
			return rows.flatMap((row) => lookup?.road(row) ?? []);
		},
		facilityAt: (at: LngLat, within: Metres) => running().lookup.facilityAt(at, within),
		facilities: (rows: readonly number[]) => running().lookup.facilities(rows),
		buildings: (ids: readonly number[]) => running().lookup.buildings(ids),
		stops: () => running().lookup.stops(),
		routes: () => running().lookup.routes()
	};
}

export type ScenarioApi = ReturnType<typeof createScenarioApi>;
