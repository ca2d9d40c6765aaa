import type { DatasetColumn } from '#lib/model/city.ts';
import { formatUnit } from '#lib/ui/format.ts';

/** UCUM units of columns whose sources say them in the name only. */
const UNITS: Readonly<Record<string, string>> = {
	alarm_m: 'm',
	area_m2: 'm2',
	bearing: 'deg',
	clearance_m: 'm',
	diameter_mm: 'mm',
	end_invert_m: 'm',
	fov: 'deg',
	ground_m: 'm',
	height_m: 'm',
	invert_m: 'm',
	length_m: 'm',
	litres: 'L',
	lowest_m: 'm',
	megavoltamperes: 'MV.A',
	mouth_m: 'm',
	pipe_kpa: 'kPa',
	range_m: 'm',
	usual_litres_s: 'L/s',
	warning_m: 'm',
	watts: 'W',
	zero_m: 'm'
};

/** A column's unit as printed; empty when it has none. */
export function columnUnit({ name, unit = UNITS[name] }: Pick<DatasetColumn, 'name' | 'unit'>): string {
	return unit === undefined ? '' : formatUnit(unit);
}
