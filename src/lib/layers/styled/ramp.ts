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

/** Of lines and arcs: they are thin, and the quietest steps of the ramp are nearly those of the ground. */
const THIN: readonly (readonly number[])[] = [[], [5], [4, 7], [3, 5, 7], [3, 4, 5, 7], [3, 4, 5, 6, 7]];
/** Tokens of so many classes of lines, the lowest first. */
export const sequentialOfLines = (count: number): string[] =>
	THIN[count]?.map((step) => `--seq-${step}`) ?? sequential(count);

const WATER: readonly (readonly number[])[] = [[], [3], [2, 4], [1, 3, 4], [1, 2, 3, 4], [1, 2, 3, 4, 5]];
/** Tokens of so many classes of depths of water, the shallowest first. */
export const water = (count: number): string[] =>
	WATER[count]?.map((step) => `--wet-${step}`) ?? sequential(count);

/** Tokens of an odd number of classes around a neutral middle. */
export const diverging = (count: number): string[] => (DIVERGING[count] ?? []).map((step) => `--div-${step}`);
