import Pbf from 'pbf';

export type Tags = Readonly<Record<string, string>>;

/** Nodes of a block as columns, reused from call to call: use them at once. */
export interface NodeColumns {
	readonly count: number;
	readonly ids: Float64Array;
	/** Degrees × 10⁷. */
	readonly lng: Int32Array;
	readonly lat: Int32Array;
	/** Tags of a node; undefined when it has none. */
	tags(at: number): Tags | undefined;
}

export interface Member {
	readonly type: 'node' | 'way' | 'relation';
	readonly id: number;
	readonly role: string;
}

export interface BlockVisitor {
	nodes?(nodes: NodeColumns): void;
	/** `refs` is valid during the call only. */
	way?(id: number, tags: Tags, refs: Float64Array): void;
	relation?(id: number, tags: Tags, members: readonly Member[]): void;
}

export interface BlockCounts {
	readonly nodes: number;
	readonly ways: number;
	readonly relations: number;
}

const EMPTY: Tags = Object.freeze({});
const MEMBER_TYPES = ['node', 'way', 'relation'] as const;

/**
 * Decodes one PrimitiveBlock (osmformat.proto) into columns and calls. No object is made of a node
 * without tags; ways and relations are skipped unread when nobody asks for them.
 */
export function visitBlock(bytes: Uint8Array, visitor: BlockVisitor): BlockCounts {
	const block = new Pbf(bytes);
	const strings: string[] = [];
	const groups: Uint8Array[] = [];
	const scale = { granularity: 100, latOffset: 0, lngOffset: 0 };
	block.readFields((tag, _result, pbf) => {
		if (tag === 1)
			pbf.readMessage((inner) => {
				if (inner === 1) strings.push(pbf.readString());
			}, undefined);
		else if (tag === 2) groups.push(pbf.readBytes());
		else if (tag === 17) scale.granularity = pbf.readVarint(true);
		else if (tag === 19) scale.latOffset = pbf.readVarint(true);
		else if (tag === 20) scale.lngOffset = pbf.readVarint(true);
	}, undefined);
	const counts = { nodes: 0, ways: 0, relations: 0 };
	for (const group of groups) visitGroup(group, strings, scale, visitor, counts);
	return counts;
}

type Scale = { granularity: number; latOffset: number; lngOffset: number };

function visitGroup(
	bytes: Uint8Array,
	strings: readonly string[],
	scale: Scale,
	visitor: BlockVisitor,
	counts: { nodes: number; ways: number; relations: number }
): void {
	new Pbf(bytes).readFields((tag, _result, pbf) => {
		if (tag === 1) {
			counts.nodes++;
			if (visitor.nodes) visitor.nodes(plainNode(pbf, strings, scale));
		} else if (tag === 2) counts.nodes += denseNodes(pbf, strings, scale, visitor);
		else if (tag === 3) {
			counts.ways++;
			if (visitor.way) way(pbf, strings, visitor.way.bind(visitor));
		} else if (tag === 4) {
			counts.relations++;
			if (visitor.relation) relation(pbf, strings, visitor.relation.bind(visitor));
		}
	}, undefined);
}

/** Nanodegrees to degrees × 10⁷. */
function scaled(value: number, granularity: number, offset: number): number {
	return Math.round((offset + granularity * value) / 100);
}

