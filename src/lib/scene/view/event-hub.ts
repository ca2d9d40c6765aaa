/** Listeners by event name. */
export class EventHub<Events extends { [K in keyof Events]: (...args: never[]) => void }> {
	readonly #listeners = new Map<keyof Events, Set<Events[keyof Events]>>();

	/** Returns the way to stop listening. */
	on<K extends keyof Events>(event: K, listener: Events[K]): () => void {
		let all = this.#listeners.get(event);
		if (!all) this.#listeners.set(event, (all = new Set()));
		all.add(listener);
		return () => all.delete(listener);
	}

	emit<K extends keyof Events>(event: K, ...args: Parameters<Events[K]>): void {
		for (const listener of this.#listeners.get(event) ?? [])
			(listener as (...all: Parameters<Events[K]>) => void)(...args);
	}

	clear(): void {
		this.#listeners.clear();
	}
}
