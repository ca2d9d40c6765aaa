import type { Alarm, AlarmList } from '#lib/model/alarm.ts';
import { AppError } from '#lib/model/errors.ts';
import type { EpochMs } from '#lib/model/units.ts';
import { askServer } from './ask-server.ts';

/** A replay that runs asks for the alarms of another instant at most so often. */
const PAUSE_MS = 1000;

/** The alarms that were open at an instant of the past. */
export class PastAlarms {
	#current = $state.raw<readonly Alarm[]>([]);
	#at = $state<EpochMs | undefined>();
	#error = $state.raw<AppError | undefined>();
	#wanted: EpochMs | undefined;
	#asked: EpochMs | undefined;
	#asking = false;
	readonly #stop = new AbortController();

	/** Those of the instant that was asked for last, as soon as the server has said which. */
	get current(): readonly Alarm[] {
		return this.#current;
	}

	/** The instant that they are of; undefined before the first answer. */
	get at(): EpochMs | undefined {
		return this.#at;
	}
	/** Why the instant that was asked for last has none. */
	get error(): AppError | undefined {
		return this.#error;
	}

	/** Asks for another instant; the newest wish wins. Without an answer what shows stays. */
	show(at: EpochMs): void {
		if (at === this.#asked) return;
		this.#wanted = at;
		this.#asked = at;
		if (!this.#asking) void this.#run();
	}
	/** The present is shown again. */
	forget(): void {
		this.#wanted = undefined;
		this.#asked = undefined;
		this.#at = undefined;
		this.#error = undefined;
		this.#current = [];
	}
	dispose(): void {
		this.#stop.abort();
	}

	async #run(): Promise<void> {
		const { signal } = this.#stop;
		this.#asking = true;
		while (this.#wanted !== undefined && !signal.aborted) {
			const at = this.#wanted;
			this.#wanted = undefined;
			// Where the log does not reach so far the map keeps what it has.
			const list = await askServer<AlarmList>(`/api/alarms?at=${Math.round(at)}`, { signal }).catch(
				AppError.from
			);
			if (this.#asked !== undefined) this.#take(at, list);
			await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
		}
		this.#asking = false;
	}

	#take(at: EpochMs, list: AlarmList | AppError): void {
		this.#error = list instanceof AppError ? list : undefined;
		if (list instanceof AppError) return;
		this.#current = list.alarms;
		this.#at = at;
	}
}
