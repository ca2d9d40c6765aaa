import type { LiveStatus } from '#lib/model/live.ts';
import type { LayerEvents, LayerValues, TileCounts } from '#lib/model/live-values.ts';
import type { Changed } from '#lib/model/wire/events.ts';
import { buffersOf, type MotionStep } from './motion-writer.ts';

/** What the worker tells the page, in order. */
export type LiveNews =
	| { readonly kind: 'status'; readonly status: LiveStatus }
	/** `sink`: of the wish that it is for. */
	| {
			readonly kind: 'motion';
			readonly layer: string;
			readonly sink: number;
			readonly steps: readonly MotionStep[];
	  }
	| { readonly kind: 'values'; readonly layer: string; readonly values: LayerValues }
	| { readonly kind: 'events'; readonly layer: string; readonly events: LayerEvents }
	/** Something that is fetched by HTTP is, or may be, another one now. */
	| ({ readonly kind: 'changed' } & Changed)
	| { readonly kind: 'counts'; readonly layer: string; readonly counts: TileCounts };

/** The buffers of some news, to be moved and not copied. */
export function newsBuffers(news: LiveNews): Transferable[] {
	if (news.kind === 'motion') return buffersOf(news.steps);
	if (news.kind !== 'values') return [];
	const { lngLat, positions, value, also, at, status, quality } = news.values;
	return [lngLat, positions, value, ...also, at, status, quality].map(({ buffer }) => buffer as ArrayBuffer); // made for the page, not shared
}
