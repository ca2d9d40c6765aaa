import type { Bush } from './bush.ts';
import type { BushWays } from './bush-ways.ts';

/** Of a bush the nodes that trips come to and the cheapest ways to them: all that balancing has to look at. */
export interface UsedPart extends Bush {
	/** Place of each link in the bush that it was taken from. */
	readonly rows: Int32Array;
}

/** The bush's ways must have been measured. */
export function usedPart({ nodes, starts, links, tails, flows }: Bush, ways: BushWays): UsedPart {
	const { cheapestBy } = ways;
	const count = nodes.length;
	/** First whether a node is wanted, then its place in the part. */
	const place = new Int32Array(count).fill(-1);
	const rows = new Int32Array(links.length);
	let [kept, wanted] = [links.length, 0];
	for (let node = count - 1; node > 0; node--) {
		let isWanted = place[node] === 1;
		for (let at = starts[node]!; !isWanted && at < starts[node + 1]!; at++) isWanted = flows[at]! > 0;
		if (!isWanted) continue;
		place[node] = 1;
		wanted++;
		for (let at = starts[node + 1]! - 1; at >= starts[node]!; at--) {
			if (!(flows[at]! > 0) && cheapestBy[node] !== at) continue;
			rows[--kept] = at;
			place[tails[at]!] = 1;
		}
	}
	const part = {
		nodes: new Int32Array(wanted + 1),
		starts: new Int32Array(wanted + 2),
		links: new Int32Array(links.length - kept),
		tails: new Int32Array(links.length - kept),
		flows: new Float64Array(links.length - kept),
		rows: rows.slice(kept)
	};
	part.nodes[0] = nodes[0]!;
	place[0] = 0;
	let [next, link] = [1, 0];
	for (let node = 1; node < count; node++) {
		if (place[node] !== 1) continue;
		place[node] = next;
		part.nodes[next] = nodes[node]!;
		part.starts[next++] = link;
		while (link < part.rows.length && part.rows[link]! < starts[node + 1]!) {
			const at = part.rows[link]!;
			part.links[link] = links[at]!;
			part.tails[link] = place[tails[at]!]!;
			part.flows[link++] = flows[at]!;
		}
	}
	part.starts[next] = link;
	return part;
}

/** Writes the part's trips into the bush that it was taken from. */
export function putBack({ rows, flows }: UsedPart, bush: Bush): void {
	for (let at = 0; at < rows.length; at++) bush.flows[rows[at]!] = flows[at]!;
}
