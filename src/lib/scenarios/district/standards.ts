import type { Words } from '#lib/model/alarm-rule.ts';

/** A facility that a life circle of so many residents must have: from `least` on one, one more for every `most`. */
export interface FacilityNeed {
	/** As scenarios name facilities. */
	readonly kind: string;
	readonly title: Words;
	readonly least: number;
	readonly most: number;
}

const FIVE_MINUTES = { least: 5000, most: 12_000 };
const TEN_MINUTES = { least: 15_000, most: 25_000 };
const FIFTEEN_MINUTES = { least: 50_000, most: 100_000 };

/** GB 50180-2018: residents of life circles (table 3.0.4), and what each must have (annexes B and C). */
export const FACILITY_NEEDS: readonly FacilityNeed[] = [
	{ kind: 'kindergarten', title: { zh: '幼儿园', en: 'Kindergarten' }, ...FIVE_MINUTES },
	{ kind: 'clinic', title: { zh: '社区卫生服务站', en: 'Health station' }, ...FIVE_MINUTES },
	{ kind: 'community_centre', title: { zh: '文化活动站', en: 'Community centre' }, ...FIVE_MINUTES },
	{ kind: 'primary_school', title: { zh: '小学', en: 'Primary school' }, ...TEN_MINUTES },
	{ kind: 'market', title: { zh: '菜市场或生鲜超市', en: 'Market' }, ...TEN_MINUTES },
	{ kind: 'middle_school', title: { zh: '初中', en: 'Middle school' }, ...FIFTEEN_MINUTES }
];

/** How many facilities of a kind so many residents need. */
export function facilitiesNeeded(residents: number, { least, most }: FacilityNeed): number {
	return residents < least ? 0 : Math.ceil(residents / most);
}

/** m² of public green for each resident: table 4.0.4, circles of five, ten and fifteen minutes one above the other. */
export function greenPerResident(residents: number): number {
	if (residents >= FIFTEEN_MINUTES.least) return 4;
	return residents >= TEN_MINUTES.least ? 2 : 1;
}

/** The most that table 4.0.2 allows the land of housing anywhere: plot ratio, share built over, metres. */
export const DENSEST = { plotRatio: 3.1, cover: 0.22, height: 80 } as const;