function denseNodes(pbf: Pbf, strings: readonly string[], scale: Scale, visitor: BlockVisitor): number {
	let ids: number[] = [];
	let lats: number[] = [];
	let lngs: number[] = [];
	let keyValues: number[] = [];
	pbf.readMessage((tag) => {
		if (tag === 1) ids = pbf.readPackedSVarint();
		else if (tag === 8) lats = pbf.readPackedSVarint();
		else if (tag === 9) lngs = pbf.readPackedSVarint();
		else if (tag === 10) keyValues = pbf.readPackedVarint();
	}, undefined);
	const count = ids.length;
	if (lats.length !== count || lngs.length !== count) throw new RangeError('dense nodes of unequal length');
	if (!visitor.nodes || count === 0) return count;
	const id = new Float64Array(count);
	const [lng, lat] = [new Int32Array(count), new Int32Array(count)];
	let [idSum, lngSum, latSum] = [0, 0, 0];
	const tagsFrom = new Int32Array(count).fill(-1);
	let cursor = 0;
	for (let at = 0; at < count; at++) {
		id[at] = idSum += ids[at]!;
		lng[at] = scaled((lngSum += lngs[at]!), scale.granularity, scale.lngOffset);
		lat[at] = scaled((latSum += lats[at]!), scale.granularity, scale.latOffset);
		if (cursor >= keyValues.length) continue;
		if (keyValues[cursor] !== 0) tagsFrom[at] = cursor;
		while (cursor < keyValues.length && keyValues[cursor] !== 0) cursor += 2;
		cursor++;
	}
	visitor.nodes({
		count,
		ids: id,
		lng,
		lat,
		tags: (at) => {
			let from = tagsFrom[at]!;
			if (from < 0) return undefined;
			const tags: Record<string, string> = {};
			for (; from + 1 < keyValues.length && keyValues[from] !== 0; from += 2)
				tags[strings[keyValues[from]!]!] = strings[keyValues[from + 1]!]!;
			return tags;
		}
	});
	return count;
}

function plainNode(pbf: Pbf, strings: readonly string[], scale: Scale): NodeColumns {
	let [id, lat, lng] = [0, 0, 0];
	let keys: number[] = [];
	let values: number[] = [];
	pbf.readMessage((tag) => {
		if (tag === 1) id = pbf.readSVarint();
		else if (tag === 2) keys = pbf.readPackedVarint();
		else if (tag === 3) values = pbf.readPackedVarint();
		else if (tag === 8) lat = pbf.readSVarint();
		else if (tag === 9) lng = pbf.readSVarint();
	}, undefined);
	return {
		count: 1,
		ids: Float64Array.of(id),
		lng: Int32Array.of(scaled(lng, scale.granularity, scale.lngOffset)),
		lat: Int32Array.of(scaled(lat, scale.granularity, scale.latOffset)),
		tags: () => (keys.length === 0 ? undefined : tagsOf(keys, values, strings))
	};
}

function way(pbf: Pbf, strings: readonly string[], visit: NonNullable<BlockVisitor['way']>): void {
	let id = 0;
	let keys: number[] = [];
	let values: number[] = [];
	let refs: number[] = [];
	pbf.readMessage((tag) => {
		if (tag === 1) id = pbf.readVarint(true);
		else if (tag === 2) keys = pbf.readPackedVarint();
		else if (tag === 3) values = pbf.readPackedVarint();
		else if (tag === 8) refs = pbf.readPackedSVarint();
	}, undefined);
	const nodes = new Float64Array(refs.length);
	let sum = 0;
	for (let at = 0; at < refs.length; at++) nodes[at] = sum += refs[at]!;
	visit(id, tagsOf(keys, values, strings), nodes);
}

function relation(pbf: Pbf, strings: readonly string[], visit: NonNullable<BlockVisitor['relation']>): void {
	let id = 0;
	let keys: number[] = [];
	let values: number[] = [];
	let roles: number[] = [];
	let ids: number[] = [];
	let types: number[] = [];
	pbf.readMessage((tag) => {
		if (tag === 1) id = pbf.readVarint(true);
		else if (tag === 2) keys = pbf.readPackedVarint();
		else if (tag === 3) values = pbf.readPackedVarint();
		else if (tag === 8) roles = pbf.readPackedVarint();
		else if (tag === 9) ids = pbf.readPackedSVarint();
		else if (tag === 10) types = pbf.readPackedVarint();
	}, undefined);
	let sum = 0;
	const members = ids.map((delta, at) => ({
		type: MEMBER_TYPES[types[at]!] ?? 'node',
		id: (sum += delta),
		role: strings[roles[at]!] ?? ''
	}));
	visit(id, tagsOf(keys, values, strings), members);
}

function tagsOf(keys: readonly number[], values: readonly number[], strings: readonly string[]): Tags {
	if (keys.length === 0) return EMPTY;
	const tags: Record<string, string> = {};
	for (let at = 0; at < keys.length; at++) tags[strings[keys[at]!]!] = strings[values[at]!] ?? '';
	return tags;
}
