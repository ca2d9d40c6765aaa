import { GrowingFloat64 } from '../../bake/growing.ts';
import type { ImportContext } from '../import-context.ts';
import type { SourceFile } from '../source-file.ts';
import { emitElement, type Element } from './emit-element.ts';
import { Multipolygons } from './multipolygons.ts';
import { NodePositions } from './node-positions.ts';
import { meaningOf, type Meaning } from './osm-meaning.ts';
import { PartRoots } from './part-roots.ts';
import { PbfFile, damaged, type BlobPlace } from './pbf-blobs.ts';
import { visitBlock, type BlockVisitor, type Tags } from './primitive-block.ts';

/** What the file holds in all, whether of interest or not. */
export interface OsmCounts {
	readonly nodes: number;
	readonly ways: number;
	readonly relations: number;
}

/**
 * Imports an .osm.pbf file of any size in four readings: relations, then the ways that matter, then the
 * nodes those need (16 bytes each), then the ways again with their positions. Blocks without what a
 * reading is after are skipped; where there are building parts, one more reading finds them.
 */
export async function importOsm(context: ImportContext, source: SourceFile): Promise<OsmCounts> {
	const { tally, progress } = context;
	for (const kind of ['buildings', 'roads', 'water', 'green', 'landuse', 'places', 'pois', 'addresses'])
		tally.expect(kind);
	const file = await PbfFile.open(source);
	try {
		const stage = progress.stage(`OpenStreetMap ${source.path}`, source.size * 4);
		const reading = new Readings(context, file, stage.update.bind(stage));
		const counts = await reading.run();
		stage.end();
		return counts;
	} finally {
		await file.close();
	}
}

class Readings {
	readonly #context: ImportContext;
	readonly #file: PbfFile;
	readonly #update: (done: number, records?: number) => void;
	readonly #nodeBlobs: BlobPlace[] = [];
	readonly #wayBlobs: BlobPlace[] = [];
	readonly #multipolygons = new Multipolygons();
	readonly #needed = new GrowingFloat64();
	readonly #parts = new PartRoots();
	#anyParts = false;
	#done = 0;
	#records = 0;

	constructor(context: ImportContext, file: PbfFile, update: (done: number, records?: number) => void) {
		this.#context = context;
		this.#file = file;
		this.#update = update;
	}

