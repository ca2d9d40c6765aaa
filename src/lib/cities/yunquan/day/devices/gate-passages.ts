import type { EpochMs } from '#lib/model/units.ts';
import { hash } from '../../geometry/dice.ts';
import { cityTime } from '../city-clock.ts';
import type { Feed, World } from '../world.ts';
import { eventFeed, type DayEvent } from './event-feed.ts';
import { passedToday, type Gate } from './school-gates.ts';
import { attending } from './school-hours.ts';

/** Gates with readers; the others only count. */
const WITH_READERS = 8;
const [IN, OUT] = [
	{ type: 'arrival', zh: '进校', en: 'Came in' },
	{ type: 'departure', zh: '离校', en: 'Went out' }
];

/**
 * Single passages at the gates with readers, as many as the gate counts. A pupil is a pseudonym: the same every day,
 * and nothing but a number. The layer is for holders of a right; it never leaves the server.
 */
export function gatePassageFeed(gates: readonly Gate[]): Feed {
	const readers = gates.slice(0, WITH_READERS);
	return eventFeed('gate-passages', 60, function* (after, world) {
		const { midnight } = cityTime(world.at);
		// Counts begin anew at midnight: what a stretch had before it is that day's.
		const before = after < midnight ? undefined : world.worldAt(after);
		for (const gate of readers) {
			const now = passedToday(gate, world);
			const then = before ? passedToday(gate, before) : { in: 0, out: 0 };
			for (let k = then.in; k < now.in; k++) yield passage(gate, IN!, k, world, midnight);
			for (let k = then.out; k < now.out; k++) yield passage(gate, OUT!, k, world, midnight);
		}
	});
}

function passage(
	{ id, number, pupils, position, title }: Gate,
	way: { readonly type: string; readonly zh: string; readonly en: string },
	count: number,
	world: World,
	midnight: EpochMs
): DayEvent {
	const there = Math.max(1, attending(pupils, world.chance('attendance', number, midnight)));
	// Each comes in another order every day; those who eat at home come a second time.
	const turn = hash(world.seed, number, midnight / 1000) % there;
	const pupil = hash(world.seed + 531, number, (count + turn) % there)
		.toString(16)
		.padStart(8, '0');
	return {
		id: `${id}/${midnight}/${way.type}/${count}`,
		at: world.at,
		type: way.type,
		severity: 'unknown',
		title: { zh: way.zh, en: way.en },
		position,
		facts: { pupil: `p-${pupil}`, gate: title }
	};
}
