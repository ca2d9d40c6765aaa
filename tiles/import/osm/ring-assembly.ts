import type { Polygon, Ring } from '../../source-records.ts';
import { signedArea } from '../point-inside.ts';

/** A member way of a multipolygon: its node ids and flat positions, closed ways with their first node repeated. */
export interface MemberLine {
	readonly role: string;
	readonly nodes: ArrayLike<number>;
	readonly line: Float64Array;
}

export interface Assembled {
	readonly polygons: Polygon[];
	/** Chains of ways that do not close: members missing or wrong. */
	readonly open: number;
}

/**
 * Joins member ways end to end into rings and nests the rings into polygons with holes. Nesting goes by
 * geometry, not by role: roles are often missing or wrong, containment is not.
 */
export function assemblePolygons(members: readonly MemberLine[]): Assembled {
	const rings: Ring[] = [];
	const open: MemberLine[] = [];
	for (const member of members) {
		const count = member.nodes.length;
		if (count < 2) continue;
		if (member.nodes[0] === member.nodes[count - 1]) {
			if (count > 3) rings.push(member.line.slice(0, -2));
		} else open.push(member);
	}
	const unclosed = join(open, rings);
	return { polygons: nest(rings), open: unclosed };
}

/** Joins ways at shared end nodes; returns how many chains stay open. */
function join(ways: readonly MemberLine[], rings: Ring[]): number {
	const ends = new Map<number, number[]>();
	const endsOf = (way: MemberLine) => [way.nodes[0]!, way.nodes[way.nodes.length - 1]!] as const;
	for (const [index, way] of ways.entries()) {
		for (const node of endsOf(way)) {
			const list = ends.get(node);
			if (list) list.push(index);
			else ends.set(node, [index]);
		}
	}
	const used = new Uint8Array(ways.length);
	let unclosed = 0;
	for (const [index, start] of ways.entries()) {
		if (used[index]) continue;
		used[index] = 1;
		const positions: number[] = [...start.line];
		const [first] = endsOf(start);
		let last = endsOf(start)[1];
		while (last !== first) {
			const next = follow(ends.get(last) ?? [], ways, used, start.role);
			if (next === undefined) break;
			used[next] = 1;
			const way = ways[next]!;
			const [from, to] = endsOf(way);
			const forward = from === last;
			const count = way.line.length / 2;
			for (let step = 1; step < count; step++) {
				const vertex = forward ? step : count - 1 - step;
				positions.push(way.line[vertex * 2]!, way.line[vertex * 2 + 1]!);
			}
			last = forward ? to : from;
		}
		if (last !== first) unclosed++;
		else if (positions.length >= 8) rings.push(Float64Array.from(positions.slice(0, -2)));
	}
	return unclosed;
}

/** An unused way at this node, of the same role when there is a choice. */
function follow(
	at: readonly number[],
	ways: readonly MemberLine[],
	used: Uint8Array,
	role: string
): number | undefined {
	const free = at.filter((index) => !used[index]);
	return free.find((index) => ways[index]!.role === role) ?? free[0];
}

/** Even depth is an outer ring, odd depth a hole of the smallest ring around it. */
function nest(rings: readonly Ring[]): Polygon[] {
	const sized = rings
		.map((ring) => ({
			ring,
			area: Math.abs(signedArea(ring)),
			depth: 0,
			polygon: undefined as Ring[] | undefined
		}))
		.filter(({ area }) => area > 0)
		.sort((a, b) => b.area - a.area);
	const polygons: Ring[][] = [];
	for (const [index, own] of sized.entries()) {
		let around: (typeof sized)[number] | undefined;
		for (let at = index - 1; at >= 0; at--) {
			if (!encloses(sized[at]!.ring, own.ring)) continue;
			around = sized[at];
			break;
		}
		own.depth = around ? around.depth + 1 : 0;
		if (around?.polygon && own.depth % 2 === 1) around.polygon.push(own.ring);
		else polygons.push((own.polygon = [own.ring]));
	}
	return polygons;
}

/** The inner ring lies in the outer one, judged by a vertex that is not on the outer one's edge. */
function encloses(outer: Ring, inner: Ring): boolean {
	for (let at = 0; at < inner.length; at += 2) {
		const side = sideOf(outer, inner[at]!, inner[at + 1]!);
		if (side !== 0) return side > 0;
	}
	return false;
}

/** 1 inside, −1 outside, 0 on an edge. */
function sideOf(ring: Ring, lng: number, lat: number): number {
	let inside = false;
	for (let at = 0, before = ring.length - 2; at < ring.length; before = at, at += 2) {
		const [x1, y1, x2, y2] = [ring[before]!, ring[before + 1]!, ring[at]!, ring[at + 1]!];
		if ((x1 === lng && y1 === lat) || (x2 === lng && y2 === lat)) return 0;
		if (y1 > lat !== y2 > lat && lng < ((x2 - x1) * (lat - y1)) / (y2 - y1) + x1) inside = !inside;
	}
	return inside ? 1 : -1;
}
