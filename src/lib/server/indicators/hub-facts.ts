import { staleAfterMs, type LayerDeclaration, type LayerOrigin } from '#lib/model/live-layer.ts';
import type { EpochMs, Milliseconds } from '#lib/model/units.ts';
import { stepOf } from '#lib/model/wire/timing.ts';
import { EventLayer } from '#lib/server/hub/event-layer.ts';
import type { Hub } from '#lib/server/hub/hub.ts';
import { LoggedLayer } from '#lib/server/hub/logged-layer.ts';
import type { LayerFacts } from './indicator-book.ts';

/** Simulated before replayed before measured. */
const ORIGINS: readonly LayerOrigin[] = ['simulated', 'replayed', 'measured'];

/** What indicators ask about the layers of a hub; `markOf` is the reader's. */
export function hubFacts(
	hub: Hub,
	markOf: LayerFacts['markOf'],
	declared: (layer: string) => LayerDeclaration | undefined
): LayerFacts {
	return {
		markOf,
		isStale(id: string, now: EpochMs): boolean {
			const layer = hub.layers.get(id);
			return layer !== undefined && !(layer instanceof EventLayer) && layer.staleAt(now);
		},
		staleAfter(id: string): Milliseconds | undefined {
			const layer = hub.layers.get(id);
			if (layer instanceof LoggedLayer) return staleAfterMs(layer.entry.declaration);
			return layer === undefined || layer instanceof EventLayer ? undefined : 3 * stepOf(hub.tickHz);
		},
		originOf(names: readonly string[]): LayerOrigin {
			const origins = new Set(
				names.map((name) => {
					const layer = hub.layers.get(name);
					if (layer instanceof EventLayer) return layer.entry.declaration.origin;
					return layer?.origin ?? declared(name)?.origin;
				})
			);
			return ORIGINS.find((origin) => origins.has(origin)) ?? 'measured';
		}
	};
}

/** Rights that a reader of rows of these layers must have. */
export function rightsOf(
	hub: Hub,
	names: readonly string[],
	declared: (layer: string) => LayerDeclaration | undefined
): readonly (string | undefined)[] {
	return names.flatMap((name) => [hub.layers.get(name)?.restricted, declared(name)?.restricted]);
}
