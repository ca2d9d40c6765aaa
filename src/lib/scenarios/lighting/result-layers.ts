import type { LampsPart, ZonesPart } from '#lib/model/scenario/city-parts.ts';
import type { ResultColumn, ResultLayer } from '#lib/model/scenario/result.ts';
import type { Metres } from '#lib/model/units.ts';
import { Lattice } from '../city/lattice.ts';
import { ZoneIndex } from '../city/zones/zone-index.ts';
import { rounded } from '../rounded.ts';
import type { LampEnergy } from './energy.ts';

const CELL: Metres = 100;

interface Sum {
	lamps: number;
	energy: number;
	full: number;
}

/** Lamps by squares of 100 m, in the order of their keys. */
export function cellsLayer(
	{ lng, lat }: LampsPart,
	energy: LampEnergy,
	anchor: readonly [number, number]
): ResultLayer {
	const lattice = new Lattice(anchor, CELL);
	const sums = new Map<string, Sum>();
	for (let lamp = 0; lamp < lng.length; lamp++) {
		const [east, north] = lattice.toMetres(lng[lamp]!, lat[lamp]!);
		count(sums, lattice.key(Math.floor(east / CELL), Math.floor(north / CELL)), energy, lamp);
	}
	const sorted = [...sums].sort(([a], [b]) => Number(a) - Number(b));
	return {
		id: 'cells',
		title: { zh: '路灯用电（百米网格）', en: 'Street lighting by squares of 100 m' },
		geometry: lattice.cells,
		keys: sorted.map(([key]) => key),
		columns: columns(sorted.map(([, sum]) => sum)),
		colour: 'energy'
	};
}

/** Lamps by zones, all zones. */
export function zonesLayer({ lng, lat }: LampsPart, energy: LampEnergy, zones: ZonesPart): ResultLayer {
	const index = new ZoneIndex(zones);
	const sums = new Map(zones.key.map((key) => [key, { lamps: 0, energy: 0, full: 0 }]));
	for (let lamp = 0; lamp < lng.length; lamp++)
		count(sums, zones.key[index.at(lng[lamp]!, lat[lamp]!)]!, energy, lamp);
	return {
		id: 'zones',
		title: { zh: '路灯用电（分区）', en: 'Street lighting by zones' },
		geometry: { of: 'zones' },
		keys: zones.key,
		names: zones.name,
		...(zones.nameEn && { namesEn: zones.nameEn }),
		columns: columns([...sums.values()]),
		colour: 'energy'
	};
}

const MONTHS = 'January February March April May June July August September October November December'.split(
	' '
);

/** By month: hours of the dark, energy and what is saved. */
export function monthsLayer(dark: Float64Array, { byHour, full }: LampEnergy): ResultLayer {
	const months = Array.from({ length: 12 }, (_, month) => month);
	const of = (cells: Float64Array) =>
		months.map((month) => cells.subarray(month * 24, month * 24 + 24).reduce((sum, cell) => sum + cell, 0));
	const [hours, energy] = [of(dark), of(byHour)];
	const nights = hours.reduce((sum, each) => sum + each, 0);
	const all = full.reduce((sum, each) => sum + each, 0);
	return {
		id: 'months',
		title: { zh: '逐月', en: 'By month' },
		geometry: { of: 'table' },
		keys: months.map((month) => String(month + 1)),
		names: months.map((month) => `${String(month + 1)}月`),
		namesEn: MONTHS,
		columns: [
			{ ...HOURS, values: hours.map((each) => rounded(each, 1)) },
			{ ...ENERGY, ...OF_A_MONTH.energy, values: energy.map((each) => rounded(each, 0)) },
			{
				...SAVED,
				...OF_A_MONTH.saved,
				values: energy.map((each, month) => rounded((all * hours[month]!) / nights - each, 0))
			}
		],
		colour: 'energy'
	};
}

/** By hour of the clock: hours of the dark a year, mean level, energy. */
export function hoursLayer(dark: Float64Array, { byHour, level }: LampEnergy): ResultLayer {
	const hours = Array.from({ length: 24 }, (_, hour) => hour);
	const of = (cells: Float64Array) =>
		hours.map((hour) => cells.reduce((sum, cell, at) => (at % 24 === hour ? sum + cell : sum), 0));
	return {
		id: 'hours',
		title: { zh: '逐时', en: 'By hour' },
		geometry: { of: 'table' },
		keys: hours.map(String),
		names: hours.map((hour) => `${String(hour)}–${String(hour + 1)} 时`),
		namesEn: hours.map((hour) => `${String(hour)}:00–${String(hour + 1)}:00`),
		columns: [
			{ ...HOURS, values: of(dark).map((each) => rounded(each, 1)) },
			{
				name: 'level',
				title: { zh: '平均亮度', en: 'Mean level' },
				unit: '%',
				better: 'neither',
				values: [...level].map((each) => rounded(each * 100, 1))
			},
			{ ...ENERGY, values: of(byHour).map((each) => rounded(each, 0)) }
		],
		colour: 'energy'
	};
}

const HOURS = {
	name: 'dark',
	title: { zh: '黑暗时长', en: 'Hours of the dark' },
	unit: 'h',
	better: 'neither'
} as const;
const ENERGY = {
	name: 'energy',
	title: { zh: '年用电', en: 'Power used' },
	unit: 'kW.h/a',
	better: 'less'
} as const;
const SAVED = {
	name: 'saved',
	title: { zh: '年节电', en: 'Power saved' },
	unit: 'kW.h/a',
	better: 'more'
} as const;

/** Of a month it is no amount a year. */
const OF_A_MONTH = {
	energy: { title: { zh: '用电', en: 'Power used' }, unit: 'kW.h' },
	saved: { title: { zh: '节电', en: 'Power saved' }, unit: 'kW.h' }
} as const;

function count(sums: Map<string, Sum>, key: string, { energy, full }: LampEnergy, lamp: number): void {
	const sum = sums.get(key) ?? { lamps: 0, energy: 0, full: 0 };
	sum.lamps++;
	sum.energy += energy[lamp]!;
	sum.full += full[lamp]!;
	sums.set(key, sum);
}

function columns(sums: readonly Sum[]): ResultColumn[] {
	return [
		{
			name: 'lamps',
			title: { zh: '灯杆数', en: 'Lamps' },
			unit: '1',
			better: 'neither',
			values: sums.map(({ lamps }) => lamps)
		},
		{ ...ENERGY, values: sums.map(({ energy }) => rounded(energy, 1)) },
		{ ...SAVED, values: sums.map(({ energy, full }) => rounded(full - energy, 1)) }
	];
}
