import type { LayerDeclaration } from '#lib/model/live-layer.ts';
import type { LngLat } from '#lib/model/geometry.ts';
import type { EpochMs } from '#lib/model/units.ts';
import { NULLS } from '#lib/model/wire/fields.ts';
import type { RowTable } from '#lib/server/hub/row-table.ts';

/** A live layer as rules see it: what it is, and its rows as they are now. */
export interface RuleLayer {
	readonly declaration: LayerDeclaration;
	/** Words of the `status` column by value. */
	readonly statuses: readonly string[];
	readonly rows: Pick<RowTable, 'present' | 'ts' | 'lon' | 'lat' | 'status' | 'quality' | 'metrics'>;
	/** When the newest row of all was observed. */
	readonly newestAt: EpochMs | undefined;
	/** When an entity's value of a metric was said. */
	metricAt(metric: number, idx: number): EpochMs | undefined;
	/** Id and name of a dictionary row. */
	entity(idx: number): { readonly urn: string; readonly title: string } | undefined;
}

/** Where an entity is; undefined when it never said. */
export function placeOf({ lon, lat }: RuleLayer['rows'], idx: number): LngLat | undefined {
	const [x, y] = [lon[idx] ?? NULLS.i32, lat[idx] ?? NULLS.i32];
	return x === NULLS.i32 || y === NULLS.i32 ? undefined : [x * 1e-7, y * 1e-7];
}
