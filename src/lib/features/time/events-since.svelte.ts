import type { CitySession } from '../map/session.svelte.ts';

/** How many events and alarms came live since the clock left the present: they are not on the map of a replay. */
export class EventsSince {
	readonly #session: CitySession;
	#before = $state<number | undefined>();
	#begunAt = $state<number | undefined>();

	constructor(session: CitySession) {
		this.#session = session;
	}

	get count(): number {
		return this.#before === undefined ? 0 : Math.max(0, this.#all - this.#before);
	}
	get alarms(): number {
		const since = this.#begunAt;
		if (since === undefined) return 0;
		return this.#session.desk.open.filter(({ raisedAt }) => raisedAt > since).length;
	}
	/** Counts from now on; for a replay that has begun, once the server has spoken. */
	begin(): void {
		this.#before ??= this.#all;
		this.#begunAt ??= this.#session.serverNow();
	}
	end(): void {
		this.#before = undefined;
		this.#begunAt = undefined;
	}

	get #all(): number {
		const events = this.#session.live?.layers.filter(({ cls }) => cls === 'event') ?? [];
		return events.reduce((sum, { entities }) => sum + entities, 0);
	}
}