	async run(): Promise<OsmCounts> {
		const counts = await this.#readRelations();
		await this.#findWays();
		const positions = new NodePositions(this.#needed);
		await this.#readNodes(positions);
		this.#multipolygons.adoptOuterTags();
		if (this.#anyParts || this.#multipolygons.all.some(({ meaning }) => meaning?.building === 'part'))
			await this.#findParts(positions);
		this.#parts.ready();
		await this.#emitWays(positions);
		await this.#emitMultipolygons(positions);
		await this.#emit([...this.#parts.elements()]);
		return counts;
	}

	async #readRelations(): Promise<OsmCounts> {
		const counts = { nodes: 0, ways: 0, relations: 0 };
		await this.#visit(this.#file.blobs, {
			visitor: {
				relation: (id, tags, members) => this.#multipolygons.addRelation(id, tags, members)
			},
			after: (blob, own) => {
				if (own.nodes > 0) this.#nodeBlobs.push(blob);
				if (own.ways > 0) this.#wayBlobs.push(blob);
				counts.nodes += own.nodes;
				counts.ways += own.ways;
				counts.relations += own.relations;
			}
		});
		this.#multipolygons.ready();
		return counts;
	}

	async #findWays(): Promise<void> {
		await this.#visit(this.#wayBlobs, {
			visitor: {
				way: (id, tags, refs) => {
					const isMember = this.#multipolygons.addWay(id, tags, refs);
					const meaning = meaningOf(tags, formOf(refs, tags));
					if (meaning?.building === 'part') this.#anyParts = true;
					if (isMember || meaning) this.#needed.append(refs);
				}
			}
		});
	}

	async #readNodes(positions: NodePositions): Promise<void> {
		const pending: Element[] = [];
		await this.#visit(this.#nodeBlobs, {
			visitor: {
				nodes: (nodes) => {
					for (let at = 0; at < nodes.count; at++) {
						const id = nodes.ids[at]!;
						positions.offer(id, nodes.lng[at]!, nodes.lat[at]!);
						const tags = nodes.tags(at);
						const meaning = tags && meaningOf(tags, 'node');
						if (!tags || !meaning) continue;
						const point = [nodes.lng[at]! / 1e7, nodes.lat[at]! / 1e7] as const;
						pending.push({ label: `node ${id}`, id, tags, meaning, point });
					}
				}
			},
			after: () => this.#emit(pending)
		});
	}

	/** Parts drawn as ways or multipolygons: they wait until the outlines around them were met. */
	async #findParts(positions: NodePositions): Promise<void> {
		await this.#visit(this.#wayBlobs, {
			visitor: {
				way: (id, tags, refs) => {
					const form = formOf(refs, tags);
					const meaning = meaningOf(tags, form);
					if (meaning?.building === 'part' && !this.#multipolygons.hasAbsorbed(id))
						this.#parts.add(wayElement(id, tags, meaning, form, positions.line(refs)));
				}
			}
		});
		for (const multipolygon of this.#multipolygons.all) {
			if (multipolygon.meaning?.building !== 'part') continue;
			const element = this.#multipolygons.assemble(multipolygon, positions);
			if (element) this.#parts.add(element);
		}
	}

	async #emitWays(positions: NodePositions): Promise<void> {
		const pending: Element[] = [];
		await this.#visit(this.#wayBlobs, {
			visitor: {
				way: (id, tags, refs) => {
					if (this.#multipolygons.hasAbsorbed(id)) return;
					const form = formOf(refs, tags);
					const meaning = meaningOf(tags, form);
					if (!meaning || meaning.building === 'part') return;
					const element = wayElement(id, tags, meaning, form, positions.line(refs));
					if (meaning.building && element.polygons) this.#parts.claim(id, element.polygons);
					pending.push(element);
				}
			},
			after: () => this.#emit(pending)
		});
	}

	async #emitMultipolygons(positions: NodePositions): Promise<void> {
		const pending: Element[] = [];
		for (const multipolygon of this.#multipolygons.all) {
			const element = this.#multipolygons.assemble(multipolygon, positions);
			if (!element || element.meaning.building === 'part') continue;
			if (element.meaning.building && element.polygons) this.#parts.claim(element.id, element.polygons);
			pending.push(element);
			if (pending.length >= 1000) await this.#emit(pending);
		}
		await this.#emit(pending);
	}

	async #emit(pending: Element[]): Promise<void> {
		for (const element of pending) await emitElement(this.#context, element);
		this.#records += pending.length;
		pending.length = 0;
	}

	async #visit(
		blobs: readonly BlobPlace[],
		{
			visitor,
			after
		}: { visitor: BlockVisitor; after?: (blob: BlobPlace, counts: OsmCounts) => void | Promise<void> }
	): Promise<void> {
		for (const blob of blobs) {
			this.#context.signal.throwIfAborted();
			const bytes = await this.#file.read(blob);
			let counts: OsmCounts;
			try {
				counts = visitBlock(bytes, visitor);
			} catch (cause) {
				throw damaged(this.#file.path, blob.offset, 'a block of map data cannot be read', cause);
			}
			await after?.(blob, counts);
			this.#update((this.#done += blob.size), this.#records);
		}
	}
}

/** A closed way is an area unless it says otherwise. */
function formOf(refs: Float64Array, tags: Tags): 'line' | 'area' {
	const closed = refs.length >= 4 && refs[0] === refs[refs.length - 1];
	return closed && tags['area'] !== 'no' ? 'area' : 'line';
}

function wayElement(
	id: number,
	tags: Tags,
	meaning: Meaning,
	form: 'line' | 'area',
	{ line, nodes, missing }: ReturnType<NodePositions['line']>
): Element {
	const closed = form === 'area' && nodes.length >= 4 && nodes[0] === nodes[nodes.length - 1];
	const problem =
		missing > 0
			? 'nodes missing from the file'
			: form === 'line' && (meaning.building || meaning.surface)
				? 'outline not closed'
				: undefined;
	return {
		label: `way ${id}`,
		id,
		tags,
		meaning,
		line,
		nodes,
		...(closed ? { polygons: [[line.slice(0, -2)]] } : {}),
		...(problem === undefined ? {} : { problem })
	};
}
