import type { Words } from '#lib/model/alarm-rule.ts';
import type { BBox, LngLat } from '#lib/model/geometry.ts';
import type { BuildingsPart, FacilitiesPart } from '#lib/model/scenario/city-parts.ts';
import type { ColumnClasses, ResultColumn, ResultLayer } from '#lib/model/scenario/result.ts';
import type { Metres } from '#lib/model/units.ts';
import { Plane } from '../city/plane.ts';
import { contoursOf } from './contours.ts';
import { sixDigits, type Danger } from './danger.ts';
import type { PlumeField } from './plume-field.ts';
import type { Releases } from './release.ts';
import { facilityRows } from '../city/facility-rows.ts';

/** Cells of the same grid for every plume of a city, so that two can be compared. */
const CELL: Metres = 50;
const ACROSS = 800;

const SEVERITIES: ColumnClasses = {
	bounds: [2, 3],
	names: [
		{ zh: '1 级（不适）', en: '1 discomfort' },
		{ zh: '2 级（严重）', en: '2 serious' },
		{ zh: '3 级（致命）', en: '3 deadly' }
	]
};

export type DangerAt = (lng: number, lat: number) => Danger;

function dangerColumns(dangers: readonly Danger[]): ResultColumn[] {
	return [
		{
			name: 'concentration',
			title: { zh: '浓度', en: 'Concentration' },
			unit: 'mg/m3',
			better: 'less',
			values: dangers.map(({ concentration }) => concentration)
		},
		{
			name: 'severity',
			title: { zh: '危害等级', en: 'Severity' },
			unit: '1',
			better: 'less',
			values: dangers.map(({ severity }) => severity),
			classes: SEVERITIES
		}
	];
}

/** Rows where any threshold is reached, with what the air holds there. */
function inDanger(lng: ArrayLike<number>, lat: ArrayLike<number>, dangerAt: DangerAt) {
	const rows: number[] = [];
	const dangers: Danger[] = [];
	for (let row = 0; row < lng.length; row++) {
		const danger = dangerAt(lng[row]!, lat[row]!);
		if (danger.severity === 0) continue;
		rows.push(row);
		dangers.push(danger);
	}
	return { rows, dangers };
}

/** Concentration by cells of 50 m within 20 km of the anchor, where any threshold is reached: nowhere but in `box`. */
export function cellsLayer([lng, lat]: LngLat, box: BBox | undefined, dangerAt: DangerAt): ResultLayer {
	const plane = new Plane(lat);
	const [width, height] = [CELL / plane.perLng, CELL / plane.perLat].map(tenth) as [number, number];
	const [west, south] = [tenth(lng - (ACROSS / 2) * width), tenth(lat - (ACROSS / 2) * height)];
	const keys: string[] = [];
	const dangers: Danger[] = [];
	const [first, last] = [cellOf(box?.[0], box?.[1]), cellOf(box?.[2], box?.[3])];
	for (let row = first.row; box && row <= last.row; row++)
		for (let column = first.column; column <= last.column; column++) {
			const danger = dangerAt(west + (column + 0.5) * width, south + (row + 0.5) * height);
			if (danger.severity === 0) continue;
			keys.push(String(row * ACROSS + column));
			dangers.push(danger);
		}
	function cellOf(east = west, north = south) {
		const within = (cell: number) => Math.min(ACROSS - 1, Math.max(0, Math.floor(cell)));
		return { column: within((east - west) / width), row: within((north - south) / height) };
	}
	return {
		id: 'cells',
		title: { zh: '地面浓度', en: 'Concentration at the ground' },
		geometry: { of: 'cells', west, south, width, height, columns: ACROSS },
		keys,
		columns: dangerColumns(dangers),
		colour: 'concentration'
	};
}

/** Rings of the thresholds, each release for itself: keys are the edit's number and the threshold's id. */
export function areasLayer(releases: Releases | undefined, fields: readonly PlumeField[]): ResultLayer {
	const rows = (releases?.edits ?? []).flatMap(({ place }, index) =>
		releases!.thresholds.flatMap(({ id, severity, milligrams }) => {
			return contoursOf(fields[index]!, milligrams).map(({ ring, far }, part) => ({
				...{ key: `${place}-${id}${part === 0 ? '' : `-${part}`}`, id, severity, milligrams, far },
				ring: ring.map(tenth)
			}));
		})
	);
	const column = (name: string, title: Words, unit: string, values: readonly number[]): ResultColumn => ({
		...{ name, title, unit, better: 'less', values }
	});
	return {
		id: 'areas',
		title: { zh: '危害范围', en: 'Where it is dangerous' },
		geometry: { of: 'areas', rings: rows.map(({ ring }) => ring) },
		keys: rows.map(({ key }) => key),
		// What a threshold means is its severity's name, in the reader's language.
		names: rows.map(({ id }) => id.toUpperCase()),
		columns: [
			{
				...column(
					'severity',
					{ zh: '危害等级', en: 'Severity' },
					'1',
					rows.map(({ severity }) => severity)
				),
				classes: SEVERITIES
			},
			column(
				'threshold',
				{ zh: '浓度阈值', en: 'Threshold' },
				'mg/m3',
				rows.map(({ milligrams }) => sixDigits(milligrams))
			),
			column(
				'far',
				{ zh: '最远下风距离', en: 'Farthest downwind' },
				'm',
				rows.map(({ far }) => Math.round(far))
			)
		],
		colour: 'severity'
	};
}

export function buildingsLayer(
	{ key, lng, lat, residents, jobs }: BuildingsPart,
	dangerAt: DangerAt,
	people: (residents: number, jobs: number) => number
): ResultLayer {
	const { rows, dangers } = inDanger(lng, lat, dangerAt);
	return {
		id: 'buildings',
		title: { zh: '建筑处浓度', en: 'Concentration at buildings' },
		geometry: { of: 'buildings' },
		keys: rows.map((row) => key[row]!),
		columns: [
			...dangerColumns(dangers),
			{
				name: 'people',
				title: { zh: '此刻在内人数', en: 'People inside at the hour' },
				unit: '{person}',
				better: 'less',
				values: rows.map((row) => sixDigits(people(residents[row]!, jobs[row]!)))
			}
		],
		colour: 'concentration'
	};
}

export function facilitiesLayer(facilities: FacilitiesPart, dangerAt: DangerAt): ResultLayer {
	const { rows, dangers } = inDanger(facilities.lng, facilities.lat, dangerAt);
	return {
		id: 'facilities',
		title: { zh: '设施处浓度', en: 'Concentration at facilities' },
		...facilityRows(facilities, rows),
		columns: dangerColumns(dangers),
		colour: 'concentration'
	};
}

/** Degrees to a tenth of a millimetre. */
function tenth(degrees: number): number {
	return Math.round(degrees * 1e9) / 1e9;
}
