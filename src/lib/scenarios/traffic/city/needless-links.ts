import type { StretchTable } from './stretch-table.ts';

/**
 * Takes out links that no cheapest way can use: into a node from which one can only turn back, out of a node that one
 * can only reach from there, and what becomes such without them: dead ends and all that hangs on them. `isKept` nodes
 * begin or end trips and stay.
 */
export function withoutNeedlessLinks(table: StretchTable, isKept: Uint8Array): StretchTable {
	const { nodes, from, to } = table;
	const out: number[][] = Array.from({ length: nodes }, () => []);
	const into: number[][] = Array.from({ length: nodes }, () => []);
	from.forEach((node, link) => out[node]!.push(link));
	to.forEach((node, link) => into[node]!.push(link));
	const isGone = new Uint8Array(from.length);
	const isNeedless = (link: number) => {
		const [a, b] = [from[link]!, to[link]!];
		if (a === b) return true;
		if (isKept[b] === 0 && out[b]!.every((next) => isGone[next] === 1 || to[next] === a)) return true;
		return isKept[a] === 0 && into[a]!.every((before) => isGone[before] === 1 || from[before] === b);
	};
	const open = Array.from(from, (_, link) => link).reverse();
	for (let link = open.pop(); link !== undefined; link = open.pop()) {
		if (isGone[link] === 1 || !isNeedless(link)) continue;
		isGone[link] = 1;
		open.push(...into[from[link]!]!, ...out[to[link]!]!);
	}
	const stays = (_: unknown, link: number) => isGone[link] === 0;
	return {
		nodes,
		from: from.filter(stays),
		to: to.filter(stays),
		members: table.members.filter(stays)
	};
}
