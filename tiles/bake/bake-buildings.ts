import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { BBox, LngLat } from '#lib/model/geometry.ts';
import { LocalFrame } from '#lib/model/local-frame.ts';
import type { BakeOptions } from '#tiles/source-records.ts';
import type { BuildingIntake } from './building-intake.ts';
import { BuildingsTable } from './buildings-table.ts';
import type { CollectedAddresses } from './collected.ts';
import { FootprintsTable } from './footprints-table.ts';
import type { Findings } from './findings.ts';
import type { JoinResult } from './join.ts';
import { CELLS_ACROSS_TOP } from './levels.ts';
import type { PackedSummary } from './level-summary.ts';
import { moveBounds, unionBounds, writeTileset } from './tile-files.ts';
import type { TileNode } from './tile-files.ts';
import { unitAddresses } from './unit-address-input.ts';
import { planUnits, unitsOf } from './unit-plan.ts';
import type { Plan, UnitPlan } from './unit-plan.ts';
import type { UnitResult } from './unit.ts';
import { CityHeights, rasterOver } from './visibility.ts';
import type { WorkerPool } from './worker-pool.ts';

export interface BakeBuildingsInput {
	readonly out: string;
	readonly pool: WorkerPool;
	readonly anchor: LngLat;
	readonly bbox: BBox;
	readonly intake: BuildingIntake;
	readonly addresses: CollectedAddresses;
	readonly findings: Findings;
	readonly onProgress: BakeOptions['onProgress'];
}

export interface BakedBuildings {
	readonly rows: number;
	readonly maxHeight: number;
	readonly heights: CityHeights;
	/** Cells that buildings touch, see `UnitResult.land`. */
	readonly land: readonly Float64Array[];
	/** Global building id of each address, −1 = none. */
	readonly addressBuilding: Int32Array;
	readonly figures: Readonly<Record<string, number>>;
}

