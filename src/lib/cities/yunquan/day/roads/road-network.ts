import type { MetresPerSecond, Metres } from '#lib/model/units.ts';
import type { NamedCity } from '../../build/buildings.ts';
import { junctionKey } from '../../build/network.ts';
import type { Street } from '../../build/street.ts';
import { distance, type Point } from '../../geometry/point.ts';
import { ROAD_KINDS, type RoadClass } from '../../plan/road-class.ts';
import { onewayOf } from '../../sources/roads.ts';

/** A carriageway from one junction of main streets to the next. */
export interface Arc {
	readonly from: number;
	readonly to: number;
	readonly metres: Metres;
	readonly class: RoadClass;
	/** Speed without traffic. */
	readonly free: MetresPerSecond;
	/** Vehicles an hour. */
	readonly capacity: number;
	/** Number of the street in the city's list. */
	readonly street: number;
	/** The carriageway of the other direction; −1 on one-way streets. */
	readonly back: number;
}

/** The main streets as a graph of their junctions. */
export interface RoadNetwork {
	readonly at: readonly Point[];
	readonly arcs: readonly Arc[];
	/** Carriageways that leave each junction. */
	readonly out: readonly (readonly number[])[];
	/** Junctions by `junctionKey`. */
	readonly numbers: ReadonlyMap<string, number>;
}

/** Signals cost a share of the speed that a sign allows. */
const FLOWING: Readonly<Record<RoadClass, number>> = {
	motorway: 0.95,
	trunk: 0.92,
	primary: 0.72,
	secondary: 0.68,
	tertiary: 0.66,
	residential: 0.7,
	living_street: 0.6
};

export function roadNetworkOf({ streets, city }: NamedCity): RoadNetwork {
	const axis = city.skeleton.plan.columns.line['axis']!;
	const main = [...streets.entries()].filter(([, { cell }]) => cell === undefined);
	const ends = new Set(main.flatMap(([, { line }]) => [junctionKey(line[0]!), junctionKey(line.at(-1)!)]));
	const at: Point[] = [];
	const out: number[][] = [];
	const numbers = new Map<string, number>();
	const arcs: Arc[] = [];
	const numberOf = (point: Point) => {
		const key = junctionKey(point);
		let number = numbers.get(key);
		if (number === undefined) {
			numbers.set(key, (number = at.length));
			at.push(point);
			out.push([]);
		}
		return number;
	};
	for (const [number, street] of main) {
		// Side streets join between the ends; only main streets make a junction of this graph.
		const corners = street.line.filter((point) => ends.has(junctionKey(point)));
		const ways = waysOf(street, axis);
		for (let k = 1; k < corners.length; k++) {
			const [a, b] = [numberOf(corners[k - 1]!), numberOf(corners[k]!)];
			if (a === b) continue;
			const metres = distance(at[a]!, at[b]!);
			const { speed, capacity } = ROAD_KINDS[street.class];
			const common = {
				metres,
				class: street.class,
				free: (speed / 3.6) * FLOWING[street.class],
				capacity,
				street: number
			};
			const first = arcs.length;
			const both = ways.forth && ways.back;
			if (ways.forth) arcs.push({ ...common, from: a, to: b, back: both ? first + 1 : -1 });
			if (ways.back) arcs.push({ ...common, from: b, to: a, back: both ? first : -1 });
			for (let arc = first; arc < arcs.length; arc++) out[arcs[arc]!.from]!.push(arc);
		}
	}
	return { at, arcs, out, numbers };
}

function waysOf(street: Street, axis: number): { readonly forth: boolean; readonly back: boolean } {
	const oneway = onewayOf(street, axis);
	return { forth: oneway !== '-1', back: oneway !== 'yes' };
}
