import { STOREY } from '#lib/model/scenario/city-parts.ts';

/** What stands in a building, as far as people go. */
type FloorUse = 'housing' | 'office' | 'retail' | 'industry' | 'public' | 'mixed' | 'nobody';

/**
 * Gross floor area, m², of one resident and of one job, where nobody counted them: assumptions, of the order of the
 * Employment Density Guide (Homes and Communities Agency, 3rd edition, 2015: 12 m² net of office, 15–20 of shops,
 * 36 of industry) with a quarter added for walls, stairs and corridors.
 */
const FLOOR_AREA = {
	resident: 40,
	job: { office: 15, retail: 25, industry: 45, public: 40 }
} as const;

/** What floors are used for where nobody says. */
export const MIXED = { housing: 0.65, office: 0.1, retail: 0.1, industry: 0.05, public: 0.1 } as const;

const USES: Readonly<Record<string, FloorUse>> = Object.fromEntries(
	(
		[
			[
				'housing',
				'apartments house residential detached semidetached_house terrace dormitory bungalow housing'
			],
			['office', 'office company commercial bank government lawyer insurance newspaper administrative'],
			[
				'retail',
				'retail supermarket shop mall department_store convenience clothes shoes restaurant cafe bar pub fast_food hotel hostel hairdresser beauty laundry pharmacy bakery florist'
			],
			['industry', 'industrial warehouse works factory brewery hangar manufacture'],
			[
				'public',
				'public school kindergarten university college hospital clinic doctors church cathedral chapel mosque synagogue temple place_of_worship library museum theatre cinema police fire_station community_centre townhall courthouse prison embassy stadium sports_centre train_station station bus_station post_office civic'
			],
			[
				'nobody',
				'roof garage garages shed parking parking_garage storage_tank silo chimney tower toilets substation generator ruins collapsed construction proposed container containers crane pavilion monument memorial greenhouse carport bridge fuel'
			]
		] as const
	).flatMap(([floorUse, words]) => words.split(' ').map((word) => [word, floorUse] as const))
);

/** Part of footprint times storeys that is floor: towers grow thinner, halls and yards have none. */
const FLOOR_SHARE = 0.7;

/** Floor area, m², of a footprint by its levels, or by its height where nobody says how many. */
export function floorArea(footprint: number, levels: number, height: number): number {
	const storeys = Number.isNaN(levels) ? Math.max(1, Math.floor(height / STOREY)) : levels;
	return FLOOR_SHARE * footprint * storeys;
}

/** What a building's word for its use means; words that nobody knows count as mixed. */
export function floorUseOf(use: string): FloorUse {
	return USES[use] ?? 'mixed';
}

/** People of a floor area of some use. */
export function peopleOf(use: string, area: number): { readonly residents: number; readonly jobs: number } {
	const floorUse = floorUseOf(use);
	if (floorUse === 'nobody') return { residents: 0, jobs: 0 };
	if (floorUse === 'housing') return { residents: area / FLOOR_AREA.resident, jobs: 0 };
	if (floorUse !== 'mixed') return { residents: 0, jobs: area / FLOOR_AREA.job[floorUse] };
	const { office, retail, industry, public: publicJob } = FLOOR_AREA.job;
	const jobs =
		MIXED.office / office + MIXED.retail / retail + MIXED.industry / industry + MIXED.public / publicJob;
	return { residents: (area * MIXED.housing) / FLOOR_AREA.resident, jobs: area * jobs };
}