/** Second pass: units on all threads, then the tiles above them, the tileset, buildings.arrow and footprints.arrow. */
export async function bakeBuildings(input: BakeBuildingsInput): Promise<BakedBuildings> {
	const { out, pool, anchor, bbox, intake, addresses, findings, onProgress } = input;
	const frame = new LocalFrame(anchor);
	const [west, south] = frame.toLocal(bbox[0], bbox[1]);
	const [east, north] = frame.toLocal(bbox[2], bbox[3]);
	const heights = new CityHeights(rasterOver(west, south, east, north));
	const addressBuilding = new Int32Array(addresses.count).fill(-1);
	intake.settleParts();
	const plan = planUnits(new Map(intake.spool.keys().map((key) => [key, intake.spool.count(key)])));
	if (!plan) return { rows: 0, maxHeight: 0, heights, land: [], addressBuilding, figures: {} };

	const units = unitsOf(plan);
	const baseIds = new Map<UnitPlan, number>();
	let rows = 0;
	for (const unit of units) {
		baseIds.set(unit, rows);
		rows += unit.buckets.reduce((sum, bucket) => sum + (intake.rows.get(bucket) ?? 0), 0);
	}
	const perUnit = unitAddresses(units, addresses, intake);
	const addressDistance = new Float32Array(addresses.count).fill(Infinity);
	const folder = join(out, 'tiles', 'buildings');
	mkdirSync(folder, { recursive: true });
	const table = new BuildingsTable(join(out, 'buildings.arrow'), intake.uses.texts, intake.streets.texts);
	const outlines = new FootprintsTable(join(out, 'footprints.arrow'));
	const classOf = Uint8Array.from(intake.uses.texts, (_, use) => Math.min(255, use));

	const land: Float64Array[] = [];
	const waiting = new Map<number, Pick<UnitResult, 'columns' | 'outlines'>>();
	let unitsDone = 0;
	let levelsDone = 0;
	const joins = countJoins(plan);
	const sums = {
		tiles: 0,
		triangles: 0,
		leafBytes: 0,
		leafGzip: 0,
		levelBytes: 0,
		levelGzip: 0,
		rootGzip: 0
	};
	let crossed = 0;
	let outlinesDropped = 0;
	let maxHeight = 0;
	let features = 0;

	const takeUnit = (unit: UnitPlan, result: UnitResult): void => {
		waiting.set(result.columns.baseId, { columns: result.columns, outlines: result.outlines });
		for (let next = waiting.get(table.rows); next; next = waiting.get(table.rows)) {
			waiting.delete(next.columns.baseId);
			if (next.columns.count === 0) break;
			table.append(next.columns);
			outlines.append(next.outlines);
		}
		const { index } = perUnit.get(unit)!;
		result.addressBuilding.forEach((building, i) => {
			const address = index[i]!;
			if (building < 0 || result.addressDistance[i]! >= addressDistance[address]!) return;
			addressDistance[address] = result.addressDistance[i]!;
			addressBuilding[address] = building;
		});
		if (result.tops) heights.add(result.tops);
		land.push(result.land);
		features += result.features;
		maxHeight = Math.max(maxHeight, result.maxHeight);
		outlinesDropped += result.outlinesDropped;
		crossed += result.figures.crossed;
		for (const key of ['tiles', 'triangles', 'leafBytes', 'leafGzip', 'levelBytes', 'levelGzip'] as const)
			sums[key] += result.figures[key];
		for (const id of result.vanished)
			findings.add('buildings', 'noted', 'the outline is too thin to draw: a row without a body', String(id));
		onProgress({ stage: 'leaves', done: ++unitsDone, total: units.length });
	};

	const build = async (part: Plan, parentCell: number): Promise<Built> => {
		if (part.kind === 'unit') {
			const chunks = part.buckets.flatMap((bucket) => intake.spool.seal(bucket));
			const result = await pool.run<UnitResult>({
				kind: 'unit',
				spool: intake.spool.path,
				chunks,
				centre: part.centre,
				side: part.side,
				anchor,
				baseId: baseIds.get(part)!,
				folder,
				name: part.name,
				classOf,
				parentCell,
				addresses: perUnit.get(part)!,
				raster: heights.grid
			});
			takeUnit(part, result);
			return { node: result.node, summary: result.summary };
		}
		const cell = part.side / CELLS_ACROSS_TOP;
		const children = await Promise.all(part.children.map((child) => build(child, cell)));
		const uri = `${part.name}.glb`;
		const summaries = children.map(({ summary }) => summary);
		const result = await pool.run<JoinResult>(
			{ kind: 'join', folder, uri, cell, parentCell, children: summaries },
			summaries.flatMap(({ groups, cells }) => [groups.buffer, cells.buffer]),
			true
		);
		sums.tiles++;
		sums.triangles += result.triangles;
		sums.levelBytes += result.raw;
		sums.levelGzip += result.gzip;
		sums.rootGzip = result.gzip;
		onProgress({ stage: 'levels', done: ++levelsDone, total: joins });
		const nodes = children.map(({ node }) => node);
		const bounds = unionBounds([
			...nodes.map((node) => (node.transform ? moveBounds(node.bounds, node.transform) : node.bounds)),
			...(result.bounds ? [result.bounds] : [])
		]);
		return {
			node: { bounds, geometricError: cell, ...(result.bounds ? { uri } : {}), children: nodes },
			summary: result.summary
		};
	};

	const root = (await build(plan, 0)).node;
	table.finish();
	outlines.finish();
	const isUnit = (node: TileNode) => node.transform !== undefined;
	// A root that is itself a unit already has a transform: the anchor's frame goes around it.
	const world: TileNode = root.transform
		? {
				bounds: moveBounds(root.bounds, root.transform),
				// Never 0: a viewer would not look below it.
				geometricError: Math.max(100, root.geometricError * 2),
				transform: frame.toEcefMatrix,
				children: [root]
			}
		: { ...root, transform: frame.toEcefMatrix };
	const text = writeTileset(
		folder,
		world,
		Math.max(400, root.geometricError * 4),
		(node) => isUnit(node) && node !== world
	);
	if (crossed > 0)
		findings.add(
			'buildings',
			'noted',
			'the outline crosses itself: drawn as far as it can be',
			'see tiles',
			crossed
		);
	if (outlinesDropped > 0)
		findings.add(
			'buildings',
			'noted',
			'the outline gives way to its parts, which cover at least half of it',
			'building parts',
			outlinesDropped
		);
	return {
		rows,
		maxHeight,
		heights,
		land,
		addressBuilding,
		figures: { ...sums, rows, features, units: units.length, tilesetGzip: text.gzip, outlinesDropped }
	};
}

interface Built {
	readonly node: TileNode;
	readonly summary: PackedSummary;
}

function countJoins(plan: Plan): number {
	return plan.kind === 'unit' ? 0 : plan.children.reduce((sum, child) => sum + countJoins(child), 1);
}
