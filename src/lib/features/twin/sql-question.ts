import type { Analytics } from '#workers/analytics/client.ts';
import type { RowKey, RowQuestion } from './row-source.ts';
import { pageSql, pieceSqls, placeSql, positionSql, type TwinQuery } from './twin-sql.ts';

type Asked = () => Promise<Analytics>;

/** A question that DuckDB answers. */
export function sqlQuestion(analytics: Asked, source: string, query: TwinQuery): RowQuestion {
	const ask = async (sql: string) => (await analytics()).sql(sql);
	return {
		source,
		columns: query.columns,
		...(query.order && { order: query.order }),
		page: (page) => ask(pageSql(query, page)),
		async placeOf(key) {
			const { columns, rowCount } = await ask(positionSql(query, key));
			return rowCount > 0 ? Number(columns[0]?.values[0]) : undefined;
		},
		async *file(count) {
			const asked = await analytics();
			for (const sql of pieceSqls(query, count)) yield (await asked.answer(sql, { maxRows: Infinity })).bytes;
		}
	};
}

/** What a row's table says of it in these columns; undefined when it does not say numbers, or has no such columns. */
export async function numbersOf(
	analytics: Asked,
	query: Pick<TwinQuery, 'table' | 'key' | 'isKeyUnique'>,
	key: RowKey,
	columns: readonly string[]
): Promise<readonly number[] | undefined> {
	const answer = await (await analytics()).sql(placeSql(query, key, columns)).catch(() => undefined);
	const values = answer?.columns.map((column) => column.values[0]) ?? [];
	return values.length > 0 && values.every((value) => typeof value === 'number') ? values : undefined;
}
