import type { ResultLayer } from '#lib/model/scenario/result.ts';

/** The column that a layer is shown by: the one that is wanted, else what says most of it, or of what differs. */
export function shownColumn(
	{ columns, colour, difference = colour }: Pick<ResultLayer, 'columns' | 'colour' | 'difference'>,
	{ column, differs }: { readonly column: string | undefined; readonly differs: boolean }
): string {
	return columns.find(({ name }) => name === column)?.name ?? (differs ? difference : colour);
}
