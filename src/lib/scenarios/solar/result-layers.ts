import type { BuildingsPart } from '#lib/model/scenario/city-parts.ts';
import type { ColumnClasses, ResultColumn, ResultLayer } from '#lib/model/scenario/result.ts';
import type { Metres } from '#lib/model/units.ts';
import type { Lattice } from '../city/lattice.ts';
import { RESULT_CELL, type HeightRaster } from './height-raster.ts';
import type { LitWindow } from './lit-window.ts';
import { rounded } from '../rounded.ts';
import type { LitBuilding } from './roofs.ts';
import type { RoofPlant } from './roof-plant.ts';

/** Hours of a day. */
const HOURS: ColumnClasses = { bounds: [2, 4, 6, 8] };

export function buildingsLayer(
	lit: readonly LitBuilding[],
	plants: readonly RoofPlant[],
	{ key }: BuildingsPart
): ResultLayer {
	const columns: ResultColumn[] = [
		{
			name: 'sun',
			title: { zh: '屋顶年辐射', en: 'Sun on the roof' },
			unit: 'kW.h/m2/a',
			better: 'more',
			values: lit.map(({ roof }) => rounded(roof?.sun, 1))
		},
		{
			name: 'energy',
			title: { zh: '光伏年发电', en: 'Solar power' },
			unit: 'kW.h/a',
			better: 'more',
			values: plants.map(({ energy }) => rounded(energy, 0))
		},
		{
			name: 'hours',
			title: { zh: '屋顶日照时数', en: 'Hours of sun on the roof' },
			unit: 'h',
			better: 'more',
			values: lit.map(({ roof }) => rounded(roof?.hours, 2)),
			classes: HOURS
		},
		{
			name: 'front',
			title: { zh: '住宅底层立面日照', en: 'Hours of sun before ground-floor walls of housing' },
			unit: 'h',
			better: 'more',
			values: lit.map(({ front }) => rounded(front?.hours, 2)),
			classes: { bounds: [1, 2, 3, 5] }
		},
		{
			name: 'short',
			title: { zh: '不满足日照标准的立面', en: 'Walls of housing short of sun' },
			unit: '%',
			better: 'less',
			values: lit.map(({ front }) => rounded(front && (front.short / front.length) * 100, 1))
		}
	];
	return {
		id: 'buildings',
		title: { zh: '建筑', en: 'Buildings' },
		geometry: { of: 'buildings' },
		keys: lit.map(({ row }) => key[row]!),
		columns,
		colour: 'sun'
	};
}

/** Mean over the open ground of each cell of the lattice within the radius; none where all of it is built over. */
export function groundLayer(
	lattice: Lattice,
	raster: HeightRaster,
	light: LitWindow,
	{ middle, radius }: { readonly middle: readonly [Metres, Metres]; readonly radius: Metres }
): { readonly layer: ResultLayer; readonly mean: number | null } {
	const each = RESULT_CELL / raster.cell;
	const across = raster.columns / each;
	const keys: string[] = [];
	const hours: number[] = [];
	const year: number[] = [];
	let [sum, cells] = [0, 0];
	for (let cell = 0; cell < across * across; cell++) {
		const [column, row] = [cell % across, Math.floor(cell / across)];
		const x = raster.west + (column + 0.5) * RESULT_CELL - middle[0];
		const y = raster.south + (row + 0.5) * RESULT_CELL - middle[1];
		if (Math.hypot(x, y) > radius) continue;
		let [free, day, sun] = [0, 0, 0];
		for (let line = row * each; line < (row + 1) * each; line++)
			for (let i = column * each; i < (column + 1) * each; i++) {
				const at = line * raster.columns + i;
				if (raster.top[at]! > 0) continue;
				free++;
				day += light.day[at]!;
				sun += light.year[at]!;
			}
		if (free === 0) continue;
		sum += day;
		cells += free;
		const from = (metres: Metres) => Math.round(metres / RESULT_CELL);
		keys.push(lattice.key(from(raster.west) + column, from(raster.south) + row));
		hours.push(rounded(day / free, 2)!);
		year.push(rounded(sun / free, 1)!);
	}
	const layer: ResultLayer = {
		id: 'ground',
		title: { zh: '地面日照', en: 'Sun on the ground' },
		geometry: lattice.cells,
		keys,
		columns: [
			{
				name: 'hours',
				title: { zh: '日照时数', en: 'Hours of sun' },
				unit: 'h',
				better: 'more',
				values: hours
			},
			{
				name: 'sun',
				title: { zh: '年辐射', en: 'Sun of a year' },
				unit: 'kW.h/m2/a',
				better: 'more',
				values: year
			}
		],
		colour: 'hours'
	};
	return { layer, mean: cells > 0 ? sum / cells : null };
}
