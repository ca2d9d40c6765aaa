import type { WallNode } from '#lib/model/wall/profile.ts';

/** Machines of a wall in even columns and rows, left to right and from the top; together they cover the picture. */
export function nodeGrid(width: number, height: number, columns: number, rows: number): WallNode[] {
	const xs = cuts(width, columns);
	const ys = cuts(height, rows);
	return ys.flatMap(({ from: y, size: nodeHeight }, row) =>
		xs.map(({ from: x, size: nodeWidth }, column) => ({
			column,
			row,
			x,
			y,
			width: nodeWidth,
			height: nodeHeight
		}))
	);
}

/** A length in whole pixels, in parts that differ by one pixel at most. */
function cuts(length: number, parts: number): { readonly from: number; readonly size: number }[] {
	const edge = (part: number) => Math.round((length * part) / parts);
	return Array.from({ length: parts }, (_, part) => ({
		from: edge(part),
		size: edge(part + 1) - edge(part)
	}));
}

/** Machines of a changed profile: those that there are while size and grid stay, for they need not be even. */
export function nodesFor(
	before: { readonly width: number; readonly height: number; readonly nodes: readonly WallNode[] },
	{ width, height }: { readonly width: number; readonly height: number },
	grid: { readonly columns: number; readonly rows: number }
): WallNode[] {
	const was = gridOf(before.nodes);
	const isSame =
		before.width === width &&
		before.height === height &&
		was.columns === grid.columns &&
		was.rows === grid.rows;
	return isSame ? [...before.nodes] : nodeGrid(width, height, grid.columns, grid.rows);
}

/** Columns and rows of machines. */
export const gridOf = (nodes: readonly WallNode[]): { readonly columns: number; readonly rows: number } => ({
	columns: Math.max(...nodes.map(({ column }) => column)) + 1,
	rows: Math.max(...nodes.map(({ row }) => row)) + 1
});

/** Where a machine's part of the picture lies in it, per cent. */
export const partOf = (
	{ x, y, width, height }: WallNode,
	wall: { readonly width: number; readonly height: number }
): { readonly left: number; readonly top: number; readonly width: number; readonly height: number } => ({
	left: (100 * x) / wall.width,
	top: (100 * y) / wall.height,
	width: (100 * width) / wall.width,
	height: (100 * height) / wall.height
});
