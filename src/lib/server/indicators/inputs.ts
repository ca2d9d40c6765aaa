import { quoted } from './create-table.ts';
import { AREAS_OF, bare, type Cell } from './session.ts';
import type { IndicatorSql, Inputs } from './thread-messages.ts';

export const NO_INPUTS: Inputs = { rows: 0, staleRows: 0 };

/** One row: how many rows the drill has, how many of their entities are stale, and when the newest was observed. */
export function inputsSql({ drill, drillOf }: IndicatorSql, isLive: boolean): string {
	const rows = '(SELECT count(*) FROM drilled)';
	if (!isLive) return `WITH drilled AS (${bare(drill)}\n) SELECT ${rows}, 0, NULL`;
	return `WITH drilled AS (${bare(drill)}\n), ids AS (SELECT id FROM drilled)
		SELECT ${rows}, count(*) FILTER (stale), max("at") FROM ${quoted(drillOf)} WHERE id IN (FROM ids)`;
}

/** The same by area, the area first. */
export function inputsByAreaSql({ drill, drillOf }: IndicatorSql, isLive: boolean): string {
	const seen = isLive
		? `SELECT id, stale, "at" FROM ${quoted(drillOf)}`
		: `SELECT id, false AS stale, NULL AS "at" FROM ${quoted(drillOf)}`;
	return `WITH drilled AS (${bare(drill)}\n), ids AS (SELECT id FROM drilled), seen AS (${seen})
		SELECT area, count(*), count(*) FILTER (stale), max("at") FROM seen JOIN ${quoted(AREAS_OF)} USING (id)
		WHERE id IN (FROM ids) AND area IS NOT NULL GROUP BY area`;
}

/** Rows, stale rows and the newest instant. */
export function inputsOf([rows, staleRows, newest]: readonly (Cell | undefined)[]): Inputs {
	return {
		rows: Number(rows ?? 0),
		staleRows: Number(staleRows ?? 0),
		...(typeof newest === 'number' && { newestInput: newest })
	};
}
