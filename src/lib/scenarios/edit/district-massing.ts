import { saidError } from '#lib/model/said-error.ts';
import type { LngLat } from '#lib/model/geometry.ts';
import type { LocalFrame } from '#lib/model/local-frame.ts';
import type { ScenarioEditOf } from '#lib/model/scenario/edit.ts';
import type { Degrees, Metres } from '#lib/model/units.ts';
import { districtLots, type Lots } from './district-lots.ts';

export type DistrictUse = keyof ScenarioEditOf<'district'>['floorArea'];

/** A building that stands for what a planned district is to hold. */
export interface DistrictBlock {
	/** Footprint, not closed. */
	readonly ring: readonly LngLat[];
	readonly lng: Degrees;
	readonly lat: Degrees;
	/** As the pack's buildings name it. */
	readonly use: string;
	readonly height: Metres;
	readonly levels: number;
	/** Footprint, m²; times `levels` it is its floor area. */
	readonly area: number;
	readonly residents: number;
	readonly jobs: number;
}

/** How a use is built: share of its lot's two sides, storeys one would choose, height of one, and its name in packs. */
interface Form {
	readonly long: number;
	readonly deep: number;
	readonly levels: number;
	readonly storey: Metres;
	readonly use: string;
}

/** From the middle outwards. */
const FORMS: readonly (readonly [DistrictUse, Form])[] = [
	['office', { long: 0.6, deep: 0.6, levels: 20, storey: 4, use: 'office' }],
	['retail', { long: 0.8, deep: 0.7, levels: 4, storey: 5, use: 'retail' }],
	['public', { long: 0.7, deep: 0.45, levels: 5, storey: 4, use: 'community_centre' }],
	['housing', { long: 0.75, deep: 0.27, levels: 18, storey: 3, use: 'apartments' }],
	['industry', { long: 0.85, deep: 0.7, levels: 3, storey: 6, use: 'industrial' }]
];
/** As many storeys as a drawn building may have. */
const MOST_LEVELS = 300;

/**
 * Blocks on a grid inside the ring that realise a district's floor area to the square metre, each use by its own form;
 * the same district always gives the same blocks. Throws INPUT_INVALID when the ring is too small for what it is to hold.
 */
export function districtMassing(district: ScenarioEditOf<'district'>): readonly DistrictBlock[] {
	const wanted = FORMS.flatMap(([use, form]) => {
		const floor = district.floorArea[use] ?? 0;
		return floor > 0 ? [{ use, form, floor }] : [];
	});
	if (wanted.length === 0) return [];
	const lots = districtLots(district.ring, wanted.length);
	if (!lots) throw tooSmall(district.name, wanted.length);
	const counts = lotCounts(
		wanted.map(({ form, floor }) => floor / (form.long * form.deep * lots.side ** 2 * form.levels)),
		lots.middles.length
	);
	const chosen = spread(
		lots.middles.length,
		counts.reduce((sum, count) => sum + count, 0)
	);
	const floors = wanted.reduce((sum, { floor }) => sum + floor, 0);
	const housing = district.floorArea.housing ?? 0;
	const workplaces = floors - housing;
	let next = 0;
	return wanted.flatMap(({ use, form, floor }, i) => {
		const count = counts[i]!;
		const each = floor / count;
		const levels = Math.ceil(each / (form.long * form.deep * lots.side ** 2) - 1e-9);
		if (levels > MOST_LEVELS) throw tooHigh(district.name, use, levels);
		const area = each / levels;
		const jobsHere = workplaces > 0 ? (use === 'housing' ? 0 : floor / workplaces) : floor / floors;
		const people = {
			residents:
				use === 'housing'
					? district.residents / count
					: housing > 0
						? 0
						: (district.residents * floor) / floors / count,
			jobs: (district.jobs * jobsHere) / count
		};
		const shrunk = Math.sqrt(area / (form.long * form.deep)) / 2;
		return Array.from({ length: count }, () => {
			const middle = lots.middles[chosen[next++]!]!;
			return {
				...placed(lots, middle, form.long * shrunk, form.deep * shrunk),
				use: form.use,
				height: levels * form.storey,
				levels,
				area,
				...people
			};
		});
	});
}

/** At least one lot for each use, as many as it would like where there is room, and shares of all where there is not. */
function lotCounts(wishes: readonly number[], room: number): number[] {
	const asked = wishes.map((wish) => Math.max(1, Math.ceil(wish - 1e-9)));
	const sum = asked.reduce((all, count) => all + count, 0);
	if (sum <= room) return asked;
	const total = wishes.reduce((all, wish) => all + wish, 0);
	const shares = wishes.map((wish) => ((room - wishes.length) * wish) / total);
	const counts = shares.map((share) => 1 + Math.floor(share));
	const order = shares.map((_, i) => i).sort((a, b) => (shares[b]! % 1) - (shares[a]! % 1) || a - b);
	let left = room - counts.reduce((all, count) => all + count, 0);
	for (const i of order) if (left-- > 0) counts[i]!++;
	return counts;
}

/** Numbers of `count` of `room` lots, evenly. */
function spread(room: number, count: number): number[] {
	return Array.from({ length: count }, (_, k) => Math.floor(((k + 0.5) * room) / count));
}

function placed(
	{ frame, cos, sin }: Lots,
	[along, across]: readonly [Metres, Metres],
	halfLong: Metres,
	halfDeep: Metres
): Pick<DistrictBlock, 'ring' | 'lng' | 'lat'> {
	const at = (x: Metres, y: Metres) => degrees(frame, x * cos - y * sin, x * sin + y * cos);
	const corner = (x: -1 | 1, y: -1 | 1) => at(along + x * halfLong, across + y * halfDeep);
	const [lng, lat] = at(along, across);
	return { ring: [corner(-1, -1), corner(1, -1), corner(1, 1), corner(-1, 1)], lng, lat };
}

/** To a hundredth of a metre, as packs are. */
function degrees(frame: LocalFrame, east: Metres, north: Metres): LngLat {
	const [lng, lat] = frame.toLngLat(east, north);
	return [Math.round(lng * 1e7) / 1e7, Math.round(lat * 1e7) / 1e7];
}

const tooSmall = (name: string, uses: number) =>
	saidError(
		'INPUT_INVALID',
		{
			zh: `片区“${name}”的轮廓太小或太窄，放不下 ${uses} 栋建筑，请画大一些。`,
			en: `The ring of the district “${name}” is too small or too narrow for ${uses} buildings: draw it larger.`
		},
		{ district: name }
	);

const tooHigh = (name: string, use: string, levels: number) =>
	saidError(
		'INPUT_INVALID',
		{
			zh: `片区“${name}”有一种用途（${use}）需要建到 ${levels} 层，请画大轮廓或减少建筑面积。`,
			en: `The ${use} of the district “${name}” would need ${levels} storeys: draw the ring larger or ask for less floor area.`
		},
		{ district: name, use, levels }
	);
