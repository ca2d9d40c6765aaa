import type { Alarm } from '#lib/model/alarm.ts';

/** The alarms that the map draws: one list for the layer and for whoever picks from it. */
export class MapAlarms {
	#current: readonly Alarm[] = [];
	readonly #listeners = new Set<(alarms: readonly Alarm[]) => void>();

	get current(): readonly Alarm[] {
		return this.#current;
	}
	/** Says nothing when it is the list that shows already. */
	show(alarms: readonly Alarm[]): void {
		if (alarms === this.#current) return;
		this.#current = alarms;
		for (const listener of this.#listeners) listener(alarms);
	}
	listen(listener: (alarms: readonly Alarm[]) => void): () => void {
		this.#listeners.add(listener);
		listener(this.#current);
		return () => this.#listeners.delete(listener);
	}
}
