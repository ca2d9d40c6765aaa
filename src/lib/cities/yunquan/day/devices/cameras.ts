import { cameras } from '../../assets/cameras.ts';
import type { NamedCity } from '../../build/buildings.ts';
import type { Survey } from '../../build/survey.ts';
import type { Feed, World } from '../world.ts';
import { HOUR, MINUTE, wander } from './course.ts';
import { peopleAt, squaresOf, type Square } from './crowds.ts';
import { devicesOf, type Device } from './device.ts';
import { jsonFeed } from './json-feed.ts';

/** Chance that a camera is off the network in a stretch of six hours. */
const OFFLINE = 0.015;
/** People on a busy street at its fullest, in the sight of a camera. */
const ON_A_STREET = 46;

interface Camera extends Device {
	readonly bearing: number;
	readonly fov: number;
	readonly range: number;
	/** The place that it looks at, when it is one where people are counted. */
	readonly watches: Square | undefined;
}

/** Cameras: where each looks, and how many people it counts. No picture, no person. */
export function cameraFeed(named: NamedCity, survey: Survey): Feed {
	const watched = new Map<unknown, Square>(squaresOf(named, survey).map((square) => [square.id, square]));
	return jsonFeed({
		layer: 'cameras',
		every: 60,
		metrics: { bearing: 'deg', fov: 'deg', range: 'm', people: '1' },
		devices: devicesOf(cameras(named, survey).assets(), ({ values }): Omit<Camera, keyof Device> => ({
			bearing: Number(values['bearing']),
			fov: Number(values['fov']),
			range: Number(values['range_m']),
			watches: watched.get(values['watches'])
		})),
		row: (camera, world) => {
			const { bearing, fov, range } = camera;
			const offline = isOffline(camera, world);
			return {
				status: offline ? 'offline' : 'online',
				// What it does not see it does not count.
				values: { bearing, fov, range, ...(offline ? {} : { people: seenBy(camera, world) }) }
			};
		}
	});
}

function isOffline({ number }: Camera, world: World): boolean {
	return world.chance('camera', number, Math.floor(world.at / (6 * HOUR))) < OFFLINE;
}

/** A camera of a square sees the share of it that lies in its sector; one of a street, who walks there at the hour. */
function seenBy({ watches, fov, range, number, position }: Camera, world: World): number {
	if (watches) {
		const sector = (Math.PI * range * range * fov) / 360;
		return Math.round(peopleAt(watches, world) * Math.min(1, sector / watches.area));
	}
	const own = 1 + 0.5 * wander(world.seed, 481, number, world.at, 2 * MINUTE);
	const wet = world.weather.rain > 1 ? 0.4 : 1;
	return Math.round(ON_A_STREET * world.congestion(position) * own * wet);
}
