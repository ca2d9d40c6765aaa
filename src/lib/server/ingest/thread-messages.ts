import type { SerialisedError } from '#lib/model/errors.ts';
import type { LayerDeclaration } from '#lib/model/live-layer.ts';
import type { Milliseconds } from '#lib/model/units.ts';
import type { DeadLetter, News } from '../bus/bus.ts';
import type { LiveConfig } from '../live/live-config.ts';
import type { IngestLimits } from './ingest-limits.ts';
import type { IngestHealth, IngestMessage, IngestReceipt } from './ingest.ts';
import type { Retried } from './intake.ts';

export interface ThreadOptions {
	readonly logDir: string;
	readonly config: LiveConfig;
	readonly host: string;
	/** 0 lets the system choose; absent: no embedded broker. */
	readonly mqttPort: number | undefined;
	/** Add to the machine's clock to get ours. */
	readonly clockOffset: Milliseconds;
	readonly limits: IngestLimits;
	/** By layer: the right that its reader needs from its first row on. */
	readonly rights: Readonly<Record<string, string>>;
}

/** A question to the thread; each has one answer with the same `id`. */
export type Question =
	| { readonly ask: 'post'; readonly message: IngestMessage }
	| { readonly ask: 'declare'; readonly declaration: LayerDeclaration }
	| { readonly ask: 'retry'; readonly letters: readonly DeadLetter[] }
	| { readonly ask: 'close' };
export interface Answers {
	post: IngestReceipt;
	declare: undefined;
	retry: readonly Retried[];
	close: undefined;
}

export type ToThread =
	| ({ readonly kind: 'question'; readonly id: number } & Question)
	/** Log records before this offset may go. */
	| { readonly kind: 'release'; readonly offset: number }
	/** News of so many bytes reached the followers. */
	| { readonly kind: 'told'; readonly bytes: number };

export type FromThread =
	| { readonly kind: 'answer'; readonly id: number; readonly value: Answers[keyof Answers] }
	| { readonly kind: 'error'; readonly id: number; readonly error: SerialisedError }
	| { readonly kind: 'news'; readonly news: News; readonly bytes: number }
	/** Followers are slow: what they were not sent is in the log. */
	| { readonly kind: 'behind' }
	| { readonly kind: 'health'; readonly health: IngestHealth }
	/** The log is open, or why it is not. */
	| { readonly kind: 'open'; readonly error?: SerialisedError };
