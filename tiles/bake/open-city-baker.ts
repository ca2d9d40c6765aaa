import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { DatasetColumn } from '#lib/model/city.ts';
import type { BBox } from '#lib/model/geometry.ts';
import { LocalFrame } from '#lib/model/local-frame.ts';
import type {
	AddressRecord,
	BakeOptions,
	BakeResult,
	BuildingRecord,
	CityBaker,
	OpenCityBaker,
	PlaceRecord,
	RoadRecord,
	SurfaceRecord,
	TerrainRecord,
	WaterwayRecord
} from '#tiles/source-records.ts';
import { BuildingIntake } from './building-intake.ts';
import { bakeBuildings } from './bake-buildings.ts';
import type { BakedBuildings } from './bake-buildings.ts';
import { builtShape } from './built-shape.ts';
import { Extent, homeCamera } from './city-extent.ts';
import { CollectedAddresses, CollectedRoads, CollectedSurfaces, CollectedWaterways } from './collected.ts';
import { Findings } from './findings.ts';
import { groundTask } from './ground/ground-task.ts';
import type { GroundResult } from './ground/ground-tiles.ts';
import { makeLabels } from './labels.ts';
import { writeRoadGraph } from './road-graph.ts';
import type { RoadGraph } from './road-graph.ts';
import { searchTask } from './search-task.ts';
import type { SearchResult } from './search-file.ts';
import { bakeTerrain } from './terrain/bake-terrain.ts';
import { writeGroundHeights } from './terrain/ground-heights.ts';
import { visibilityScene } from './visibility.ts';
import { WorkerPool } from './worker-pool.ts';

const BUILDING_COLUMNS: DatasetColumn[] = [
	{ name: 'use', kind: 'category' },
	{ name: 'height', kind: 'number', unit: 'm' },
	{ name: 'min_height', kind: 'number', unit: 'm' },
	{ name: 'height_estimated', kind: 'category' },
	{ name: 'levels', kind: 'number' },
	{ name: 'area', kind: 'number', unit: 'm2' },
	{ name: 'street', kind: 'category' },
	{ name: 'name', kind: 'text' },
	{ name: 'house_number', kind: 'text' }
];
/** Side of the squares that the city's shape is seen in, metres. */
const VOLUME_CELL = 250;
/** Columns that are listed when a source fills them. */
const MORE_COLUMNS = [
	{ name: 'year', kind: 'number' },
	{ name: 'residents', kind: 'number' },
	{ name: 'jobs', kind: 'number' }
] as const satisfies DatasetColumn[];

/** Takes a city's records and bakes them into its pack. */
export const openCityBaker: OpenCityBaker = (options) => Promise.resolve(new PackBaker(options));

class PackBaker implements CityBaker {
	readonly #options: BakeOptions;
	readonly #findings = new Findings();
	readonly #buildings: BuildingIntake;
	readonly #roads = new CollectedRoads();
	readonly #surfaces = new CollectedSurfaces();
	readonly #waterways = new CollectedWaterways();
	readonly #addresses = new CollectedAddresses();
	readonly #places: PlaceRecord[] = [];
	readonly #extent = new Extent();
	readonly #terrain: TerrainRecord[] = [];
	#collected = 0;
	#pool: WorkerPool | undefined;

	constructor(options: BakeOptions) {
		this.#options = options;
		this.#buildings = new BuildingIntake(join(options.out, '.bake-spool'), this.#findings);
	}

	building(record: BuildingRecord): void {
		this.#buildings.add(record);
		this.#count();
	}

	road(record: RoadRecord): void {
		if (record.line.length < 4) {
			this.#findings.add('roads', 'rejected', 'the line has fewer than two points', String(record.sourceId));
			return;
		}
		this.#roads.add(record);
		this.#extent.add(record.line);
		this.#count();
	}

	surface(record: SurfaceRecord): void {
		this.#surfaces.add(record);
		this.#count();
	}

	waterway(record: WaterwayRecord): void {
		this.#waterways.add(record);
		this.#count();
	}

