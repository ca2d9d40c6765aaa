import Flatbush from 'flatbush';
import type { LngLat } from '#lib/model/geometry.ts';
import type { RoadsPart } from '#lib/model/scenario/city-parts.ts';
import type { Metres } from '#lib/model/units.ts';
import { NearestPoints } from '#lib/scenarios/city/nearest-points.ts';
import { Plane } from '#lib/scenarios/city/plane.ts';
import { JOIN } from '#lib/scenarios/edit/add-roads.ts';

/** A link of the city's roads. */
export interface CityRoad {
	readonly row: number;
	/** Absent when it has none. */
	readonly name?: string;
	/** In English, where the pack has that. */
	readonly nameEn?: string;
	/** As the pack says it: `primary`. */
	readonly class: string;
	/** As it is drawn, `from` to `to`. */
	readonly line: readonly LngLat[];
	/** One may go one way only. */
	readonly oneway: boolean;
	/** All directions together; vehicles an hour and direction; km/h. Absent where nobody says. */
	readonly lanes?: number;
	readonly capacity?: number;
	readonly maxSpeed?: number;
}

/** The road at a place, and what belongs together with that link. */
export interface RoadThere {
	readonly road: CityRoad;
	/** Links of the same bridge or tunnel, itself among them; only itself where it is neither. */
	readonly bridge: readonly number[];
	/** Links of the same name that hang together or run beside each other, itself among them. */
	readonly whole: readonly number[];
}

/** Ways that no car may use. */
const ON_FOOT =
	/^(footway|pedestrian|path|steps|cycleway|bridleway|corridor|platform|track(_grade\d)?|unknown)$/;

/** So near beside it a link of the same name is the road's other carriageway. */
const BESIDE: Metres = 50;

/** The city's links by place. */
export class RoadLookup {
	readonly #roads: RoadsPart;
	readonly #plane: Plane;
	/** Rows that vehicles use, and their boxes in metres of the plane. */
	readonly #rows: readonly number[];
	readonly #boxes: Flatbush | undefined;
	#byNode: ReadonlyMap<number, readonly number[]> | undefined;
	#junctions: NearestPoints | undefined;

