import type { EpochMs, Seconds } from '#lib/model/units.ts';
import type { DayCity } from './day-city.ts';
import { withFaults } from './faults/with-faults.ts';
import { feedsOf } from './feeds.ts';
import { FAILING_LAYER, incidentAt, type StartedIncident } from './incidents.ts';
import { TENANT } from './json-rows.ts';
import type { DayMessage, Feed } from './world.ts';

export interface SimulationOptions {
	/** Missing values, drift, repeats, late rows, lying clocks, broken messages. */
	readonly faults: boolean;
}

/** What runs while the city lives: messages of any stretch of time. */
export interface Simulation {
	readonly feeds: readonly Feed[];
	/** What every layer is, before its first row. */
	declarations(): Iterable<DayMessage>;
	/**
	 * Messages of the stretch that ends at `at` and began `step` before. `pace` above 1 lets every device speak so many
	 * times as often, up to once in the stretch.
	 */
	messages(
		at: EpochMs,
		step: Seconds,
		incidents: readonly StartedIncident[],
		pace?: number
	): Iterable<DayMessage>;
}

const encoder = new TextEncoder();

export function simulationOf(city: DayCity, { faults }: SimulationOptions): Simulation {
	const plain = feedsOf(city);
	const feeds = faults ? plain.map((feed) => withFaults(feed, city.options.seed)) : plain;
	return {
		feeds,
		*declarations() {
			for (const { layer, layers, every } of feeds)
				for (const said of layers ?? [{ id: layer, interval: every }])
					yield {
						topic: `city/${TENANT}/${said.id}/declare`,
						payload: encoder.encode(JSON.stringify({ ...said, origin: 'simulated' })),
						rows: 0
					};
		},
		*messages(at, step, incidents, pace = 1) {
			const world = city.day.worldAt(at, incidents);
			for (const feed of feeds) if (!isSilent(feed, at, incidents)) yield* feed.messages(world, step * pace);
		}
	};
}

/** A feed whose sensors failed says nothing at all. */
function isSilent({ layer, layers = [] }: Feed, at: EpochMs, incidents: readonly StartedIncident[]): boolean {
	return incidents.some((started) => {
		if (started.name !== 'sensor-failure' || incidentAt(started, at, [0, 0]) === undefined) return false;
		const failing = started.layer ?? FAILING_LAYER;
		return failing === layer || layers.some(({ id }) => id === failing);
	});
}
