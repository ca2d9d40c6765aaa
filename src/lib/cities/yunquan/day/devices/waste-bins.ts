import { wasteBins } from '../../assets/furniture.ts';
import { spread } from '../../assets/spread.ts';
import type { NamedCity } from '../../build/buildings.ts';
import { unit } from '../../geometry/dice.ts';
import { cityTime } from '../city-clock.ts';
import type { Feed, World } from '../world.ts';
import { byHour, decimals, HOUR, MINUTE, wander } from './course.ts';
import { devicesOf, type Device } from './device.ts';
import { ngsiFeed } from './ngsi-feed.ts';

const REPORTING = 800;
/** Share of a day's waste that is thrown away by each full hour, 0 to 24. */
const THROWN = [
	0, 0.005, 0.008, 0.01, 0.012, 0.02, 0.05, 0.1, 0.16, 0.21, 0.26, 0.31, 0.38, 0.45, 0.5, 0.55, 0.6, 0.66,
	0.73, 0.81, 0.88, 0.93, 0.965, 0.985, 1
];
/** Per cent from which a bin is full, and chance that one burns on a day. */
const [FULL, BURNS] = [90, 0.00015];

interface Bin extends Device {
	/** Per cent of its room that comes in a day. */
	readonly daily: number;
	/** Hour at which the round comes by. */
	readonly round: number;
}

/** Waste bins: they fill as the day goes and are emptied by the morning's round. */
export function wasteBinFeed(named: NamedCity): Feed {
	const { seed } = named.city.skeleton.plan;
	return ngsiFeed({
		layer: 'waste-bins',
		type: 'WasteContainer',
		every: 300,
		metrics: { fill: '%', temperature: 'Cel' },
		devices: devicesOf(spread([...wasteBins(named).assets()], REPORTING), ({ values }, number) => ({
			title: `${String(values['street'] ?? '')}${String(values['category'])}箱`,
			daily: 38 + 70 * unit(seed + 461, number),
			round: 4.5 + 3 * unit(seed + 462, number)
		})),
		entity: (bin, world) => {
			const fill = fillOf(bin, world);
			const burns = isBurning(bin, world);
			const outside = world.weather.temperature + 0.4 * wander(world.seed, 463, bin.number, world.at, HOUR);
			const warmth = burns ? 85 : 0.03 * fill;
			return {
				status: burns ? 'fire' : fill >= FULL ? 'full' : 'ok',
				values: { fill: [decimals(fill, 1), 'P1'], temperature: [decimals(outside + warmth, 1), 'CEL'] }
			};
		}
	});
}

/** Per cent of a bin's room: what was thrown in since its round came by. */
function fillOf({ daily, round }: Bin, { hour }: World): number {
	const [now, emptied] = [byHour(THROWN, hour), byHour(THROWN, round)];
	const since = hour >= round ? now - emptied : 1 - emptied + now;
	return Math.min(100, daily * since);
}

/** A rare bin burns for half an hour of its day. */
function isBurning({ number }: Bin, { at, chance }: World): boolean {
	const { midnight } = cityTime(at);
	if (chance('bin burns', number, midnight) >= BURNS) return false;
	const since = at - midnight - chance('bin burns at', number, midnight) * 23 * HOUR;
	return since >= 0 && since < 30 * MINUTE;
}
