import { withoutNeedlessLinks } from './needless-links.ts';
import type { StretchTable } from './stretch-table.ts';

/**
 * The same network with fewer links: dead ends go, and carriageways between two junctions become one stretch. Flows
 * lose nothing by it: what enters a stretch leaves it, and what goes is driven by nobody. `isKept` nodes stay.
 */
export function gatherStretches(table: StretchTable, isKept: Uint8Array): StretchTable {
	let known = table;
	for (;;) {
		const next = joinChains(withoutNeedlessLinks(known, isKept), isKept);
		if (next.from.length === known.from.length) return next;
		known = next;
	}
}

function joinChains(table: StretchTable, isKept: Uint8Array): StretchTable {
	const { nodes, from, to, members } = table;
	const out: number[][] = Array.from({ length: nodes }, () => []);
	const into: number[][] = Array.from({ length: nodes }, () => []);
	from.forEach((node, link) => out[node]!.push(link));
	to.forEach((node, link) => into[node]!.push(link));
	/** Who comes there can only go on. */
	const isInner = Uint8Array.from({ length: nodes }, (_, node) => {
		const [comes, goes] = [into[node]!, out[node]!];
		if (isKept[node] === 1 || comes.length !== goes.length) return 0;
		if (comes.length === 1) return 1;
		if (comes.length !== 2) return 0;
		const ends = comes.map((link) => from[link]!);
		const others = goes.map((link) => to[link]!);
		return Number(ends[0] !== ends[1] && others.includes(ends[0]!) && others.includes(ends[1]!));
	});
	const joined: { from: number; to: number; members: number[] }[] = [];
	from.forEach((begin, link) => {
		if (isInner[begin] === 1) return;
		const along = [...members[link]!];
		let [before, node] = [begin, to[link]!];
		while (isInner[node] === 1) {
			const next = out[node]!.find((one) => to[one] !== before)!; // an inner node leads on
			along.push(...members[next]!);
			[before, node] = [node, to[next]!];
		}
		if (node !== begin) joined.push({ from: begin, to: node, members: along });
	});
	return {
		nodes,
		from: Int32Array.from(joined, (one) => one.from),
		to: Int32Array.from(joined, (one) => one.to),
		members: joined.map((one) => one.members)
	};
}
