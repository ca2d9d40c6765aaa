import type { Dataset, DatasetColumn } from '#lib/model/city.ts';
import type { SqlColumn, SqlTable } from '#lib/model/sql.ts';
import type { TableInfo } from '#workers/analytics/client.ts';

const TYPES: Record<DatasetColumn['kind'], string> = {
	number: 'DOUBLE',
	category: 'VARCHAR',
	time: 'DOUBLE',
	text: 'VARCHAR'
};

/** The browser's tables as a schema; what is not loaded yet has the columns that its dataset declares. */
export function browserTables(infos: readonly TableInfo[], datasets: readonly Dataset[]): SqlTable[] {
	return infos.map((info): SqlTable => {
		const dataset = datasets.find(({ id }) => id === info.dataset);
		const declared = dataset ? declaredColumns(dataset) : [];
		const units = new Map(declared.map(({ name, unit }) => [name, unit]));
		const columns = info.loaded
			? info.columns.map(({ name, type }): SqlColumn => {
					const unit = units.get(name);
					return { name, type, ...(unit !== undefined && { unit }) };
				})
			: declared;
		return {
			name: info.name,
			title: dataset?.title ?? { zh: info.name, en: info.name },
			source: { dataset: info.dataset },
			...(info.rows !== undefined && { rows: info.rows }),
			columns
		};
	});
}

function declaredColumns(dataset: Dataset): SqlColumn[] {
	if (!('columns' in dataset)) return [];
	const own = dataset.columns.map(({ name, kind, unit }): SqlColumn => ({
		name,
		type: TYPES[kind],
		...(unit !== undefined && { unit })
	}));
	if (dataset.kind === 'buildings') return [{ name: 'id', type: 'UINTEGER' }, ...own];
	return [
		{ name: 't', type: 'DOUBLE', unit: 'ms' },
		{ name: 'local_time', type: 'TIMESTAMP' },
		{ name: 'lng', type: 'DOUBLE', unit: 'deg' },
		{ name: 'lat', type: 'DOUBLE', unit: 'deg' },
		...own
	];
}
