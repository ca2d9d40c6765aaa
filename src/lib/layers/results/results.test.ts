import { expect, test } from 'vitest';
import { sceneContext } from '../sensors/testing/scene-context.ts';
import { buildCells } from './build-cells.ts';
import { buildLines } from './build-lines.ts';
import { buildRings } from './build-rings.ts';
import { placeOfRow } from './place-of-row.ts';
import type { ResultDrawing, ResultShape } from './result-drawing.ts';

/** All rows of a shape, each as large as its number says, the second one an increase. */
function drawing(shape: ResultShape, rows: number[], changes: Partial<ResultDrawing> = {}): ResultDrawing {
	return {
		...{ shape, rows: Uint32Array.from(rows), opacity: undefined, raised: false, selected: undefined },
		...{ tokenOf: () => '--seq-7', shareOf: (row) => row, isMore: (row) => row === 1, metresPerPixel: 1 },
		...changes
	};
}
/** What a layer is called, and the rows that a pick on it answers. */
const drawn = (layers: readonly { id: string; props: { data?: unknown } }[]) =>
	layers.map(({ id, props }) => [id, [...((props.data as { rows?: Uint32Array }).rows ?? [])]]);

const lines = {
	of: 'lines',
	starts: Uint32Array.of(0, 2, 5, 5),
	points: Float64Array.of(0, 0, 1, 0, 2, 0, 2, 1, 2, 2)
} as const;

test('a line lies where its points are; one without any is not drawn, and only wide increases are edged', () => {
	const layers = buildLines(sceneContext(), drawing(lines, [0, 1, 2]), lines);
	expect(drawn(layers)).toEqual([
		['result-edge', [1]],
		['result-lines', [0, 1]]
	]);
	const [, all] = layers;
	const path = (all?.props as unknown as { getPath: (row: number) => Float64Array }).getPath(1);
	expect([...path]).toEqual([2, 0, 4, 2, 1, 4, 2, 2, 4]);
	const thin = drawing(lines, [0, 1], { shareOf: () => 0 });
	expect(drawn(buildLines(sceneContext(), thin, lines))).toEqual([['result-lines', [0, 1]]]);
});

test('a selected line has ring and casing under all others', () => {
	const layers = buildLines(sceneContext(), drawing(lines, [0, 1], { selected: 0 }), lines);
	expect(drawn(layers).map(([id]) => id)).toEqual([
		'result-casing',
		'result-chosen',
		'result-edge',
		'result-lines'
	]);
});

test('areas are outlined when they lie and bodies when they stand', () => {
	const rings = { of: 'rings', rings: [[0, 0, 1, 0, 1, 1], []] } as const;
	expect(drawn(buildRings(sceneContext(), drawing(rings, [0, 1]), rings))).toEqual([
		['result-fills', [0]],
		['result-outlines', [0]]
	]);
	const [body] = buildRings(sceneContext(), drawing(rings, [0], { raised: true }), rings);
	expect(body?.props).toMatchObject({ extruded: true });
});

test('cells are as wide and as high as the grid has them', () => {
	const cells = { of: 'cells', lngLat: Float64Array.of(0, 0), width: 0.002, height: 0.001 } as const;
	const [layer] = buildCells(sceneContext(), drawing(cells, [0]), cells);
	const { radius, vertices } = layer?.props as unknown as { radius: number; vertices: number[][] };
	expect(radius).toBeCloseTo(111.32, 1);
	expect(radius * vertices[0]![1]!).toBeCloseTo(55.29, 1);
	expect(buildCells(sceneContext(), drawing(cells, []), cells)).toEqual([]);
});

test('a row stands where its middle is', () => {
	expect(placeOfRow(lines, 1)).toEqual([2, 1]);
	expect(placeOfRow(lines, 2)).toBeUndefined();
	expect(placeOfRow({ of: 'rings', rings: [[0, 0, 3, 0, 3, 3]] }, 0)).toEqual([2, 1]);
	expect(placeOfRow({ of: 'marks', lngLat: Float64Array.of(NaN, NaN) }, 0)).toBeUndefined();
});
