import type { Adapter } from '#lib/model/observation.ts';
import { parseCityTopic } from '../support/city-topic.ts';
import { Collector } from '../support/collector.ts';
import { LIMITS } from '../support/limits.ts';
import { shortened } from '../support/row-check.ts';
import { decodeText } from '../support/text.ts';
import { isEmpty, numberIn, timeColumns } from './cells.ts';
import { readColumns, ROLE_NAMES, type Column, type Role } from './columns.ts';
import { addRow } from './row.ts';
import { readTable, type Table } from './table.ts';

/** Tables with a header line: columns are found by their usual English and Chinese names, numbers are measured values. */
export const csv: Adapter = {
	id: 'csv',
	about: 'CSV tables with a header line; the delimiter, UTF-8, UTF-16 or GB 18030 are found out.',
	decode(bytes, receivedAt, options = {}) {
		const found = new Collector();
		const only = (place: string, reason: string) => {
			found.reject(place, reason);
			return found.decoded();
		};
		const decoded = decodeText(bytes, 'gb18030');
		if (!decoded.ok) return only(decoded.place, decoded.reason);
		const zero = decoded.text.indexOf('\0');
		if (zero >= 0) return only(`character ${zero}`, 'a NUL character: this is no text');
		if (decoded.encoding === 'gb18030') found.count('text in GB 18030');
		const table = readTable(decoded.text);
		if (table) for (const { line, reason } of table.faults) found.reject(`line ${line}`, reason);
		if (!table) return only('message', 'it is empty');
		const columns = readColumns(table.header);
		const byRole = new Map(
			columns.flatMap((column): [Role, Column][] => (column.role ? [[column.role, column]] : []))
		);
		if (!byRole.has('id') && !parseCityTopic(options.topic))
			return only(
				'header line',
				`no column names the entity (${ROLE_NAMES.id.join(', ')}); there are: ${shortened(table.header.join(', '), 250)}`
			);
		const free = columns.filter((column) => column.role === undefined);
		const metrics = free.filter((column) => isNumeric(table, column));
		const sense = {
			delimiter: table.delimiter,
			byRole,
			metrics,
			unused: free.filter((column) => !metrics.includes(column)),
			times: timeColumns(columns, receivedAt),
			options
		};
		for (const { line, cells } of table.rows) {
			found.count('row');
			addRow(found, `line ${line}`, cells, sense);
		}
		if (table.cut)
			found.reject('message', `a message may hold ${LIMITS.rows} rows; what follows was not read`);
		return found.decoded();
	}
};

const LOOKED_AT = 1_000;

/** Most of what the first rows say in this column is numbers: a text in it is then a fault. */
function isNumeric({ rows, delimiter }: Table, { index }: Column): boolean {
	let [numbers, texts] = [0, 0];
	for (const { cells } of rows.slice(0, LOOKED_AT)) {
		const cell = cells[index] ?? '';
		if (isEmpty(cell)) continue;
		if (numberIn(cell, delimiter) === undefined) texts++;
		else numbers++;
	}
	return numbers > texts;
}
