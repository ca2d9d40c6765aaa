import type { Metres, Seconds } from '#lib/model/units.ts';
import { schoolGates } from '../../assets/school-gates.ts';
import { spread } from '../../assets/spread.ts';
import type { NamedCity } from '../../build/buildings.ts';
import type { Survey } from '../../build/survey.ts';
import { cityTime } from '../city-clock.ts';
import type { Feed, World } from '../world.ts';
import { devicesOf, type Device } from './device.ts';
import { jsonFeed } from './json-feed.ts';
import { feltAt } from './near.ts';
import { attending, isGateOpen, passedSince } from './school-hours.ts';

const REPORTING = 600;
/** Metres around a gas leak within which schools shut their gates. */
const LOCKED_WITHIN: Metres = 300;
/** Until a school has been told, and its guard is at the gate; each takes its time. */
const TOLD_AFTER: Seconds = 150;
const GUARD_WITHIN: Seconds = 240;

export interface Gate extends Device {
	/** Urn of its school. */
	readonly school: string;
	/** Who use it. */
	readonly pupils: number;
}

/** Gates of schools with their counts since midnight: numbers, never persons. */
export function schoolGateFeed(gates: readonly Gate[]): Feed {
	return jsonFeed({
		layer: 'school-gates',
		every: 60,
		metrics: { in: '1', out: '1', present: '{person}' },
		devices: gates,
		row: (gate, world) => {
			const passed = passedToday(gate, world);
			return {
				status: isLocked(gate, world) ? 'lockdown' : isGateOpen(world) ? 'open' : 'closed',
				values: { ...passed, present: passed.in - passed.out }
			};
		}
	});
}

/** All gates of a school are shut together, and stay so until the gas is gone. */
function isLocked({ at, school }: Gate, world: World): boolean {
	const leak = world.incident('gas-leak');
	if (!leak || feltAt(world, 'gas-leak', at, LOCKED_WITHIN) === 0) return false;
	const after = TOLD_AFTER + GUARD_WITHIN * world.chance('lockdown', school);
	return world.at >= leak.since + after * 1000;
}

/** Counts since midnight at the world's instant. */
export function passedToday({ pupils, number }: Gate, world: World) {
	const { midnight } = cityTime(world.at);
	return passedSince(world, attending(pupils, world.chance('attendance', number, midnight)));
}

export function gatesOf(named: NamedCity, survey: Survey): Gate[] {
	return devicesOf(spread([...schoolGates(named, survey).assets()], REPORTING), ({ values }) => ({
		school: String(values['school']),
		pupils: Number(values['pupils'])
	}));
}
