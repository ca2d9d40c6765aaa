import { plainName } from '../positions/column-names.ts';
import type { SourceColumn, SourceTable } from './source-table.ts';

const CLOCKS = /(^|_)(time|clock|hour)$|时刻|时间$/;
const CLOCK = /^(\d{1,2}):(\d{2})(?::(\d{2}))?$/;
const DAY = 86_400_000;

/**
 * A table that says the day in one column and the clock in another gets both together in the first; a note says so.
 * Others stay as they are.
 */
export function withJoinedClock(table: SourceTable): SourceTable {
	const times = table.columns.filter((column) => column.store === 'time');
	const [date] = times;
	if (date?.store !== 'time' || times.length !== 1 || date.zoned) return table;
	if (date.values.some((value) => !Number.isNaN(value) && value % DAY !== 0)) return table;
	const clock = table.columns.find(
		(column): column is Extract<SourceColumn, { store: 'text' }> =>
			column.store === 'text' &&
			CLOCKS.test(plainName(column.name)) &&
			column.texts.count > 0 &&
			column.texts.count <= DAY / 1000 &&
			column.texts.texts().every((text) => CLOCK.test(text))
	);
	if (!clock) return table;
	const clocks = clock.texts.texts().map(millisecondsOf);
	const values = date.values.map((value, row) => {
		const code = clock.codes[row] as number;
		return code < 0 ? value : value + (clocks[code] as number);
	});
	return {
		...table,
		columns: table.columns.map((column) => (column === date ? { ...date, values } : column)),
		notes: [...table.notes, { kind: 'clockJoined', date: date.name, clock: clock.name }]
	};
}

function millisecondsOf(text: string): number {
	const [, hours = 0, minutes = 0, seconds = 0] = CLOCK.exec(text) ?? [];
	return ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
}
