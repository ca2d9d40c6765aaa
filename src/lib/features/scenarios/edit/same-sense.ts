import type { LngLat } from '#lib/model/geometry.ts';

/** A link of a road as it is drawn. */
export interface DrawnLink {
	readonly row: number;
	readonly line: readonly LngLat[];
}

/**
 * Rows of the links of a road by whether they are drawn the same way as its first: roads are split into links that may
 * point against each other, so "forward" is said of each. Links that hang together with none of them count as they are.
 */
export function bySense(links: readonly DrawnLink[]): {
	readonly same: readonly number[];
	readonly against: readonly number[];
} {
	const sense = new Map<number, boolean>();
	const waiting = new Set(links);
	for (const first of links) {
		if (sense.has(first.row)) continue;
		sense.set(first.row, true);
		waiting.delete(first);
		for (const front = [first]; front.length > 0;) {
			const link = front.pop() as DrawnLink; // not empty
			for (const other of waiting) {
				const along = goesOn(link, other);
				if (along === undefined) continue;
				sense.set(other.row, sense.get(link.row) === along);
				waiting.delete(other);
				front.push(other);
			}
		}
	}
	const rows = links.map(({ row }) => row);
	return { same: rows.filter((row) => sense.get(row)), against: rows.filter((row) => !sense.get(row)) };
}

/** True when a link goes on where another ends, or ends where it begins; false when they face each other; undefined: apart. */
function goesOn({ line: a }: DrawnLink, { line: b }: DrawnLink): boolean | undefined {
	const meet = (one: LngLat | undefined, other: LngLat | undefined) =>
		one !== undefined && other !== undefined && one[0] === other[0] && one[1] === other[1];
	if (meet(a.at(-1), b[0]) || meet(a[0], b.at(-1))) return true;
	return meet(a.at(-1), b.at(-1)) || meet(a[0], b[0]) ? false : undefined;
}
