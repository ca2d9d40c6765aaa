import type { Mesh } from './glb.ts';

/**
 * A mesh whose vertices know the thing that they are of: those that several share are there once for each. `ends`: where
 * in `indices` each thing ends, of which `known` says what is known.
 */
export function numberThings(
	positions: Float64Array,
	indices: readonly number[],
	ends: readonly number[],
	known: readonly object[]
): Mesh {
	const owners: number[] = new Array<number>(positions.length / 3).fill(-1);
	const all = Array.from(positions);
	const own = Uint32Array.from(indices);
	let at = 0;
	ends.forEach((end, thing) => {
		const copies = new Map<number, number>();
		for (; at < end; at++) {
			const vertex = own[at] as number;
			if (owners[vertex] === -1) owners[vertex] = thing;
			if (owners[vertex] === thing) continue;
			let copy = copies.get(vertex);
			if (copy === undefined) {
				copy = owners.push(thing) - 1;
				all.push(...positions.subarray(vertex * 3, vertex * 3 + 3));
				copies.set(vertex, copy);
			}
			own[at] = copy;
		}
	});
	return {
		positions: Float32Array.from(all),
		indices: own,
		things: { numbers: Float32Array.from(owners, (thing) => Math.max(0, thing)), known }
	};
}
