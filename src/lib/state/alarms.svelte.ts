import type { Alarm, AlarmAct, AlarmFlood, AlarmList, AlarmLogLine } from '#lib/model/alarm.ts';
import type { AppError } from '#lib/model/errors.ts';
import type { Nearby } from '#lib/model/nearby.ts';
import type { EpochMs } from '#lib/model/units.ts';
import { readAlarmList, withAlarm, type AlarmBook } from './alarm-book.ts';
import { askServer } from './ask-server.ts';
import { Fetched } from './fetched.svelte.ts';

/** The city's open alarms, and what a person does about them. */
export class Alarms {
	readonly #book = new Fetched<AlarmBook>((signal) => this.#ask(signal));
	/** In no order; empty before the first answer. */
	readonly open: readonly Alarm[] = $derived([...(this.#book.current?.open.values() ?? [])]);

	get(id: string): Alarm | undefined {
		return this.#book.current?.open.get(id);
	}
	/** The server has said which there are. */
	get known(): boolean {
		return this.#book.current !== undefined;
	}
	get error(): AppError | undefined {
		return this.#book.error;
	}
	get flood(): AlarmFlood | undefined {
		return this.#book.current?.flood;
	}
	get lastRaisedAt(): EpochMs | undefined {
		return this.#book.current?.lastRaisedAt;
	}

	refresh = (): Promise<void> => this.#book.refresh();

	/** Throws the server's refusal: FORBIDDEN without the right, INPUT_INVALID when the act does not fit. */
	async act(id: string, act: AlarmAct, token: string | undefined): Promise<void> {
		const path = `/api/alarms/${encodeURIComponent(id)}/act`;
		const alarm = await askServer<Alarm>(path, { method: 'POST', body: act, token });
		const book = this.#book.current;
		if (book) this.#book.set(withAlarm(book, alarm));
	}

	/** Who did what, oldest first. Throws NOT_FOUND for an alarm that nobody knows. */
	log = (id: string, signal: AbortSignal): Promise<readonly AlarmLogLine[]> =>
		askServer(`/api/alarms/${encodeURIComponent(id)}/log`, { signal });

	/** One alarm, also one that is closed. Throws NOT_FOUND for one that nobody knows. */
	find = (id: string, signal: AbortSignal): Promise<Alarm> =>
		askServer(`/api/alarms/${encodeURIComponent(id)}`, { signal });

	/** Cameras and crews near an alarm, now. Throws NOT_FOUND for an alarm that nobody knows. */
	nearby = (id: string, signal: AbortSignal): Promise<Nearby> =>
		askServer(`/api/alarms/${encodeURIComponent(id)}/nearby`, { signal });

	dispose(): void {
		this.#book.dispose();
	}

	async #ask(signal: AbortSignal): Promise<AlarmBook> {
		const known = this.#book.current;
		if (known) {
			const delta = await askServer<AlarmList>(`/api/alarms?after=${known.rev}`, { signal });
			// An act's answer may have come meanwhile.
			const book = readAlarmList(this.#book.current, delta, false);
			if (book) return book;
		}
		const whole = await askServer<AlarmList>('/api/alarms', { signal });
		return readAlarmList(undefined, whole, true) as AlarmBook; // a whole list is always one
	}
}
