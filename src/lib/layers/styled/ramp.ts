/** Steps of the ramps by how many classes there are: neighbours stay as far apart as they can. */
const SEQUENTIAL: readonly (readonly number[])[] = [
	[],
	[5],
	[3, 6],
	[2, 4, 6],
	[1, 3, 5, 7],
	[1, 2, 4, 5, 7],
	[1, 2, 3, 4, 5, 7],
	[1, 2, 3, 4, 5, 6, 7]
];
const DIVERGING: Readonly<Record<number, readonly string[]>> = {
	1: ['0'],
	3: ['n2', '0', 'p2'],
	5: ['n3', 'n1', '0', 'p1', 'p3'],
	7: ['n3', 'n2', 'n1', '0', 'p1', 'p2', 'p3']
};
export const MOST_CLASSES = 7;

/** Tokens of so many classes, the lowest first. */
export const sequential = (count: number): string[] =>
	(SEQUENTIAL[count] ?? []).map((step) => `--seq-${step}`);

/** Tokens of an odd number of classes around a neutral middle. */
export const diverging = (count: number): string[] => (DIVERGING[count] ?? []).map((step) => `--div-${step}`);
