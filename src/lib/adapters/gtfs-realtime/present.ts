import { createHash } from 'node:crypto';
import { NOBODY, type EventRecord, type Observation } from '#lib/model/observation.ts';
import type { EpochMs } from '#lib/model/units.ts';
import { LIMITS } from '../support/limits.ts';
import type { KnownAlert, Memory } from './memory.ts';

/** What a source shows at present, from feed to feed. */
export class Present {
	readonly #before: Memory;
	readonly #alertsBefore: ReadonlyMap<string, KnownAlert>;
	readonly #rows = new Map<string, [feedId: string, layer: string, id: string]>();
	readonly #alerts = new Map<string, KnownAlert>();

	constructor(before: Memory) {
		this.#before = before;
		this.#alertsBefore = new Map(before.alerts.map((alert) => [alert.id, alert]));
	}

	saw(feedId: string, { layer = '', entity }: Observation): void {
		this.#rows.set(`${layer}/${entity}`, [feedId, layer, entity]);
	}

	/** The alert with its time of issue: that of the feed in which it first said this. */
	sawAlert(event: EventRecord): EventRecord {
		const { at, ...said } = event;
		const digest = createHash('sha256').update(JSON.stringify(said)).digest('base64url');
		const before = this.#alertsBefore.get(event.id);
		const issued = before?.digest === digest ? before.at : at;
		this.#alerts.set(event.id, { id: event.id, at: issued, digest, type: event.type, title: event.title });
		return { ...event, at: issued };
	}

	/**
	 * Ends everything of before that this full dataset no longer has. That it has nothing more of what the source
	 * once had is said too: at night nothing runs, and that is known.
	 */
	endMissing(at: EpochMs): (Observation | EventRecord)[] {
		const ends = this.#before.rows
			.filter(([, layer, id]) => !this.#rows.has(`${layer}/${id}`))
			.map(([, layer, entity]) => gone(layer, entity, at));
		const spokenOf = new Set([...this.#layers(), ...ends.map(({ layer }) => layer)]);
		const empty = this.#before.layers.filter((layer) => !spokenOf.has(layer));
		return [
			...ends,
			...empty.map((layer) => gone(layer, NOBODY, at)),
			...this.#before.alerts.filter(({ id }) => !this.#alerts.has(id)).map((alert) => ended(alert, at))
		];
	}

	/** Keeps everything of before; what a differential feed says deleted ends. */
	keep(deleted: ReadonlySet<string>, at: EpochMs): (Observation | EventRecord)[] {
		const ends: (Observation | EventRecord)[] = [];
		for (const row of this.#before.rows) {
			const [feedId, layer, id] = row;
			if (this.#rows.has(`${layer}/${id}`)) continue;
			if (deleted.has(feedId)) ends.push(gone(layer, id, at));
			else this.#rows.set(`${layer}/${id}`, row);
		}
		for (const alert of this.#before.alerts) {
			if (this.#alerts.has(alert.id)) continue;
			if (deleted.has(alert.id)) ends.push(ended(alert, at));
			else this.#alerts.set(alert.id, alert);
		}
		return ends;
	}

	memory(at: EpochMs): Memory {
		return {
			at: Math.max(at, this.#before.at),
			layers: [...new Set([...this.#before.layers, ...this.#layers()])],
			rows: [...this.#rows.values()].slice(0, LIMITS.rows),
			alerts: [...this.#alerts.values()].slice(0, LIMITS.entries)
		};
	}

	#layers(): ReadonlySet<string> {
		return new Set([...this.#rows.values()].map(([, layer]) => layer));
	}
}

const gone = (layer: string, entity: string, at: EpochMs): Observation => ({
	kind: 'observation',
	layer,
	entity,
	at,
	gone: true
});

const ended = ({ id, type, title }: KnownAlert, at: EpochMs): EventRecord => ({
	kind: 'event',
	layer: 'alerts',
	id,
	at,
	type,
	severity: 'unknown',
	title,
	ends: true
});
