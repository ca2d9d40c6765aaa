import type { BuildingsPart } from '#lib/model/scenario/city-parts.ts';

/** One building, to be changed. */
export interface BuildingRow {
	readonly key: string;
	readonly lng: number;
	readonly lat: number;
	readonly use: string;
	readonly height: number;
	readonly area: number;
	readonly levels: number;
	residents: number;
	jobs: number;
}

export function buildingRows(part: BuildingsPart): BuildingRow[] {
	return part.key.map((key, row) => ({
		key,
		lng: part.lng[row]!,
		lat: part.lat[row]!,
		use: part.use[row]!,
		height: part.height[row]!,
		area: part.area[row]!,
		levels: part.levels[row]!,
		residents: part.residents[row]!,
		jobs: part.jobs[row]!
	}));
}

export function buildingsOf(rows: readonly BuildingRow[]): BuildingsPart {
	return {
		key: rows.map(({ key }) => key),
		lng: Float64Array.from(rows, ({ lng }) => lng),
		lat: Float64Array.from(rows, ({ lat }) => lat),
		use: rows.map(({ use }) => use),
		height: Float32Array.from(rows, ({ height }) => height),
		area: Float32Array.from(rows, ({ area }) => area),
		levels: Float32Array.from(rows, ({ levels }) => levels),
		residents: Float32Array.from(rows, ({ residents }) => residents),
		jobs: Float32Array.from(rows, ({ jobs }) => jobs)
	};
}
