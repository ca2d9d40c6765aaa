import { coversOn } from '../../assets/sewers.ts';
import { spread } from '../../assets/spread.ts';
import type { NamedCity } from '../../build/buildings.ts';
import { toLngLat } from '../../sources/degrees.ts';
import { cityTime } from '../city-clock.ts';
import type { Feed, World } from '../world.ts';
import { clamp, decimals, HOUR, MINUTE, wander } from './course.ts';
import type { Device } from './device.ts';
import { jsonFeed } from './json-feed.ts';
import { feltAt } from './near.ts';
import { sewerFill, type SewerHabit } from './sewer-water.ts';

const REPORTING = 1000;
/** Chance that a cover is opened on a day, and that it is pushed aside; each lies so for a while. */
const [OPENED, MOVED] = [0.003, 0.004];
const [OPEN_FOR, MOVED_FOR] = [45 * MINUTE, 3 * HOUR];
/** Degrees from which a cover is not shut, and from which it is open: the city's own. */
const [AJAR, WIDE] = [8, 35];
/** Days that a battery lasts. */
const BATTERY = 1500;
/** Water in a well of each kind in dry weather, metres. */
const DRY: Readonly<Record<string, number>> = { 雨水: 0.12, 污水: 0.35 };

interface Cover extends Device {
	readonly category: string;
	readonly habit: SewerHabit;
}

/** Smart covers: whether they lie as they should, and what is in the well below. */
export function manholeFeed(named: NamedCity): Feed {
	return jsonFeed({
		layer: 'manholes',
		every: 300,
		metrics: { tilt: 'deg', water: 'm', methane: '%', battery: '%' },
		devices: coversThatReport(named),
		row: (cover, world) => {
			const tilt = tiltOf(cover, world);
			return {
				status: tilt >= WIDE ? 'open' : tilt >= AJAR ? 'moved' : 'closed',
				values: {
					tilt: decimals(tilt, 1),
					water: decimals(waterIn(cover, world), 2),
					methane: decimals(methaneIn(cover, world), 2),
					battery: batteryOf(cover, world)
				}
			};
		}
	});
}

function coversThatReport(named: NamedCity): Cover[] {
	return spread([...coversOn(named)], REPORTING).map(({ id, at, category, street }, number) => ({
		id,
		at,
		number,
		position: toLngLat(at),
		title: `${street ?? ''}${category}井盖`,
		category,
		habit: { gain: 1.2 + 0.05 * (number % 8), lag: 20 + 5 * (number % 9), slow: 80, dry: 0 }
	}));
}

/** Degrees from level: a day's chance, begun at an hour of its own. */
function tiltOf({ number }: Cover, world: World): number {
	const { at, seed } = world;
	const { midnight } = cityTime(at);
	const began = midnight + world.chance('cover at', number, midnight) * 20 * HOUR;
	const roll = world.chance('cover', number, midnight);
	const within = (span: number) => at >= began && at < began + span;
	const rest = 0.6 + 0.5 * wander(seed, 501, number, at, HOUR);
	if (roll < OPENED && within(OPEN_FOR)) return 62 + rest;
	if (roll >= OPENED && roll < OPENED + MOVED && within(MOVED_FOR)) return 13 + rest;
	return Math.max(0, rest);
}

/** Rain fills storm wells as it fills the sewer below; others stay as they are. */
function waterIn({ category, habit }: Cover, world: World): number {
	const dry = DRY[category] ?? 0;
	return category === '雨水' ? dry + (1.4 * sewerFill(habit, world)) / 100 : dry;
}

/** Per cent of the lower explosive limit: a little always stands in sewage wells; a leak fills the wells around it. */
function methaneIn({ category, number, at }: Cover, world: World): number {
	const usual = category === '污水' ? 1.6 : category === '燃气' ? 0.3 : 0.1;
	const leak = category === '燃气' || category === '污水' ? 34 * feltAt(world, 'gas-leak', at, 450) : 0;
	return clamp(usual * (1 + 0.5 * wander(world.seed, 502, number, world.at, HOUR)) + leak, 0, 100);
}

/** Per cent left; the battery is changed when it is empty. */
function batteryOf({ number }: Cover, { at }: World): number {
	const age = (at / (24 * HOUR) + number * 137) % BATTERY;
	const spent = age / BATTERY;
	// A lithium cell keeps its voltage long, and loses it at the end.
	return decimals(100 - 90 * spent * spent * spent, 1);
}
