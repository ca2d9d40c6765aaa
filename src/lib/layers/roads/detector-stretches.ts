import type { LngLat } from '#lib/model/geometry.ts';
import type { Metres } from '#lib/model/units.ts';
import type { RoadLink } from './road-link.ts';

/** A detector is on a link when it is this near to it. */
const ON_ROAD: Metres = 40;
/** A detector speaks for its road up to halfway to the next one, and no farther than this. */
const REACH: Metres = 700;
/** Side of the squares in which links are looked up. */
const CELL: Metres = 200;
const DEGREE: Metres = 111_320;

/**
 * Which detector speaks for each link: its place among `detectors`, −1 for none. A detector speaks for the link that
 * it is on, and along the road of the same name and rank as far as no other is nearer.
 */
export function detectorStretches(
	links: readonly RoadLink[],
	detectors: readonly (LngLat | undefined)[]
): Int32Array {
	const speaker = new Int32Array(links.length).fill(-1);
	const nearest = linkFinder(links);
	const neighbours = neighboursOf(links);
	/** Along the road from the detector's link to the middle of a link. */
	const away = new Float64Array(links.length).fill(Infinity);
	let front: number[] = [];
	detectors.forEach((at, detector) => {
		const link = at && nearest(at);
		if (link === undefined || speaker[link] !== -1) return;
		speaker[link] = detector;
		away[link] = 0;
		front.push(link);
	});
	while (front.length > 0) {
		front.sort((a, b) => away[a]! - away[b]!);
		const next = new Set<number>();
		for (const link of front)
			for (const other of neighbours(link)) {
				const distance = away[link]! + (links[link]!.length + links[other]!.length) / 2;
				if (distance > REACH || distance >= away[other]!) continue;
				away[other] = distance;
				speaker[other] = speaker[link]!;
				next.add(other);
			}
		front = [...next];
	}
	return speaker;
}

/** Links that go on from a link along its road. */
function neighboursOf(links: readonly RoadLink[]): (link: number) => number[] {
	const byEnd = new Map<string, number[]>();
	const keysOf = ({ from, to, name, rank }: RoadLink) => [from, to].map((node) => `${node} ${rank} ${name}`);
	links.forEach((link, index) => {
		for (const key of keysOf(link)) {
			const known = byEnd.get(key);
			if (known) known.push(index);
			else byEnd.set(key, [index]);
		}
	});
	return (link) =>
		keysOf(links[link]!)
			.flatMap((key) => byEnd.get(key) ?? [])
			.filter((other) => other !== link);
}

/** Finds the link that a place is on; undefined beside all roads. */
function linkFinder(links: readonly RoadLink[]): (at: LngLat) => number | undefined {
	const [, south] = links[0]?.lngLat[0] ?? [0, 0];
	const east = DEGREE * Math.cos((south * Math.PI) / 180);
	const metres = ([lng, lat]: LngLat) => [lng * east, lat * DEGREE] as const;
	const cells = new Map<string, Set<number>>();
	links.forEach(({ lngLat }, index) => {
		for (let i = 1; i < lngLat.length; i++)
			for (const key of cellsBetween(metres(lngLat[i - 1]!), metres(lngLat[i]!))) {
				const known = cells.get(key);
				if (known) known.add(index);
				else cells.set(key, new Set([index]));
			}
	});
	return (at) => {
		const [x, y] = metres(at);
		let best = ON_ROAD;
		let found: number | undefined;
		for (const index of cells.get(cellKey(x, y)) ?? []) {
			const { lngLat } = links[index]!;
			for (let i = 1; i < lngLat.length; i++) {
				const distance = distanceTo([x, y], metres(lngLat[i - 1]!), metres(lngLat[i]!));
				if (distance >= best) continue;
				best = distance;
				found = index;
			}
		}
		return found;
	};
}

type Place = readonly [x: Metres, y: Metres];

const cellKey = (x: Metres, y: Metres) => `${Math.floor(x / CELL)} ${Math.floor(y / CELL)}`;

/** Cells within reach of a piece of road. */
function cellsBetween(a: Place, b: Place): Set<string> {
	const keys = new Set<string>();
	const [west, east] = [Math.min(a[0], b[0]) - ON_ROAD, Math.max(a[0], b[0]) + ON_ROAD];
	const [south, north] = [Math.min(a[1], b[1]) - ON_ROAD, Math.max(a[1], b[1]) + ON_ROAD];
	for (let x = Math.floor(west / CELL); x <= Math.floor(east / CELL); x++)
		for (let y = Math.floor(south / CELL); y <= Math.floor(north / CELL); y++) keys.add(`${x} ${y}`);
	return keys;
}

function distanceTo([x, y]: Place, [ax, ay]: Place, [bx, by]: Place): Metres {
	const [dx, dy] = [bx - ax, by - ay];
	const squared = dx * dx + dy * dy;
	const t = squared === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / squared));
	return Math.hypot(x - ax - t * dx, y - ay - t * dy);
}
