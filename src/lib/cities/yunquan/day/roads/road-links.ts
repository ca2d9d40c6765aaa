import type { LngLat } from '#lib/model/geometry.ts';
import type { Degrees, Metres } from '#lib/model/units.ts';
import type { NamedCity } from '../../build/buildings.ts';
import { between, distance, type Point } from '../../geometry/point.ts';
import { ROAD_KINDS, type RoadClass } from '../../plan/road-class.ts';
import { toLngLat } from '../../sources/degrees.ts';
import { bearingOf } from './bearing.ts';
import type { RoadNetwork } from './road-network.ts';

/** A stretch of street with detectors in both directions. */
export interface RoadLink {
	/** NGSI-LD urn. */
	readonly id: string;
	readonly name: string;
	readonly middle: LngLat;
	/** The way it was drawn. */
	readonly heading: Degrees;
	readonly metres: Metres;
	readonly lanes: number;
	/** Its carriageways. */
	readonly arcs: readonly number[];
}

const WITH_DETECTORS: ReadonlySet<RoadClass> = new Set(['motorway', 'trunk', 'primary']);
/** A detector serves no shorter stretch. */
const SHORTEST: Metres = 90;

/** Arterials and above; `also` are carriageways of lesser streets that are watched too. */
export function roadLinksOf(
	{ streets, ways }: NamedCity,
	{ arcs }: RoadNetwork,
	also: ReadonlySet<number> = new Set()
): RoadLink[] {
	const byStreet = new Map<number, number[]>();
	arcs.forEach(({ street }, arc) => {
		const list = byStreet.get(street);
		if (list) list.push(arc);
		else byStreet.set(street, [arc]);
	});
	return [...byStreet].flatMap(([number, own]): RoadLink[] => {
		const street = streets[number]!;
		const watched = WITH_DETECTORS.has(street.class) || own.some((arc) => also.has(arc));
		const [from, to] = [street.line[0]!, street.line.at(-1)!];
		const metres = distance(from, to);
		if (!watched || metres < SHORTEST) return [];
		const middle: Point = between(from, to, 0.5);
		return [
			{
				id: `urn:ngsi-ld:TrafficFlowObserved:yunquan-${String(number + 1).padStart(6, '0')}`,
				name: ways.get(street.key.split('/')[0]!)?.way.name.zh ?? '',
				middle: toLngLat(middle),
				heading: bearingOf(from, to),
				metres,
				lanes: ROAD_KINDS[street.class].lanes,
				arcs: own
			}
		];
	});
}
