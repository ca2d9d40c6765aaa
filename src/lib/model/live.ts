import type { ClockState } from './clock.ts';
import type { SerialisedError } from './errors.ts';
import type { LayerDeclaration, LayerOrigin, Metric } from './live-layer.ts';
import type { EpochMs, Milliseconds } from './units.ts';

/** The live link as a whole. `offline` keeps the last picture and ages it. */
export type LinkState = 'connecting' | 'online' | 'offline';

/** One live layer as the worker knows it; the age rules are the server's. */
export interface LiveLayerStatus {
	readonly layer: string;
	readonly cls: LayerDeclaration['cls'];
	/** The layer's own name for people; null: it has none, or its pack says it. */
	readonly title: { readonly zh: string; readonly en: string } | null;
	/** Columns METRIC_FIELD + n of its frames. */
	readonly metrics: readonly Metric[];
	/** Words of the `status` column by value. */
	readonly statuses: readonly string[];
	/** Entities are predicted by speed and heading between rows. */
	readonly moves: boolean;
	/** A function of time (`/api/live/{layer}/at`): it has any instant; others have the past that history has of them. */
	readonly sampled?: true;
	readonly origin: LayerOrigin;
	/** Age at which the layer and its entities are stale, ms. */
	readonly staleAfter: Milliseconds;
	readonly entities: number;
	/** When its newest value was observed, on our clock. */
	readonly newestAt: EpochMs | undefined;
	readonly stale: boolean;
	/** Recorded data played on a shifted clock: said on screen. */
	readonly replayed: boolean;
	/** Add to our clock to get the data's own date; undefined when the source gives no date. */
	readonly trueDateShift: Milliseconds | undefined;
	/** Sentences of fact by message key, e.g. realtime trips matched and not. */
	readonly counts: Readonly<Record<string, number>>;
	readonly attribution: string;
	/** Why the instant that the clock shows cannot be shown. */
	readonly failure?: SerialisedError;
	/** Data of the instant are on their way. */
	readonly loading?: true;
}

export interface LiveStatus {
	readonly link: LinkState;
	/** Server clock minus ours. */
	readonly clockOffset: Milliseconds;
	/** Since when the link is in this state. */
	readonly since: EpochMs;
	readonly mode: ClockState['mode'];
	/** Instant on screen when this was said. */
	readonly shownAt: EpochMs;
	/** Since then the server can keep nothing that is sent in: its layers of messages stand still. */
	readonly halted?: EpochMs;
	readonly layers: readonly LiveLayerStatus[];
}
