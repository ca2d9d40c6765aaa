import { z } from 'zod';
import type { EpochMs, Milliseconds, Seconds } from './units.ts';

export const layerId = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,47}$/, 'small letters, digits, - and _');
export const metricName = z.string().min(1).max(64);
/** Metrics of one layer: each is a column of its frames. */
export const MAX_METRICS = 64;

const metric = z.object({
	name: metricName,
	/** UCUM code; `1` for pure numbers. */
	unit: z.string().max(32).default('1'),
	title: z.object({ zh: z.string(), en: z.string() }).optional(),
	/** Values outside are kept and marked `outOfRange`. */
	range: z.tuple([z.number(), z.number()]).optional()
});
export type Metric = z.infer<typeof metric>;

/** Dates of recorded data: their instant `eventAt` shows at ours `serverAt`, and runs at `speed`. */
const dataClock = z.object({ eventAt: z.number(), serverAt: z.number(), speed: z.number() });
export type DataClock = z.infer<typeof dataClock>;

/**
 * What a live layer is. A layer that nobody declared is made by its first observation, with these
 * defaults and the metrics it brought.
 */
export const layerDeclaration = z.object({
	id: layerId,
	/** State: the latest value per entity counts. Event: every one counts, in order. */
	cls: z.enum(['state', 'event']).default('state'),
	title: z.object({ zh: z.string().min(1), en: z.string().min(1) }).optional(),
	metrics: z.array(metric).max(MAX_METRICS).default([]),
	/** Entities move between observations: they are predicted and drawn in motion. */
	moves: z.boolean().default(false),
	/** Expected time between two observations of one entity, seconds. */
	interval: z.number().positive().max(31_536_000).default(60),
	/** Age at which an entity or the layer is stale, seconds; three intervals by default. */
	staleAfter: z.number().positive().optional(),
	/** Replayed and simulated are said wherever the layer shows. */
	origin: z.enum(['measured', 'replayed', 'simulated']).default('measured'),
	/** Replayed, when the data have a date. */
	dataClock: dataClock.optional(),
	/** Right that a reader must have; everyone may read when absent. */
	restricted: z.string().min(1).max(64).optional(),
	attribution: z.string().max(400).default('')
});
export type LayerDeclaration = z.infer<typeof layerDeclaration>;
export type LayerOrigin = LayerDeclaration['origin'];

/** Add to an instant of ours to get the data's own date of it; undefined when they have none of their own. */
export const trueDateShiftOf = (
	{ dataClock }: { readonly dataClock?: DataClock | undefined },
	at: EpochMs
): Milliseconds | undefined =>
	dataClock && dataClock.eventAt + (at - dataClock.serverAt) * dataClock.speed - at;

/** Three expected intervals, or the layer's own limit. */
export const staleAfterMs = ({
	staleAfter,
	interval
}: Pick<LayerDeclaration, 'staleAfter' | 'interval'>): Milliseconds =>
	(staleAfter ?? STALE_INTERVALS * interval) * 1000;
export const STALE_INTERVALS = 3;

/** True when something observed at `at` is too old at `now`; the one rule of staleness. */
export const isStale = (at: EpochMs, now: EpochMs, limit: Milliseconds): boolean => now - at > limit;

/** One dictionary row: what does not change from message to message. `idx` never changes its meaning within an epoch. */
export interface LiveEntity {
	readonly urn: string;
	readonly title: string;
	/** `RRGGBB`, when the source gives one. */
	readonly colour?: string;
}

/** Seconds of a device's clock ahead of ours that are believed; beyond, our time of receipt is used and said. */
export const CLOCK_AHEAD: Seconds = 5;
