import type { BuildingColours } from '#lib/scene/contract.ts';
import type { BuildingValues } from '#workers/analytics/client.ts';
import { deltaOf, type DifferenceRow, type SideReading } from './difference.ts';
import { classOfDelta, type DivergingScale } from './diverging-scale.ts';

type Numbers = Extract<BuildingValues, { kind: 'number' }>;
type Rgb = readonly [red: number, green: number, blue: number];

/**
 * Every building that a side has in its answer, in the order of their ids: b − a where both say a number. A building
 * that is in one side's answer only, or says nothing on a side, has no difference.
 */
export function buildingDifference(
	a: Numbers,
	b: Numbers,
	titleOf: (building: number) => string
): DifferenceRow[] {
	const [first, second] = [readingsOf(a), readingsOf(b)];
	const ids = [...new Set([...a.ids, ...b.ids])].sort((x, y) => x - y);
	return ids.map((id): DifferenceRow => {
		const [inA, inB] = [first.get(id), second.get(id)];
		return {
			urn: String(id),
			title: titleOf(id),
			at: undefined,
			a: inA,
			b: inB,
			...deltaOf(inA?.value, inB?.value)
		};
	});
}

function readingsOf({ ids, values }: Numbers): ReadonlyMap<number, SideReading> {
	const said = (row: number) => {
		const value = values[row] as number;
		return Number.isFinite(value) ? value : undefined;
	};
	return new Map(
		Array.from(ids, (id, row) => [id, { value: said(row), observedAt: undefined, stale: false }] as const)
	);
}

/** The body's own colour, and colour from the texture. */
const OWN = 254;
const COLOURED = 255;

export interface PaintedDifference {
	readonly rows: readonly DifferenceRow[];
	readonly scale: DivergingScale;
	/** Too small a difference to be shown: the body keeps its own colour. */
	readonly isHidden: (row: DifferenceRow) => boolean;
	/** Of the city. */
	readonly buildings: number;
	/** Colour of a class, −3 … 3; undefined: of buildings that cannot be compared. */
	readonly colourOf: (place: number | undefined) => Rgb;
}

/** Colours of all buildings by the class of their difference; those of neither side keep their own. */
export function paintDifference(painted: PaintedDifference): BuildingColours {
	const { rows, scale, isHidden, buildings, colourOf } = painted;
	const rgba = new Uint8Array(4 * buildings);
	for (let id = 0; id < buildings; id++) rgba[4 * id + 3] = OWN;
	for (const row of rows) {
		if (isHidden(row)) continue;
		const at = 4 * Number(row.urn);
		rgba.set(colourOf(row.delta === undefined ? undefined : classOfDelta(row.delta, scale)), at);
		rgba[at + 3] = COLOURED;
	}
	return { rgba };
}
