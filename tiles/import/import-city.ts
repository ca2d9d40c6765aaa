import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cityManifest, type CityManifest, type Dataset } from '#lib/model/city.ts';
import { AppError } from '#lib/model/errors.ts';
import type { BBox } from '#lib/model/geometry.ts';
import type { ImportReport } from '#lib/model/import-report.ts';
import type { BakeFinding, BakeOptions, BakeResult, CityBaker, OpenCityBaker } from '../source-records.ts';
import { BakeStages } from './bake-stages.ts';
import { cityTime } from './city-time.ts';
import { usualTitle } from './dataset-titles.ts';
import { gtfsTimezone, importGtfs } from './gtfs/import-gtfs.ts';
import { importAddresses } from './import-addresses.ts';
import { importAreas } from './import-areas.ts';
import { importBuildings, type BUILDING_PROPERTIES } from './import-buildings.ts';
import type { ImportContext, Progress } from './import-context.ts';
import { importPoints } from './import-points.ts';
import { importRoads, type ROAD_PROPERTIES } from './import-roads.ts';
import { importTerrain } from './import-terrain.ts';
import { importSurfaces, type ChosenFeatures } from './import-surfaces.ts';
import { ImportTally } from './import-tally.ts';
import { importTrips } from './import-trips.ts';
import { importOsm, type OsmCounts } from './osm/import-osm.ts';
import { inputError } from './input-error.ts';
import { openPackFolder, packVersion } from './pack-folder.ts';
import type { PointsMap } from './points-map.ts';
import { TableExtent } from './table-extent.ts';
import type { PropertyMap } from './property-map.ts';
import { openSource } from './source-file.ts';

/** A dataset's id and the file it comes from. */
export interface NamedFile {
	readonly name: string;
	readonly path: string;
}

/** Everything `cityloop import` was asked for, already parsed. */
export interface ImportRequest {
	readonly id: string;
	readonly data: string;
	readonly force: boolean;
	readonly osm: readonly string[];
	readonly buildings: readonly string[];
	readonly buildingsMap: PropertyMap<keyof typeof BUILDING_PROPERTIES>;
	readonly roads: readonly string[];
	readonly roadsMap: PropertyMap<keyof typeof ROAD_PROPERTIES>;
	readonly addresses: readonly string[];
	readonly gtfs: readonly NamedFile[];
	/** Captures by the id of the timetable they belong to. */
	readonly realtime: ReadonlyMap<string, readonly string[]>;
	readonly points: readonly NamedFile[];
	readonly pointsMaps: ReadonlyMap<string, PointsMap>;
	readonly trips: readonly NamedFile[];
	readonly areas: readonly NamedFile[];
	readonly areaNames: ReadonlyMap<string, string>;
	readonly land: readonly ChosenFeatures[];
	readonly water: readonly ChosenFeatures[];
	readonly green: readonly ChosenFeatures[];
	/** Heights of the ground. */
	readonly terrain: readonly string[];
	readonly bbox?: BBox;
	/** A city that is not there: said on screen. */
	readonly fictional: boolean;
	readonly nameZh?: string;
	readonly nameEn?: string;
	readonly timezone?: string;
	readonly attribution: readonly string[];
	/** By dataset id. */
	readonly datasetAttribution: ReadonlyMap<string, string>;
	readonly titles: ReadonlyMap<string, { readonly zh: string; readonly en: string }>;
}

export interface ImportOutcome {
	readonly report: ImportReport;
	readonly manifest: CityManifest;
	/** The pack's folder. */
	readonly path: string;
	readonly osm: OsmCounts | undefined;
	readonly figures: BakeResult['figures'];
}

export interface ImportEffects {
	readonly openBaker: OpenCityBaker;
	readonly progress: Progress;
	readonly signal: AbortSignal;
	/** Epoch ms. */
	readonly now: () => number;
}

