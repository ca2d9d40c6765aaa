import type { DatasetOf } from '#lib/model/city.ts';
import type { LayerHost } from '../layer.ts';
import type { CellSource, CellWish } from './cell-source.ts';

/** The rows of a dataset, counted where they are. */
export function datasetCells(
	host: LayerHost,
	{ id, columns, span }: DatasetOf<'points'>,
	signal: AbortSignal
): CellSource {
	const request = ({ aggregate, field, size, mask, window }: CellWish) => ({
		dataset: id,
		anchor: host.scene.frame.anchor,
		aggregate,
		field,
		size,
		mask,
		window
	});
	return {
		id,
		fieldOf: (wanted) => columns.find(({ name, kind }) => kind === 'number' && name === wanted)?.name,
		cells: (wish) =>
			wish.resolution === undefined
				? host.gather('cells', request(wish), signal)
				: host.gather('hexagons', { ...request(wish), resolution: wish.resolution }, signal),
		...(span && {
			windows: (wish, length) =>
				host.gather('windows', { ...request(wish), resolution: wish.resolution, length }, signal)
		})
	};
}
