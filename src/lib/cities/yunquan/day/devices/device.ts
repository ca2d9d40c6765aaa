import type { LngLat } from '#lib/model/geometry.ts';
import type { Asset } from '../../assets/table.ts';
import { toLngLat } from '../../sources/degrees.ts';
import type { Point } from '../../geometry/point.ts';

/** A device as its feed knows it: who it is and where; what else it knows is its feed's own. */
export interface Device {
	/** Urn of the asset that it is. */
	readonly id: string;
	/** Number in its feed: chance that is its own. */
	readonly number: number;
	readonly title: string;
	readonly position: LngLat;
	/** Metres east and north of the city's anchor. */
	readonly at: Point;
}

/** Devices of assets, each with what `more` reads from its row. */
export function devicesOf<More extends object>(
	assets: Iterable<Asset>,
	more: (asset: Asset, number: number) => More & { readonly title?: string }
): (Device & More)[] {
	return [...assets].map((asset, number) => ({
		id: asset.id,
		number,
		title: textOf(asset.values['name']) ?? textOf(asset.values['street']) ?? asset.id,
		at: asset.at,
		position: toLngLat(asset.at),
		...more(asset, number)
	}));
}

function textOf(cell: unknown): string | undefined {
	return typeof cell === 'string' && cell !== '' ? cell : undefined;
}
