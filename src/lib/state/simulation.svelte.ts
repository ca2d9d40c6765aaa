import type { EpochMs } from '#lib/model/units.ts';
import { askServer } from './ask-server.ts';
import { Fetched } from './fetched.svelte.ts';

/** One incident that can be started by name; `since` while it is on. */
export interface SimulatedIncident {
	readonly name: string;
	readonly since?: EpochMs;
	readonly until?: EpochMs;
}
interface SimulationState {
	readonly running: boolean;
	readonly incidents: readonly SimulatedIncident[];
}

/** The simulator of the demo city, where one runs. */
export class Simulation {
	readonly #state = new Fetched<SimulationState>((signal) => askServer('/api/simulation', { signal }));

	/** False also where there is no simulator to ask. */
	get running(): boolean {
		return this.#state.current?.running === true && this.#state.error?.details['status'] !== 404;
	}
	get incidents(): readonly SimulatedIncident[] {
		return this.#state.current?.incidents ?? [];
	}

	refresh = (): Promise<void> => this.#state.refresh();

	/** Throws the server's refusal: FORBIDDEN without the right. */
	async turn(incident: string, on: boolean, token: string | undefined): Promise<void> {
		const body = on ? { start: incident } : { stop: incident };
		await askServer('/api/simulation', { method: 'POST', body, token });
		await this.refresh();
	}

	dispose(): void {
		this.#state.dispose();
	}
}
