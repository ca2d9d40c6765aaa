import { Table, tableToIPC, vectorFromArray } from 'apache-arrow';
import type { EntityQuestion } from '#lib/model/entity-rows.ts';
import { entityRows, type EntityRowsOf } from './entity-rows.ts';

/** All entities of a layer that show, in the question's columns and order, as an Arrow IPC stream. */
export function entityFile(of: EntityRowsOf, question: EntityQuestion): Uint8Array {
	const { columns } = entityRows(of, question, { from: 0, size: Infinity });
	const vectors = columns.map((values, index) => [question.columns[index], vectorFromArray(values)] as const);
	return tableToIPC(new Table(Object.fromEntries(vectors)), 'stream');
}
