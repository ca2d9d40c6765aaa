import type { Metres } from '#lib/model/units.ts';
import type { SceneContext } from '#lib/scene/contract.ts';

/** Even square cells: south-west corners are so many sizes east and north of the anchor. */
interface Squares {
	readonly size: Metres;
	readonly column: Int32Array;
	readonly row: Int32Array;
}

const known = new WeakMap<Squares, { readonly frame: object; readonly centres: Float64Array }>();

/** Where the middles of cells are drawn, three numbers each; reckoned once for as long as the cells are the same. */
export function cellCentres(context: SceneContext, cells: Squares, lift: Metres): Float64Array {
	const before = known.get(cells);
	if (before?.frame === context.frame) return before.centres;
	const centres = new Float64Array(3 * cells.column.length);
	for (let cell = 0; cell < cells.column.length; cell++)
		centres.set(
			squareCentre(context, cells.size, cells.column[cell] as number, cells.row[cell] as number, lift),
			3 * cell
		);
	known.set(cells, { frame: context.frame, centres });
	return centres;
}

/** Where the middle of one cell is drawn. */
export function squareCentre(
	context: SceneContext,
	size: Metres,
	column: number,
	row: number,
	lift: Metres
): [number, number, number] {
	const [lng, lat] = context.frame.toLngLat((column + 0.5) * size, (row + 0.5) * size);
	return context.toScene(lng, lat, lift);
}
