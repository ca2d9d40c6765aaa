import type { Draft } from '../fabric/draft.ts';
import { centreOf } from '../geometry/convex.ts';
import type { Point } from '../geometry/point.ts';
import { addressesOf, type Address } from '../names/addresses.ts';
import type { Word } from '../names/lexicon.ts';
import { placeName, stemOf } from '../names/place-names.ts';
import type { Ways } from '../names/ways.ts';
import { occupancyOf } from '../people/occupancy.ts';
import { wardsOf, type Wards } from '../people/wards.ts';
import { waysOf } from '../names/ways.ts';
import { cellContent, type City, type CellContent } from './city.ts';
import { streetsOf } from './streets.ts';
import type { Street } from './street.ts';

/** A building with everything that is known of it. */
export interface Building {
	/** From 1, in the order of the cells; the source's id. */
	readonly id: number;
	readonly draft: Draft;
	readonly at: Point;
	readonly cell: number;
	readonly block: number;
	/** Code of its grid cell (网格). */
	readonly grid: string;
	readonly residents: number;
	readonly jobs: number;
	readonly address: Address | undefined;
	readonly name: Word | undefined;
}

/** The city with its streets and wards named. */
export interface NamedCity {
	readonly city: City;
	readonly streets: readonly Street[];
	readonly ways: Ways;
	readonly wards: Wards;
	/** Id of the first building of each built cell. */
	readonly firstId: ReadonlyMap<number, number>;
}

export function namedCityOf(city: City): NamedCity {
	const streets = streetsOf(city);
	const firstId = new Map<number, number>();
	let next = 1;
	for (const [cell, count] of city.built) {
		firstId.set(cell, next);
		next += count;
	}
	return { city, streets, ways: waysOf(city.skeleton, streets), wards: wardsOf(city), firstId };
}

/** The buildings of a cell, and what else it holds. */
export function buildingsIn(
	{ city, ways, wards, firstId }: NamedCity,
	cell: number
): { readonly buildings: Building[]; readonly content: CellContent } {
	const content = cellContent(city, cell);
	const { seed } = city.skeleton.plan;
	const ward = wards.communityOf.get(cell);
	const stem = ward ? stemOf(ward.name) : { zh: '云泉', en: 'Yunquan' };
	let id = firstId.get(cell) ?? 1;
	const buildings = content.blocks.flatMap((block, k) => {
		const drafts = content.drafts[k]!;
		const addresses = addressesOf(block, drafts, ways);
		return drafts.map(
			(draft, n): Building => ({
				id: id++,
				draft,
				at: centreOf(draft.outline[0]!),
				cell,
				block: k,
				grid: gridCode(ward?.code ?? '', block.grid),
				...occupancyOf(draft, seed + 111, cell, k, n),
				address: addresses[n],
				name: draft.place && placeName(draft.place, stem, seed + 112, cell, k, n)
			})
		);
	});
	return { buildings, content };
}

/** Code of the n-th grid cell of a community. */
export function gridCode(community: string, grid: number): string {
	return `${community}${String(grid + 1).padStart(2, '0')}`;
}
