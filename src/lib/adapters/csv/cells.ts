import type { EpochMs } from '#lib/model/units.ts';
import { instantOfNumber, instantOfText, minutesEast, type ParsedInstant } from '../support/instant.ts';
import type { Column, Role } from './columns.ts';

const NOT_SAID = new Set(['', 'na', 'n/a', 'nan', 'null', 'none', '-', '--', '无']);

/** True when the cell says nothing. */
export function isEmpty(cell: string): boolean {
	return NOT_SAID.has(cell.toLowerCase());
}

/** The number in a cell; nothing when it is a text. A decimal comma counts where commas do not delimit. */
export function numberIn(cell: string, delimiter: string): number | undefined {
	const text = delimiter === ',' ? cell : cell.replace(/^([+-]?\d+),(\d+)$/, '$1.$2');
	return /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,9})?$/i.test(text) ? Number(text) : undefined;
}

/** How the rows of a table say their time; nothing when the table has no column for it. */
export interface TimeColumns {
	readonly read: (cellOf: (role: Role) => string) => ParsedInstant;
}

/** A table without any column of time was observed when it came. */
export function timeColumns(columns: readonly Column[], receivedAt: EpochMs): TimeColumns {
	const has = (role: Role) => columns.some((column) => column.role === role);
	const bracket = columns.find(
		({ role, bracket }) => bracket !== undefined && (role === 'at' || role === 'date' || role === 'year')
	)?.bracket;
	const zone = bracket === undefined ? undefined : minutesEast(bracket.trim());
	if (bracket !== undefined && zone === undefined)
		return {
			read: () => ({
				ok: false,
				reason: `the zone "${bracket}" in the header is not an offset such as +08:00`
			})
		};
	if (has('date') && has('at'))
		return { read: (cellOf) => instantIn(`${cellOf('date')} ${cellOf('at')}`, zone) };
	if (has('at')) return { read: (cellOf) => instantIn(cellOf('at'), zone) };
	if (has('date')) return { read: (cellOf) => instantIn(cellOf('date'), zone) };
	if (has('year'))
		return {
			read: (cellOf) =>
				instantIn(
					`${cellOf('year')}/${cellOf('month')}/${cellOf('day')} ${cellOf('hour') || '0'}:${(cellOf('minute') || '0').padStart(2, '0')}`,
					zone
				)
		};
	return { read: () => ({ ok: true, at: receivedAt, zoned: true }) };
}

/** ISO 8601, `2026/3/1 8:05`, `2026年3月1日 8:05`, `20260301080500` or a number of an epoch. */
function instantIn(cell: string, zone: number | undefined): ParsedInstant {
	const text = cell.trim();
	if (isEmpty(text)) return { ok: false, reason: 'it has no time' };
	if (/^\d{14}$/.test(text))
		return instantOfText(text.replace(/^(....)(..)(..)(..)(..)(..)$/, '$1-$2-$3T$4:$5:$6'), zone);
	const number = numberIn(text, ',');
	if (number !== undefined) return instantOfNumber(number);
	return withHint(
		instantOfText(
			text.replace(
				/^(\d{4})[/.年-](\d{1,2})[/.月-](\d{1,2})日?/,
				(_, year: string, month: string, day: string) =>
					`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
			),
			zone
		)
	);
}

function withHint(instant: ParsedInstant): ParsedInstant {
	if (instant.ok || !instant.reason.includes('names no zone')) return instant;
	return { ok: false, reason: `${instant.reason}, or write the zone in the header: time [+08:00]` };
}