	constructor(roads: RoadsPart) {
		this.#roads = roads;
		this.#plane = new Plane(roads.nodes.lat[0] ?? 0);
		this.#rows = roads.links.class.flatMap((kind, row) => (ON_FOOT.test(kind) ? [] : [row]));
		if (this.#rows.length === 0) return;
		this.#boxes = new Flatbush(this.#rows.length);
		for (const row of this.#rows) {
			const line = this.#line(row).map((at) => this.#metres(at));
			const [xs, ys] = [line.map(([x]) => x), line.map(([, y]) => y)];
			this.#boxes.add(Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys));
		}
		this.#boxes.finish();
	}

	/**
	 * The nearest link that vehicles use, of those of a name where one of them is within reach; undefined when none is.
	 */
	at(place: LngLat, within: Metres, named?: string): RoadThere | undefined {
		const { name, nameEn, bridge, tunnel } = this.#roads.links;
		const isNamed = (row: number) => name[row] === named || nameEn?.[row] === named;
		const nearest =
			(named === undefined ? undefined : this.#nearest(place, within, isNamed)) ??
			this.#nearest(place, within, () => true);
		if (nearest === undefined) return undefined;
		const own = name[nearest];
		const isSame = (row: number) => name[row] === own;
		const flag = bridge[nearest] ? bridge : tunnel[nearest] ? tunnel : undefined;
		return {
			road: this.road(nearest)!,
			bridge: flag ? this.#touching(nearest, (row) => flag[row] === 1 && isSame(row)) : [nearest],
			whole: own === null ? [nearest] : this.#touching(nearest, isSame)
		};
	}

	#nearest(place: LngLat, within: Metres, wanted: (row: number) => boolean): number | undefined {
		const [x, y] = this.#metres(place);
		const near = this.#boxes?.search(x - within, y - within, x + within, y + within) ?? [];
		let [nearest, least]: [number | undefined, Metres] = [undefined, within];
		for (const index of near.sort((a, b) => a - b)) {
			const row = this.#rows[index]!;
			if (!wanted(row)) continue;
			const metres = distanceTo(
				[x, y],
				this.#line(row).map((at) => this.#metres(at))
			);
			if (metres < least) [nearest, least] = [row, metres];
		}
		return nearest;
	}

	/** Whether a new road can end at a place: a junction is near. */
	joins([lng, lat]: LngLat): boolean {
		const { nodes } = this.#roads;
		this.#junctions ??= new NearestPoints(nodes.lng, nodes.lat);
		return this.#junctions.nearest(lng, lat, JOIN) !== undefined;
	}

	/** A link by its row; undefined when the pack has none there. */
	road(row: number): CityRoad | undefined {
		const { name, nameEn, class: kind, oneway, lanes, capacity, maxSpeed } = this.#roads.links;
		if (kind[row] === undefined) return undefined;
		const said = { lanes: lanes[row]!, capacity: capacity[row]!, maxSpeed: maxSpeed[row]! };
		return {
			row,
			class: kind[row],
			line: this.#line(row),
			...(name[row] && { name: name[row] }),
			...(nameEn?.[row] && { nameEn: nameEn[row] }),
			oneway: oneway[row] !== 0,
			...Object.fromEntries(Object.entries(said).filter(([, value]) => !Number.isNaN(value)))
		};
	}

	/** Links that one comes to from `first` over links that fit alone, and over those beside them, in the order of their rows. */
	#touching(first: number, fits: (row: number) => boolean): number[] {
		const { from, to } = this.#roads.links;
		const byNode = (this.#byNode ??= linksByNode(this.#roads));
		const found = new Set([first]);
		for (const row of found) {
			// a set goes on with what is added to it
			const there = [from[row]!, to[row]!].flatMap((node) => byNode.get(node) ?? []);
			for (const next of [...there, ...this.#beside(row, (other) => fits(other) && !found.has(other))])
				if (fits(next)) found.add(next);
		}
		return [...found].sort((a, b) => a - b);
	}

	/** Links of some that have a corner so near to a link that they are the same road. */
	#beside(row: number, wanted: (other: number) => boolean): number[] {
		const line = this.#line(row).map((at) => this.#metres(at));
		const [xs, ys] = [line.map(([x]) => x), line.map(([, y]) => y)];
		const near = this.#boxes?.search(
			Math.min(...xs) - BESIDE,
			Math.min(...ys) - BESIDE,
			Math.max(...xs) + BESIDE,
			Math.max(...ys) + BESIDE
		);
		return (near ?? [])
			.map((index) => this.#rows[index]!)
			.filter(
				(other) =>
					wanted(other) && this.#line(other).some((at) => distanceTo(this.#metres(at), line) < BESIDE)
			);
	}

	#line(row: number): LngLat[] {
		const { links, points } = this.#roads;
		const [begin, end] = [links.starts[row]!, links.starts[row + 1]!];
		return Array.from({ length: end - begin }, (_, at): LngLat => [
			points.lng[begin + at]!,
			points.lat[begin + at]!
		]);
	}

	#metres([lng, lat]: LngLat): readonly [x: Metres, y: Metres] {
		return [lng * this.#plane.perLng, lat * this.#plane.perLat];
	}
}

function linksByNode({ links: { from, to } }: RoadsPart): Map<number, number[]> {
	const byNode = new Map<number, number[]>();
	from.forEach((begin, row) => {
		for (const node of new Set([begin, to[row]!])) {
			const list = byNode.get(node);
			if (list) list.push(row);
			else byNode.set(node, [row]);
		}
	});
	return byNode;
}

type Point = readonly [x: Metres, y: Metres];

function distanceTo([x, y]: Point, line: readonly Point[]): Metres {
	let least = Infinity;
	for (let end = 1; end < line.length; end++) {
		const [[ax, ay], [bx, by]] = [line[end - 1]!, line[end]!];
		const [dx, dy] = [bx - ax, by - ay];
		const length = dx * dx + dy * dy;
		const along = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / length));
		least = Math.min(least, Math.hypot(x - ax - along * dx, y - ay - along * dy));
	}
	return least;
}
