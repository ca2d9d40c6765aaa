import { chosenTokens } from '#lib/layers/styled/class-focus.ts';
import type { LayerStyle } from '#lib/model/view-spec.ts';
import type { BuildingColours } from '#lib/scene/contract.ts';
import type { ResultKey } from './result-key.ts';
import type { ResultRows } from './result-rows.ts';

/** The body's own colour, and colour from the texture. */
const OWN = 254;
const COLOURED = 255;

export interface BuildingsToColour {
	readonly rows: Pick<ResultRows, 'keys'>;
	readonly key: ResultKey;
	/** Names of the classes that are coloured; undefined: all are. */
	readonly only: LayerStyle['only'];
	/** Of the city. */
	readonly buildings: number;
	readonly colourOf: (token: string) => readonly [red: number, green: number, blue: number];
}

/** Colours of the city's buildings by a result; those that it says nothing of keep their own. */
export function buildingColours({
	rows,
	key,
	only,
	buildings,
	colourOf
}: BuildingsToColour): BuildingColours {
	const rgba = new Uint8Array(4 * buildings);
	for (let id = 0; id < buildings; id++) rgba[4 * id + 3] = OWN;
	const chosen = chosenTokens(key.classes, only);
	const palette = new Map<string, readonly number[]>();
	rows.keys.forEach((name, row) => {
		const id = Number(name);
		const token = key.tokenOf(row);
		// Buildings that the scenario adds are blocks of their own.
		if (!(id < buildings) || token === undefined || (chosen && !chosen.has(token))) return;
		const colour = palette.get(token) ?? colourOf(token);
		palette.set(token, colour);
		rgba.set(colour, 4 * id);
		rgba[4 * id + 3] = COLOURED;
	});
	return { rgba };
}
