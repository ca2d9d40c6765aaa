import type { RoadsPart } from '#lib/model/scenario/city-parts.ts';
import { ROAD_CLASSES } from './road-classes.ts';

/** Zones times roads that are computed within seconds. */
const MOST_WORK = 4_000_000;
const FEWEST_ZONES = 40;

/**
 * How many zones a city's trips are gathered into: `wished`, and fewer in a city of very many roads, for each zone
 * looks at all of them. Roads that edits add are not counted, so that zones stay as they are whatever is built.
 */
export function zonesOfASize(wished: number, { links }: RoadsPart): number {
	let roads = 0;
	links.key.forEach((key, road) => {
		if (ROAD_CLASSES[links.class[road]!] && !key.startsWith('new-')) roads++;
	});
	return Math.min(wished, Math.max(FEWEST_ZONES, Math.floor(MOST_WORK / Math.max(1, roads))));
}
