import { AppError } from '#lib/model/errors.ts';
import type { Milliseconds } from '#lib/model/units.ts';
import type { Historian, HistorianHealth } from '#lib/server/historian/historian.ts';
import { startHistorian, type HistorianOptions } from '#lib/server/historian/start-historian.ts';

/** A city's historian, started anew whenever it fails: nothing is lost meanwhile, the log keeps what it lacks. */
export interface KeptHistorian {
	/** Absent while there is none: `health` says why. */
	readonly current: Historian | undefined;
	health(): HistorianHealth;
	close(): Promise<void>;
}

export interface KeepHistorianOptions extends HistorianOptions {
	readonly onError: (error: AppError) => void;
	/** The first pause before a new start; doubled each time. */
	readonly firstPause?: Milliseconds;
	readonly start?: (options: HistorianOptions) => Promise<Historian>;
}

const FIRST_PAUSE: Milliseconds = 1000;
const LONGEST_PAUSE: Milliseconds = 300_000;
/** One that lived so long was well: its end is not the next of a series. */
const WELL_AFTER: Milliseconds = 60_000;
const NONE: HistorianHealth = { offset: 0, sealedOffset: 0, lagRecords: 0, bytes: 0 };

/** Starts the historian of a city; resolves with the first one, or with the reason why there is none yet. */
export async function keepHistorian(options: KeepHistorianOptions): Promise<KeptHistorian> {
	const { onError, firstPause = FIRST_PAUSE, start = startHistorian, ...given } = options;
	let current: Historian | undefined;
	let lastHealth = NONE;
	let failure: AppError | undefined;
	let pause = firstPause;
	let again: NodeJS.Timeout | undefined;
	let opening: Promise<void> | undefined;
	let closed = false;

	async function open(): Promise<void> {
		const born = Date.now();
		try {
			const opened = await start(given);
			current = opened;
			failure = undefined;
			void opened.crashed.then((error) => {
				lastHealth = opened.health();
				if (Date.now() - born > WELL_AFTER) pause = firstPause;
				fail(error);
			});
		} catch (thrown) {
			fail(AppError.from(thrown));
		}
	}

	function fail(error: AppError): void {
		current = undefined;
		failure = error;
		onError(error);
		if (closed) return;
		again = setTimeout(() => (opening = open()), pause);
		pause = Math.min(LONGEST_PAUSE, pause * 2);
	}

	await open();
	return {
		get current() {
			return current;
		},
		health: () => current?.health() ?? { ...lastHealth, ...(failure && { failure: failure.message }) },
		async close() {
			closed = true;
			clearTimeout(again);
			await opening;
			await current?.close();
		}
	};
}
