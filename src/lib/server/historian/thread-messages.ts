import type { SerialisedError } from '#lib/model/errors.ts';
import type { HistoryBy } from '#lib/model/history.ts';
import type { EpochMs } from '#lib/model/units.ts';
import type { EngineOptions } from './engine.ts';
import type {
	HistorianHealth,
	LayerCoverage,
	LentFiles,
	StateAnswer,
	WindowAnswer,
	WindowRequest
} from './historian.ts';

/** A question to the thread; each has one answer with the same `id`. */
export type Question =
	| { readonly ask: 'restriction'; readonly layer: string }
	| { readonly ask: 'coverage'; readonly layer?: string }
	/** `stream` is a number of the asker's choice. */
	| { readonly ask: 'window'; readonly stream: number; readonly request: Omit<WindowRequest, 'signal'> }
	| {
			readonly ask: 'at';
			readonly layer: string;
			readonly t: EpochMs;
			readonly by: HistoryBy;
			readonly stamps: boolean;
	  }
	/** The next chunk of a window's stream; `undefined` at its end. */
	| { readonly ask: 'next'; readonly stream: number }
	/** A stream is wanted no longer, or was read to its end. */
	| { readonly ask: 'drop'; readonly stream: number }
	| { readonly ask: 'files'; readonly layers: readonly string[] }
	| { readonly ask: 'release'; readonly lease: number }
	| { readonly ask: 'close' };

/** What the answer to each question is. */
export interface Answers {
	restriction: string | undefined;
	coverage: readonly LayerCoverage[];
	window: Omit<WindowAnswer, 'stream'>;
	at: StateAnswer;
	next: Uint8Array | undefined;
	drop: undefined;
	files: LentFiles;
	release: undefined;
	close: undefined;
}
export type Answer = Answers[keyof Answers];

export type ToThread =
	| ({ readonly kind: 'question'; readonly id: number } & Question)
	/** The log has records up to there. */
	| { readonly kind: 'notify'; readonly offset: number }
	/** What the clock says: the thread has none of its own. */
	| { readonly kind: 'tick'; readonly now: EpochMs };

export type FromThread =
	| { readonly kind: 'answer'; readonly id: number; readonly value: Answer }
	| { readonly kind: 'error'; readonly id: number; readonly error: SerialisedError }
	| { readonly kind: 'health'; readonly health: HistorianHealth }
	/** Opened, or it could not be. */
	| { readonly kind: 'open'; readonly error?: SerialisedError };

export type ThreadOptions = EngineOptions & {
	/** Least time between two transactions, ms: each is a sync of the disk. */
	readonly commitEvery: number;
};