/** Reads all sources, bakes them and puts the finished pack in place; on any error nothing is left. */
export async function importCity(request: ImportRequest, effects: ImportEffects): Promise<ImportOutcome> {
	const { progress, signal } = effects;
	for (const path of sourcePaths(request)) await openSource(path);
	const knownZone = await timezoneOf(request);
	const timezone = knownZone ?? 'Etc/UTC';
	const folder = await openPackFolder(request.data, request.id, request.force);
	let baker: CityBaker | undefined;
	try {
		const stages = new BakeStages(progress);
		const options: { -readonly [K in keyof BakeOptions]: BakeOptions[K] } = {
			out: folder.path,
			...(request.bbox ? { bbox: request.bbox } : {}),
			onProgress: (step) => stages.show(step)
		};
		baker = await effects.openBaker(options);
		const tally = new ImportTally();
		const datasets: Dataset[] = [];
		const context: ImportContext = {
			baker,
			tally,
			progress,
			out: folder.path,
			...(request.bbox ? { bbox: request.bbox } : {}),
			timezone,
			datasets,
			areas: [],
			title: (id) => request.titles.get(id) ?? usualTitle(id),
			attribution: (id) => request.datasetAttribution.get(id),
			signal,
			extent: new TableExtent()
		};
		const osm = await readSources(request, context);
		signal.throwIfAborted();
		if (Object.values(tally.report()).every(({ kept }) => kept === 0)) throw nothingKept(request, tally);
		// Where nothing is drawn, the tables say where the city is.
		const drawn = tally.kept('buildings') + tally.kept('roads') > 0;
		const extent = drawn || request.bbox ? undefined : context.extent.bbox();
		if (extent) options.bbox = extent;
		const baked = await Promise.race([baker.finish(), abortedBy(signal)]).catch((thrown: unknown) => {
			throw AppError.from(thrown).code === 'INPUT_EMPTY' ? nothingKept(request, tally, thrown) : thrown;
		});
		stages.end();
		baker = undefined;
		signal.throwIfAborted();
		tallyFindings(tally, baked.findings);
		const report = tally.report();
		await writeFile(join(folder.path, 'report.json'), `${JSON.stringify(report, null, '\t')}\n`);
		const manifest = await writeManifest(request, folder.path, timezone, baked, datasets, effects.now());
		signal.throwIfAborted();
		await folder.publish();
		if (knownZone === undefined)
			progress.say(
				'No --timezone was given: times without a zone were read as UTC, and the sun stands as in UTC.'
			);
		return { report, manifest, path: folder.final, osm, figures: baked.figures };
	} catch (thrown) {
		progress.close();
		await baker?.abort().catch(() => undefined);
		await folder.discard();
		throw thrown;
	}
}

/** All files were readable and nothing in them could be kept: says which, and the commonest reasons. */
function nothingKept(request: ImportRequest, tally: ImportTally, cause?: unknown): AppError {
	const reasons = Object.entries(tally.report()).flatMap(([kind, { reasons: found }]) =>
		found.map(({ reason, count, examples }) => ({
			count,
			words: `${count} of ${kind}: ${reason}${examples[0] === undefined ? '' : `, e.g. ${examples[0]}`}`
		}))
	);
	const words = reasons
		.sort((a, b) => b.count - a.count)
		.slice(0, 3)
		.map((reason) => reason.words);
	const fault = {
		file: sourcePaths(request).join(', '),
		problem:
			words.length === 0
				? Object.values(tally.report()).some(({ kept }) => kept > 0)
					? 'no record in it has a position that can be read'
					: 'there is no record to import in it'
				: `nothing in it could be kept (${words.join('; ')})`,
		cure: request.bbox
			? 'check --bbox and that each file goes with the right option'
			: 'check that each file goes with the right option'
	};
	return inputError(fault, cause);
}

/** Rejects when the signal is given, so that an interrupt need not wait for the bake to end. */
function abortedBy(signal: AbortSignal): Promise<never> {
	return new Promise((_, reject) => {
		signal.addEventListener('abort', () => reject(signal.reason), { once: true });
	});
}

/** Every file is looked at before any work: a typing error in the last option must not cost a minute. */
function sourcePaths(request: ImportRequest): string[] {
	return [
		...request.osm,
		...request.buildings,
		...request.roads,
		...request.addresses,
		...[
			...request.gtfs,
			...request.points,
			...request.trips,
			...request.areas,
			...request.land,
			...request.water,
			...request.green
		].map(({ path }) => path),
		...[...request.realtime.values()].flat(),
		...request.terrain
	];
}

