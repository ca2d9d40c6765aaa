import type { Words } from './alarm-rule.ts';
import type { LngLat } from './geometry.ts';
import type { LayerOrigin } from './live-layer.ts';
import type { EpochMs, Metres } from './units.ts';
import type { EntityRef } from './view-spec.ts';

/** What an alarm's card lists of what is near it: how many at most, and from how far at most. */
export const NEARBY = {
	/** May see the place: by its metrics `bearing` and `fov`, degrees, and `range`, metres. */
	camera: { most: 3, within: 1000 },
	/** Can be sent there. */
	crew: { most: 2, within: 20_000 }
} as const satisfies Readonly<Record<string, { readonly most: number; readonly within: Metres }>>;

/** What a live layer's entities are to an alarm beside them. */
export type NearbyRole = keyof typeof NEARBY;

/** One entity near an alarm. */
export interface Neighbour {
	readonly entity: EntityRef;
	readonly name: string;
	readonly place: LngLat;
	/** In a straight line. */
	readonly distance: Metres;
	/** As its source says it. */
	readonly status?: string;
	/** When it was last heard of. */
	readonly at: EpochMs;
	/** Too long ago for its layer: it may be elsewhere by now. */
	readonly stale: boolean;
	/** Cameras: the place lies in the angle and range that it looks at; what stands between is not asked. */
	readonly faces?: boolean;
}

/** Entities of one layer near an alarm: what is heard of and faces the place first, then the nearest. */
export interface NearbyLayer {
	readonly role: NearbyRole;
	readonly layer: string;
	readonly title?: Words;
	readonly origin: LayerOrigin;
	readonly neighbours: readonly Neighbour[];
}

/** `GET /api/alarms/{id}/nearby`: as it is now, cameras before crews. No layers for an alarm without a place. */
export interface Nearby {
	readonly at: EpochMs;
	readonly layers: readonly NearbyLayer[];
}
