import type { Point } from '../geometry/point.ts';
import type { Street } from './street.ts';

/** A junction's key: equal for ends that the output's centimetres cannot tell apart. */
export function junctionKey({ x, y }: Point): string {
	return `${Math.round(x * 50)} ${Math.round(y * 50)}`;
}

/** The streets of the largest connected part; a stray piece would be a trap for whoever drives there. */
export function largestNetwork(streets: readonly Street[]): Street[] {
	const parent: number[] = [];
	const numbers = new Map<string, number>();
	const find = (node: number): number => {
		let root = node;
		while (parent[root] !== root) root = parent[root]!;
		for (let at = node; at !== root; ) [at, parent[at]] = [parent[at]!, root];
		return root;
	};
	const numberOf = (at: Point): number => {
		const key = junctionKey(at);
		let number = numbers.get(key);
		if (number === undefined) {
			number = parent.length;
			numbers.set(key, number);
			parent.push(number);
		}
		return number;
	};
	const first = streets.map(({ line }) => {
		const nodes = line.map(numberOf);
		for (const node of nodes) parent[find(node)] = find(nodes[0]!);
		return nodes[0]!;
	});
	const sizes = new Map<number, number>();
	for (const node of first) sizes.set(find(node), (sizes.get(find(node)) ?? 0) + 1);
	const largest = [...sizes].reduce((best, each) => (each[1] > best[1] ? each : best), [-1, 0])[0];
	return streets.filter((_, k) => find(first[k]!) === largest);
}
