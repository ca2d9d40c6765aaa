import Flatbush from 'flatbush';
import type { ZonesPart } from '#lib/model/scenario/city-parts.ts';
import type { Metres } from '#lib/model/units.ts';
import { ringBox, ringContains } from '#lib/model/ring.ts';
import { gatherZones, headOf, type Place } from './gather-zones.ts';
import type { TrafficZones } from './traffic-zones.ts';

/** A way from a zone's middle to a node of the roads, and back. */
export interface Connector {
	readonly zone: number;
	readonly node: number;
	/** Minutes. */
	readonly time: number;
}

/** km/h in a straight line on the streets within a zone: 20 km/h on ways a third longer than straight. */
const WITHIN = 15;
/** Nodes that a zone is joined to: those inside it, spread over it; the nearest ones where hardly any is inside. */
const NODES = { most: 12, least: 2 };
/** Beyond this a zone's people are not really at the road. */
export const FAR: Metres = 2000;

export interface Connections {
	readonly connectors: readonly Connector[];
	/** Zones whose nearest road is farther than `FAR`. */
	readonly far: readonly number[];
}

/** A node that zones may be joined to. */
export interface RoadNode extends Place {
	readonly node: number;
	readonly lng: number;
	readonly lat: number;
}

/** Joins each zone to nodes of the roads. By place alone: a zone stays at its roads whoever lives there. */
export function connectZones(
	zones: TrafficZones,
	areas: ZonesPart,
	candidates: readonly RoadNode[]
): Connections {
	const metres = pointIndex(candidates, ({ east, north }) => [east, north]);
	const degrees = pointIndex(candidates, ({ lng, lat }) => [lng, lat]);
	const inside = (area: number) => {
		const ring = areas.rings[area]!;
		return degrees.search(...ringBox(ring)).filter((row) => {
			const { lng, lat } = candidates[row]!;
			return ringContains(ring, lng, lat);
		});
	};
	const connectors: Connector[] = [];
	const far: number[] = [];
	zones.members.forEach((group, zone) => {
		const middle = zones.middle[zone]!;
		const own = [...new Set(group.flatMap(inside))].sort((a, b) => a - b);
		const rows =
			own.length < NODES.least
				? metres.neighbors(middle.east, middle.north, NODES.least).sort((a, b) => a - b)
				: spread(own, candidates);
		const distances = rows.map((row) => distance(middle, candidates[row]!));
		rows.forEach((row, at) =>
			connectors.push({ zone, node: candidates[row]!.node, time: (distances[at]! / 1000 / WITHIN) * 60 })
		);
		if (Math.min(...distances) > FAR) far.push(zone);
	});
	return { connectors, far };
}

/** As many of the rows as a zone is joined to, each in the middle of some of them. */
function spread(rows: readonly number[], candidates: readonly Place[]): readonly number[] {
	const places = rows.map((row) => candidates[row]!);
	return gatherZones(places, NODES.most).map((group) => rows[headOf(group, places)]!);
}

function pointIndex<T>(
	things: readonly T[],
	placeOf: (thing: T) => readonly [x: number, y: number]
): Flatbush {
	const index = new Flatbush(things.length);
	for (const thing of things) {
		const [x, y] = placeOf(thing);
		index.add(x, y, x, y);
	}
	index.finish();
	return index;
}

function distance(a: Place, b: Place): Metres {
	return Math.sqrt((a.east - b.east) ** 2 + (a.north - b.north) ** 2);
}
