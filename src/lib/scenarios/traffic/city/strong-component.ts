/** Where links begin and end, in columns. */
interface Ends {
	readonly from: Int32Array;
	readonly to: Int32Array;
}

/**
 * 1 for the nodes of the largest part of a graph in which a way leads from each node to each other (Tarjan 1972,
 * without recursion); of equally large ones the one with the first node.
 */
export function largestStrongComponent(nodes: number, { from, to }: Ends): Uint8Array {
	const starts = new Int32Array(nodes + 1);
	for (const node of from) starts[node + 1]!++;
	for (let node = 0; node < nodes; node++) starts[node + 1]! += starts[node]!;
	const next = starts.slice();
	const out = new Int32Array(to.length);
	from.forEach((node, link) => (out[next[node]!++] = to[link]!));

	const number = new Int32Array(nodes).fill(-1);
	const low = new Int32Array(nodes);
	const component = new Int32Array(nodes).fill(-1);
	const cursor = starts.slice(0, nodes);
	const open: number[] = [];
	const path: number[] = [];
	const sizes: number[] = [];
	let count = 0;
	const enter = (node: number) => {
		number[node] = low[node] = count++;
		open.push(node);
		path.push(node);
	};
	for (let root = 0; root < nodes; root++) {
		if (number[root] !== -1) continue;
		enter(root);
		while (path.length > 0) {
			const node = path.at(-1)!;
			if (cursor[node]! < starts[node + 1]!) {
				const there = out[cursor[node]!++]!;
				if (number[there] === -1) enter(there);
				else if (component[there] === -1) low[node] = Math.min(low[node]!, number[there]!);
				continue;
			}
			path.pop();
			const before = path.at(-1);
			if (before !== undefined) low[before] = Math.min(low[before]!, low[node]!);
			if (low[node] !== number[node]) continue;
			let size = 0;
			for (;;) {
				const member = open.pop()!; // the component's first node is still there
				component[member] = sizes.length;
				size++;
				if (member === node) break;
			}
			sizes.push(size);
		}
	}
	const first = new Int32Array(sizes.length).fill(nodes);
	component.forEach((which, node) => (first[which] = Math.min(first[which]!, node)));
	let largest = 0;
	sizes.forEach((size, which) => {
		if (size > sizes[largest]! || (size === sizes[largest] && first[which]! < first[largest]!))
			largest = which;
	});
	return Uint8Array.from(component, (which) => Number(which === largest));
}
