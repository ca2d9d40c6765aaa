import { AppError } from '#lib/model/errors.ts';
import type { Bins } from '#lib/queries/cubes/bins.ts';
import { binHeat } from '#lib/queries/cubes/heat-bins.ts';
import { binCategories, type Categories } from '#lib/queries/cubes/category-bins.ts';
import { LinkedViews, positionBins, type ViewData } from '#lib/queries/cubes/linked-views.ts';
import { binNumbers } from '#lib/queries/cubes/number-bins.ts';
import { binHours, binTimes, binWeekdays } from '#lib/queries/cubes/time-bins.ts';
import type { AxisDefinition, ViewDefinition, ViewLayout } from '#lib/queries/cubes/view-definition.ts';
import type { TimeZone } from '#lib/queries/time-zone.ts';
import type { Column } from './columns.ts';

/** A loaded table's columns, as far as charts can use them. */
export interface LoadedColumns {
	readonly rows: number;
	readonly columns: ReadonlyMap<string, Column>;
}

/** Cuts every view's column into bins. Throws QUERY_FAILED when a column is missing or of the wrong kind. */
export function openLinkedViews(
	table: LoadedColumns,
	definitions: readonly ViewDefinition[],
	zone: TimeZone
): { linked: LinkedViews; layouts: ViewLayout[] } {
	const data = definitions.map((definition) => viewData(table, definition, zone));
	const layouts = data.map(({ bins }, index): ViewLayout => {
		const { fine: _, ...axis } = bins;
		return { definition: definitions[index] as ViewDefinition, ...axis };
	});
	return { linked: new LinkedViews(table.rows, data), layouts };
}

function viewData(table: LoadedColumns, definition: ViewDefinition, zone: TimeZone): ViewData {
	const { id } = definition;
	if (definition.kind === 'map') {
		const positions = {
			lng: numbers(table, definition.lng ?? 'lng'),
			lat: numbers(table, definition.lat ?? 'lat')
		};
		return { id, bins: positionBins(positions), positions };
	}
	if (definition.kind === 'heat')
		return { id, bins: binHeat(binsOf(table, definition.x, zone), binsOf(table, definition.y, zone)) };
	return { id, bins: binsOf(table, definition, zone) };
}

function binsOf(table: LoadedColumns, definition: AxisDefinition, zone: TimeZone): Bins {
	switch (definition.kind) {
		case 'time':
			return binTimes(numbers(table, definition.column), zone, definition.step, definition.bins);
		case 'number':
			return binNumbers(numbers(table, definition.column), definition.bins);
		case 'category':
			return binCategories(categories(table, definition.column), definition.top);
		case 'hourOfDay':
			return binHours(numbers(table, definition.column ?? 't'), zone);
		case 'weekday':
			return binWeekdays(numbers(table, definition.column ?? 't'), zone);
	}
}

/** A column of numbers; NaN = no value. Throws QUERY_FAILED when there is none of that name. */
export function numbers(table: LoadedColumns, name: string): Float64Array {
	const column = columnNamed(table, name);
	if (column.kind !== 'number') throw wrong(name, 'numbers');
	return column.values;
}

function categories(table: LoadedColumns, name: string): Categories {
	const column = columnNamed(table, name);
	if (column.kind !== 'category') throw wrong(name, 'categories');
	return column;
}

/** Throws QUERY_FAILED when charts and maps can use no such column. */
export function columnNamed({ columns }: LoadedColumns, name: string): Column {
	const column = columns.get(name);
	if (column) return column;
	throw new AppError('QUERY_FAILED', {
		reason: 'noColumn',
		column: name,
		columns: [...columns.keys()].join(', '),
		message: `There is no column ${name} that charts can use; there are ${[...columns.keys()].join(', ')}.`
	});
}

const wrong = (column: string, wanted: string) =>
	new AppError('QUERY_FAILED', {
		reason: 'columnKind',
		column,
		wanted,
		message: `Column ${column} does not hold ${wanted}.`
	});
