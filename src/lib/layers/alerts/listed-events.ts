import type { StoredEvent } from '#lib/model/observation.ts';
import type { EpochMs } from '#lib/model/units.ts';

/** How an event stands at an instant. `replaced`: a later one took its place; `ended`: a later one ended it. */
export type EventState = 'active' | 'upcoming' | 'over' | 'replaced' | 'ended';

export interface ListedEvent {
	readonly stored: StoredEvent;
	readonly state: EventState;
	/** The later event that replaced or ended it. */
	readonly by?: StoredEvent;
	/** Earlier ones that it replaces or ends, as far as they are known. */
	readonly replaces: readonly StoredEvent[];
}

/**
 * Newest first, as they stand at an instant. Of one id only the newest is listed: sources repeat an event
 * with another time to change it. An event lasts from its begin to its end, and without an end until another ends it.
 */
export function listEvents(events: readonly StoredEvent[], at: EpochMs): ListedEvent[] {
	const newest = new Map<string, StoredEvent>();
	for (const stored of events) {
		const known = newest.get(stored.event.id);
		if (!known || order(stored, known) > 0) newest.set(stored.event.id, stored);
	}
	const successor = new Map<string, StoredEvent>();
	for (const stored of newest.values())
		for (const id of stored.event.replaces ?? []) {
			const known = successor.get(id);
			if (id !== stored.event.id && (!known || order(stored, known) > 0)) successor.set(id, stored);
		}
	return [...newest.values()]
		.toSorted((a, b) => order(b, a))
		.map((stored) => {
			const by = successor.get(stored.event.id);
			const replaces = (stored.event.replaces ?? []).flatMap((id) => newest.get(id) ?? []);
			return { stored, state: stateOf(stored, by, at), replaces, ...(by && { by }) };
		});
}

function stateOf({ event }: StoredEvent, by: StoredEvent | undefined, at: EpochMs): EventState {
	if (by) return by.event.ends ? 'ended' : 'replaced';
	if (event.ends) return 'ended';
	if (event.until !== undefined && at > event.until) return 'over';
	return event.from !== undefined && at < event.from ? 'upcoming' : 'active';
}

const order = (a: StoredEvent, b: StoredEvent): number => a.event.at - b.event.at || a.offset - b.offset;
