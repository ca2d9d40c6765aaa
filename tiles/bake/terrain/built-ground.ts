import type { Metres } from '#lib/model/units.ts';
import type { LocalFrame } from '#lib/model/local-frame.ts';
import type { VolumeGrid } from '../built-shape.ts';
import type { CollectedRoads } from '../collected.ts';
import { roadStyle } from '../road-classes.ts';
import type { MetreGrid, ReliefSource } from './relief.ts';

/** Bit of a road's flags that says tunnel. */
const TUNNEL = 2;

/** Where buildings stand and roads run, on the samples of a grid. */
export function builtGround(
	place: Omit<MetreGrid, 'values'>,
	frame: LocalFrame,
	volumes: VolumeGrid,
	roads: CollectedRoads
): ReliefSource['isBuilt'] {
	const { west, south, step, columns, rows } = place;
	const built = new Uint8Array(columns * rows);
	const indexOf = (x: Metres, y: Metres) => {
		const [column, row] = [Math.round((x - west) / step), Math.round((y - south) / step)];
		return column < 0 || row < 0 || column >= columns || row >= rows ? -1 : row * columns + column;
	};
	const mark = (x: Metres, y: Metres) => {
		const index = indexOf(x, y);
		if (index >= 0) built[index] = 1;
	};
	volumes.volume.forEach((volume, index) => {
		if (volume === 0) return;
		const column = index % volumes.columns;
		const row = (index - column) / volumes.columns;
		mark(volumes.west + (column + 0.5) * volumes.cell, volumes.north - (row + 0.5) * volumes.cell);
	});
	const points = roads.lngLat.view();
	let begin = 0;
	roads.ends.view().forEach((end, road) => {
		const drawn = roadStyle(roads.classes.texts[roads.class.view()[road]!] ?? '') !== undefined;
		if (drawn && (roads.flags.view()[road]! & TUNNEL) === 0)
			for (let v = begin + 1; v < end; v++)
				markLine(
					frame.toLocal(points[2 * v - 2]!, points[2 * v - 1]!),
					frame.toLocal(points[2 * v]!, points[2 * v + 1]!)
				);
		begin = end;
	});
	function markLine([ax, ay]: readonly number[], [bx, by]: readonly number[]) {
		const pieces = Math.max(1, Math.ceil((2 * Math.hypot(bx! - ax!, by! - ay!)) / step));
		for (let i = 0; i <= pieces; i++)
			mark(ax! + ((bx! - ax!) * i) / pieces, ay! + ((by! - ay!) * i) / pieces);
	}
	return (x, y) => {
		const index = indexOf(x, y);
		return index >= 0 && built[index] === 1;
	};
}
