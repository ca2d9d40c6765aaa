import { GrowingFloat64, IdIndex } from '../../bake/growing.ts';
import type { Element } from './emit-element.ts';
import type { NodePositions } from './node-positions.ts';
import { meaningOf, type Meaning } from './osm-meaning.ts';
import type { Member, Tags } from './primitive-block.ts';
import { assemblePolygons, type MemberLine } from './ring-assembly.ts';

export interface Multipolygon {
	readonly id: number;
	readonly tags: Tags;
	/** Undefined until its outer ways were read: older relations carry their tags there. */
	readonly meaning: Meaning | undefined;
	readonly ways: Float64Array;
	readonly roles: readonly string[];
}

/** Tags that say nothing of what a relation is. */
const SILENT_TAGS = ['type', 'source', 'created_by', 'note'];

/** Multipolygon relations that matter, with the ways they are made of. */
export class Multipolygons {
	readonly #all: Multipolygon[] = [];
	readonly #wayIds = new GrowingFloat64();
	/** Member ways: id → row of the arrays below. */
	readonly #members = new IdIndex();
	#tags: (Tags | undefined)[] = [];
	#first = new Int32Array();
	#length = new Int32Array();
	readonly #refs = new GrowingFloat64();
	/** Outer ways whose tags moved to their relation. */
	readonly #absorbed = new IdIndex();

	get all(): readonly Multipolygon[] {
		return this.#all;
	}

	/** Keeps a relation when it is a multipolygon that means something, or may by its outer ways. */
	addRelation(id: number, tags: Tags, members: readonly Member[]): void {
		if (tags['type'] !== 'multipolygon') return;
		const meaning = meaningOf(tags, 'area');
		if (!meaning && !Object.keys(tags).every((key) => SILENT_TAGS.includes(key))) return;
		const ways = members.filter((member) => member.type === 'way');
		if (ways.length === 0) return;
		for (const way of ways) this.#wayIds.push(way.id);
		this.#all.push({
			id,
			tags,
			meaning,
			ways: Float64Array.from(ways, (way) => way.id),
			roles: ways.map((way) => way.role)
		});
	}

	/** All relations were added: makes room for their ways. */
	ready(): void {
		let count = 0;
		for (const id of this.#wayIds.view()) if (this.#members.add(id, count)) count++;
		this.#tags = new Array<Tags | undefined>(count);
		this.#first = new Int32Array(count).fill(-1);
		this.#length = new Int32Array(count);
	}

	/** Keeps a way that a relation is made of; false for any other. `refs` are node ids. */
	addWay(id: number, tags: Tags, refs: Float64Array): boolean {
		const member = this.#members.get(id);
		if (member === undefined) return false;
		this.#tags[member] = tags;
		this.#first[member] = this.#refs.length;
		this.#length[member] = refs.length;
		this.#refs.append(refs);
		return true;
	}

	/** A multipolygon without tags of its own is what its outer ways say (the custom until about 2014). */
	adoptOuterTags(): void {
		for (const [at, multipolygon] of this.#all.entries()) {
			if (multipolygon.meaning) continue;
			for (const [index, id] of multipolygon.ways.entries()) {
				if (multipolygon.roles[index] === 'inner') continue;
				const tags = this.#tags[this.#members.get(id)!];
				const meaning = tags && meaningOf(tags, 'area');
				if (!tags || !meaning || (!meaning.building && !meaning.surface)) continue;
				this.#all[at] = { ...multipolygon, tags, meaning };
				this.#absorbed.add(id, at);
				break;
			}
		}
	}

	/** A way whose tags its relation took: it is not drawn again. */
	hasAbsorbed(way: number): boolean {
		return this.#absorbed.get(way) !== undefined;
	}

	/** The relation's area, with a problem where its rings do not close; undefined when it means nothing. */
	assemble({ id, tags, meaning, ways, roles }: Multipolygon, positions: NodePositions): Element | undefined {
		if (!meaning) return undefined;
		const refs = this.#refs.view();
		const lines: MemberLine[] = [];
		let missing = 0;
		for (const [index, way] of ways.entries()) {
			const member = this.#members.get(way)!;
			const first = this.#first[member]!;
			if (first < 0) {
				missing++;
				continue;
			}
			const own = positions.line(refs.subarray(first, first + this.#length[member]!));
			lines.push({ role: roles[index]!, nodes: own.nodes, line: own.line });
		}
		const { polygons, open } = assemblePolygons(lines);
		const problem =
			open > 0 || missing > 0
				? `multipolygon not closed: ${missing > 0 ? 'member ways are missing from the file' : 'its ways do not meet'}`
				: polygons.length === 0
					? 'multipolygon without a ring'
					: undefined;
		return {
			label: `relation ${id}`,
			id: -id,
			tags,
			meaning,
			polygons,
			...(problem === undefined ? {} : { problem })
		};
	}
}
