import type { Metres } from '#lib/model/units.ts';

/** A place in a plane, metres. */
export interface Place {
	readonly east: Metres;
	readonly north: Metres;
}

/**
 * Gathers areas into at most so many groups of neighbours: the largest group is cut in two equal halves across its
 * longer side until there are enough. By place alone, so that the same areas make the same groups whoever lives there.
 * Answers the areas of each group, in their order.
 */
export function gatherZones(places: readonly Place[], most: number): readonly (readonly number[])[] {
	const groups: number[][] = places.length > 0 ? [places.map((_, index) => index)] : [];
	while (groups.length < most) {
		let largest = 0;
		groups.forEach((group, index) => {
			if (group.length > groups[largest]!.length) largest = index;
		});
		const group = groups[largest];
		if (!group || group.length === 1) break;
		const [a, b] = halves(group, places);
		groups.splice(largest, 1, a, b);
	}
	return groups.map((group) => group.sort((a, b) => a - b)).sort((a, b) => a[0]! - b[0]!);
}

/** The member nearest to the middle of all. */
export function headOf(group: readonly number[], places: readonly Place[]): number {
	const mean = (axis: keyof Place) =>
		group.reduce((sum, index) => sum + places[index]![axis], 0) / group.length;
	const [east, north] = [mean('east'), mean('north')];
	const far = (index: number) => (places[index]!.east - east) ** 2 + (places[index]!.north - north) ** 2;
	return group.reduce((best, index) => (far(index) < far(best) ? index : best));
}

function halves(group: readonly number[], places: readonly Place[]): [number[], number[]] {
	const spread = (axis: keyof Place) => {
		const values = group.map((index) => places[index]![axis]);
		return Math.max(...values) - Math.min(...values);
	};
	const axis: keyof Place = spread('east') >= spread('north') ? 'east' : 'north';
	const sorted = [...group].sort((a, b) => places[a]![axis] - places[b]![axis] || a - b);
	const half = sorted.length >> 1;
	return [sorted.slice(0, half), sorted.slice(half)];
}
