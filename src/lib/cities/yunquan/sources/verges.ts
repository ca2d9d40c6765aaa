import type { Street } from '../build/street.ts';
import type { Surface } from '../fabric/quarter.ts';
import { direction, distance } from '../geometry/point.ts';
import { ROAD_KINDS } from '../plan/road-class.ts';

/** Metres from the middle of an expressway to its green, and from the green to private ground. */
const [ROAD, GROUND] = [10, 4];
/** Metres that the green keeps from side streets. */
const CLEAR = 26;
const SHORTEST = 20;

/** The green belts on both sides of the expressways, broken where streets meet them. */
export function vergesOf(streets: readonly Street[]): Surface[] {
	const found: Surface[] = [];
	for (const { line, class: roadClass, bridge, country } of streets) {
		if ((roadClass !== 'motorway' && roadClass !== 'trunk') || bridge) continue;
		const far = ROAD_KINDS[roadClass].half - GROUND;
		const corners = country ? [line[0]!, line.at(-1)!] : line;
		corners.slice(1).forEach((to, k) => {
			const from = corners[k]!;
			const length = distance(from, to);
			if (length < 2 * CLEAR + SHORTEST) return;
			const along = direction(from, to);
			const at = (metres: number, aside: number) => ({
				x: from.x + along.x * metres - along.y * aside,
				y: from.y + along.y * metres + along.x * aside
			});
			const [start, end] = [CLEAR, length - CLEAR];
			for (const [near, outer] of [
				[ROAD, far],
				[-far, -ROAD]
			] as const)
				found.push({
					kind: 'green',
					class: 'grass',
					rings: [[at(start, near), at(end, near), at(end, outer), at(start, outer)]]
				});
		});
	}
	return found;
}
