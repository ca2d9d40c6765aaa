import type { CityLabel } from '#lib/model/city.ts';
import type { CollectedRoads } from './collected.ts';
import { named } from './named.ts';
import { roadStyle } from './road-classes.ts';

const RAD = Math.PI / 180;
/** Along one street a label stands again after so many metres: from any view one is not behind a body. */
const STREET_SPACING = 600;
const MOST_OF_ONE_STREET = 24;
/** Shorter straight stretches carry no name. */
const SHORTEST = 80;

interface Straight {
	readonly lng: number;
	readonly lat: number;
	readonly bearing: number;
	readonly length: number;
}

/** All that bears one street's name. */
interface Street {
	/** Index of the first English name that the source has for it; −1 for none. */
	english: number;
	readonly straights: Straight[];
	/** Metres by class: 0 minor … 3 motorway. */
	readonly metres: [number, number, number, number];
}

/** The longest straight stretches of each named street, apart from each other. */
export function streetLabels(roads: CollectedRoads): CityLabel[] {
	const labels: CityLabel[] = [];
	for (const [name, { english, straights, metres }] of collectStreets(roads)) {
		const importance = rankOfStreet(metres);
		straights.sort((a, b) => b.length - a.length);
		const chosen: Straight[] = [];
		for (const stretch of straights) {
			if (chosen.length === MOST_OF_ONE_STREET || (stretch.length < SHORTEST && chosen.length > 0)) break;
			if (chosen.every((other) => apart(other, stretch) > STREET_SPACING)) chosen.push(stretch);
		}
		chosen.forEach(({ lng, lat, bearing }, index) => {
			const rank = Math.min(10, importance + (index > 7 ? 2 : index > 1 ? 1 : 0));
			labels.push({
				...named(roads.names.texts[name]!, roads.englishNames.texts[english]),
				kind: 'street',
				rank,
				lng,
				lat,
				bearing: Math.round(bearing)
			});
		});
	}
	return labels;
}

/** Streets by the index of their name. What runs in a tunnel is not seen and carries no name. */
function collectStreets(roads: CollectedRoads): Map<number, Street> {
	const lngLat = roads.lngLat.view();
	const ends = roads.ends.view();
	const streets = new Map<number, Street>();
	let begin = 0;
	for (let road = 0; road < roads.count; road++) {
		const end = ends[road]!;
		const name = roads.name.view()[road]!;
		const style = roadStyle(roads.classes.texts[roads.class.view()[road]!] ?? '');
		if (name >= 0 && style !== undefined && !(roads.flags.view()[road]! & 2)) {
			const street = streets.get(name) ?? { english: -1, straights: [], metres: [0, 0, 0, 0] };
			streets.set(name, street);
			if (street.english < 0) street.english = roads.nameEn.view()[road]!;
			const from = street.straights.length;
			collectStraight(lngLat, begin, end, street.straights);
			for (const { length } of street.straights.slice(from)) street.metres[style]! += length;
		}
		begin = end;
	}
	return streets;
}

/**
 * 3 for a long motorway to 10 for a lane. A street is of the class that most of it is: a ramp that
 * bears an avenue's name does not make it a motorway. Long streets come before short ones.
 */
export function rankOfStreet(metres: readonly [number, number, number, number]): number {
	const total = metres[0] + metres[1] + metres[2] + metres[3];
	let style = 0;
	metres.forEach((length, index) => (style = length > metres[style]! ? index : style));
	return 10 - 2 * style - (total > 3000 ? 1 : 0) + (total < 600 && style > 0 ? 1 : 0);
}

/** Runs of segments that turn by less than 10 degrees in all. */
function collectStraight(lngLat: Float64Array, begin: number, end: number, into: Straight[]): void {
	const scaleY = 111_320;
	const scaleX = scaleY * Math.cos(lngLat[2 * begin + 1]! * RAD);
	let start = begin;
	let heading: number | undefined;
	for (let v = begin + 1; v <= end; v++) {
		const dx = v < end ? (lngLat[2 * v]! - lngLat[2 * v - 2]!) * scaleX : 0;
		const dy = v < end ? (lngLat[2 * v + 1]! - lngLat[2 * v - 1]!) * scaleY : 0;
		const direction = Math.atan2(dx, dy) / RAD;
		const turn = heading === undefined ? 0 : Math.abs(((direction - heading + 540) % 360) - 180);
		if (v < end && turn < 10) {
			heading ??= direction;
			continue;
		}
		const last = v - 1;
		const east = (lngLat[2 * last]! - lngLat[2 * start]!) * scaleX;
		const north = (lngLat[2 * last + 1]! - lngLat[2 * start + 1]!) * scaleY;
		const length = Math.hypot(east, north);
		if (length > 20)
			into.push({
				lng: (lngLat[2 * start]! + lngLat[2 * last]!) / 2,
				lat: (lngLat[2 * start + 1]! + lngLat[2 * last + 1]!) / 2,
				bearing: (Math.atan2(east, north) / RAD + 360) % 360,
				length
			});
		start = last;
		heading = direction;
	}
}

function apart(a: Straight, b: Straight): number {
	return Math.hypot((a.lng - b.lng) * 111_320 * Math.cos(a.lat * RAD), (a.lat - b.lat) * 111_320);
}