	terrain(record: TerrainRecord): void {
		this.#terrain.push(record);
		this.#count();
	}

	address(record: AddressRecord): void {
		this.#addresses.add(record, this.#buildings.streets);
		this.#count();
	}

	place(record: PlaceRecord): void {
		this.#places.push(record);
		this.#count();
	}

	async finish(): Promise<BakeResult> {
		const { out, bbox: wished, onProgress } = this.#options;
		const pool = new WorkerPool();
		this.#pool = pool;
		try {
			const bbox = this.#buildings.extent.robust() ?? this.#extent.robust() ?? wished;
			if (!bbox) throw this.#findings.nothingToBake();
			const centreBox = wished ?? bbox;
			const anchor: [number, number] = [
				round((centreBox[0] + centreBox[2]) / 2, 5),
				round((centreBox[1] + centreBox[3]) / 2, 5)
			];
			const frame = new LocalFrame(anchor);

			const baked = await bakeBuildings({
				out,
				pool,
				anchor,
				bbox,
				intake: this.#buildings,
				addresses: this.#addresses,
				findings: this.#findings,
				onProgress
			});
			const { ground, graph, hills, heights } = await this.#bakeGround(pool, frame, bbox, baked);
			onProgress({ stage: 'search', done: 0, total: 1 });
			const searching = pool.run<SearchResult>(
				searchTask(join(out, 'search.sqlite'), {
					table: join(out, 'buildings.arrow'),
					addresses: this.#addresses,
					addressBuilding: baked.addressBuilding,
					streets: this.#buildings.streets.texts,
					englishNames: this.#buildings.englishNames,
					places: this.#places,
					surfaces: this.#surfaces.named,
					roads: this.#roads
				})
			);
			onProgress({ stage: 'visibility', done: 0, total: 1 });
			if (baked.rows > 0) baked.heights.write(out);
			onProgress({ stage: 'visibility', done: 1, total: 1 });
			this.#writeLabels();
			const search = await searching;
			onProgress({ stage: 'search', done: 1, total: 1 });
			return {
				...this.#result(bbox, anchor, frame, baked, ground, graph, hills, search),
				...(heights && { heights })
			};
		} finally {
			await pool.close();
			this.#buildings.remove();
		}
	}

