import type { NamedCity } from '../build/buildings.ts';
import type { Survey } from '../build/survey.ts';
import { Dice } from '../geometry/dice.ts';
import { distance, type Point } from '../geometry/point.ts';
import { nearestPoints } from './nearest.ts';
import { polesOf } from './light-poles.ts';
import { squares } from './squares.ts';
import { thingSource, urnOf, type Thing, type ThingSource } from './table.ts';

/** Street cameras of the default city; larger cities have more. */
const STREET_CAMERAS = 260;
/** Metres within which a square's camera stands. */
const SQUARE_REACH = 320;

interface Mount {
	readonly pole: string;
	readonly street: string;
	readonly at: Point;
	readonly along: Point;
}

/** Video cameras on light poles: along busy streets, and looking at the places where people come together. */
export function cameras(named: NamedCity, survey: Survey): ThingSource {
	return thingSource(
		'cameras',
		'Camera',
		['category', 'name', 'street', 'pole', 'bearing', 'fov', 'range_m', 'height_m', 'watches'],
		() => mounted(named, survey)
	);
}

function* mounted(named: NamedCity, survey: Survey): Generator<Thing> {
	const { seed, scale } = named.city.skeleton.plan;
	const dice = new Dice(seed, 143);
	const mounts = mountsOf(named);
	const taken = new Set<Mount>();
	const nearest = nearestPoints(mounts.map(({ at }) => at));
	for (const { id, at, values } of squares(named, survey).assets()) {
		const mount = nearest(at, 8)
			.map((number) => mounts[number]!)
			.find((each) => !taken.has(each) && distance(each.at, at) < SQUARE_REACH);
		if (!mount) continue;
		taken.add(mount);
		const range = Math.max(90, Math.round(distance(mount.at, at) / 10) * 10 + 40);
		const bearing = bearingOf({ x: at.x - mount.at.x, y: at.y - mount.at.y });
		yield camera(mount, '广场相机', `${String(values['name'])}相机`, bearing, 100, range, id);
	}
	const wanted = Math.max(30, Math.round(STREET_CAMERAS * Math.min(4, scale)));
	const stride = Math.max(1, mounts.length / wanted);
	for (let k = 0; k < Math.min(wanted, mounts.length); k++) {
		const mount = mounts[Math.floor((k + 0.5) * stride)]!;
		const back = dice.chance(0.5);
		const dome = dice.chance(0.3);
		if (taken.has(mount)) continue;
		taken.add(mount);
		const bearing = (bearingOf(mount.along) + (back ? 180 : 0)) % 360;
		yield camera(
			mount,
			dome ? '球机' : '枪机',
			`${mount.street}相机`,
			bearing,
			dome ? 90 : 62,
			dome ? 120 : 90
		);
	}
}

function camera(
	{ at, street, pole }: Mount,
	category: string,
	name: string,
	bearing: number,
	fov: number,
	range: number,
	watches?: string
): Thing {
	return { at, values: [category, name, street, pole, bearing, fov, range, 6.5, watches] };
}

/** Poles that carry a camera, with their urns. */
function mountsOf(named: NamedCity): Mount[] {
	const found: Mount[] = [];
	let number = 0;
	for (const { at, along, camera: carries, values } of polesOf(named)) {
		number++;
		if (carries)
			found.push({ pole: urnOf('Streetlight', number), street: String(values[1] ?? ''), at, along });
	}
	return found;
}

/** Whole degrees clockwise from north. */
function bearingOf({ x, y }: Point): number {
	return (Math.round((Math.atan2(x, y) * 180) / Math.PI) + 360) % 360;
}