/** The zone asked for, else that of the first timetable that names one. */
async function timezoneOf(request: ImportRequest): Promise<string | undefined> {
	if (request.timezone !== undefined) return cityTime('--timezone', request.timezone).zone;
	for (const { path } of request.gtfs) {
		const zone = await gtfsTimezone(path);
		if (zone !== undefined) return cityTime(`${path}/agency.txt`, zone).zone;
	}
	return undefined;
}

async function readSources(request: ImportRequest, context: ImportContext): Promise<OsmCounts | undefined> {
	let osm: { nodes: number; ways: number; relations: number } | undefined;
	for (const path of request.osm) {
		const counts = await importOsm(context, await openSource(path));
		osm = {
			nodes: (osm?.nodes ?? 0) + counts.nodes,
			ways: (osm?.ways ?? 0) + counts.ways,
			relations: (osm?.relations ?? 0) + counts.relations
		};
	}
	for (const path of request.buildings)
		await importBuildings(context, await openSource(path), request.buildingsMap);
	for (const path of request.roads) await importRoads(context, await openSource(path), request.roadsMap);
	for (const path of request.addresses) await importAddresses(context, await openSource(path));
	for (const chosen of request.land) await importSurfaces(context, 'land', 'land', chosen);
	for (const chosen of request.water) await importSurfaces(context, 'water', 'water', chosen);
	for (const chosen of request.green) await importSurfaces(context, 'green', 'park', chosen);
	for (const path of request.terrain) await importTerrain(context, path);
	for (const { name, path } of request.areas)
		await importAreas(context, name, path, request.areaNames.get(name));
	for (const { name, path } of request.gtfs)
		await importGtfs(context, name, path, request.realtime.get(name) ?? []);
	for (const { name, path } of request.points)
		await importPoints(context, name, path, request.pointsMaps.get(name) ?? {});
	for (const { name, path } of request.trips) await importTrips(context, name, path);
	return osm;
}

/** What the baker had to drop counts as rejected; `surfaces` of its words are the report's land, water and green. */
function tallyFindings(tally: ImportTally, findings: readonly BakeFinding[]): void {
	for (const { kind, action, reason, example, count } of findings) {
		const target =
			kind === 'surfaces'
				? (['land', 'water', 'green', 'landuse'].find((name) => tally.kept(name) > 0) ?? 'land')
				: kind;
		if (action === 'rejected') tally.keptAfterAllRejected(target, reason, example, count);
		else tally.note(target, reason, example, count);
	}
}

async function writeManifest(
	request: ImportRequest,
	folder: string,
	timezone: string,
	baked: BakeResult,
	datasets: readonly Dataset[],
	now: number
): Promise<CityManifest> {
	const own = baked.datasets.map((dataset): Dataset => {
		const attribution = request.datasetAttribution.get(dataset.id) ?? dataset.attribution;
		const title = request.titles.get(dataset.id) ?? dataset.title;
		return { ...dataset, title, ...(attribution === undefined ? {} : { attribution }) };
	});
	const known = new Set([...own, ...datasets].map(({ id }) => id));
	const attribution = [
		...new Set([
			...request.attribution,
			...[...request.datasetAttribution].filter(([id]) => known.has(id)).map(([, text]) => text)
		])
	];
	// Short ids are initials: nyc, la, sf.
	const words = request.id.length <= 3 ? request.id.toUpperCase() : usualTitle(request.id).en;
	const content = {
		format: 1 as const,
		id: request.id,
		name: {
			zh: request.nameZh ?? request.nameEn ?? words,
			en: request.nameEn ?? request.nameZh ?? words
		},
		bbox: request.bbox ?? baked.bbox,
		anchor: baked.anchor,
		home: baked.home,
		...(baked.builtUp && { builtUp: baked.builtUp }),
		timezone,
		attribution,
		fictional: request.fictional,
		datasets: [...own, ...datasets],
		scene: baked.scene,
		...(baked.heights && { heights: baked.heights }),
		...(baked.search === undefined ? {} : { search: baked.search })
	};
	const version = await packVersion(folder, JSON.stringify(content));
	const manifest = cityManifest.parse({ ...content, version, createdAt: new Date(now).toISOString() });
	await writeFile(join(folder, 'city.json'), `${JSON.stringify(manifest, null, '\t')}\n`);
	return manifest;
}