	async abort(): Promise<void> {
		await this.#pool?.close();
		this.#buildings.remove();
		for (const name of [
			'tiles',
			'roads',
			'buildings.arrow',
			'heights.arrow',
			'footprints.arrow',
			'visibility.png',
			'labels.json',
			'labels.json.gz',
			'search.sqlite'
		])
			rmSync(join(this.#options.out, name), { recursive: true, force: true });
	}

	async #bakeGround(pool: WorkerPool, frame: LocalFrame, bbox: BBox, baked: BakedBuildings) {
		const { out, onProgress } = this.#options;
		onProgress({ stage: 'ground', done: 0, total: 2 });
		const folder = join(out, 'tiles', 'ground');
		mkdirSync(folder, { recursive: true });
		const task = groundTask(folder, frame, bbox, {
			extent: this.#extent,
			roads: this.#roads,
			surfaces: this.#surfaces,
			waterways: this.#waterways,
			land: baked.land
		});
		const { extent } = task.task;
		const working = pool.run<GroundResult>(task.task, task.transfer);
		const graph: RoadGraph =
			this.#roads.count > 0 ? writeRoadGraph(out, this.#roads) : { nodes: 0, links: 0 };
		onProgress({ stage: 'ground', done: 1, total: 2 });
		const ground = await working;
		if (ground.inferred > 0)
			this.#findings.add(
				'surfaces',
				'noted',
				'land inferred where buildings or roads stand outside the land given',
				'patches of 25 m cells',
				ground.inferred
			);
		onProgress({ stage: 'ground', done: 2, total: 2 });
		return { ground, graph, ...(await this.#bakeTerrain(frame, bbox, extent, baked)) };
	}

	/** How many tiles of hills there are, and the heights that models read. */
	async #bakeTerrain(
		frame: LocalFrame,
		bbox: BBox,
		extent: readonly [number, number, number, number],
		{ heights }: BakedBuildings
	): Promise<{ readonly hills: number } & Pick<BakeResult, 'heights'>> {
		const terrain = this.#terrain;
		if (terrain.length === 0) return { hills: 0 };
		const { out, onProgress } = this.#options;
		const [surfaces, waterways] = [this.#surfaces, this.#waterways];
		onProgress({ stage: 'terrain', done: 0, total: 1 });
		const hills = await bakeTerrain({ out, frame, extent, terrain, heights, roads: this.#roads });
		const kept = writeGroundHeights({ out, frame, bbox, terrain, surfaces, waterways });
		onProgress({ stage: 'terrain', done: 1, total: 1 });
		return { hills, heights: kept };
	}

	#writeLabels(): void {
		const text = Buffer.from(JSON.stringify(makeLabels(this.#places, this.#surfaces.named, this.#roads)));
		writeFileSync(join(this.#options.out, 'labels.json'), text);
		writeFileSync(join(this.#options.out, 'labels.json.gz'), gzipSync(text, { level: 9 }));
	}

	#result(
		bbox: BBox,
		anchor: [number, number],
		frame: LocalFrame,
		baked: BakedBuildings,
		ground: GroundResult,
		graph: RoadGraph,
		hills: number,
		search: SearchResult
	): BakeResult {
		const { rows, maxHeight } = baked;
		return {
			bbox,
			anchor,
			home: homeCamera(frame, bbox, baked.heights.densest(2500)),
			...builtUp(frame, baked),
			scene: {
				...(rows > 0
					? {
							buildings: { tileset: 'tiles/buildings/tileset.json', count: rows, maxHeight },
							visibility: visibilityScene(baked.heights.grid, frame)
						}
					: {}),
				...(ground.tiles > 0 ? { ground: { tileset: 'tiles/ground/tileset.json' } } : {}),
				...(hills > 0 ? { terrain: { tileset: 'tiles/terrain/tileset.json' } } : {}),
				labels: 'labels.json'
			},
			datasets: [
				...(rows > 0
					? [
							{
								kind: 'buildings' as const,
								id: 'buildings',
								title: { zh: '建筑', en: 'Buildings' },
								file: 'buildings.arrow',
								footprints: 'footprints.arrow',
								rows,
								columns: [
									...BUILDING_COLUMNS,
									...MORE_COLUMNS.filter(({ name }) => this.#buildings.given.has(name))
								]
							}
						]
					: []),
				...(graph.links > 0
					? [
							{
								kind: 'roads' as const,
								id: 'roads',
								title: { zh: '道路', en: 'Roads' },
								file: 'roads/links.arrow',
								rows: graph.links
							}
						]
					: [])
			],
			...(search.entries > 0 ? { search: 'search.sqlite' } : {}),
			findings: this.#findings.list(),
			figures: {
				...baked.figures,
				groundTiles: ground.tiles,
				groundGzip: ground.gzip,
				terrainTiles: hills,
				roadNodes: graph.nodes,
				roadLinks: graph.links,
				searchEntries: search.entries
			}
		};
	}

	#count(): void {
		this.#collected++;
		if (this.#collected % 4096 === 0)
			this.#options.onProgress({ stage: 'collect', done: this.#collected, total: this.#collected });
	}
}

function builtUp(frame: LocalFrame, baked: BakedBuildings): Pick<BakeResult, 'builtUp'> {
	const shape = builtShape(baked.heights.volumes(VOLUME_CELL));
	if (!shape) return {};
	const [lng, lat] = frame.toLngLat(...shape.centre);
	const { along, across, facing } = shape;
	return {
		builtUp: {
			lng: round(lng, 5),
			lat: round(lat, 5),
			along: round(along, 0),
			across: round(across, 0),
			facing: round(facing, 1)
		}
	};
}

function round(value: number, digits: number): number {
	return Math.round(value * 10 ** digits) / 10 ** digits;
}
