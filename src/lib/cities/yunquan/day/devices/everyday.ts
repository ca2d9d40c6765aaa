import type { EpochMs } from '#lib/model/units.ts';
import type { EventSeverity } from '#lib/model/observation.ts';
import { toLngLat } from '../../sources/degrees.ts';
import type { NamedCity } from '../../build/buildings.ts';
import { streetName } from '../../assets/table.ts';
import { wakefulnessAt } from '../demand.ts';
import { cityTime } from '../city-clock.ts';
import type { World } from '../world.ts';
import { MINUTE } from './course.ts';
import type { DayEvent } from './event-feed.ts';

/** What happens in a city of itself, and how often, of a hundred. */
const KINDS: readonly {
	readonly type: string;
	readonly often: number;
	readonly severity: EventSeverity;
	readonly zh: string;
	readonly en: string;
}[] = [
	{ type: 'trafficAccident', often: 38, severity: 'minor', zh: '车辆刮擦', en: 'Minor collision' },
	{
		type: 'injuryAccident',
		often: 6,
		severity: 'severe',
		zh: '交通事故有人受伤',
		en: 'Collision with injuries'
	},
	{ type: 'help', often: 20, severity: 'minor', zh: '群众求助', en: 'Call for help' },
	{ type: 'dispute', often: 16, severity: 'minor', zh: '纠纷', en: 'Dispute' },
	{ type: 'theft', often: 8, severity: 'moderate', zh: '盗窃报警', en: 'Theft' },
	{ type: 'fire', often: 3, severity: 'severe', zh: '火警', en: 'Fire' },
	{ type: 'waterMain', often: 4, severity: 'moderate', zh: '供水管漏水', en: 'Leaking water main' },
	{ type: 'fallenTree', often: 3, severity: 'moderate', zh: '树木倒伏', en: 'Fallen tree' }
];
/** A report may come once in a slot; at most so often in the default city. */
const SLOT = 4 * MINUTE;
/** Chance of one in a slot when all are awake. */
const BUSY = 0.62;
/** Longest that one takes, slots back that may still end. */
const [SHORTEST, LONGEST] = [15 * MINUTE, 75 * MINUTE];

/** Reports of everyday life after an instant and up to the world's: each as it comes, and when it is dealt with. */
export function everydayEvents(named: NamedCity): (after: EpochMs, world: World) => Iterable<DayEvent> {
	const streets = named.streets.filter(({ country, bridge }) => !country && !bridge);
	const eventOf = (slot: number, world: World): DayEvent | undefined => {
		const roll = (what: string) => world.chance('report', what, slot);
		const at = Math.round(slot * SLOT + roll('at') * SLOT);
		if (roll('is') >= BUSY * wakefulnessAt(cityTime(at)) ** 1.5) return undefined;
		const kind = pickKind(roll('kind'));
		const street = streets[Math.floor(roll('street') * streets.length)]!;
		const corner = Math.floor(roll('corner') * street.line.length);
		const place = street.line[corner]!;
		return {
			id: `report-${slot}`,
			at,
			until: at + SHORTEST + Math.round(roll('long') * (LONGEST - SHORTEST)),
			type: kind.type,
			severity: kind.severity,
			title: { zh: `${streetName(named, street) ?? ''}${kind.zh}`, en: kind.en },
			position: toLngLat(place)
		};
	};
	return function* (after, world) {
		const first = Math.floor((after - LONGEST) / SLOT) - 1;
		for (let slot = first; slot * SLOT <= world.at; slot++) {
			const event = eventOf(slot, world);
			if (event) yield* beginAndEnd(event, after, world.at);
		}
	};
}

/** An event when it began in the stretch, and its end when it ended in it. */
export function* beginAndEnd(event: DayEvent, after: EpochMs, to: EpochMs): Generator<DayEvent> {
	if (event.at > after && event.at <= to) yield event;
	const { until } = event;
	if (until !== undefined && until > after && until <= to)
		yield { ...event, id: `${event.id}-over`, at: until, ends: event.id };
}

function pickKind(roll: number) {
	let left = roll * KINDS.reduce((sum, { often }) => sum + often, 0);
	return KINDS.find(({ often }) => (left -= often) < 0) ?? KINDS[0]!;
}
