import type { Dataset, DatasetColumn } from '#lib/model/city.ts';
import type { TableInfo } from '#workers/analytics/client.ts';
import { columnsOf } from './twin-columns.ts';

/** A table of a dataset, as DuckDB in the browser has it. */
export interface CityTable {
	/** As SQL names it. */
	readonly table: string;
	/** The column by which rows are known. */
	readonly key: string;
	/** Columns that are the data's own business. */
	readonly left: ReadonlySet<string>;
	/** Columns that nobody looks for a thing by: hidden until asked for. */
	readonly seldom: ReadonlySet<string>;
	/** Says how large a thing is, square metres. */
	readonly size?: string;
}

const POSITION = ['lng', 'lat'];

/** Undefined for a dataset that has no table of things, or more than one. */
export function tableOf(dataset: Dataset): CityTable | undefined {
	const table = dataset.id.replaceAll('-', '_');
	switch (dataset.kind) {
		case 'points':
		case 'shapes':
			return { table, key: 'row', left: new Set(), seldom: new Set() };
		case 'buildings':
			return {
				table,
				key: 'id',
				left: new Set(),
				seldom: new Set(['id', 'min_height', 'height_estimated', ...POSITION])
			};
		case 'areas':
			return { table, key: 'row', left: new Set(['row']), seldom: new Set(POSITION), size: 'area_m2' };
		case 'roads':
			return {
				table: 'roads_links',
				key: 'id',
				left: new Set(['first', 'count']),
				seldom: new Set(['id', 'from', 'to', 'oneway', 'layer', ...POSITION])
			};
		default:
			return undefined;
	}
}

/** What the source of roads says by name only. */
const ROADS: Readonly<Record<string, Partial<DatasetColumn>>> = {
	class: { kind: 'category' },
	length: { unit: 'm' },
	max_speed: { unit: 'km/h' },
	capacity: { unit: '/h' }
};

/** The columns of a table that is loaded: those that its dataset declares, else as DuckDB describes them. */
export function tableColumns(
	dataset: Dataset,
	{ left }: CityTable,
	described: TableInfo['columns']
): DatasetColumn[] {
	if (dataset.kind === 'points' || dataset.kind === 'shapes') return columnsOf(dataset);
	const declared = new Map('columns' in dataset ? dataset.columns.map((one) => [one.name, one]) : []);
	const hints = dataset.kind === 'roads' ? ROADS : {};
	const columns = described
		.filter(({ name }) => !left.has(name))
		.filter(
			({ name }) => declared.size === 0 || declared.has(name) || name === 'id' || POSITION.includes(name)
		)
		.map(
			({ name, type }): DatasetColumn => declared.get(name) ?? { name, kind: kindOf(type), ...hints[name] }
		);
	return columnsOf({ columns });
}

function kindOf(type: string): DatasetColumn['kind'] {
	if (type === 'BOOLEAN') return 'category';
	return /INT|FLOAT|DOUBLE|DECIMAL/.test(type) ? 'number' : 'text';
}
