import { EVENT_SEVERITIES, type StoredEvent } from '#lib/model/observation.ts';
import type { EpochMs, Milliseconds } from '#lib/model/units.ts';
import type { EventLayer } from '#lib/server/hub/event-layer.ts';

const DAY: Milliseconds = 86_400_000;
/** The newest, when a day has more. */
const MOST_EVENTS = 20_000;
const AT_ONCE = 1000;
/** Types beyond are not told apart. */
const MOST_TYPES = 255;

/** The events of a layer that were received within a day, read from the log once each. */
export class DayOfEvents {
	#events: StoredEvent[] | undefined;
	/** Of the newest event that was read. */
	#offset = 0;
	readonly #types: string[] = [];

	/** True when events that were read are no longer of the last day. */
	isOver(now: EpochMs): boolean {
		const oldest = this.#events?.[0];
		return oldest !== undefined && oldest.receivedAt < now - DAY;
	}

	/** A row an event: `status` is its type, `severity` and `ends` what it says of itself. */
	rows(layer: EventLayer, now: EpochMs) {
		const events = this.#read(layer, now);
		const numbers = (of: (stored: StoredEvent) => number | undefined) =>
			Float64Array.from(events, (stored) => of(stored) ?? NaN);
		return {
			layer: layer.id,
			count: events.length,
			idx: Uint32Array.from(events.keys()),
			names: events.map(({ event }, idx) => ({ idx, id: event.id, title: titleOf(event.title) })),
			stale: new Uint8Array(events.length),
			numbers: [
				{ name: 'lng', values: numbers(({ event }) => event.position?.[0]) },
				{ name: 'lat', values: numbers(({ event }) => event.position?.[1]) },
				{ name: 'at', values: numbers(({ event }) => event.at) },
				{ name: 'received', values: numbers(({ receivedAt }) => receivedAt) },
				{ name: 'ends', values: numbers(({ event }) => (event.ends ? 1 : 0)) }
			],
			texts: [
				{
					name: 'status',
					codes: Uint8Array.from(events, ({ event }) => this.#typeOf(event.type)),
					words: [...this.#types]
				},
				{
					name: 'severity',
					codes: Uint8Array.from(events, ({ event }) => EVENT_SEVERITIES.indexOf(event.severity)),
					words: EVENT_SEVERITIES
				}
			]
		};
	}

	#read(layer: EventLayer, now: EpochMs): readonly StoredEvent[] {
		if (!this.#events) {
			this.#offset = layer.told;
			this.#events = [...layer.before(Infinity, MOST_EVENTS)];
		}
		const events = this.#events;
		for (let next; (next = layer.after(this.#offset, AT_ONCE)).length > 0;) {
			events.push(...next);
			this.#offset = next.at(-1)!.offset;
		}
		const first = events.findIndex(({ receivedAt }) => receivedAt >= now - DAY);
		events.splice(0, Math.max(first === -1 ? events.length : first, events.length - MOST_EVENTS));
		return events;
	}

	#typeOf(type: string): number {
		const known = this.#types.indexOf(type);
		if (known !== -1) return known;
		return this.#types.length < MOST_TYPES ? this.#types.push(type) - 1 : MOST_TYPES;
	}
}

const titleOf = (title: Readonly<Record<string, string>>): string =>
	title['zh'] ?? title['en'] ?? Object.values(title)[0] ?? '';
