import type { NamedCity } from '../../build/buildings.ts';
import type { Feed } from '../world.ts';
import { decimals } from './course.ts';
import { jsonFeed } from './json-feed.ts';
import { sewerFill } from './sewer-water.ts';
import { CLOSED_AT, underpassesOf, waterIn, type Underpass } from './underpass-water.ts';

/** Water in the underpasses, with their pumps and barriers. */
export function underpassFeed(named: NamedCity): Feed {
	return jsonFeed({
		layer: 'underpasses',
		every: 30,
		metrics: { depth: 'm', pumps: '1' },
		devices: underpassesOf(named),
		row: (underpass, world) => {
			const depth = waterIn(underpass, world);
			return {
				status: depth >= CLOSED_AT ? 'closed' : 'open',
				values: {
					depth: decimals(depth, 3),
					pumps: pumpsRunning(underpass, depth, sewerFill(underpass.sewer, world))
				}
			};
		}
	});
}

/** One pump from a nearly full sewer on, all of them from 12 cm of water on. */
function pumpsRunning({ pumps }: Underpass, depth: number, fill: number): number {
	if (depth >= 0.12) return pumps;
	if (depth >= 0.02) return Math.max(1, pumps - 1);
	return fill > 75 ? 1 : 0;
}
