import type { LayerDeclaration, LiveEntity } from '#lib/model/live-layer.ts';
import type { LngLat } from '#lib/model/geometry.ts';
import type { StoredEvent } from '#lib/model/observation.ts';
import type { EpochMs } from '#lib/model/units.ts';
import type { AreaSet } from '#lib/server/alarms/rule-engine/area-set.ts';

/** A layer of messages as history has it. */
export interface PastLayer {
	readonly declaration: LayerDeclaration;
	/** Words of the `status` column by value. */
	readonly statuses: readonly string[];
}

/** What was received, from a running server or from its folder while none holds it. */
export interface Past {
	readonly timezone: string;
	readonly place: LngLat;
	readonly layers: readonly PastLayer[];
	entities(layer: string): Promise<readonly LiveEntity[]>;
	/** A snapshot frame with stamps of what was known at an instant; undefined when history does not go back so far. */
	state(layer: string, at: EpochMs): Promise<Uint8Array | undefined>;
	/** An Arrow stream of rows received in [from, to), and the step by which they were thinned; 0: every row. */
	window(
		layer: string,
		from: EpochMs,
		to: EpochMs
	): Promise<{ readonly bytes: Uint8Array; readonly step: number }>;
	/** Events received before `to` and not long before `from`, oldest first. */
	events(layer: string, from: EpochMs, to: EpochMs): Promise<readonly StoredEvent[]>;
	/** Undefined when the city has no such areas. */
	areas(dataset: string): Promise<AreaSet | undefined>;
	close(): Promise<void>;
}
