import type { LngLat } from '#lib/model/geometry.ts';
import type { Degrees, EpochMs, MetresPerSecond } from '#lib/model/units.ts';
import { waysFrom, wayTo, type Ways } from '../../assets/street-graph.ts';
import { distance, type Point } from '../../geometry/point.ts';
import { toMetres } from '../../sources/degrees.ts';
import type { Incident, IncidentName, World } from '../world.ts';
import type { MainStreets } from './main-streets.ts';
import type { Patrol } from './patrol.ts';
import { lengthOf, placeOn, trackOf, type Track } from './track.ts';

/** Incidents that patrols are sent to, with how many. */
const SENT: Readonly<Partial<Record<IncidentName, number>>> = {
	'gas-leak': 4,
	crowd: 5,
	'metro-outage': 3,
	rainstorm: 3
};
/** ms from the beginning of an incident to the order, and m/s with the siren on. */
const [ORDERED_AFTER, HURRY]: readonly [number, MetresPerSecond] = [60_000, 15];

export interface OnDuty {
	readonly position: LngLat;
	readonly heading: Degrees;
	readonly pace: MetresPerSecond;
	readonly status: 'patrolling' | 'responding' | 'on-scene';
}

/** A patrol's way to an incident and back to its round. */
interface Errand {
	readonly ordered: EpochMs;
	readonly there: Track;
	readonly arrives: EpochMs;
	/** When it leaves; it never came when this is before it arrives. */
	readonly leaves: EpochMs;
	readonly back: Track;
	/** When it is on its round again, where it would have been. */
	readonly again: EpochMs;
}

/**
 * Where every patrol is at an instant: on its round, or on an errand. An errand begins and ends on the round, so that
 * nobody jumps, and follows from the incident alone, so that nobody need have been watched.
 */
export class PatrolDuty {
	readonly #patrols: readonly Patrol[];
	readonly #streets: MainStreets;
	/** Errands of an incident, by when it began and ends. */
	readonly #errands = new Map<string, ReadonlyMap<Patrol, Errand>>();

	constructor(patrols: readonly Patrol[], streets: MainStreets) {
		this.#patrols = patrols;
		this.#streets = streets;
	}

	of(patrol: Patrol, { at, incidents }: World): OnDuty {
		for (const incident of incidents) {
			const errand = this.#errandsOf(incident).get(patrol);
			if (errand && at >= errand.ordered && at < errand.again) return onErrand(errand, at);
		}
		return { ...onRound(patrol, at), pace: patrol.pace, status: 'patrolling' };
	}

	#errandsOf(incident: Incident): ReadonlyMap<Patrol, Errand> {
		const { name, since, until, place } = incident;
		const key = `${name} ${since} ${until} ${place.join()}`;
		let errands = this.#errands.get(key);
		if (!errands) this.#errands.set(key, (errands = this.#send(incident)));
		return errands;
	}

	/** The nearest patrols when the order comes go there. */
	#send({ name, since, until, place }: Incident): ReadonlyMap<Patrol, Errand> {
		const wanted = SENT[name] ?? 0;
		const ordered = since + ORDERED_AFTER;
		if (wanted === 0 || ordered >= until) return new Map();
		const scene = toMetres(...place);
		const away = new Map(
			this.#patrols.map((patrol) => [patrol, distance(onRound(patrol, ordered).at, scene)])
		);
		const nearest = [...this.#patrols].sort((a, b) => away.get(a)! - away.get(b)!).slice(0, wanted);
		const ways = waysFrom(this.#streets, [this.#streets.nearest(scene)]);
		return new Map(
			nearest.map((patrol, k) => {
				// Cars stand beside each other, not in each other.
				const stands = { x: scene.x + 9 * k - 14, y: scene.y + 6 * (k % 2) };
				return [patrol, this.#errand(patrol, stands, ways, ordered, until)];
			})
		);
	}

	#errand(patrol: Patrol, scene: Point, ways: Ways, ordered: EpochMs, until: EpochMs): Errand {
		const there = this.#between(patrol, ordered, scene, ways);
		const arrives = ordered + (lengthOf(there) / HURRY) * 1000;
		// It meets its round where the round is by then: the way back is guessed first, then driven as fast as fits.
		const leaves = Math.max(until, arrives);
		const guessed = this.#between(patrol, leaves, scene, ways);
		const again = leaves + (lengthOf(guessed) / patrol.pace) * 1000 + 30_000;
		const back = trackOf([...this.#between(patrol, again, scene, ways).line].reverse());
		return { ordered, there, arrives, leaves, back, again };
	}

	/** From where the patrol's round is at an instant, by its next corner, to the scene. */
	#between(patrol: Patrol, at: EpochMs, scene: Point, ways: Ways): Track {
		const { at: begin, next } = onRound(patrol, at);
		const way = wayTo(ways, patrol.nodes[next]!) ?? [];
		return trackOf([begin, ...way.reverse().map((node) => this.#streets.at[node]!), scene]);
	}
}

function onErrand({ ordered, there, arrives, leaves, back, again }: Errand, at: EpochMs): OnDuty {
	if (at < arrives) {
		const { position, heading } = placeOn(there, (HURRY * (at - ordered)) / 1000);
		return { position, heading, pace: HURRY, status: 'responding' };
	}
	if (at < leaves) {
		const { position, heading } = placeOn(there, lengthOf(there));
		return { position, heading, pace: 0, status: 'on-scene' };
	}
	const pace = lengthOf(back) / ((again - leaves) / 1000);
	const { position, heading } = placeOn(back, (pace * (at - leaves)) / 1000);
	return { position, heading, pace, status: 'patrolling' };
}

function onRound({ round, pace, number }: Patrol, at: EpochMs) {
	const length = lengthOf(round) || 1;
	const driven = (pace * at) / 1000 + number * 331;
	return placeOn(round, driven - Math.floor(driven / length) * length);
}
