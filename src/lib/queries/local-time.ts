import type { EpochMs } from '#lib/model/units.ts';
import { TimeZone } from './time-zone.ts';

/** Where changes of clocks are known ahead, for the macro. */
const HORIZON: readonly [EpochMs, EpochMs] = [0, Date.UTC(2050, 0, 1)];

/**
 * SQL that turns epoch milliseconds into the city's wall time, a TIMESTAMP. DuckDB's own time zones
 * live in an extension that is not there offline; so the changes of clocks stand in the SQL, searched
 * from the newest backwards. A known span of the data keeps them few.
 */
export function toLocalSql(expression: string, timezone: string, span = HORIZON): string {
	const segments = new TimeZone(timezone).segments(...span);
	const first = segments[0]?.offset ?? 0;
	const cases = segments
		.slice(1)
		.reverse()
		.map(({ from, offset }) => `WHEN ${expression} >= ${from} THEN ${offset}`);
	const offset = cases.length > 0 ? `CASE ${cases.join(' ')} ELSE ${first} END` : String(first);
	return `epoch_ms((${expression} + ${offset})::BIGINT)`;
}

/** Defines `to_local(t)` for any epoch milliseconds. */
export const toLocalMacro = (timezone: string): string =>
	`CREATE MACRO to_local(t) AS ${toLocalSql('t', timezone)}`;
