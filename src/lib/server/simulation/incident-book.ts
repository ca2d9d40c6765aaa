import {
	endOf,
	FAILING_LAYER,
	readIncidentName,
	type StartedIncident
} from '#lib/cities/yunquan/day/incidents.ts';
import { INCIDENT_NAMES, type IncidentName } from '#lib/cities/yunquan/day/world.ts';
import { AppError } from '#lib/model/errors.ts';
import type { EpochMs, Milliseconds } from '#lib/model/units.ts';

/** An incident that can be started, and when it is under way since when and until when. */
export interface ListedIncident {
	readonly name: IncidentName;
	/** `sensor-failure` under way: the layers that are silent. */
	readonly layers?: readonly string[];
	readonly since?: EpochMs;
	readonly until?: EpochMs;
}

/** Incidents of today are remembered: counters of the day ask for them. */
const REMEMBERED: Milliseconds = 24 * 3_600_000;

/** What was made to happen. */
export class IncidentBook {
	readonly #keep: (started: readonly StartedIncident[]) => void;
	#started: readonly StartedIncident[];

	/** `started`: before this life of the server, what is under way goes on; `keep` is given everything with each change. */
	constructor(started: readonly StartedIncident[], keep: (started: readonly StartedIncident[]) => void) {
		this.#started = started;
		this.#keep = keep;
	}

	get started(): readonly StartedIncident[] {
		return this.#started;
	}

	/** Every name, with its time while it is under way. */
	list(now: EpochMs): readonly ListedIncident[] {
		return INCIDENT_NAMES.map((name): ListedIncident => {
			const running = this.#started.filter((one) => one.name === name && endOf(one) > now);
			if (running.length === 0) return { name };
			return {
				name,
				since: Math.min(...running.map(({ since }) => since)),
				until: Math.max(...running.map(endOf)),
				...(name === 'sensor-failure' && {
					layers: [...new Set(running.map(({ layer }) => layer ?? FAILING_LAYER))]
				})
			};
		});
	}

	/** Lets it happen from now on; what is under way already goes on as it is. Throws INPUT_INVALID, and what `keep` throws. */
	start(text: string, now: EpochMs): void {
		const named = known(text);
		if (this.#under(named, now)) return;
		this.#change([...this.#started.filter((one) => endOf(one) > now - REMEMBERED), { ...named, since: now }]);
	}

	/**
	 * Lets it end; it goes as it came. Without a layer, failing sensors of every layer recover. What is not under way is
	 * left alone. Throws INPUT_INVALID, and what `keep` throws.
	 */
	stop(text: string, now: EpochMs): void {
		const { name, layer } = known(text);
		const meant = (one: Named) => one.name === name && (layer === undefined || one.layer === layer);
		this.#change(
			this.#started.map((one) =>
				meant(one) && one.stoppedAt === undefined && endOf(one) > now ? { ...one, stoppedAt: now } : one
			)
		);
	}

	#change(started: readonly StartedIncident[]): void {
		this.#keep(started);
		this.#started = started;
	}

	#under(named: Named, now: EpochMs): boolean {
		return this.#started.some((one) => isSame(one, named) && one.stoppedAt === undefined && endOf(one) > now);
	}
}

type Named = Pick<StartedIncident, 'name' | 'layer'>;

const isSame = (one: Named, other: Named) => one.name === other.name && one.layer === other.layer;

function known(text: string): Named {
	const named = readIncidentName(text);
	if (named) return named;
	throw new AppError('INPUT_INVALID', {
		message: `There is no incident "${text.slice(0, 60)}". There are: ${INCIDENT_NAMES.join(', ')}; sensor-failure:<layer> names the layer.`
	});
}
