import type { LngLat } from '#lib/model/geometry.ts';
import type { Metres } from '#lib/model/units.ts';

const DEGREE: Metres = 111_320;

/** The nearest of some places within reach; the first of those that are equally near. */
export const nearestPlace = <Place extends { readonly at: LngLat }>(
	places: readonly Place[],
	at: LngLat,
	within: Metres
): Place | undefined => nearest(places, (place) => awayFrom(at, [place.at]), within);

/** The nearest of some ways along their stops within reach; the first of those that are equally near. */
export const nearestWay = <Way extends { readonly stops: readonly LngLat[] }>(
	ways: readonly Way[],
	at: LngLat,
	within: Metres
): Way | undefined => nearest(ways, ({ stops }) => awayFrom(at, stops), within);

function nearest<Thing>(
	things: readonly Thing[],
	away: (thing: Thing) => Metres,
	within: Metres
): Thing | undefined {
	let best = within;
	let found: Thing | undefined;
	for (const thing of things) {
		const metres = away(thing);
		if (metres > best || (metres === best && found)) continue;
		best = metres;
		found = thing;
	}
	return found;
}

/** From a place to a way of straight lines; of one stop, to that. */
function awayFrom([lng, lat]: LngLat, stops: readonly LngLat[]): Metres {
	const narrow = Math.cos((lat * Math.PI) / 180);
	const way = stops.map(([x, y]) => [(x - lng) * DEGREE * narrow, (y - lat) * DEGREE] as const);
	return way.reduce((least, [x, y], index) => {
		const [fromX, fromY] = way[Math.max(0, index - 1)]!; // there is one
		const [dx, dy] = [x - fromX, y - fromY];
		const square = dx * dx + dy * dy;
		const along = square === 0 ? 0 : Math.min(1, Math.max(0, -(fromX * dx + fromY * dy) / square));
		return Math.min(least, Math.hypot(fromX + along * dx, fromY + along * dy));
	}, Infinity);
}
